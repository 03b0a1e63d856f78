/** One reader over a list of files, in a process of its own. Prints counts, seconds, CPU seconds and RSS as JSON. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { READERS, setup } from './readers.mjs';

const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

async function attempt(read, file) {
  if (job.log !== undefined) writeFileSync(job.log, file);
  try {
    return await read(file);
  } catch {
    // A reader that gives up on a file is counted, not judged.
    return false;
  }
}

/** One round to warm up (unless a cold start is what is measured), then those that count. */
async function alone(reader) {
  const read = await READERS[reader](job.scratch);
  if (job.cold !== true) for (const file of job.files) await attempt(read, file);
  const begin = { time: performance.now(), cpu: process.cpuUsage() };
  let ok = 0;
  for (let round = 0; round < job.rounds; round++) {
    for (const file of job.files) if (await attempt(read, file)) ok += 1;
  }
  return { ok, all: job.files.length * job.rounds, ...spent(begin) };
}

/** Worker processes: time counts from the answer that ends the first round, so that their start does not. */
async function workers(jobs) {
  const { auditAll } = await import('../../dist/batch/run.js');
  const targets = Array.from({ length: job.rounds + 1 }, () => job.files)
    .flat()
    .map((file) => ({ path: Buffer.from(file), file, size: null, modified: null }));
  const state = { seen: 0, ok: 0, begin: null, end: null };
  await auditAll(targets, {
    setup: await setup(),
    jobs,
    killAfterMs: 60_000,
    memoryMb: 512,
    onAnswer: ({ row }) => {
      if (state.seen++ >= job.files.length) state.ok += row.score === null ? 0 : 1;
      if (state.seen === job.files.length) {
        state.begin = { time: performance.now(), cpu: process.cpuUsage() };
        state.children = childrenNow().cpuSeconds;
      }
      if (state.seen !== targets.length) return;
      const { cpuSeconds, rss } = childrenNow();
      state.end = { ...spent(state.begin), rss };
      state.end.cpuSeconds += cpuSeconds - state.children;
    },
  });
  return { ok: state.ok, all: job.files.length * job.rounds, ...state.end, rss: largestRss() + state.end.rss };
}

/** CPU seconds and largest RSS of the worker processes, which are still there: Linux only. */
function childrenNow() {
  const total = { cpuSeconds: 0, rss: 0 };
  if (process.platform !== 'linux') return total;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = readOrEmpty(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number(fields[1]) !== process.pid) continue;
    // Linux counts in hundredths of a second for every program (USER_HZ).
    total.cpuSeconds += (Number(fields[11]) + Number(fields[12])) / 100;
    total.rss += highWaterOf(readOrEmpty(`/proc/${pid}/status`));
  }
  return total;
}

/** Processes end while the table is read. */
function readOrEmpty(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function highWaterOf(status) {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

async function batch() {
  const { discover } = await import('../../dist/batch/discover.js');
  const { auditAll } = await import('../../dist/batch/run.js');
  const options = { setup: await setup(), jobs: 1, killAfterMs: 60_000, memoryMb: 512 };
  const begin = { time: performance.now(), cpu: process.cpuUsage() };
  const { targets } = await discover(job.files);
  const state = { ok: 0, seen: 0, children: 0 };
  await auditAll(targets, {
    ...options,
    onAnswer: ({ row }) => {
      state.ok += row.score === null ? 0 : 1;
      if (++state.seen === targets.length) state.children = childrenNow().cpuSeconds;
    },
  });
  const { seconds, cpuSeconds } = spent(begin);
  return { ok: state.ok, all: targets.length, seconds, cpuSeconds: cpuSeconds + state.children };
}

/** Linux counts what the parent had into the child's `ru_maxrss`; VmHWM begins anew with the program. */
function largestRss() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return highWaterOf(readFileSync('/proc/self/status', 'utf8'));
}

function spent({ time, cpu }) {
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - time) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const WORKERS = /^permaudit-workers-(\d+)$/.exec(job.reader)?.[1];
const result =
  WORKERS !== undefined
    ? await workers(Number(WORKERS))
    : job.reader === 'permaudit-batch'
      ? await batch()
      : await alone(job.reader);
const { ok, all, seconds, cpuSeconds, rss = largestRss() } = result;
console.log(JSON.stringify({ read: ok, failed: all - ok, seconds, cpuSeconds, rss }));
