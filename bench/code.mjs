#!/usr/bin/env node
/**
 * Full code evidence of an APK beside `dexdump` without disassembly, each in a fresh process, in turn. Prints Markdown.
 *
 *   npm run build && node bench/code.mjs [<apk>] [--rounds 9] [--api-map map.json]
 *
 * The default is the test server of appium-uiautomator2-server: 16 DEX files. Our side reads manifest, archive and code,
 * and says of each permission whether it is used; dexdump lists classes and methods. Memory comes from GNU time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const CHILD = fileURLToPath(new URL('./lib/code-child.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../node_modules/appium-uiautomator2-server/apks/', import.meta.url));
const TIME = '/usr/bin/time';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '9' }, 'api-map': { type: 'string', default: '' } },
});
const rounds = Number(values.rounds);
const apk = positionals[0] ?? join(SERVER, readdirSync(SERVER).find((name) => /-v[\d.]+\.apk$/.test(name)) ?? '');

function run(command, args) {
  const timed = existsSync(TIME) ? [TIME, '-f', '%U %S %M', command, ...args] : [command, ...args];
  const start = performance.now();
  const result = spawnSync(timed[0], timed.slice(1), { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  const wall = performance.now() - start;
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`);
  const numbers = existsSync(TIME) ? result.stderr.trim().split('\n').pop().split(' ').map(Number) : [];
  const [user = NaN, system = NaN, kilobytes = NaN] = numbers;
  return { wall, cpu: 1000 * (user + system), memory: kilobytes / 1000 };
}

const there = spawnSync('dexdump', []).error === undefined;
if (!there) console.error('SKIPPED: dexdump is not installed (apt-get install dexdump)');
const READERS = [
  ['permaudit, manifest only', process.execPath, [CHILD, apk, 'none', values['api-map']]],
  ['permaudit, full code evidence', process.execPath, [CHILD, apk, 'read', values['api-map']]],
  ...(there ? [['dexdump (listing)', 'dexdump', [apk]]] : []),
  ['node, nothing else', process.execPath, ['-e', '0']],
];
const runs = new Map(READERS.map(([name]) => [name, []]));
for (let round = 0; round <= rounds; round++) {
  for (const [name, command, args] of READERS) {
    const result = run(command, args);
    // The first round fills the file cache.
    if (round > 0) runs.get(name).push(result);
  }
}
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
console.log(`| medians of ${rounds} | wall ms | fastest ms | CPU ms | peak MB |\n| --- | ---: | ---: | ---: | ---: |`);
for (const [name, results] of runs) {
  const of = (key) => results.map((result) => result[key]);
  const cells = [median(of('wall')), Math.min(...of('wall')), median(of('cpu')), Math.max(...of('memory'))];
  console.log(`| ${name} | ${cells.map((cell) => cell.toFixed(0)).join(' | ')} |`);
}
