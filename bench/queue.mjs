/**
 * What workers that share a queue in PostgreSQL do with files of usual size and with small ones, where the time goes, and how large
 * the tables get. Makes databases and drops them again. Prints Markdown.
 *
 *   node bench/queue.mjs --queue postgres://owner@127.0.0.1/postgres [--files 30] [--small 300]
 *
 * With PostgreSQL on this machine (Linux) its CPU time is counted too.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../dist/queue/migrate.js';
import { Database, inTransaction } from '../dist/queue/database.js';
import { queueOf } from '../dist/queue/runs.js';
import { storeResult } from '../dist/queue/store.js';
import { processes } from './lib/processes.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BIN = join(ROOT, 'bin/permaudit.js');
const USUAL = [
  'android-apidemos/apks/ApiDemos-debug.apk',
  'io.appium.settings/apks/settings_apk-debug.apk',
  'appium-uiautomator2-server/apks/appium-uiautomator2-server-v10.6.6.apk',
].map((path) => join(ROOT, 'node_modules', path));
const SMALL = [join(ROOT, 'fixtures/apk/quick-loan.apk')];
const SAMPLE_MS = 250;

const { values } = parseArgs({
  options: {
    queue: { type: 'string' },
    files: { type: 'string', default: '30' },
    small: { type: 'string', default: '300' },
  },
});
if (values.queue === undefined) throw new Error('--queue postgres://owner@host/database');

/** CPU time of all of PostgreSQL's processes, those that ended included; NaN where there are none here. */
function cpuOfPostgres() {
  const found = [...processes().values()].filter(({ name }) => name === 'postgres');
  return found.length === 0 ? Number.NaN : found.reduce((sum, { own, ended }) => sum + own + ended, 0);
}

/** CPU time of everything that is started below this process while `use` runs: nobody waits for processes that are killed. */
async function cpuBelow(use) {
  const seen = new Map();
  const look = () => {
    const all = processes();
    const isBelow = (pid) => pid === process.pid || (all.has(pid) && isBelow(all.get(pid).parent));
    for (const [pid, { parent, own }] of all) if (isBelow(parent)) seen.set(pid, own);
  };
  const timer = setInterval(look, SAMPLE_MS);
  await use();
  clearInterval(timer);
  return [...seen.values()].reduce((sum, one) => sum + one, 0);
}

const admin = new pg.Client({ connectionString: values.queue });
await admin.connect();
const folder = mkdtempSync(join(tmpdir(), 'permaudit-bench-'));

async function run(address, ...args) {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, PERMAUDIT_QUEUE: address },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
}

/** A new database with so many of these files submitted; `use` gets its address. */
async function withQueue(name, apks, count, use) {
  const database = `permaudit_bench_${process.pid}`;
  const store = join(folder, name);
  mkdirSync(store, { recursive: true });
  for (let n = readdirSync(store).length; n < count; n++) copyFileSync(apks[n % apks.length], join(store, `${n}.apk`));
  await admin.query(`CREATE DATABASE ${database}`);
  const address = Object.assign(new URL(values.queue), { pathname: `/${database}` }).href;
  try {
    await migrate(address, {});
    await run(address, 'submit', store, '-c', 'lending', '--as-of', '2026-11-01', '--no-config', '-q');
    return await use(address);
  } finally {
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  }
}

async function query(address, text) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Results a second by the times at which they were stored: without the start of the workers. */
async function audits(name, apks, count, workers) {
  return withQueue(name, apks, count, async (address) => {
    const postgres = cpuOfPostgres();
    const below = await cpuBelow(() =>
      Promise.all(Array.from({ length: workers }, () => run(address, 'worker', '-j', '1', '--until-empty', '-q'))),
    );
    const [{ rate }] = await query(
      address,
      'SELECT (count(*) - 1) / extract(epoch FROM max(finished) - min(finished))::float8 AS rate FROM permaudit.result',
    );
    const server = (cpuOfPostgres() - postgres) / count;
    console.log(`| ${name} | ${workers} | ${rate.toFixed(1)} | ${(below / count).toFixed(0)} | ${server.toFixed(1)} |`);
    const rows = await query(address, 'SELECT DISTINCT ON (package) record::text AS line FROM permaudit.result');
    return rows.map(({ line }) => line);
  });
}

/** A record of another app: as long, with a package, a digest and a signer that no other one has. */
function anotherOf(line, n) {
  const record = JSON.parse(line);
  record.audit.subject.package += `.x${n}`;
  const digest = (text) => createHash('sha256').update(`${text} ${n}`).digest('hex');
  record.audit.subject.sha256 = digest('file');
  const certificate = record.audit.identity?.signer?.certificates[0];
  if (certificate !== undefined) certificate.sha256 = digest('signer');
  return JSON.stringify(record);
}

/** The same steps without an audit: how many files a second the database ends, for so many who ask at once. */
async function withoutAudits(lines, count, askers) {
  return withQueue(`files-${count}`, SMALL, count, async (address) => {
    const database = await Database.open(address);
    const [{ id }] = await database.query('SELECT id FROM permaudit.run');
    const queue = queueOf(id);
    const [begin, postgres] = [performance.now(), cpuOfPostgres()];
    let taken = 0;
    const ask = async () => {
      for (;;) {
        const job = await database.fetch(queue);
        if (job === null) return;
        const { key } = job.data;
        await database.query('UPDATE permaudit.file SET tries = tries || $3::uuid WHERE run = $1 AND key = $2', [
          id,
          key,
          job.id,
        ]);
        const line = anotherOf(lines[taken % lines.length], taken++);
        await database.transaction(async (client) => {
          await storeResult(client, id, key, line);
          await database.boss.complete(queue, job.id, {}, inTransaction(client));
        });
      }
    };
    await Promise.all(Array.from({ length: askers }, ask));
    const rate = (count * 1000) / (performance.now() - begin);
    const server = (cpuOfPostgres() - postgres) / count;
    await database.close();
    console.log(`| none is read | ${askers} | ${rate.toFixed(0)} | | ${server.toFixed(1)} |`);
    return sizes(address, count);
  });
}

/** Bytes of a file in each table, with indexes and what is stored beside it. */
async function sizes(address, count) {
  const [row] = await query(
    address,
    `SELECT pg_total_relation_size('permaudit.result')::float8 AS result, pg_indexes_size('permaudit.result')::float8 AS indexes,
       pg_total_relation_size('permaudit.file')::float8 AS file,
       (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('permaudit_queue.job'))::float8 AS job,
       (SELECT sum(octet_length(record::text)) FROM permaudit.result)::float8 AS text`,
  );
  return Object.fromEntries(Object.entries(row).map(([name, bytes]) => [name, bytes / count]));
}

try {
  const [{ version }] = await query(values.queue, "SELECT current_setting('server_version') AS version");
  console.log(
    `Node ${process.version}, PostgreSQL ${version}, ${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  console.log('| files | workers | files/s | CPU ms/file, workers | CPU ms/file, PostgreSQL |');
  console.log('| :-- | ---: | ---: | ---: | ---: |');
  let lines = [];
  for (const workers of [1, 2, 4]) lines = await audits('usual', USUAL, Number(values.files), workers);
  for (const workers of [1, 2, 4]) await audits('small', SMALL, Number(values.small), workers);
  await withoutAudits(lines, Number(values.small), 1);
  const bytes = await withoutAudits(lines, 5 * Number(values.small), 4);
  console.log(
    '\nBytes of a file in the tables:',
    Object.fromEntries(Object.entries(bytes).map(([k, v]) => [k, Math.round(v)])),
  );
} finally {
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
}
