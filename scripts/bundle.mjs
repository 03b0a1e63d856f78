/**
 * Bundles the command line and the library into dist/bundle/: a start then reads one file instead of some three hundred,
 * one after another, and who installs the package installs no other. Runs after tsc and compile-schemas, over their output. What every audit
 * needs is `program.js`, with the libraries it starts with; modules that only some commands or formats import stay apart.
 * Then makes V8's code cache of the program for the Node.js that builds (lib/code-cache.mjs).
 *
 *   node scripts/bundle.mjs
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { escapeLetters } from './lib/ascii.mjs';
import { bundleLibraries, librariesApart, libraryOf, loadedLater } from './lib/bundle-libraries.mjs';
import { PARTS, partsApart } from './lib/bundle-parts.mjs';
import { recordLibraries } from './lib/notices.mjs';
import { bundleTypes } from './lib/bundle-types.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const OUT = join(DIST, 'bundle');
const STATIC_IMPORT = /^(?:import|export) [^;]*? from '(\.[^']+)';/gm;

/** Libraries that every start needs: they stand in the program. */
const STARTED_WITH = ['chalk', 'commander'];

/** Modules that are loaded with these, by their static imports, in the output of tsc; parts are loaded by themselves. */
function loadedWith(...entries) {
  const seen = new Set(Object.values(PARTS));
  const pending = entries.map((entry) => join(DIST, entry));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      pending.push(resolve(dirname(file), target));
    }
  }
  for (const part of Object.values(PARTS)) seen.delete(part);
  return seen;
}

async function bundle() {
  const program = loadedWith(
    'cli/main.js',
    'cli/commands/audit/run.js',
    'cli/commands/audit/route.js',
    'report/text/report.js',
  );
  const made = await rolldown({
    // The workers and their threads are programs of their own, found beside the file that starts them.
    input: {
      main: join(DIST, 'cli/main.js'),
      library: join(DIST, 'index.js'),
      worker: join(DIST, 'batch/worker.js'),
      'scout-worker': join(DIST, 'batch/scout-worker.js'),
      watchdog: join(DIST, 'batch/watchdog.js'),
      'queue-worker': join(DIST, 'queue/queue-worker.js'),
      'remote-thread': join(DIST, 'remote/remote-thread.js'),
      ...PARTS,
    },
    platform: 'node',
    plugins: [loadedLater, partsApart, librariesApart(STARTED_WITH)],
    // A module is one chunk's whoever else imports it later: that is the layout, and no mistake.
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await made.write({
    dir: OUT,
    format: 'cjs',
    // A function out of a code cache cannot import: V8 has lost which module it belongs to.
    dynamicImportInCjs: false,
    // Names of functions and classes are kept: they stand in the trace of a bug.
    minify: {
      compress: false,
      mangle: { keepNames: { function: true, class: true } },
      codegen: { removeWhitespace: true },
    },
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => (chunk.name === 'program' ? 'program.js' : '[name]-[hash].js'),
    codeSplitting: {
      groups: [{ name: 'program', test: (id) => program.has(id) || libraryOf(id) !== null || !isAbsolute(id) }],
    },
  });
  writeFileSync(join(OUT, 'package.json'), '{ "type": "commonjs" }\n');
  return output;
}

/** The library's exports by name, for `import`: Node.js cannot tell them from the bundle before it has run. */
function writeLibrary(output) {
  const { exports } = output.find((chunk) => chunk.name === 'library' && chunk.isEntry);
  const names = [...exports].sort().join(', ');
  writeFileSync(join(OUT, 'index.mjs'), `import library from './library.js';\nexport const { ${names} } = library;\n`);
}

/** The body of a chunk, as a function that gives what the chunk exports; `require` is what it may ask for. */
function asFunction({ code }) {
  return `((exports,require)=>{${code};return exports})`;
}

/** What every start loads beside the program becomes part of it: a file more is a read, and a compilation without a cache. */
function foldIntoProgram(output) {
  const [program, runtime, main] = ['program', 'rolldown-runtime', 'main'].map((name) =>
    output.find((chunk) => chunk.name === name),
  );
  const asked = `require("./${runtime.fileName}")`;
  const isFoldable =
    program.code.includes(asked) && runtime.imports.length === 0 && `${main.imports}` === program.fileName;
  if (!isFoldable) throw new Error('program.js, its runtime and main.js hang together in another way than is known');
  const whole = `${program.code.replace(asked, () => `${asFunction(runtime)}({})`)};${asFunction(main)}(exports,()=>exports);`;
  writeFileSync(join(OUT, program.fileName), whole);
  rmSync(join(OUT, main.fileName));
}

/** Programs that load the parts at once. In a worker the end of an app's time must not leave half a part for the next app. */
const WHOLE = ['library', 'worker', 'queue-worker'];

function loadPartsAtOnce() {
  const asked = Object.keys(PARTS).map((part) => `require("./${part}.js");`);
  for (const name of WHOLE) appendFileSync(join(OUT, `${name}.js`), asked.join(''));
}

function escapeFiles(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    writeFileSync(join(folder, name), escapeLetters(readFileSync(join(folder, name), 'utf8')));
  }
}

rmSync(OUT, { recursive: true, force: true });
const output = await bundle();
writeLibrary(output);
foldIntoProgram(output);
loadPartsAtOnce();
const libraries = await bundleLibraries(OUT);
await bundleTypes(DIST, OUT);
escapeFiles(OUT);
escapeFiles(join(OUT, 'lib'));
recordLibraries(
  'bundle',
  [...output, ...libraries].flatMap(({ moduleIds = [] }) => moduleIds),
);
// In a process of its own: this one's memory is over what one audit may take.
execFileSync(process.execPath, [join(ROOT, 'scripts/lib/code-cache.mjs')], { stdio: 'inherit' });
