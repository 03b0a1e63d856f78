/** One reader over a list of files, in a process of its own. Prints counts, seconds, CPU seconds and RSS as JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

async function setup() {
  const { builtinRulebook } = await import('../../dist/rulebook/load.js');
  const { DEFAULT_LIMITS } = await import('../../dist/bytes/limits.js');
  const rulebook = builtinRulebook();
  return {
    rulebook,
    tool: { name: 'permaudit', version: 'bench' },
    categoryRules: [],
    defaultCategory: 'lending',
    policies: rulebook.policies.filter((policy) => policy.default).map((policy) => policy.id),
    features: [],
    asOf: '2026-11-23',
    apiRange: null,
    limits: DEFAULT_LIMITS,
    cacheDir: null,
  };
}

/** Each reads one file, and tells whether it could. */
const READERS = {
  nothing: () => () => true,
  permaudit: async () => {
    const { openApk } = await import('../../dist/apk/open.js');
    const { auditApp } = await import('../../dist/audit/evaluate.js');
    const { requestFor } = await import('../../dist/batch/failed.js');
    const all = await setup();
    const request = requestFor(all, 'lending');
    return (file) => auditApp(openApk(file), all.rulebook, request).score !== null;
  },
  'node-apk': () => {
    const { Apk } = createRequire(job.scratch)('node-apk');
    return async (file) => {
      const apk = new Apk(file);
      try {
        const manifest = await apk.getManifestInfo();
        return manifest.package !== undefined && [...manifest.permissions].length >= 0;
      } finally {
        apk.close();
      }
    };
  },
  'adbkit-apkreader': () => {
    const ApkReader = createRequire(job.scratch)('@devicefarmer/adbkit-apkreader');
    const { open } = ApkReader.default ?? ApkReader;
    return async (file) => {
      const reader = await open.call(ApkReader.default ?? ApkReader, file);
      return (await reader.readManifest()).package !== undefined;
    };
  },
};

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
  const read = await READERS[reader]();
  if (job.cold !== true) for (const file of job.files) await attempt(read, file);
  const begin = { time: performance.now(), cpu: process.cpuUsage() };
  let ok = 0;
  for (let round = 0; round < job.rounds; round++) {
    for (const file of job.files) if (await attempt(read, file)) ok += 1;
  }
  return { ok, all: job.files.length * job.rounds, ...spent(begin) };
}

/** Threads: time counts from the answer that ends the first round, so that their start does not. */
async function workers(jobs) {
  const { auditAll } = await import('../../dist/batch/run.js');
  const targets = Array.from({ length: job.rounds + 1 }, () => job.files)
    .flat()
    .map((file) => ({ path: Buffer.from(file), file, size: null, modified: null }));
  const state = { seen: 0, ok: 0, begin: null };
  await auditAll(targets, {
    setup: await setup(),
    jobs,
    killAfterMs: 60_000,
    memoryMb: 512,
    onAnswer: ({ row }) => {
      if (state.seen++ >= job.files.length) state.ok += row.score === null ? 0 : 1;
      if (state.seen === job.files.length) state.begin = { time: performance.now(), cpu: process.cpuUsage() };
    },
  });
  return { ok: state.ok, all: job.files.length * job.rounds, ...spent(state.begin) };
}

async function batch() {
  const { discover } = await import('../../dist/batch/discover.js');
  const { auditAll } = await import('../../dist/batch/run.js');
  const options = { setup: await setup(), jobs: 1, killAfterMs: 60_000, memoryMb: 512 };
  const begin = { time: performance.now(), cpu: process.cpuUsage() };
  const { targets } = await discover(job.files);
  let ok = 0;
  await auditAll(targets, { ...options, onAnswer: ({ row }) => void (ok += row.score === null ? 0 : 1) });
  return { ok, all: targets.length, ...spent(begin) };
}

/** Linux counts what the parent had into the child's `ru_maxrss`; VmHWM begins anew with the program. */
function largestRss() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}

function spent({ time, cpu }) {
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - time) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const THREADS = /^permaudit-workers-(\d+)$/.exec(job.reader)?.[1];
const result =
  THREADS !== undefined
    ? await workers(Number(THREADS))
    : job.reader === 'permaudit-batch'
      ? await batch()
      : await alone(job.reader);
const { ok, all, seconds, cpuSeconds } = result;
console.log(JSON.stringify({ read: ok, failed: all - ok, seconds, cpuSeconds, rss: largestRss() }));
