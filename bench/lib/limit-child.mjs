/**
 * One reader, kept warm in a process of its own: for each list of files it is sent, it reads them all and answers with what
 * that took. Arguments: the reader, and the address of the folder that the peers were installed in.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { processes } from './processes.mjs';
import { READERS, setup } from './readers.mjs';

const [reader, scratch] = process.argv.slice(2);
const zlib = createRequire(import.meta.url)('node:zlib');
const JOBS = /^batch (with|without) code, (\d+)$/.exec(reader);
const MS = 1000;

async function audited(code) {
  const { audit, isScored } = await import('../../dist/bundle/index.mjs');
  return async (file) => isScored(await audit(file, { category: 'lending', code }));
}

/** What an audit hands to zlib, by file; kept once, and then inflated in the same way and nothing else done. */
async function inflating() {
  const inflate = zlib.inflateRawSync;
  const audit = await audited('read');
  const calls = new Map();
  const record = async (file) => {
    const made = [];
    zlib.inflateRawSync = (input, options) => {
      made.push([Buffer.from(input), options]);
      return inflate(input, options);
    };
    syncBuiltinESMExports();
    await audit(file);
    zlib.inflateRawSync = inflate;
    syncBuiltinESMExports();
    calls.set(file, made);
    return made;
  };
  return async (file) => {
    for (const [input, options] of calls.get(file) ?? (await record(file))) {
      try {
        inflate(input, options);
      } catch {
        // As in the audit, which tells what it means.
      }
    }
  };
}

/** By the name of the reader: what reads one file. */
const OWN = {
  'read, SHA-256': READERS['sha256 alone'],
  'read, SHA-256, inflate': async () => {
    const [hash, inflate] = [READERS['sha256 alone'](), await inflating()];
    return async (file) => {
      await inflate(file);
      return hash(file);
    };
  },
  'permaudit --no-code': () => audited('none'),
  permaudit: () => audited('read'),
  'node-apk': READERS['node-apk'],
  'adbkit-apkreader': READERS['adbkit-apkreader'],
};

async function attempt(read, file) {
  try {
    return await read(file);
  } catch {
    // A reader that gives up on a file is counted, not judged.
    return false;
  }
}

async function oneByOne() {
  const read = await OWN[reader](scratch);
  return async (files) => {
    let ok = 0;
    for (const file of files) if (await attempt(read, file)) ok += 1;
    return ok;
  };
}

/** The processes of a batch, which stay from round to round. */
async function batch(code, jobs) {
  const { AT_HAND, AuditPool } = await import('../../dist/batch/pool.js');
  const worker = new URL('../../dist/bundle/worker.js', import.meta.url);
  const pool = new AuditPool({ setup: { ...(await setup()), code }, jobs, killAfterMs: 60_000, memoryMb: 512, worker });
  return async (files) => {
    let ok = 0;
    const queue = files.values();
    const feed = async () => {
      for (const file of queue) {
        const { row } = await pool.audit({ path: Buffer.from(file), file, size: null, modified: null });
        if (row.score !== null) ok += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_HAND * jobs }, feed));
    return ok;
  };
}

/** Milliseconds of processor time of the processes that this one started, which are still there: Linux only. */
function childrenCpu() {
  if (JOBS === null || process.platform !== 'linux') return 0;
  const children = [...processes().values()].filter(({ parent }) => parent === process.pid);
  return children.reduce((sum, { own }) => sum + own, 0);
}

const all = JOBS === null ? await oneByOne() : await batch(JOBS[1] === 'with', Number(JOBS[2]));
process.on('message', async (files) => {
  const before = { children: childrenCpu(), cpu: process.cpuUsage(), wall: performance.now() };
  const ok = await all(files);
  const wall = performance.now() - before.wall;
  const { user, system } = process.cpuUsage(before.cpu);
  process.send({ ok, wall, cpu: (user + system) / MS + childrenCpu() - before.children });
});
process.on('disconnect', () => process.exit(0));
process.send('ready');
