/** A queue with a real PostgreSQL, and workers that are real processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { BatchRecord } from '../../src/batch/types.js';
import { inTransaction, Database } from '../../src/queue/database.js';
import { storeResult, linesOf } from '../../src/queue/store.js';
import { queuesOf } from '../../src/queue/runs.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { ROOT } from '../e2e/run.js';
import { postgresPrograms, startPostgres, type Postgres } from './postgres.js';

const BIN = join(ROOT, 'bin/permaudit.js');
const SETTINGS = ['-c', 'lending', '--as-of', '2026-11-01', '--no-config'];
const SHORT = ['--max-time', '2000', '--lease', '4'];
const bin = postgresPrograms();
let postgres: Postgres;
let databases = 0;

beforeAll(async () => {
  if (bin !== null) postgres = await startPostgres(bin);
});

afterAll(() => {
  if (bin !== null) postgres.stop();
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line on a queue: `run` to its end, `start` to be killed. */
class Queue {
  readonly address = postgres.database(`q${++databases}`);

  start(...args: string[]): ChildProcess {
    const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', PERMAUDIT_QUEUE: this.address };
    return spawn(process.execPath, [BIN, ...args], { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async run(...args: string[]): Promise<Ended> {
    const child = this.start(...args);
    const texts = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk) => (texts.stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (texts.stderr += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  }

  async query(text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.address });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** How many of the files have no result, and how many results there are. */
  async counts(): Promise<{ open: number; results: number; waiting: number }> {
    const [row] = await this.query(
      `SELECT (SELECT count(*) FROM permaudit.file)::int AS files, (SELECT count(*) FROM permaudit.result)::int AS results,
         (SELECT count(*) FROM permaudit_queue.job WHERE state < 'completed')::int AS waiting`,
    );
    const { files = 0, results = 0, waiting = 0 } = row as { files?: number; results?: number; waiting?: number };
    return { open: files - results, results, waiting };
  }
}

/** A folder with so many apps; names are what SQL must not be made of. */
function store(count: number): string {
  const folder = join(workspace(), 'it\'s; -- a "store"');
  mkdirSync(folder);
  for (let n = 0; n < count; n++) {
    copyFileSync(
      n % 2 === 0 ? QUICK_LOAN : CAREFUL_LOAN,
      join(folder, `a'); DROP TABLE permaudit.result; -- ${n}.apk`),
    );
  }
  return folder;
}

describe.skipIf(bin === null)('a queue', { timeout: 240_000 }, () => {
  test('gives what a batch gives', async () => {
    const queue = new Queue();
    const folder = store(6);
    const submitted = await queue.run('submit', folder, ...SETTINGS);
    expect([submitted.code, submitted.stdout]).toEqual([
      0,
      expect.stringMatching(/^6 submitted to run [0-9a-f]{16}\n$/),
    ]);
    const early = await queue.run('results', '-q');
    expect([early.code, early.stderr]).toEqual([
      5,
      'permaudit: 0 of 6 files have a result; permaudit status tells more\n',
    ]);
    const worked = await queue.run('worker', '-j', '2', '--until-empty', '-q');
    expect(worked).toEqual({ code: 0, stdout: '', stderr: '' });
    const batch = ['batch', folder, ...SETTINGS, '--no-cache', '-j', '1'];
    for (const format of ['json', 'csv', 'csv-findings']) {
      expect((await queue.run('results', '-f', format)).stdout, format).toBe(
        (await queue.run(...batch, '-f', format)).stdout,
      );
    }
    const sorted = (text: string): unknown[] =>
      text
        .trimEnd()
        .split('\n')
        .sort()
        .map((line) => JSON.parse(line) as unknown);
    const lines = await queue.run('results', '-f', 'ndjson');
    expect(sorted(lines.stdout)).toEqual(sorted((await queue.run(...batch, '-f', 'ndjson')).stdout));
    expect((await queue.run('results', '-q', '--fail-on', 'fail')).code).toBe(1);
    const [status] = JSON.parse((await queue.run('status', '--json')).stdout) as object[];
    expect(status).toMatchObject({
      submitted: 6,
      done: 6,
      failed: 0,
      waiting: 0,
      active: 0,
      parked: 0,
      asOf: '2026-11-01',
    });
    const [asked] = await queue.query(
      "SELECT apps::int, signers::int FROM permaudit.without_need WHERE data_type = 'contacts'",
    );
    expect(asked).toEqual({ apps: 3, signers: 1 });
  });

  test('takes each file once, however often and by however many it is submitted', async () => {
    const queue = new Queue();
    const folder = store(8);
    const submits = await Promise.all([1, 2, 3].map(() => queue.run('submit', folder, ...SETTINGS)));
    expect(submits.map(({ code }) => code)).toEqual([0, 0, 0]);
    await Promise.all([1, 2].map(() => queue.run('worker', '-j', '1', '--until-empty', '-q')));
    expect((await queue.run('submit', folder, ...SETTINGS)).stdout).toMatch(/, 8 of them were there already\n$/);
    expect(await queue.counts()).toEqual({ open: 0, results: 8, waiting: 0 });
  });

  test('loses nothing to workers that are killed, nor to a database that is', async () => {
    const queue = new Queue();
    await queue.run('submit', store(24), ...SETTINGS, ...SHORT);
    const work = (): ChildProcess => queue.start('worker', '-j', '1', '--until-empty', '-q');
    const killed: Promise<unknown>[] = [];
    for (const pause of [900, 1300, 700]) {
      const worker = work();
      killed.push(once(worker, 'close'));
      await sleep(pause);
      worker.kill('SIGKILL');
    }
    await Promise.all(killed);
    const last = [1, 2].map(() => queue.run('worker', '-j', '1', '--until-empty', '-q'));
    await sleep(1500);
    postgres.restart();
    expect(await Promise.all(last)).toEqual([1, 2].map(() => ({ code: 0, stdout: '', stderr: '' })));
    expect(await queue.counts()).toEqual({ open: 0, results: 24, waiting: 0 });
    const scores = await queue.query('SELECT count(*)::int AS scored FROM permaudit.result WHERE score IS NOT NULL');
    expect(scores).toEqual([{ scored: 24 }]);
  });

  test('parks a file at which every worker is lost, with its error for a result', async () => {
    const queue = new Queue();
    const folder = store(1);
    await queue.run('submit', folder, ...SETTINGS, ...SHORT);
    const database = await Database.open(queue.address, { supervise: true });
    onTestFinished(() => database.close());
    const [run] = await queue.query('SELECT id FROM permaudit.run');
    const { jobs, parked } = queuesOf(String(run?.['id']));
    // A worker that takes it and says no more, until nobody gets it.
    for (let taken = 0; taken < 3;) {
      if ((await database.boss.fetch(jobs)).length > 0) taken += 1;
      else await sleep(200);
    }
    while ((await database.boss.getQueueSize(parked)) === 0) await sleep(200);
    expect(JSON.parse((await queue.run('status', '--json')).stdout)).toMatchObject([{ parked: 1, done: 0 }]);
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    const { code, stdout } = await queue.run('results', '-f', 'ndjson');
    expect(code).toBe(70);
    const { audit } = JSON.parse(stdout) as BatchRecord;
    expect([audit.outcome, audit.score, audit.error?.code]).toEqual(['error', null, 'WORKER_DIED']);
    expect(stdout).toContain('worker after worker was lost while it was read');
    expect(await queue.counts()).toEqual({ open: 0, results: 1, waiting: 0 });
  });

  test('leaves to another version what was submitted for it', async () => {
    const queue = new Queue();
    await queue.run('submit', store(2), ...SETTINGS);
    await queue.query("UPDATE permaudit.run SET tool = 'permaudit 99.0.0'");
    expect(await queue.run('worker', '-j', '1', '--until-empty')).toEqual({
      code: 0,
      stdout: '0 audited\n',
      stderr: '',
    });
    expect(await queue.counts()).toEqual({ open: 2, results: 0, waiting: 2 });
    expect((await queue.run('status')).stdout).toContain('permaudit 99.0.0');
  });

  test('refuses tables of a newer version', async () => {
    const queue = new Queue();
    await queue.run('status');
    await queue.query('INSERT INTO permaudit.migration (version) VALUES (99)');
    const { code, stderr } = await queue.run('status');
    expect([code, stderr]).toEqual([
      2,
      'permaudit: the tables of this queue are of a newer permaudit\n  use that version, or another database\n',
    ]);
  });

  test('finishes what is in work when it is told to end', async () => {
    const queue = new Queue();
    await queue.run('submit', store(12), ...SETTINGS);
    const worker = queue.start('worker', '-j', '1');
    const ended = once(worker, 'close');
    worker.stderr?.once('data', () => worker.kill('SIGTERM'));
    expect((await ended)[0]).toBe(0);
    const { results, waiting, open } = await queue.counts();
    expect(results).toBeGreaterThan(0);
    expect(waiting).toBe(open);
    expect(await queue.query("SELECT count(*)::int AS active FROM permaudit_queue.job WHERE state = 'active'")).toEqual(
      [{ active: 0 }],
    );
  });

  test('keeps NUL and lone surrogates, which JSONB does not take', async () => {
    const queue = new Queue();
    await queue.run('submit', store(1), ...SETTINGS);
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [result] = await queue.query('SELECT run, key FROM permaudit.result');
    const { run, key } = result as { run: string; key: string };
    let line = '';
    for await (const one of linesOf(database, run)) line = one;
    const record = JSON.parse(line) as BatchRecord;
    record.audit.subject.label = 'a\0b\ud83dc\ude00d\\u0000"';
    record.audit.subject.package = 'com.\0example\ud800';
    await database.query('DELETE FROM permaudit.result');
    await database.transaction((client) => storeResult(client, run, key, JSON.stringify(record)));
    const [kept] = await queue.query(
      "SELECT package, record #>> '{audit,subject,label}' AS label, line IS NOT NULL AS altered FROM permaudit.result",
    );
    expect(kept).toEqual({
      package: 'com.\ufffdexample\ufffd',
      label: 'a\ufffdb\ufffdc\ufffdd\\u0000"',
      altered: true,
    });
    for await (const one of linesOf(database, run)) expect(JSON.parse(one)).toEqual(record);
  });

  test('stores a result and the end of its job in one, or neither', async () => {
    const queue = new Queue();
    await queue.run('submit', store(1), ...SETTINGS);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [file] = await queue.query('SELECT run, key FROM permaudit.file');
    const { run, key } = file as { run: string; key: string };
    const { jobs } = queuesOf(run);
    const [job] = await database.boss.fetch(jobs);
    await expect(
      database.transaction(async (client) => {
        await database.boss.complete(jobs, job?.id ?? '', {}, inTransaction(client));
        await storeResult(client, run, key, '{"not a record":1}');
      }),
    ).rejects.toThrow();
    expect(await queue.counts()).toEqual({ open: 1, results: 0, waiting: 1 });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['no address', { PERMAUDIT_QUEUE: '' }, /^permaudit: no queue given\n {2}name it with --queue/],
    [
      'what is none',
      { PERMAUDIT_QUEUE: 'mysql://u:secret@h/d' },
      /^permaudit: the address of the queue does not begin with postgres:\/\/\n/,
    ],
    [
      'where nobody listens',
      { PERMAUDIT_QUEUE: 'postgres://u:secret@127.0.0.1:1/d' },
      /^permaudit: the queue's database: .*ECONNREFUSED/,
    ],
    [
      'a database that there is not',
      { PERMAUDIT_QUEUE: 'postgres://owner:secret@127.0.0.1:PORT/none' },
      /^permaudit: the queue's database: database "none" does not exist \(3D000\)\n/,
    ],
  ])('says what is wrong with %s, and repeats no password', async (_, env, message) => {
    const address = env['PERMAUDIT_QUEUE']?.replace('PORT', String(postgres.port)) ?? '';
    const child = spawn(process.execPath, [BIN, 'status'], {
      env: { ...process.env, PERMAUDIT_QUEUE: address },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (chunk) => (told += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect([code === 2 || code === 3, told]).toEqual([true, expect.stringMatching(message)]);
    expect(told).not.toContain('secret');
  });
});
