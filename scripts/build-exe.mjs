/**
 * Builds single executables: this program, its data and schemas inside of the Node.js that npm packages carry. Needs
 * `npm run build`, and the network where those packages are not in node_modules/.cache yet.
 *
 *   node scripts/build-exe.mjs [--out FOLDER] [SYSTEM ...]
 *
 * Systems are linux-x64, linux-arm64, windows-x64, macos-arm64 and macos-x64; without one it builds all. Ends with 3, and
 * builds none, where a binary of Node.js cannot be had.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleExecutable, executableModules } from './lib/executable-bundle.mjs';
import { ownFiles } from './lib/executable-files.mjs';
import { recordLibraries } from './lib/notices.mjs';
import { HOST, NoBinary, nodeBinary, SYSTEMS } from './lib/node-binaries.mjs';
import { withoutCertificate } from './lib/portable-executable.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXIT_NO_BINARY = 3;

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: join(ROOT, 'release') } },
  allowPositionals: true,
});
const systems = positionals.length === 0 ? SYSTEMS : positionals;
const unknown = systems.filter((system) => !SYSTEMS.includes(system));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: not among ${SYSTEMS.join(', ')}`);
if (HOST === null) throw new Error(`executables are built on one of ${SYSTEMS.join(', ')}`);

/** The binaries by system; those that cannot be had are told, all of them. */
function fetchBinaries(work) {
  const binaries = {};
  const problems = [];
  for (const system of new Set([HOST, ...systems])) {
    try {
      binaries[system] = nodeBinary(system, join(work, system));
    } catch (error) {
      if (!(error instanceof NoBinary)) throw error;
      problems.push(`${system}: ${error.message}`);
    }
  }
  for (const problem of problems) console.error(`no executable without Node.js for ${problem}`);
  return problems.length === 0 ? binaries : null;
}

/** V8 takes a code cache only from itself on the same processor: there is one where the build machine is of that kind. */
function writeCodeCache(work, node) {
  const cache = join(work, 'program.cache');
  // V8 leaves these two out of what a cache must agree with, so that one can be made the same each time.
  const flags = ['--predictable', '--random-seed=1'];
  const maker = join(ROOT, 'scripts/lib/executable-cache.cjs');
  const app = join(ROOT, 'fixtures/apk/quick-loan.apk');
  const env = { PATH: process.env.PATH, TZ: 'UTC', LANG: 'C.UTF-8' };
  execFileSync(node, [...flags, maker, join(work, 'program.js'), app, work, cache], { stdio: 'inherit', env });
  return cache;
}

function build(system, { work, binaries, assets, version }) {
  const suffix = system.startsWith('windows') ? '.exe' : '';
  const name = `permaudit-${version}-${system}${suffix}`;
  if (suffix === '.exe') writeFileSync(binaries[system], withoutCertificate(readFileSync(binaries[system])));
  const config = {
    // The blob holds this path as it stands here: relative, so that it is the same on every machine.
    main: 'main.cjs',
    executable: binaries[system],
    output: name,
    disableExperimentalSEAWarning: true,
    assets: system === HOST ? { ...assets, 'program.cache': writeCodeCache(work, binaries[HOST]) } : assets,
  };
  writeFileSync(join(work, 'sea.json'), JSON.stringify(config));
  execFileSync(binaries[HOST], ['--build-sea', 'sea.json'], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  const out = join(resolve(values.out), name);
  mkdirSync(dirname(out), { recursive: true });
  copyFileSync(join(work, name), out);
  rmSync(join(work, name));
  chmodSync(out, 0o755);
  console.log(`${out}  ${(statSync(out).size / 1e6).toFixed(1)} MB`);
}

const work = mkdtempSync(join(tmpdir(), 'permaudit-exe-'));
try {
  const binaries = fetchBinaries(work);
  if (binaries === null) {
    process.exitCode = EXIT_NO_BINARY;
  } else {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const assets = { ...(await bundleExecutable(work)), ...ownFiles() };
    recordLibraries('executable', await executableModules());
    copyFileSync(join(ROOT, 'scripts/lib/executable-main.cjs'), join(work, 'main.cjs'));
    for (const system of systems) build(system, { work, binaries, assets, version });
  }
} finally {
  rmSync(work, { recursive: true });
}
