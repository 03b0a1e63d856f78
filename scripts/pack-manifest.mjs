/**
 * What those who install the package get in another form than a clone has it: package.json without the scripts and tools of a
 * clone, which npm would otherwise warn about, and pages without links to what is not in the package. `npm pack` calls this
 * before and after.
 *
 *   node scripts/pack-manifest.mjs strip|restore
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutDeadLinks } from './lib/package-pages.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MANIFEST = 'package.json';
/** The files as they were, until they are restored. */
const WHOLE = join(ROOT, '.package-whole');

/** Every file that is packed. */
function packed() {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26, shell: process.platform === 'win32' };
  return JSON.parse(execFileSync('npm', args, options))[0].files.map(({ path }) => path);
}

function setAside(path) {
  mkdirSync(dirname(join(WHOLE, path)), { recursive: true });
  copyFileSync(join(ROOT, path), join(WHOLE, path));
}

function strip() {
  // A pack that was interrupted has left the whole ones aside.
  if (existsSync(WHOLE)) restore();
  const files = packed();
  const { scripts: _, devDependencies: __, ...shipped } = JSON.parse(readFileSync(join(ROOT, MANIFEST), 'utf8'));
  const isThere = new Set(files);
  setAside(MANIFEST);
  writeFileSync(join(ROOT, MANIFEST), `${JSON.stringify(shipped, null, 2)}\n`);
  for (const page of files.filter((path) => path.endsWith('.md'))) {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const made = withoutDeadLinks(text, (href) => isThere.has(posix.normalize(posix.join(posix.dirname(page), href))));
    if (made === text) continue;
    setAside(page);
    writeFileSync(join(ROOT, page), made);
  }
}

function restore() {
  cpSync(WHOLE, ROOT, { recursive: true });
  rmSync(WHOLE, { recursive: true });
}

const [step] = process.argv.slice(2);
if (step === 'strip') strip();
else if (step === 'restore') restore();
else throw new Error(`strip or restore, not ${step}`);
