/**
 * Loads the bundled command line with V8's code cache, made after an audit had run: compiling would take longer than most
 * audits. It has two parts, each with a cache of its own: the program, and what reads code, when the first app's code is read.
 * A build leaves the caches beside them; who has installed the package gets them in the user's cache directory, after the first
 * audit, for each version of Node.js. V8 itself refuses one of another version, processor or flags.
 */
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const { homedir } = require('node:os');
const { isAbsolute, join } = require('node:path');
const { Script } = require('node:vm');

const FOLDER = join(__dirname, '../dist/bundle');
/** What the program asks for when it reads code. */
const CODE = './code.js';
const HASH_BYTES = 32;
const STALE_MS = 30 * 24 * 3600 * 1000;

function sha256(...bytes) {
  const hash = createHash('sha256');
  for (const some of bytes) hash.update(some);
  return hash.digest();
}

/** What a part's cache begins with: it stands for this part only, by its digest, and only as it was written. */
function seal(digest, cache) {
  return sha256(digest, cache);
}

/** What a file of a part's code cache holds. */
function sealed({ digest, script }) {
  const cache = script.createCachedData();
  return Buffer.concat([seal(digest, cache), cache]);
}

/** The code cache in a file of this user's or the package's, or undefined where it is not there or not what was written. */
function sealedCache(path, digest) {
  if (!fs.existsSync(path)) return undefined;
  const file = fs.readFileSync(path);
  const cache = file.subarray(HASH_BYTES);
  return file.length > HASH_BYTES && seal(digest, cache).equals(file.subarray(0, HASH_BYTES)) ? cache : undefined;
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
    if (/^(?:program|code)\..*\.cache$/.test(name) && Date.now() - fs.statSync(path).mtimeMs > STALE_MS)
      fs.rmSync(path);
  }
}

/** Leaves the code cache of a part for the next start. A disk that is full or cannot be written to costs time, and nothing else. */
function keep(part) {
  const { folder, path } = part.kept;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder)) return;
    removeStale(folder);
    const unfinished = `${path}.${process.pid}`;
    fs.writeFileSync(unfinished, sealed(part), { mode: 0o600, flag: 'wx' });
    fs.renameSync(unfinished, path);
  } catch (error) {
    if (process.env.PERMAUDIT_DEBUG === '1') process.stderr.write(`permaudit: no code cache kept: ${error.message}\n`);
  }
}

/** Where a build leaves the cache of a part. */
function builtCache(name) {
  return join(FOLDER, `${name}.${process.version}-${process.arch}.cache`);
}

/** Where this user keeps the cache of this very part for this very Node.js; null for none. */
function userCache(name, digest) {
  const folder = userFolder();
  if (folder === null) return null;
  const of = digest.toString('hex', 0, 8);
  // Loaded late: beside a cache of the build it is not asked.
  const tag = require('node:v8').cachedDataVersionTag().toString(16);
  return { folder, path: join(folder, `${name}.${process.version}-${process.arch}-${tag}-${of}.cache`) };
}

/** The cache the build left, or the user's own. */
function findCache(built, digest, kept) {
  const cache = sealedCache(built, digest);
  if (cache !== undefined || kept === null || !fs.existsSync(kept.folder) || !isOwn(kept.folder)) return cache;
  return sealedCache(kept.path, digest);
}

/**
 * Runs the module of a part. Throws Node's ENOENT where the package was not built.
 * @param requireFor what the module asks for others with
 */
function loadPart(name, requireFor) {
  const path = join(FOLDER, `${name}.js`);
  const built = builtCache(name);
  const source = fs.readFileSync(path);
  const digest = sha256(source);
  const kept = fs.existsSync(built) ? null : userCache(name, digest);
  const cachedData = findCache(built, digest, kept);
  const script = new Script(Module.wrap(source.toString('latin1')), { filename: path, cachedData });
  const own = new Module(path, module);
  own.filename = path;
  own.paths = Module._nodeModulePaths(FOLDER);
  // Other files of the bundle ask for this one. What reads code nobody else asks for, and the end of an app's time may come
  // while it is loaded: half of it is not to be found by the next app.
  if (name === 'program') require.cache[path] = own;
  script.runInThisContext()(own.exports, requireFor(path), own, path, FOLDER);
  own.loaded = true;
  const accepted = cachedData !== undefined && script.cachedDataRejected === false;
  return { name, exports: own.exports, digest, script, accepted, kept };
}

/**
 * Runs the program's module. Returns its `exports`, the `parts` that were loaded until now, each with its `script` and
 * whether a cache was `accepted`, and `keep`, which leaves a cache for this user for each where none was accepted: to be
 * called when an audit has run. Throws Node's ENOENT where the package was not built, and an error where it is not of one build.
 */
function loadProgram() {
  const parts = [];
  const plain = (path) => Module.createRequire(path);
  let code = null;
  const withCode = (path) => {
    const others = plain(path);
    return (id) => (id === CODE ? (code ??= load('code', plain)).exports : others(id));
  };
  function load(name, requireFor) {
    const part = loadPart(name, requireFor);
    parts.push(part);
    return part;
  }
  const { exports } = load('program', withCode);
  if (typeof exports.main !== 'function') throw new Error('dist/bundle/program.js is of another build');
  return {
    exports,
    parts,
    keep: () => {
      for (const part of parts) if (!part.accepted && part.kept !== null) keep(part);
    },
  };
}

module.exports = { builtCache, loadProgram, sealed };
