/**
 * Loads the bundled command line with V8's code cache, made after an audit had run: compiling would take longer than most
 * audits. A build leaves one beside the program; who has installed the package gets one in the user's cache directory,
 * after the first audit, for each version of Node.js. V8 itself refuses one of another version, processor or flags.
 */
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');

const FOLDER = join(__dirname, '../dist/bundle');
const PROGRAM = join(FOLDER, 'program.js');
const CACHE = join(FOLDER, `program.${process.version}-${process.arch}.cache`);
const HASH_BYTES = 32;
const STALE_MS = 30 * 24 * 3600 * 1000;

/** SHA-256 over the program and its cache: the cache stands for this program only, and only as it was written. */
function seal(source, cache) {
  return createHash('sha256').update(source).update(cache).digest();
}

/** The code cache in a file of this user's or the package's, or undefined where it is not there or not what was written. */
function sealedCache(path, source) {
  if (!fs.existsSync(path)) return undefined;
  const file = fs.readFileSync(path);
  const cache = file.subarray(HASH_BYTES);
  return file.length > HASH_BYTES && seal(source, cache).equals(file.subarray(0, HASH_BYTES)) ? cache : undefined;
}

/** `permaudit/compiled` in the user's cache directory, or null where the user wants none or has no home. */
function userFolder() {
  if (process.env.NODE_DISABLE_COMPILE_CACHE === '1') return null;
  const { XDG_CACHE_HOME: base = '' } = process.env;
  try {
    return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'permaudit', 'compiled');
  } catch {
    // Node.js throws where the system knows no home for this user.
    return null;
  }
}

/** Nobody but this user may have written what is run. */
function isOwn(folder) {
  const { uid, mode } = fs.statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** Caches of programs and Node.js versions that are gone. */
function removeStale(folder) {
  for (const name of fs.readdirSync(folder)) {
    const path = join(folder, name);
    if (/^program\..*\.cache$/.test(name) && Date.now() - fs.statSync(path).mtimeMs > STALE_MS) fs.rmSync(path);
  }
}

/** Leaves the code cache for the next start. A disk that is full or cannot be written to costs time, and nothing else. */
function keep(script, source, path, folder) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder)) return;
    removeStale(folder);
    const cache = script.createCachedData();
    const unfinished = `${path}.${process.pid}`;
    fs.writeFileSync(unfinished, Buffer.concat([seal(source, cache), cache]), { mode: 0o600, flag: 'wx' });
    fs.renameSync(unfinished, path);
  } catch (error) {
    if (process.env.PERMAUDIT_DEBUG === '1') process.stderr.write(`permaudit: no code cache kept: ${error.message}\n`);
  }
}

/** Where this user keeps the cache of this very program for this very Node.js; null for none. */
function userCache(source) {
  const folder = userFolder();
  if (folder === null) return null;
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const tag = cachedDataVersionTag().toString(16);
  return { folder, path: join(folder, `program.${process.version}-${process.arch}-${tag}-${digest}.cache`) };
}

/** The cache the build left, or the user's own. */
function findCache(source, kept) {
  const built = sealedCache(CACHE, source);
  if (built !== undefined || kept === null || !fs.existsSync(kept.folder) || !isOwn(kept.folder)) return built;
  return sealedCache(kept.path, source);
}

/**
 * Runs the program's module. Returns its `exports`, the `script` to make a cache of, whether a cache was `accepted`, and
 * `keep`, which leaves a cache for this user where none was accepted: to be called when an audit has run.
 * Throws Node's ENOENT where the package was not built.
 */
function loadProgram() {
  const source = fs.readFileSync(PROGRAM);
  const kept = fs.existsSync(CACHE) ? null : userCache(source);
  const cachedData = findCache(source, kept);
  const script = new Script(Module.wrap(source.toString('latin1')), { filename: PROGRAM, cachedData });
  const accepted = cachedData !== undefined && script.cachedDataRejected === false;
  const program = new Module(PROGRAM, module);
  program.filename = PROGRAM;
  program.paths = Module._nodeModulePaths(FOLDER);
  // Other files of the bundle ask for this one.
  require.cache[PROGRAM] = program;
  script.runInThisContext()(program.exports, Module.createRequire(PROGRAM), program, PROGRAM, FOLDER);
  program.loaded = true;
  return {
    exports: program.exports,
    script,
    accepted,
    keep: () => {
      if (!accepted && kept !== null) keep(script, source, kept.path, kept.folder);
    },
  };
}

module.exports = { CACHE, PROGRAM, loadProgram, seal };
