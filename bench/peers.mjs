#!/usr/bin/env node
/**
 * Manifest audits per second beside other readers, in the same run on the same files; and how much memory, how long a
 * cold start takes, and how time grows. Prints Markdown. See bench/README.md.
 *
 *   npm run build && node bench/peers.mjs <folder> [--rounds 5] [--only rate,tools,memory,cold,growth]
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import JSZip from 'jszip';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHILD = fileURLToPath(new URL('./lib/peer-child.mjs', import.meta.url));
const CLI = join(ROOT, 'bin/permaudit.js');
const STACK = join(ROOT, 'bench/lib/stack-child.mjs');
const FIXTURE = join(ROOT, 'fixtures/apk/quick-loan.apk');
const PEERS = ['node-apk@1.2.1', '@devicefarmer/adbkit-apkreader@3.2.4'];
const PEER_NAMES = ['node-apk', 'adbkit-apkreader'];
const MB = 1e6;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'rate,tools,memory,cold,growth' },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(join(ROOT, 'dist'))) {
  console.error(
    'usage: npm run build && node bench/peers.mjs <folder> [--rounds 5] [--only rate,tools,memory,cold,growth]',
  );
  process.exit(2);
}
const rounds = Number(values.rounds);
const only = new Set(values.only.split(','));
const scratch = mkdtempSync(join(tmpdir(), 'permaudit-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function apksBelow(path) {
  if (!statSync(path).isDirectory()) return /\.apk$/.test(path) ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => apksBelow(join(path, name)));
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

/** How long a whole first round may take; a reader that takes longer hangs on the file it is at. */
const PROBE_MS = 15_000;

function start(reader, files, extra, timeout) {
  const list = join(scratch, 'job.json');
  writeFileSync(list, JSON.stringify({ reader, files, rounds, scratch: pathToFileURL(`${scratch}/`).href, ...extra }));
  return run(process.execPath, [CHILD, list], { timeout, killSignal: 'SIGKILL' });
}

