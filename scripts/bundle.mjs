/**
 * Bundles the command line into dist/bundle/: a start then reads one file instead of some three hundred, one after
 * another. Runs after tsc, over its output. What every audit needs is `program.js`, with the libraries it starts with;
 * modules that only some commands or formats import stay apart. Then makes V8's code cache of the program for the
 * Node.js that builds, after audits have run, so that functions compiled on first use are in it.
 *
 *   node scripts/bundle.mjs
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const OUT = join(DIST, 'bundle');
const STATIC_IMPORT = /^(?:import|export) [^;]*? from '(\.[^']+)';/gm;

/** Libraries that every start needs; all others are loaded from node_modules by what needs them. */
const BUNDLED = ['chalk', 'commander'];

/** Modules that are loaded with these, by their static imports, in the output of tsc. */
function loadedWith(...entries) {
  const seen = new Set();
  const pending = entries.map((entry) => join(DIST, entry));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      pending.push(resolve(dirname(file), target));
    }
  }
  return seen;
}

/** The library a module belongs to, or null. */
function libraryOf(id) {
  const [, name = null] = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id) ?? [];
  return name;
}

async function bundle() {
  const program = loadedWith(
    'cli/main.js',
    'cli/commands/audit/run.js',
    'cli/commands/audit/route.js',
    'report/text/report.js',
  );
  const made = await rolldown({
    // The workers and their watchdog are programs of their own, found beside the file that starts them.
    input: {
      main: join(DIST, 'cli/main.js'),
      worker: join(DIST, 'batch/worker.js'),
      'scout-worker': join(DIST, 'batch/scout-worker.js'),
      watchdog: join(DIST, 'batch/watchdog.js'),
    },
    platform: 'node',
    external: (id) => /^[a-z@]/.test(id) && !BUNDLED.includes(id),
    // A module is one chunk's whoever else imports it later: that is the layout, and no mistake.
    checks: { ineffectiveDynamicImport: false },
  });
  rmSync(OUT, { recursive: true, force: true });
  const { output } = await made.write({
    dir: OUT,
    format: 'cjs',
    // A function out of a code cache cannot import: V8 has lost which module it belongs to.
    dynamicImportInCjs: false,
    // Names are kept: they stand in the trace of a bug.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => (chunk.name === 'program' ? 'program.js' : '[name]-[hash].js'),
    codeSplitting: {
      groups: [{ name: 'program', test: (id) => program.has(id) || libraryOf(id) !== null || !isAbsolute(id) }],
    },
  });
  writeFileSync(join(OUT, 'package.json'), '{ "type": "commonjs" }\n');
  return output;
}

/** Letters outside ASCII become escapes: V8 reads such a file as it is, byte for byte. All of them stand in literals. */
function escapeLetters() {
  for (const name of readdirSync(OUT).filter((file) => file.endsWith('.js'))) {
    const text = readFileSync(join(OUT, name), 'utf8');
    const escaped = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    writeFileSync(join(OUT, name), escaped);
  }
}

/** The licences of the libraries in the bundle ask to be given along. */
function writeLicences(output) {
  const names = new Set(output.flatMap((chunk) => (chunk.moduleIds ?? []).map(libraryOf)));
  names.delete(null);
  const texts = [...names].sort().map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) throw new Error(`${name} goes into the bundle and has no licence`);
    return `${name}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
  });
  writeFileSync(join(OUT, 'LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** What is compiled when an app is audited in each of the ways people do most. */
async function writeCache() {
  const { CACHE, PROGRAM, loadProgram, seal } = createRequire(import.meta.url)('../bin/load-program.js');
  const { exports, script } = loadProgram();
  const work = mkdtempSync(join(tmpdir(), 'permaudit-build-'));
  try {
    const app = join(ROOT, 'fixtures/apk/quick-loan.apk');
    for (const format of ['text', 'json']) {
      const code = await exports.run([
        app,
        '--category',
        'lending',
        '--format',
        format,
        '-q',
        '-o',
        join(work, format),
      ]);
      if (code !== 0) throw new Error(`the audit for the code cache ended with ${code}`);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
  const cache = script.createCachedData();
  writeFileSync(CACHE, Buffer.concat([seal(readFileSync(PROGRAM), cache), cache]));
}

const output = await bundle();
escapeLetters();
writeLicences(output);
await writeCache();
