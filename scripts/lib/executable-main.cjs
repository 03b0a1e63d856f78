/**
 * The first code of a single executable: loads the program out of it, with V8's code cache where there is one, and is the
 * command line or, started by itself, a worker process.
 */
'use strict';

const Module = require('node:module');
const sea = require('node:sea');
const { Script } = require('node:vm');

const PROGRAM = 'program.js';
const CACHE = 'program.cache';
/** What the first argument of a worker process begins with; src/batch/entry.ts has it too. */
const WORKER = 'permaudit:';

const keys = new Set(sea.getAssetKeys());

/** The bytes of a file in the executable, which are not to be written to. */
function read(path) {
  if (!keys.has(path)) throw new Error(`this executable holds no ${path}`);
  return Buffer.from(sea.getRawAsset(path));
}

/** Runs the program's module and returns its exports. All of it is ASCII. */
function load() {
  const script = new Script(Module.wrap(read(PROGRAM).toString('latin1')), {
    filename: PROGRAM,
    cachedData: keys.has(CACHE) ? read(CACHE) : undefined,
  });
  if (script.cachedDataRejected === true && process.env.PERMAUDIT_DEBUG === '1') {
    process.stderr.write('permaudit: the code cache was not taken\n');
  }
  const program = new Module(PROGRAM);
  script.runInThisContext()(
    program.exports,
    Module.createRequire(process.execPath),
    program,
    process.execPath,
    process.execPath,
  );
  return program.exports;
}

/** Which of its programs this process is to be. Nobody but the program itself starts one with a channel to it. */
function asked() {
  const [, , first = ''] = process.argv;
  if (process.send === undefined || !first.startsWith(WORKER)) return 'main';
  // As on a disk: the program, then what it is told.
  process.argv.splice(1, 1);
  return first.slice(WORKER.length);
}

const { embed, PROGRAMS } = load();
embed({ read });
void PROGRAMS[asked()]();