/** One reader in a process of its own: reads the files for some rounds, after one that does not count. */
function child(reader, files, extra = {}) {
  const { status, stdout, stderr } = start(reader, files, extra);
  if (status !== 0 || stdout === '') throw new Error(`${reader}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The files on which a reader ends: a peer may loop for ever on a hostile file. */
function endingFiles(reader, files) {
  const log = join(scratch, 'at.txt');
  let left = files;
  for (;;) {
    const { stdout } = start(reader, left, { rounds: 0, log }, PROBE_MS);
    if (stdout !== '') return left;
    const at = readFileSync(log, 'utf8');
    left = left.filter((file) => file !== at);
  }
}

function table(head, rows) {
  console.log(`| ${head.join(' | ')} |\n|${head.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
}

const cpuPerFile = ({ read, failed, cpuSeconds }) => (1000 * cpuSeconds) / (read + failed);
const perSecond = ({ read, failed, seconds }) => (read + failed) / seconds;

function rates(files) {
  const installed = run('npm', ['install', '--prefix', scratch, '--no-audit', '--no-fund', ...PEERS], {
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0) console.error(`peers not installed, left out: ${installed.stderr}`);
  const readers = [
    'sha256 alone',
    'permaudit',
    ...(installed.status === 0 ? PEER_NAMES : []),
    'permaudit-workers-1',
    'permaudit-workers-2',
  ];
  const peers = new Map(
    readers.filter((reader) => PEER_NAMES.includes(reader)).map((reader) => [reader, endingFiles(reader, files)]),
  );
  const results = new Map(readers.map((reader) => [reader, child(reader, peers.get(reader) ?? files)]));
  const base = results.get('node-apk');
  const rows = readers.map((reader) => {
    const result = results.get(reader);
    const ratio = base === undefined ? '' : `${(perSecond(result) / perSecond(base)).toFixed(2)} x`;
    const cpuRatio = base === undefined ? '' : `${(cpuPerFile(base) / cpuPerFile(result)).toFixed(2)} x`;
    const cpu = cpuPerFile(result).toFixed(2);
    return [
      reader,
      perSecond(result).toFixed(0),
      ratio,
      cpu,
      cpuRatio,
      result.failed / rounds,
      files.length - (peers.get(reader) ?? files).length,
      (result.rss / MB).toFixed(0),
    ];
  });
  console.log(
    `### Manifest audits per second\n\n${files.length} files, ${rounds} rounds after one to warm up. permaudit reads manifest and resources as every Android version does, hashes the file, and applies rules and score, without naming the signer; its workers do all that a batch does, signer and result line too. The others only read the manifest.\n`,
  );
  table(['reader', 'files/s', 'against node-apk', 'CPU ms/file', 'by CPU', 'not read', 'never ends', 'RSS MB'], rows);
  const two = perSecond(results.get('permaudit-workers-2')) / perSecond(results.get('permaudit-workers-1'));
  console.log(`Two workers against one: ${two.toFixed(2)} x.\n`);
}

/** Tools that take one process for each file. */
function tools(files) {
  const sample = files.filter((_, index) => index % Math.ceil(files.length / 20) === 0);
  const commands = {
    'permaudit --no-code': (file) => [process.execPath, [CLI, '--no-code', file]],
    'aapt2 dump permissions': (file) => ['aapt2', ['dump', 'permissions', file]],
    'androguard axml': (file) => ['androguard', ['axml', file]],
  };
  const rows = [];
  for (const [name, command] of Object.entries(commands)) {
    const [program] = command('');
    if (run(program, ['--version']).error !== undefined) continue;
    const start = performance.now();
    const failed = sample.filter((file) => run(...command(file)).status !== 0).length;
    rows.push([name, ((performance.now() - start) / sample.length).toFixed(0), failed]);
  }
  console.log(
    `### One process for each file\n\n${sample.length} files of the same folder. permaudit gives a code other than 0 for files that Android would refuse.\n`,
  );
  table(['tool', 'ms/file', 'exit code not 0'], rows);
}

/** The fixture with more entries: `count` empty ones, and one of `bytes` stored bytes. */
async function padded(count, bytes) {
  const zip = await JSZip.loadAsync(readFileSync(FIXTURE));
  for (let index = 0; index < count; index++) zip.file(`assets/${index}.txt`, '');
  if (bytes > 0) zip.file('assets/large.bin', Buffer.alloc(bytes, 0x5a));
  const path = join(scratch, `padded-${count}-${bytes}.apk`);
  writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' }));
  return path;
}

async function memory() {
  const large = await padded(0, 200 * MB);
  const rows = [
    ['an empty program', null],
    [`quick-loan.apk (${(statSync(FIXTURE).size / MB).toFixed(2)} MB)`, FIXTURE],
    [`${(statSync(large).size / MB).toFixed(0)} MB APK`, large],
  ].map(([name, file]) => {
    const { rss, seconds } = child(file === null ? 'nothing' : 'permaudit', file === null ? [] : [file], {
      rounds: 1,
      cold: true,
    });
    return [name, (rss / MB).toFixed(0), file === null ? '' : (seconds * 1000).toFixed(0)];
  });
  console.log('### Memory of one process\n');
  table(['file', 'largest RSS MB', 'ms'], rows);
}

/** Median of the differences of neighbouring runs, so that a busy machine disturbs both alike. */
function cold() {
  const help = run(process.execPath, [CLI, '--help']).stdout;
  const args = [FIXTURE, '-c', 'lending', ...(help.includes('--no-code') ? ['--no-code'] : [])];
  const timed = (list) => {
    const start = performance.now();
    run(process.execPath, list);
    return performance.now() - start;
  };
  // V8 takes a code cache only with the flags it was made with; this one changes nothing else.
  const withoutCache = ['--stack-size=985', CLI, ...args];
  const rounds = Array.from({ length: 21 }, () => [['-e', '0'], [STACK], [CLI, ...args], withoutCache].map(timed));
  const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
  console.log('### Cold start\n\nMedians of 21 rounds, milliseconds.\n');
  const rows = [
    'node -e 0',
    'its libraries and data alone',
    `permaudit ${args.slice(1).join(' ')}`,
    'the same without its code cache',
  ].map((name, at) => [
    name,
    median(rounds.map((times) => times[at])).toFixed(0),
    median(rounds.map((times) => times[at] - times[0])).toFixed(0),
  ]);
  table(['program', 'ms', 'more than `node -e 0`'], rows);
}

/** The fixture with that many classes files, each the same. */
async function withDex(dex, count) {
  const zip = await JSZip.loadAsync(readFileSync(FIXTURE));
  for (let index = 1; index <= count; index++) zip.file(`classes${index === 1 ? '' : index}.dex`, dex);
  const path = join(scratch, `dex-${count}.apk`);
  writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' }));
  return path;
}

/** An APK that asks for `count` permissions, made by the writer of the hostile fixtures. */
async function withPermissions(count) {
  const { apkOfRoot, app, uses } = await import('../.cache/fixtures/fixtures/hostile/base.js');
  const names = Array.from({ length: count }, (_, index) => uses(`com.example.permission.NUMBER_${index}`));
  const path = join(scratch, `permissions-${count}.apk`);
  writeFileSync(path, apkOfRoot(app(...names)));
  return path;
}

function folderOf(count) {
  const many = join(scratch, `many-${count}`);
  mkdirSync(many);
  const one = join(scratch, `one-${count}`);
  writeFileSync(one, readFileSync(FIXTURE));
  for (let index = 0; index < count; index++) linkSync(one, join(many, `${index}.apk`));
  return many;
}

/** Processor time, which says the same on a busy machine, and what one more of each costs. */
async function growth() {
  const rows = [];
  const add = (name, count, per, reader, file, times) => {
    const { cpuSeconds } = child(reader, [file], { rounds: times });
    const ms = (1000 * cpuSeconds) / times;
    rows.push([name, ms.toFixed(1), `${((1000 * ms) / count).toFixed(1)} µs each ${per}`]);
  };
  for (const count of [7500, 15_000, 30_000, 60_000]) {
    add(`${count} entries`, count, 'entry', 'permaudit', await padded(count, 0), 5);
  }
  for (const count of [500, 1000, 2000, 4000]) {
    add(`${count} permissions`, count, 'permission', 'permaudit', await withPermissions(count), 5);
  }
  const dex = await largestDex();
  for (const count of [1, 2, 4, 8]) {
    const megabytes = (dex.length * count) / MB;
    const file = await withDex(dex, count);
    add(`${megabytes.toFixed(1)} MB of DEX, with --code`, megabytes * 1000, 'kB', 'permaudit --code', file, 3);
  }
  for (const count of [1000, 2000, 4000, 8000]) {
    add(`${count} files, discovery and one worker`, count, 'file', 'permaudit-batch', folderOf(count), 1);
  }
  console.log('### Growth\n\nCPU milliseconds.\n');
  table(['what', 'ms', 'one more'], rows);
}

/** The largest DEX file of a development dependency. */
async function largestDex() {
  const apks = join(ROOT, 'node_modules/appium-uiautomator2-server/apks');
  const name = readdirSync(apks).find((file) => /-v[\d.]+\.apk$/.test(file));
  const zip = await JSZip.loadAsync(readFileSync(join(apks, name)));
  const all = await Promise.all(zip.file(/^classes\d*\.dex$/).map((entry) => entry.async('nodebuffer')));
  return all.reduce((largest, dex) => (dex.length > largest.length ? dex : largest));
}

const files = apksBelow(folder);
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}\n`);
if (only.has('rate')) rates(files);
if (only.has('tools')) tools(files);
if (only.has('memory')) await memory();
if (only.has('cold')) cold();
if (only.has('growth')) await growth();
