#!/usr/bin/env node
/**
 * The code scan of an APK beside `dexdump` without disassembly, each in a fresh process, in turn. Prints Markdown.
 *
 *   npm run build && node bench/dex.mjs [<apk or folder of DEX files>] [--rounds 9]
 *
 * The scan looks for every API of the map, as an audit does; what an audit does besides is in code.mjs.
 *
 * The default is the test server of appium-uiautomator2-server: 16 DEX files. Both sides inflate what is in an APK; a
 * folder with the DEX files leaves that out. dexdump is in Debian's package `dexdump`;
 * without it only our side is measured. Wall clock and memory come from GNU time where it is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const CHILD = fileURLToPath(new URL('./lib/dex-child.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../node_modules/appium-uiautomator2-server/apks/', import.meta.url));
const TIME = '/usr/bin/time';

function defaultApk() {
  const name = existsSync(SERVER) ? readdirSync(SERVER).find((file) => /-v[\d.]+\.apk$/.test(file)) : undefined;
  if (name === undefined) throw new Error(`no APK in ${SERVER}: name one`);
  return join(SERVER, name);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '9' } },
});
const apk = positionals[0] ?? defaultApk();
const rounds = Number(values.rounds);

/** One run: milliseconds on the clock and of processor time, peak memory in MB, and what it printed. */
function run(command, args, keepOutput) {
  const timed = existsSync(TIME) ? [TIME, '-f', '%U %S %M', command, ...args] : [command, ...args];
  const start = performance.now();
  const result = spawnSync(timed[0], timed.slice(1), {
    encoding: 'utf8',
    stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', 'pipe'],
  });
  const wall = performance.now() - start;
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`);
  const numbers = existsSync(TIME) ? result.stderr.trim().split('\n').pop().split(' ').map(Number) : [];
  const [user = NaN, system = NaN, kilobytes = NaN] = numbers;
  return { wall, cpu: 1000 * (user + system), memory: kilobytes / 1000, output: result.stdout };
}

function dexdumpInput() {
  if (!statSync(apk).isDirectory()) return [apk];
  return readdirSync(apk)
    .filter((name) => /^classes\d*\.dex$/.test(name))
    .map((name) => join(apk, name));
}

function hasDexdump() {
  const there = spawnSync('dexdump', []).error === undefined;
  if (!there) console.error('SKIPPED: dexdump is not installed (apt-get install dexdump)');
  return there;
}

const READERS = [
  ['permaudit code scan', process.execPath, [CHILD, apk], true],
  ...(hasDexdump() ? [['dexdump (listing)', 'dexdump', dexdumpInput(), false]] : []),
  ['node, nothing else', process.execPath, ['-e', '0'], false],
];
const runs = new Map(READERS.map(([name]) => [name, []]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, command, args, keep] of READERS) {
    const result = run(command, args, keep);
    // The first round fills the file cache.
    if (round > 0) runs.get(name).push(result);
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const scans = runs.get('permaudit code scan').map(({ output }) => JSON.parse(output));
const { counts } = scans[0];
console.log(
  `${apk.split('/').pop()}: ${counts.files} DEX files, ${(counts.bytes / 1e6).toFixed(1)} MB, ${counts.classes} classes, ${counts.methods} methods; ${counts.wanted} guarded methods, fields and strings, ${counts.sites} uses of them, ${counts.problems} problems\n`,
);
console.log(`| medians of ${rounds} | wall ms | fastest ms | CPU ms | peak MB |\n| --- | ---: | ---: | ---: | ---: |`);
for (const [name, results] of runs) {
  const of = (key) => results.map((result) => result[key]);
  const cells = [median(of('wall')), Math.min(...of('wall')), median(of('cpu')), Math.max(...of('memory'))];
  console.log(`| ${name} | ${cells.map((cell) => cell.toFixed(0)).join(' | ')} |`);
}
console.log('\n| step of the code scan, Node running | ms |\n| --- | ---: |');
for (const step of Object.keys(scans[0].steps)) {
  console.log(`| ${step} | ${median(scans.map(({ steps }) => steps[step])).toFixed(1)} |`);
}
const BEFORE = new Set(['API map', 'archive', 'inflate', 'read']);
const scanned = scans.map(({ steps }) =>
  Object.entries(steps).reduce((sum, [step, ms]) => (BEFORE.has(step) ? sum : sum + ms), 0),
);
console.log(`| **all on inflated bytes** | ${median(scanned).toFixed(1)} |`);
