/**
 * package.json as those who install the package get it: without the scripts and tools of a clone, which npm would otherwise
 * warn about. `npm pack` calls this before and after.
 *
 *   node scripts/pack-manifest.mjs strip|restore
 */
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MANIFEST = fileURLToPath(new URL('../package.json', import.meta.url));
const WHOLE = fileURLToPath(new URL('../.package.json.whole', import.meta.url));

function strip() {
  // A pack that was interrupted has left the whole one aside.
  if (existsSync(WHOLE)) restore();
  copyFileSync(MANIFEST, WHOLE);
  const { scripts: _, devDependencies: __, ...shipped } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  writeFileSync(MANIFEST, `${JSON.stringify(shipped, null, 2)}\n`);
}

function restore() {
  renameSync(WHOLE, MANIFEST);
}

const [step] = process.argv.slice(2);
if (step === 'strip') strip();
else if (step === 'restore') restore();
else throw new Error(`strip or restore, not ${step}`);
