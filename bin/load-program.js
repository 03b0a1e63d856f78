/**
 * Loads the bundled command line with V8's code cache, which the build made after an audit had run: compiling would take
 * longer than most audits. A cache is a file beside the program for one version of Node.js on one architecture; V8
 * itself refuses one of another version or other flags.
 */
'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

const FOLDER = join(__dirname, '../dist/bundle');
const PROGRAM = join(FOLDER, 'program.js');
const CACHE = join(FOLDER, `program.${process.version}-${process.arch}.cache`);
const HASH_BYTES = 32;

/** SHA-256 over the program and its cache: the cache stands for this program only, and only as the build wrote it. */
function seal(source, cache) {
  return createHash('sha256').update(source).update(cache).digest();
}

/** The code cache, or undefined where there is none for this Node.js, or it is not what the build wrote. */
function sealedCache(source) {
  if (!existsSync(CACHE)) return undefined;
  const file = readFileSync(CACHE);
  const cache = file.subarray(HASH_BYTES);
  return file.length > HASH_BYTES && seal(source, cache).equals(file.subarray(0, HASH_BYTES)) ? cache : undefined;
}

/** Lets Node.js (from 22.1) keep its own cache in the user's cache directory, where the package has none for it. */
function keepCompiled() {
  const { XDG_CACHE_HOME: base = '' } = process.env;
  Module.enableCompileCache?.(join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'permaudit', 'compiled'));
}

/**
 * Runs the program's module. Returns its `exports`, the `script` to make a cache of, and whether a cache was `accepted`.
 * Throws Node's ENOENT where the package was not built.
 */
function loadProgram() {
  const bytes = readFileSync(PROGRAM);
  const cachedData = sealedCache(bytes);
  const script = new Script(Module.wrap(bytes.toString('latin1')), {
    filename: PROGRAM,
    cachedData,
  });
  const accepted = cachedData !== undefined && script.cachedDataRejected === false;
  if (!accepted) keepCompiled();
  const program = new Module(PROGRAM, module);
  program.filename = PROGRAM;
  program.paths = Module._nodeModulePaths(FOLDER);
  // Other files of the bundle ask for this one.
  require.cache[PROGRAM] = program;
  const require_ = Module.createRequire(PROGRAM);
  script.runInThisContext()(program.exports, require_, program, PROGRAM, FOLDER);
  program.loaded = true;
  return { exports: require_('./main.js'), script, accepted };
}

module.exports = { CACHE, PROGRAM, loadProgram, seal };
