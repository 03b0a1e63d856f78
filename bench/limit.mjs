#!/usr/bin/env node
/**
 * How near an audit is to the least it can take: reading the file for its SHA-256, and inflating what is judged. Every
 * reader is warm in a process of its own; each round asks all of them, one after the other, so that a busy machine
 * disturbs them alike. Prints Markdown. See bench/README.md.
 *
 *   npm run build && node bench/limit.mjs <folder>… [--over 1000000 | --under 1000000] [--rounds 9] [--warm 1200] [--only permaudit,peers,tools,cold]
 */
import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const CHILD = fileURLToPath(new URL('./lib/limit-child.mjs', import.meta.url));
const CLI = fileURLToPath(new URL('../bin/permaudit.js', import.meta.url));
const SMALL = fileURLToPath(new URL('../fixtures/apk/quick-loan.apk', import.meta.url));
const COLD_ROUNDS = 25;
const PEERS = ['node-apk@1.2.1', '@devicefarmer/adbkit-apkreader@3.2.4'];
const PEER_NAMES = ['node-apk', 'adbkit-apkreader'];
const ANALYSE = 'import sys; from androguard.misc import AnalyzeAPK; AnalyzeAPK(sys.argv[1])';
/** Files whose code androguard analyses: it takes seconds for each. */
const SAMPLE = 3;
/** A reader that takes longer for one file hangs on it. */
const HANGS_MS = 15_000;
const OURS = ['read, SHA-256', 'read, SHA-256, inflate', 'permaudit --no-code', 'permaudit'];
const BATCHES = ['without', 'with'].flatMap((code) => [1, 2].map((jobs) => `batch ${code} code, ${jobs}`));
/** Rounds that do not count, at least. */
const WARM_ROUNDS = 6;
/** What is divided by what, and the most (or, for workers and peers, the least) that it should be. */
const TARGETS = [
  ['permaudit --no-code', 'read, SHA-256', 'cpu', 'at most', 1.5],
  ['permaudit', 'read, SHA-256, inflate', 'cpu', 'at most', 1.9],
  ['batch without code, 1', 'permaudit --no-code', 'cpu', 'at most', 1.15],
  ['batch with code, 1', 'permaudit', 'cpu', 'at most', 1.15],
  ['batch without code, 1', 'batch without code, 2', 'wall', 'at least', 1.75],
  ['batch with code, 1', 'batch with code, 2', 'wall', 'at least', 1.75],
  ['node-apk', 'permaudit --no-code', 'cpu', 'small files: at least', 1],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    over: { type: 'string', default: '0' },
    under: { type: 'string', default: 'Infinity' },
    rounds: { type: 'string', default: '9' },
    // Files that each reader reads before it counts: V8 goes on compiling for a thousand audits and more.
    warm: { type: 'string', default: '1200' },
    only: { type: 'string', default: 'permaudit,peers,tools,cold' },
  },
});
if (positionals.length === 0) {
  console.error('usage: npm run build && node bench/limit.mjs <folder>… [--over bytes] [--under bytes] [--rounds 9]');
  process.exit(2);
}
const only = new Set(values.only.split(','));
const scratch = mkdtempSync(join(tmpdir(), 'permaudit-limit-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const run = (command, args) => spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;

function apksBelow(path) {
  if (!statSync(path).isDirectory()) return path.endsWith('.apk') ? [resolve(path)] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => apksBelow(join(path, name)));
}

/** A reader in its process, or null where it cannot be started. */
async function start(name) {
  const child = fork(CHILD, [name, pathToFileURL(`${scratch}/`).href]);
  const ready = await answer(child);
  return ready === null ? null : child;
}

/** What a process says next; null where it ends, or takes longer than it may. */
function answer(child, patience = Infinity) {
  return new Promise((done) => {
    const timer = Number.isFinite(patience) ? setTimeout(() => child.kill('SIGKILL'), patience) : undefined;
    const finish = (value) => {
      clearTimeout(timer);
      child.off('message', finish).off('exit', gone);
      done(value);
    };
    const gone = () => finish(null);
    child.on('message', finish).on('exit', gone);
  });
}

/** Starts a reader, and warms it up with each file alone; those on which it never ends are left out for it. */
async function warm(name, files) {
  const reader = { name, child: await start(name), files: [], rounds: [] };
  for (const file of files) {
    if (reader.child === null) return null;
    reader.child.send([file]);
    if ((await answer(reader.child, HANGS_MS)) === null) reader.child = await start(name);
    else reader.files.push(file);
  }
  return reader;
}

/** Milliseconds of all programs that this one has run and waited for: Linux only. */
function childrenCpu() {
  if (process.platform !== 'linux') return NaN;
  const fields = readFileSync('/proc/self/stat', 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Programs that are started for each file. */
function tools(files) {
  const sample = [...files].sort((a, b) => statSync(a).size - statSync(b).size);
  const some = Array.from({ length: Math.min(SAMPLE, sample.length) }, (_, at) =>
    sample.at(Math.floor((at * sample.length) / SAMPLE)),
  );
  const all = [
    ['aapt2 dump permissions', files, (file) => ['aapt2', ['dump', 'permissions', file]]],
    ['androguard axml', files, (file) => ['androguard', ['axml', file]]],
    [`androguard analysis (${some.length} files)`, some, (file) => ['/usr/bin/python3', ['-c', ANALYSE, file]]],
  ];
  return all.flatMap(([name, list, command]) => {
    if (run(...command(list[0])).error !== undefined) return [];
    const before = { cpu: childrenCpu(), wall: performance.now() };
    const ok = list.filter((file) => run(...command(file)).status === 0).length;
    const each = (spent) => spent / list.length;
    return [
      { name, ok, of: list.length, cpu: each(childrenCpu() - before.cpu), wall: each(performance.now() - before.wall) },
    ];
  });
}

/** A first run: what Node.js takes by itself, and an audit over that, in turn. */
function cold() {
  const commands = [
    ['node -e 0', ['-e', '0']],
    ['permaudit --version', [CLI, '--version']],
    ['permaudit --no-code quick-loan.apk', [CLI, '--no-code', '-c', 'lending', SMALL]],
    ['permaudit quick-loan.apk', [CLI, '-c', 'lending', SMALL]],
  ].map(([name, args]) => ({ name, args, cpu: 0 }));
  for (let round = 0; round < COLD_ROUNDS; round++) {
    for (const command of commands) {
      const before = childrenCpu();
      run(process.execPath, command.args);
      command.cpu += (childrenCpu() - before) / COLD_ROUNDS;
    }
  }
  const [{ cpu: node }] = commands;
  table(
    ['cold start', 'CPU ms', 'over `node -e 0`'],
    commands.map(({ name, cpu }) => [
      name,
      cpu.toFixed(0),
      `${(cpu - node).toFixed(0)} (${((cpu - node) / node).toFixed(2)} x)`,
    ]),
  );
}

function table(head, rows) {
  console.log(`| ${head.join(' | ')} |\n|${head.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
}

function peersInstalled() {
  const { status, stderr } = run('npm', ['install', '--prefix', scratch, '--no-audit', '--no-fund', ...PEERS]);
  if (status !== 0) console.error(`peers not installed, left out: ${stderr}`);
  return status === 0;
}

const [over, under] = [Number(values.over), Number(values.under)];
const files = positionals.flatMap(apksBelow).filter((file) => {
  const { size } = statSync(file);
  return size > over && size <= under;
});
if (files.length === 0 || !existsSync(new URL('../dist/bundle', import.meta.url))) {
  console.error(files.length === 0 ? 'no APK of that size' : 'npm run build first');
  process.exit(2);
}
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`);
console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, medians of ${values.rounds} rounds\n`);

const names = only.has('permaudit') ? [...OURS, ...BATCHES] : OURS.slice(0, 3);
if (only.has('peers') && peersInstalled()) names.push(...PEER_NAMES);
const readers = [];
for (const name of names) {
  const reader = await warm(name, files);
  if (reader !== null && reader.files.length > 0) readers.push(reader);
}
const warmRounds = Math.max(WARM_ROUNDS, Math.ceil(Number(values.warm) / files.length));
for (let round = -warmRounds; round < Number(values.rounds); round++) {
  for (const { child, files: list, rounds } of readers) {
    child.send(list);
    const result = await answer(child);
    if (result === null) throw new Error('a reader has ended');
    if (round >= 0) rounds.push(result);
  }
}
for (const { child } of readers) child.disconnect();

const rows = readers.map(({ name, files: list, rounds }) => ({
  name,
  ok: rounds[0].ok,
  of: list.length,
  cpu: median(rounds.map(({ cpu }) => cpu)) / list.length,
  wall: median(rounds.map(({ wall }) => wall)) / list.length,
}));
if (only.has('tools')) rows.push(...tools(files));
const limit = rows[0].cpu;
table(
  ['reader', 'CPU ms/file', 'wall ms/file', 'CPU against reading', 'read'],
  rows.map(({ name, cpu, wall, ok, of }) => [
    name,
    cpu.toFixed(2),
    wall.toFixed(2),
    `${(cpu / limit).toFixed(2)} x`,
    `${ok} of ${of}`,
  ]),
);

/** The median of the ratios of neighbours, which says more than the ratio of the medians. */
function ratioOf(above, below, what) {
  const [one, other] = [above, below].map((name) => readers.find((reader) => reader.name === name));
  if (one === undefined || other === undefined) return null;
  const each = ({ rounds, files: list }, at) => rounds[at][what] / list.length;
  return median(one.rounds.map((_, at) => each(one, at) / each(other, at)));
}

table(
  ['ratio', 'measured', 'target'],
  TARGETS.flatMap(([above, below, what, bound, target]) => {
    const ratio = ratioOf(above, below, what);
    return ratio === null ? [] : [[`${above} / ${below}, ${what}`, ratio.toFixed(2), `${bound} ${target}`]];
  }),
);

if (only.has('cold')) cold();
