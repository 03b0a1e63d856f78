#!/usr/bin/env node
'use strict';

const { loadProgram } = require('./load-program.js');

/** The exit code of a fault of permaudit's own; Node would end with 1, which is that of --fail-on. */
const BROKEN = 70;

/** The program, or null, told, where the package is not whole. */
function program() {
  try {
    return loadProgram();
  } catch (error) {
    process.stderr.write(`permaudit: this installation is not whole: ${error.message}\n`);
    process.stderr.write('  Install it again; in a clone of the repository, run: npm run build\n');
    process.exitCode = BROKEN;
    return null;
  }
}

const loaded = program();
void loaded?.exports.main(loaded.keep);
