/**
 * Writes V8's code cache of an executable's program, for the Node.js that runs this, after audits in each of the ways people
 * do most, so that functions compiled on first use are in it.
 *
 *   node scripts/lib/executable-cache.cjs PROGRAM APP FOLDER CACHE
 */
'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const [, , path, app, folder, cache] = process.argv;
const program = new Module('program.js');
const script = new Script(Module.wrap(readFileSync(path, 'latin1')), { filename: 'program.js' });
script.runInThisContext()(program.exports, Module.createRequire(__filename), program, __filename, __dirname);
const { embed, run } = program.exports;
embed({ read: (file) => readFileSync(join(__dirname, '../..', file)) });

async function main() {
  for (const format of ['text', 'json']) {
    const code = await run([app, '--category', 'lending', '--format', format, '-q', '-o', join(folder, format)]);
    if (code !== 0) throw new Error(`the audit for the code cache ended with ${code}`);
  }
  writeFileSync(cache, script.createCachedData());
}

void main();
