/** The code of a single executable: everything is in one file, since there is none beside it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { escapeLetters } from './ascii.mjs';
import { librariesWithin, loadedLater } from './bundle-libraries.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function bundle(input) {
  const made = await rolldown({
    input,
    platform: 'node',
    plugins: [loadedLater, librariesWithin],
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await made.generate({
    format: 'cjs',
    codeSplitting: false,
    // Names are kept: they stand in the trace of a bug.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  if (output.length !== 1) throw new Error(`an executable has one bundle, not ${output.length}`);
  return output[0];
}

/** The program and the threads of its workers, by their names in the executable. */
const FILES = {
  'program.js': 'scripts/lib/executable-program.mjs',
  'watchdog.js': 'dist/batch/watchdog.js',
  'remote-thread.js': 'dist/remote/remote-thread.js',
};

/** The ids of all modules whose code is in an executable. */
export async function executableModules() {
  const bundles = await Promise.all(Object.values(FILES).map((source) => bundle(join(ROOT, source))));
  return bundles.flatMap(({ moduleIds }) => moduleIds);
}

/** Writes the program and the threads of its workers. Returns their paths by their names in the executable. */
export async function bundleExecutable(folder) {
  for (const [name, source] of Object.entries(FILES)) {
    writeFileSync(join(folder, name), escapeLetters((await bundle(join(ROOT, source))).code));
  }
  return Object.fromEntries(Object.keys(FILES).map((name) => [name, join(folder, name)]));
}
