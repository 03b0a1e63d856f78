/**
 * Builds all that is handed out into a folder: the npm package, the page and the library for browsers, the executables,
 * NOTICE, a bill of materials, and the digests of them. The same commit gives the same bytes (docs/release.md).
 *
 *   node scripts/release.mjs [--out FOLDER] [SYSTEM ...]
 *
 * Systems are those of scripts/build-exe.mjs; without one it builds the executables of all. Ends with 3 where the Node.js for an executable cannot be had.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { NoBinary, NODE_VERSION, nodeLicence } from './lib/node-binaries.mjs';
import { billOfMaterials } from './lib/bill-of-materials.mjs';
import { writeDigests } from './lib/release-digests.mjs';
import { sourceOf } from './lib/release-source.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What `npm run build:web` makes: the page, and the library for other pages. */
const FOR_BROWSERS = ['html', 'mjs'];
const EXIT_NO_BINARY = 3;

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: join(ROOT, 'release') } },
  allowPositionals: true,
});
const out = resolve(values.out);
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Runs a command of this repository, and shows what it says. */
function run(command, ...args) {
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
}

function buildPackage() {
  // Nothing of an earlier build may get in.
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run('npm', 'pack', '--silent', '--pack-destination', out);
}

function buildForBrowsers() {
  run('npm', 'run', '--silent', 'build:web');
  for (const end of FOR_BROWSERS) {
    copyFileSync(join(ROOT, `dist/web/permaudit.${end}`), join(out, `permaudit-${version}.${end}`));
  }
}

/** Ends this process where an executable cannot be made. */
function buildExecutables() {
  const script = join(ROOT, 'scripts/build-exe.mjs');
  const { status } = spawnSync(process.execPath, [script, '--out', out, ...positionals], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** With the licences of Node.js, which is in the executables and in no other part. */
function writeNotice() {
  const work = mkdtempSync(join(tmpdir(), 'permaudit-notice-'));
  try {
    const rule = '-'.repeat(80);
    const node = `${rule}\nNode.js ${NODE_VERSION}\nIn the executables\n\n${nodeLicence(work).trim()}\n`;
    writeFileSync(join(out, 'NOTICE'), `${readFileSync(join(ROOT, 'NOTICE'), 'utf8')}\n${node}`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

const source = sourceOf(ROOT);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
try {
  buildPackage();
  buildForBrowsers();
  buildExecutables();
  writeNotice();
  writeFileSync(join(out, `permaudit-${version}.cdx.json`), billOfMaterials(source));
  writeDigests(out, { version, source });
} catch (error) {
  if (!(error instanceof NoBinary)) throw error;
  console.error(error.message);
  process.exitCode = EXIT_NO_BINARY;
}
