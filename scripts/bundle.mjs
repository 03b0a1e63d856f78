/**
 * Bundles the command line into dist/bundle/: a start then reads a few files instead of some two hundred, one after
 * another. Runs after tsc, over its output. What every start needs and what every audit needs are one file each; modules
 * that only some commands or inputs import stay apart. npm packages stay outside.
 *
 *   node scripts/bundle.mjs
 */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const OUT = join(DIST, 'bundle');
const STATIC_IMPORT = /^(?:import|export) [^;]*? from '(\.[^']+)';/gm;

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

const start = loadedWith('cli/main.js');
const audit = loadedWith('cli/commands/audit/run.js', 'cli/commands/audit/route.js', 'report/text/report.js');

const bundle = await rolldown({
  // The worker and its watchdog are programs of their own, found beside the file that starts them.
  input: {
    main: join(DIST, 'cli/main.js'),
    worker: join(DIST, 'batch/worker.js'),
    watchdog: join(DIST, 'batch/watchdog.js'),
  },
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
});
rmSync(OUT, { recursive: true, force: true });
await bundle.write({
  dir: OUT,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  codeSplitting: {
    groups: [
      { name: 'start', test: (id) => start.has(id), priority: 2 },
      { name: 'audit', test: (id) => audit.has(id), priority: 1 },
    ],
  },
});
