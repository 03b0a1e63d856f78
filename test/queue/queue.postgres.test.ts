/** A queue with a real PostgreSQL, and workers that are real processes. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lineOf } from '../../src/batch/record.js';
import type { BatchRecord } from '../../src/batch/types.js';
import { inTransaction, Database, persist } from '../../src/queue/database.js';
import { migrate } from '../../src/queue/migrate.js';
import { MIGRATIONS } from '../../src/queue/migrations.js';
import { storeResult, linesOf } from '../../src/queue/store.js';
import { queueOf } from '../../src/queue/runs.js';
import type { work as Work } from '../../src/queue/work.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { ROOT } from '../e2e/run.js';
import { newCertificate } from '../remote/certificate.js';
import { CommandLine, type Ended } from './command-line.js';
import { postgresPrograms, startPostgres, type Postgres } from './postgres.js';

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

class Queue extends CommandLine {
  /** With its tables. */
  static async make(): Promise<Queue> {
    const queue = Queue.empty();
    await migrate(queue.address, {});
    return queue;
  }

  static empty(): Queue {
    return new Queue(postgres.database(`q${++databases}`));
  }

  /** The same, by another role. */
  as(role: string): Queue {
    return new Queue(this.address.replace('//owner@', `//${role}@`));
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

  /** Waits until the query gives a row. */
  async until(text: string): Promise<void> {
    while ((await this.query(text)).length === 0) await sleep(50);
  }

  /** Lets the leases of all jobs run out now. */
  async expire(database: Database): Promise<void> {
    await this.query("UPDATE permaudit_queue.job SET started_on = now() - interval '1 day' WHERE state = 'active'");
    await database.boss.maintain();
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
    const queue = await Queue.make();
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
    const queue = await Queue.make();
    const folder = store(8);
    const submits = await Promise.all([1, 2, 3].map(() => queue.run('submit', folder, ...SETTINGS)));
    expect(submits.map(({ code }) => code)).toEqual([0, 0, 0]);
    await Promise.all([1, 2].map(() => queue.run('worker', '-j', '1', '--until-empty', '-q')));
    expect((await queue.run('submit', folder, ...SETTINGS)).stdout).toMatch(/, 8 of them were there already\n$/);
    expect(await queue.counts()).toEqual({ open: 0, results: 8, waiting: 0 });
  });

  test('loses nothing to workers that are killed, nor to a database that is', async () => {
    const queue = await Queue.make();
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
    for (let times = 0; times < 2; times++) {
      await sleep(1000);
      postgres.restart();
    }
    expect(await Promise.all(last)).toEqual([1, 2].map(() => ({ code: 0, stdout: '', stderr: '' })));
    expect(await queue.counts()).toEqual({ open: 0, results: 24, waiting: 0 });
    const scores = await queue.query('SELECT count(*)::int AS scored FROM permaudit.result WHERE score IS NOT NULL');
    expect(scores).toEqual([{ scored: 24 }]);
  });

  test('lives through the end of a connection in a transaction, and does it again', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    let times = 0;
    const answer = await persist(() =>
      database.transaction(async (client) => {
        times += 1;
        // Not `once`, which would listen for errors too.
        const ended = new Promise((resolve) => client.once('end', resolve));
        const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        // The first between two statements, the second in the middle of one.
        if (times === 1) {
          await queue.query(`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0})`);
          await ended;
        } else if (times === 2) {
          await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
        }
        return (await client.query<{ answer: number }>('SELECT 42 AS answer')).rows[0]?.answer;
      }),
    );
    expect([times, answer]).toEqual([3, 42]);
  });

  test('parks a file at which every worker is lost, with its error for a result', async () => {
    const queue = await Queue.make();
    const folder = store(1);
    await queue.run('submit', folder, ...SETTINGS, ...SHORT);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    // Until it is taken back nobody can store a result.
    const gate = new pg.Client({ connectionString: queue.address });
    await gate.connect();
    onTestFinished(() => gate.end());
    await gate.query('BEGIN; LOCK TABLE permaudit.result IN SHARE MODE');
    for (let lost = 1; lost <= 3; lost++) {
      const worker = queue.start('worker', '-j', '1', '-q');
      const ended = once(worker, 'close');
      await queue.until(`SELECT FROM permaudit.file WHERE cardinality(tries) = ${lost}`);
      worker.kill('SIGKILL');
      await ended;
      await queue.expire(database);
    }
    const statuses: unknown = JSON.parse((await queue.run('status', '--json')).stdout);
    expect(statuses).toMatchObject([{ waiting: 1, parked: 1, active: 0, done: 0 }]);
    await gate.query('ROLLBACK');
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    const { code, stdout } = await queue.run('results', '-f', 'ndjson');
    expect(code).toBe(70);
    const { audit } = JSON.parse(stdout) as BatchRecord;
    expect([audit.outcome, audit.score, audit.error?.code]).toEqual(['error', null, 'WORKER_DIED']);
    expect(stdout).toContain('worker after worker was lost while it was read');
    expect(await queue.counts()).toEqual({ open: 0, results: 1, waiting: 0 });
  });

  test('parks nothing for leases that run out without a worker that is lost', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [run] = await queue.query('SELECT id FROM permaudit.run');
    // As a database does that ends after it gave a job and before it said so.
    for (let lost = 0; lost < 5; lost++) {
      expect(await database.fetch(queueOf(String(run?.['id'])))).not.toBeNull();
      await queue.expire(database);
    }
    expect((await queue.run('worker', '-j', '1', '--until-empty')).stdout).toBe('1 audited\n');
    const scores = await queue.query('SELECT score IS NOT NULL AS scored FROM permaudit.result');
    expect(scores).toEqual([{ scored: true }]);
    expect(await queue.counts()).toEqual({ open: 0, results: 1, waiting: 0 });
  });

  test('renews the lease of what it is at', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS, ...SHORT);
    const gate = new pg.Client({ connectionString: queue.address });
    await gate.connect();
    onTestFinished(() => gate.end());
    await gate.query('BEGIN; LOCK TABLE permaudit.result IN SHARE MODE');
    const worked = queue.run('worker', '-j', '1', '--until-empty');
    const started = "FROM permaudit_queue.job WHERE state = 'active' AND started_on > ";
    await queue.until(`SELECT ${started} 'epoch'`);
    const [first] = await queue.query(`SELECT started_on::text ${started} 'epoch'`);
    await queue.until(`SELECT ${started} '${String(first?.['started_on'])}'`);
    await gate.query('ROLLBACK');
    expect((await worked).stdout).toBe('1 audited\n');
    expect(await queue.query('SELECT cardinality(tries) AS tries FROM permaudit.file')).toEqual([{ tries: 1 }]);
  });

  test('reads nothing again that has its result, when a lease ran out and its worker lived', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    await queue.query("UPDATE permaudit_queue.job SET state = 'retry', completed_on = NULL");
    expect((await queue.run('worker', '-j', '1', '--until-empty')).stdout).toBe('0 audited\n');
    expect(await queue.counts()).toEqual({ open: 0, results: 1, waiting: 0 });
  });

  test('tells what went wrong with the database where pg-boss takes it for an empty queue', async () => {
    const queue = await Queue.make();
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    await queue.query('ALTER TABLE permaudit_queue.job RENAME TO elsewhere');
    await expect(database.fetch('audit-0')).rejects.toThrow(/does not exist/);
  });

  test('leaves to another version what was submitted for it', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(2), ...SETTINGS);
    await queue.query("UPDATE permaudit.run SET tool = 'permaudit 99.0.0'");
    expect(await queue.run('worker', '-j', '1', '--until-empty')).toEqual({
      code: 0,
      stdout: '0 audited\n',
      stderr: '',
    });
    expect(await queue.counts()).toEqual({ open: 2, results: 0, waiting: 2 });
    expect((await queue.run('status')).stdout).toContain('permaudit 99.0.0');
    // Both at once: each does its own. What starts processes is what is built.
    const { work } = (await import(join(ROOT, 'dist/queue/work.js'))) as { work: typeof Work };
    await queue.run('submit', store(3), '-c', 'weather', ...SETTINGS.slice(2));
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [other, { stdout }] = await Promise.all([
      work(database, {
        tool: { name: 'permaudit', version: '99.0.0' },
        jobs: 1,
        memoryMb: 512,
        graceMs: 5000,
        untilEmpty: true,
        signal: new AbortController().signal,
      }),
      queue.run('worker', '-j', '1', '--until-empty'),
    ]);
    expect([other, stdout]).toEqual([2, '3 audited\n']);
    const done = await queue.query(
      'SELECT tool, count(*)::int AS results FROM permaudit.run JOIN permaudit.result ON run.id = result.run GROUP BY tool ORDER BY results',
    );
    expect(done.map(({ results }) => results)).toEqual([2, 3]);
    expect(await queue.counts()).toEqual({ open: 0, results: 5, waiting: 0 });
  });

  test('has tables that its owner makes and brings up to date, and nobody else', async () => {
    const queue = Queue.empty();
    const hint = '  their owner brings them up to date: permaudit migrate --queue postgres://owner@host/database\n';
    const folder = store(1);
    const told = async (...args: string[]): Promise<unknown[]> => {
      const { code, stdout, stderr } = await queue.run(...args);
      return [code, stdout + stderr];
    };
    expect(await told('status')).toEqual([2, `permaudit: this database has no tables of permaudit yet\n${hint}`]);
    expect(await queue.query("SELECT FROM pg_namespace WHERE nspname LIKE 'permaudit%'")).toEqual([]);
    expect(await told('migrate')).toEqual([0, 'the tables are of version 2 (new)\n']);
    expect(await told('migrate')).toEqual([0, 'the tables are of version 2 (already)\n']);
    expect(await told('migrate', '-q')).toEqual([0, '']);
    await queue.query('DELETE FROM permaudit.migration WHERE version = 2');
    const commands = [['submit', folder, ...SETTINGS], ['worker'], ['status'], ['results']];
    for (const command of commands) {
      expect(await told(...command)).toEqual([
        2,
        `permaudit: the tables of this queue are of an older permaudit (1, not 2)\n${hint}`,
      ]);
    }
    await queue.query('INSERT INTO permaudit.migration (version) VALUES (2), (99)');
    for (const command of [...commands, ['migrate']]) {
      expect(await told(...command)).toEqual([
        2,
        'permaudit: the tables of this queue are of a newer permaudit (99, not 2)\n  use that version, or another database\n',
      ]);
    }
    await queue.query(
      'DELETE FROM permaudit.migration WHERE version = 99; UPDATE permaudit_queue.version SET version = 23',
    );
    expect(await told('status')).toEqual([
      2,
      `permaudit: the tables of this queue: pg-boss database requires migrations\n${hint}`,
    ]);
  });

  test('brings tables of the first version up to date, with what is in them', async () => {
    const queue = Queue.empty();
    await queue.query(
      'CREATE SCHEMA permaudit; CREATE TABLE permaudit.migration (version integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())',
    );
    await queue.query(`${MIGRATIONS[0] ?? ''}; INSERT INTO permaudit.migration (version) VALUES (1)`);
    await queue.query("INSERT INTO permaudit.run VALUES ('r', 't', 'b', '2026-11-01', '{}', 4)");
    await queue.query("INSERT INTO permaudit.file VALUES ('r', 'k', 't')");
    expect((await queue.run('migrate')).stdout).toBe('the tables are of version 2 (before: 1)\n');
    expect(await queue.query('SELECT run, key, tries FROM permaudit.file')).toEqual([
      { run: 'r', key: 'k', tries: [] },
    ]);
  });

  test('needs roles that can do their work and nothing else', async () => {
    const superuser = Queue.empty();
    const [name] = await superuser.query('SELECT current_database() AS name');
    await superuser.query(
      `CREATE ROLE keeper LOGIN; CREATE ROLE "work; er" LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE stranger LOGIN;
       ALTER DATABASE ${String(name?.['name'])} OWNER TO keeper;
       CREATE SCHEMA private; CREATE TABLE private.secret (it text)`,
    );
    const [keeper, worker, reader] = [superuser.as('keeper'), superuser.as('work%3B%20er'), superuser.as('reader')];
    expect(await keeper.run('migrate', '--worker-role', 'work; er', '--reader-role', 'reader')).toEqual({
      code: 0,
      stdout: 'the tables are of version 2 (new)\nwork; er may submit, work and read results\nreader may read\n',
      stderr: '',
    });
    expect((await worker.run('submit', store(2), ...SETTINGS)).code).toBe(0);
    // A lease that ran out, and maintenance by this role.
    const database = await Database.open(worker.address);
    onTestFinished(() => database.close());
    const [run] = await keeper.query('SELECT id FROM permaudit.run');
    expect(await database.fetch(queueOf(String(run?.['id'])))).not.toBeNull();
    await worker.expire(database);
    expect((await worker.run('worker', '-j', '1', '--until-empty')).stdout).toBe('2 audited\n');
    for (const role of [worker, reader]) {
      expect(JSON.parse((await role.run('status', '--json')).stdout)).toMatchObject([{ done: 2, waiting: 0 }]);
      expect((await role.run('results', '-q')).code).toBe(0);
    }
    expect(await reader.query('SELECT count(*)::int AS signers FROM permaudit.by_signer')).toEqual([{ signers: 1 }]);

    const denied = /^(?:permission denied|must be owner)/;
    for (const role of [worker, reader]) {
      for (const text of [
        'DROP TABLE permaudit.result',
        'DROP SCHEMA permaudit CASCADE',
        'DROP SCHEMA permaudit_queue CASCADE',
        'ALTER TABLE permaudit.result ADD extra text',
        'CREATE TABLE permaudit.mine (it text)',
        'CREATE TABLE permaudit_queue.mine (it text)',
        'CREATE TABLE public.mine (it text)',
        'CREATE SCHEMA mine',
        'DELETE FROM permaudit.result',
        "UPDATE permaudit.result SET verdict = 'pass'",
        'TRUNCATE permaudit.result',
        'DELETE FROM permaudit.file',
        "UPDATE permaudit.file SET target = ''",
        'DELETE FROM permaudit.run',
        "UPDATE permaudit.run SET setup = ''",
        'INSERT INTO permaudit.migration (version) VALUES (99)',
        'UPDATE permaudit_queue.version SET version = 99',
        "SELECT permaudit_queue.delete_queue('any')",
        "SELECT permaudit_queue.create_queue('any', '{}')",
        'SELECT * FROM private.secret',
        'GRANT SELECT ON permaudit.result TO stranger',
        'CREATE ROLE mine',
      ]) {
        const outcome = await role.query(text).then(
          (rows) => rows,
          (error: unknown) => (error as Error).message,
        );
        // A grant of what one may not give is a warning.
        if (text.startsWith('GRANT')) continue;
        expect(outcome, text).toMatch(denied);
      }
    }
    const [given] = await superuser.query(
      "SELECT has_table_privilege('stranger', 'permaudit.result', 'SELECT') AS given",
    );
    expect(given).toEqual({ given: false });
    for (const text of [
      "INSERT INTO permaudit.run VALUES ('r', 't', 'b', '2026-11-01', '{}', 4)",
      "UPDATE permaudit.file SET tries = '{}'",
      'DELETE FROM permaudit_queue.job',
      "SELECT permaudit.create_queue('any')",
    ])
      await expect(reader.query(text), text).rejects.toThrow(denied);
    const { code, stderr } = await reader.run('submit', store(1), ...SETTINGS);
    expect([code, stderr]).toEqual([
      2,
      "permaudit: the queue's database: permission denied for table run (42501)\n  its owner grants it: permaudit migrate --worker-role <role>\n",
    ]);
    expect((await superuser.as('stranger').run('status')).stderr).toMatch(/permission denied for schema permaudit/);
  });

  test('finishes what is in work when it is told to end', async () => {
    const queue = await Queue.make();
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

  test('gives what was stored, whatever an app has in its texts and numbers', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [result] = await queue.query('SELECT run, key FROM permaudit.result');
    const { run, key } = result as { run: string; key: string };
    let line = '';
    for await (const one of linesOf(database, run)) line = one;
    /** Stores the record with these values, and gives what is in the tables and what `permaudit results` would give. */
    const through = async (label: unknown, name: string | null = null): Promise<Record<string, unknown>> => {
      const record = JSON.parse(line) as BatchRecord;
      Object.assign(record.audit.subject, { label, package: name });
      await database.query('DELETE FROM permaudit.result');
      await database.transaction((client) => storeResult(client, run, key, lineOf(record)));
      const [kept] = await database.query<{ package: string; label: unknown; told: boolean }>(
        "SELECT package, record #> '{audit,subject,label}' AS label, line IS NOT NULL AS told FROM permaudit.result",
      );
      const given: BatchRecord[] = [];
      for await (const one of linesOf(database, run)) given.push(JSON.parse(one) as BatchRecord);
      expect(given).toEqual([JSON.parse(JSON.stringify(record))]);
      return { ...kept };
    };
    const whole = [
      'NaN',
      '-Infinity',
      '\\u0000 as text',
      "'; DROP TABLE permaudit.result; --",
      '\u{1f600} \u202e \ufeff \ufffd',
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      Number.MAX_SAFE_INTEGER,
      -1e21,
      0.1 + 0.2,
    ];
    for (const value of whole) {
      const label = typeof value === 'number' ? String(value) : value;
      const kept = await through(value, typeof value === 'string' ? value : null);
      expect({ ...kept, label: String(kept['label']) }, label).toEqual({
        package: typeof value === 'string' ? value : null,
        label,
        told: false,
      });
    }
    // JSON has none of them: a results file says null as well.
    for (const value of [Number.NaN, Infinity, -Infinity])
      expect(await through(value)).toEqual({ package: null, label: null, told: false });
    for (const [value, inJsonb] of [
      ['a\0b', 'a\ufffdb'],
      ['\0', '\ufffd'],
      ['high \ud83d', 'high \ufffd'],
      ['low \ude00', 'low \ufffd'],
      ['\ude00\ud83d', '\ufffd\ufffd'],
      ['a\0b\ud83dc\ude00d\\u0000"', 'a\ufffdb\ufffdc\ufffdd\\u0000"'],
    ])
      expect(await through(value, value), JSON.stringify(value)).toEqual({
        package: inJsonb,
        label: inJsonb,
        told: true,
      });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (value) => {
        await through(value);
      }),
      { numRuns: 50 },
    );
  });

  test('looks through no table for the next job, however many there are', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [run] = await queue.query('SELECT id FROM permaudit.run');
    const jobs = queueOf(String(run?.['id']));
    await queue.query(
      `INSERT INTO permaudit_queue.job (name, data, policy, state, completed_on)
       SELECT '${jobs}', '{}', 'standard', 'created', NULL FROM generate_series(1, 20000);
       INSERT INTO permaudit_queue.job (name, data, policy, state, completed_on)
       SELECT '${jobs}', '{}', 'standard', 'completed', now() FROM generate_series(1, 20000);
       ANALYZE permaudit_queue.job`,
    );
    // pg-boss's own statements, explained instead of executed.
    const plans: string[] = [];
    const explain = async (text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> => {
      const rows = await database.query(`EXPLAIN ${text}`, values);
      plans.push(rows.map((row) => Object.values(row).join('')).join('\n'));
      return { rows: [] };
    };
    await database.boss.fetch(jobs, { db: { executeSql: explain } });
    const boss = new PgBoss({
      db: {
        executeSql: async (text) => {
          const statement = text.split(';').find((part) => /WITH (?:deleted_jobs|archived_rows)/.test(part));
          return statement === undefined ? { rows: [] } : explain(statement);
        },
      },
      schema: 'permaudit_queue',
    });
    await boss.maintain();
    expect(plans).toHaveLength(3);
    for (const plan of plans) {
      expect(plan).toMatch(/Index Scan (?:using|on) j[0-9a-f]{56}_/);
      expect(plan).not.toMatch(/Seq Scan on (?:job|j[0-9a-f])/);
    }
    expect(plans[0]).toContain('_next on ');
  });

  test('stores a result and the end of its job in one, or neither', async () => {
    const queue = await Queue.make();
    await queue.run('submit', store(1), ...SETTINGS);
    const database = await Database.open(queue.address);
    onTestFinished(() => database.close());
    const [file] = await queue.query('SELECT run, key FROM permaudit.file');
    const { run, key } = file as { run: string; key: string };
    const jobs = queueOf(run);
    const [job] = await database.boss.fetch(jobs);
    await expect(
      database.transaction(async (client) => {
        await database.boss.complete(jobs, job?.id ?? '', {}, inTransaction(client));
        await storeResult(client, run, key, '{"not a record":1}');
      }),
    ).rejects.toThrow();
    expect(await queue.counts()).toEqual({ open: 1, results: 0, waiting: 1 });
  });

  test('speaks TLS with a server whose certificate is the one that was named, and with no other', async () => {
    const queue = await Queue.make();
    const { key, cert } = newCertificate();
    postgres.certify(key, cert);
    const turn = async (command: string, to: string): Promise<void> => {
      await queue.query(command);
      await queue.query('SELECT pg_reload_conf()');
      await queue.until(`SELECT FROM pg_settings WHERE name = 'ssl' AND setting = '${to}'`);
    };
    await turn('ALTER SYSTEM SET ssl = on', 'on');
    try {
      const roots = workspace();
      writeFileSync(join(roots, 'root.pem'), cert);
      writeFileSync(join(roots, 'other.pem'), newCertificate().cert);
      const by = (root: string): Queue =>
        new Queue(
          `${queue.address.replace('127.0.0.1', 'localhost')}?sslmode=verify-full${root === '' ? '' : `&sslrootcert=${join(roots, root)}`}`,
        );
      const database = await Database.open(by('root.pem').address);
      const rows = await database.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      await database.close();
      expect(rows).toEqual([{ ssl: true }]);
      expect((await by('root.pem').run('status')).code).toBe(0);
      for (const root of ['other.pem', '']) {
        const { code, stderr } = await by(root).run('status');
        expect([code, stderr]).toEqual([
          3,
          expect.stringMatching(/^permaudit: the queue's database: .*certificate.* \([A-Z_]+\)\n$/),
        ]);
      }
    } finally {
      await turn('ALTER SYSTEM RESET ssl', 'off');
    }
  });

  describe('says what is wrong, and repeats no password', () => {
    const SECRET = 's3cr3t-word';
    const queueError = "permaudit: the queue's database: ";

    async function told(command: string[], address: string, env: Record<string, string> = {}): Promise<Ended> {
      return new Queue(address.replace('PORT', String(postgres.port)), env).run(...command);
    }

    test.each<[string, string, string | RegExp]>([
      ['no address', '', /^permaudit: no queue given\n {2}name it with --queue/],
      [
        'another kind of address',
        `mysql://u:${SECRET}@h/d`,
        'permaudit: the address of the queue does not begin with postgres://\n  postgres://user@host/database\n',
      ],
      [
        'nobody listens',
        `postgres://u:${SECRET}@127.0.0.1:1/d`,
        `${queueError}connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED)\n`,
      ],
      [
        'no such database',
        `postgres://owner:${SECRET}@127.0.0.1:PORT/none`,
        `${queueError}database "none" does not exist (3D000)\n`,
      ],
      [
        'a wrong password',
        `postgres://locked:${SECRET}@127.0.0.1:PORT/postgres`,
        `${queueError}password authentication failed for user "locked" (28P01)\n`,
      ],
      ['no password', 'postgres://locked@127.0.0.1:PORT/postgres', /^permaudit: the queue's database: SASL.*\n$/],
      [
        'a server without TLS',
        `postgres://owner:${SECRET}@127.0.0.1:PORT/postgres?sslmode=verify-full`,
        `${queueError}The server does not support SSL connections\n`,
      ],
      ...[`postgres://u:${SECRET}/more@h/d`, `postgres://u:${SECRET}@[::1/d`, `postgres://u:${SECRET}#more@h:1/d`].map(
        (address): [string, string, RegExp] => [
          'what cannot be read',
          address,
          /^permaudit: the address of the queue is none\n {2}postgres:\/\/user@host\/database; what is special/,
        ],
      ),
    ])('%s', async (_, address, message) => {
      const { code, stdout, stderr } = await told(['status', '--json'], address);
      expect([code === 2 || code === 3, stdout]).toEqual([true, '']);
      if (typeof message === 'string') expect(stderr).toBe(message);
      else expect(stderr).toMatch(message);
      expect(stderr).not.toContain('s3cr3t');
    });

    test('by every command, and with the password from the environment', async () => {
      const folder = store(1);
      for (const command of [['migrate'], ['submit', folder, ...SETTINGS], ['worker'], ['status'], ['results']]) {
        const ended = await told(command, 'postgres://locked@127.0.0.1:PORT/postgres', { PGPASSWORD: SECRET });
        expect(ended, command[0]).toEqual({
          code: 3,
          stdout: '',
          stderr: `${queueError}password authentication failed for user "locked" (28P01)\n`,
        });
      }
    });

    test('where all goes well, also in the tables and in what the server knows of a connection', async () => {
      const queue = Queue.empty();
      await queue.query(`DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN PASSWORD '${SECRET}'`);
      await migrate(queue.address, { worker: 'locked' });
      const locked = new Queue(queue.address.replace('//owner@', `//locked:${SECRET}@`));
      const database = await Database.open(locked.address);
      onTestFinished(() => database.close());
      const outputs: Ended[] = [];
      for (const command of [
        ['submit', store(1), ...SETTINGS],
        ['worker', '-j', '1', '--until-empty'],
        ['status', '--json'],
        ['results', '-f', 'json'],
      ])
        outputs.push(await locked.run(...command));
      expect(outputs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
      expect(JSON.stringify(outputs)).not.toContain('s3cr3t');
      await database.query('SELECT 1');
      const rows = await queue.query(
        `SELECT row_to_json(one) AS row FROM permaudit.run AS one UNION ALL SELECT row_to_json(one) FROM permaudit.file AS one
         UNION ALL SELECT row_to_json(one) FROM permaudit.result AS one UNION ALL SELECT row_to_json(one) FROM permaudit_queue.job AS one
         UNION ALL SELECT row_to_json(one) FROM pg_stat_activity AS one WHERE usename = 'locked'`,
      );
      expect(rows.length).toBeGreaterThanOrEqual(5);
      expect(JSON.stringify(rows)).not.toContain('s3cr3t');
    });
  });
});
