/** Files of servers through a queue: a real PostgreSQL, workers that are real processes, servers on loopback. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchRecord } from '../../src/batch/types.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { RangeServer } from '../remote/range-server.js';
import { S3Server } from '../remote/s3-server.js';
import { CommandLine } from './command-line.js';
import { postgresPrograms, startPostgres, type Postgres } from './postgres.js';

const SETTINGS = ['-c', 'lending', '--as-of', '2026-11-01', '--no-config'];
const bin = postgresPrograms();
let postgres: Postgres;
let databases = 0;

beforeAll(async () => {
  if (bin !== null) postgres = await startPostgres(bin);
});

afterAll(() => {
  if (bin !== null) postgres.stop();
});

/** The command line on a new queue, with some environment beside it. */
function queueWith(more: Record<string, string> = {}): CommandLine {
  return new CommandLine(postgres.database(`r${++databases}`), { NODE_NO_WARNINGS: '1', ...more });
}

/** As {@link queueWith}, with its tables. */
async function migrated(more: Record<string, string> = {}): Promise<CommandLine> {
  const queue = queueWith(more);
  expect((await queue.run('migrate', '-q')).code).toBe(0);
  return queue;
}

/** All text that the tables hold. */
async function contentOf(address: string): Promise<string> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    let all = '';
    for (const table of ['permaudit.run', 'permaudit.file', 'permaudit.result', 'permaudit_queue.job']) {
      const { rows } = await client.query<{ all: string }>(
        `SELECT coalesce(json_agg(t), '[]')::text AS all FROM ${table} t`,
      );
      all += rows[0]?.all ?? '';
    }
    // Of each file, whatever it is said of.
    expect(all).toContain('s3://');
    return all;
  } finally {
    await client.end();
  }
}

function recordsOf(ndjson: string): Map<string, BatchRecord> {
  const records = ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BatchRecord);
  return new Map(records.map((record) => [record.file, record]));
}

describe.skipIf(bin === null)('a queue of addresses', { timeout: 240_000 }, () => {
  test('audits files of a web server beside those of a disk, each address once', async () => {
    const server = await RangeServer.start();
    const quick = server.put('/quick-loan.apk', readFileSync(QUICK_LOAN));
    const careful = server.put(
      "/it's%20a'); DROP TABLE permaudit.file; --.apk".replaceAll(' ', '%20'),
      readFileSync(CAREFUL_LOAN),
    );
    const gone = `${server.origin}/gone.apk`;
    const list = join(workspace(), 'list.txt');
    writeFileSync(list, `${careful}\n${gone}\n${quick}#part\n`);
    const queue = await migrated();
    const submitted = await queue.run('submit', quick, QUICK_LOAN, '--from', list, ...SETTINGS);
    expect(submitted).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^4 submitted to run [0-9a-f]{16}\n$/) as string,
      stderr: '',
    });
    expect(server.asked).toEqual([]);
    expect((await queue.run('submit', quick, ...SETTINGS)).stdout).toMatch(/, 1 of them were there already\n$/);
    expect(await queue.run('worker', '-j', '1', '--until-empty', '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
    const records = recordsOf((await queue.run('results', '-f', 'ndjson')).stdout);
    expect([...records.keys()].sort()).toEqual([QUICK_LOAN, quick, careful, gone].sort());
    const there = records.get(quick)?.audit;
    const here = records.get(QUICK_LOAN)?.audit;
    expect([there?.score, there?.findings, there?.subject.sha256]).toEqual([here?.score, here?.findings, null]);
    expect(records.get(gone)?.audit.error?.code).toBe('IO_NOT_FOUND');
    expect(server.asked).toHaveLength(3);
  });

  test('takes a file anew that could not be read, and no other', async () => {
    const server = await RangeServer.start();
    const quick = server.put('/quick-loan.apk', readFileSync(QUICK_LOAN));
    const gone = `${server.origin}/gone.apk`;
    const refused = server.put('/refused.apk', Buffer.from('PK, and no archive'));
    server.misbehaviour = ({ url }, response) => {
      if (url === '/quick-loan.apk') response.writeHead(403).end();
      return url === '/quick-loan.apk';
    };
    const queue = await migrated();
    await queue.run('submit', quick, gone, refused, ...SETTINGS);
    await queue.run('worker', '-j', '1', '--until-empty', '-q');
    const codes = async (): Promise<unknown> => {
      const records = recordsOf((await queue.run('results', '-f', 'ndjson')).stdout);
      return [quick, gone, refused].map((file) => records.get(file)?.audit.error?.code ?? null);
    };
    expect(await codes()).toEqual(['IO_REMOTE', 'IO_NOT_FOUND', 'ZIP_NO_EOCD']);
    server.misbehaviour = () => false;
    server.put('/gone.apk', readFileSync(CAREFUL_LOAN));
    const again = await Promise.all([1, 2].map(() => queue.run('submit', quick, gone, refused, ...SETTINGS)));
    expect(again.map(({ code }) => code)).toEqual([0, 0]);
    const told = again.map(({ stdout }) => /(, .*)\n$/.exec(stdout)?.[1]).sort();
    expect(told).toEqual([
      ', 1 of them were there already, 2 of them could not be read and are taken anew',
      ', 3 of them were there already',
    ]);
    expect((await queue.run('results', '-q')).code).toBe(5);
    const asked = server.asked.length;
    expect((await queue.run('worker', '-j', '1', '--until-empty')).stdout).toBe('2 audited\n');
    expect(await codes()).toEqual([null, null, 'ZIP_NO_EOCD']);
    expect(server.asked.length - asked).toBe(2);
  });

  test('audits the objects of a prefix, read whole where it is asked for, and keeps no credentials', async () => {
    const server = await S3Server.start();
    server.page = 2;
    server.objects
      .set('store/apks/quick loan.apk', readFileSync(QUICK_LOAN))
      .set('store/apks/de/careful.apk', readFileSync(CAREFUL_LOAN))
      .set('store/apks/a\nb.apk', readFileSync(CAREFUL_LOAN))
      .set('store/apks/notes.txt', Buffer.from('notes'))
      .set('store/other.apk', readFileSync(CAREFUL_LOAN));
    const queue = await migrated(server.env);
    const submitted = await queue.run('submit', 's3://store/apks/', 's3://store/other.apk', '--sha256', ...SETTINGS);
    expect([submitted.code, submitted.stdout]).toEqual([3, expect.stringMatching(/^3 submitted to run /)]);
    expect(submitted.stderr).toBe(
      'permaudit: "s3://store/apks/a\\u{A}b.apk": a key that cannot be written as an address\n',
    );
    const worked = await queue.run('worker', '-j', '2', '--until-empty');
    expect([worked.code, worked.stdout]).toEqual([0, '3 audited\n']);
    const batch = await queue.run(
      'batch',
      QUICK_LOAN,
      CAREFUL_LOAN,
      ...SETTINGS,
      '--no-cache',
      '-j',
      '1',
      '-f',
      'ndjson',
    );
    const here = recordsOf(batch.stdout);
    const records = recordsOf((await queue.run('results', '-f', 'ndjson')).stdout);
    expect([...records.keys()]).toEqual([
      's3://store/apks/de/careful.apk',
      's3://store/apks/quick loan.apk',
      's3://store/other.apk',
    ]);
    for (const [name, same] of [
      ['s3://store/apks/quick loan.apk', QUICK_LOAN],
      ['s3://store/other.apk', CAREFUL_LOAN],
    ] as const) {
      const [there, local] = [records.get(name), here.get(same)];
      expect([there?.digest, there?.audit.subject.sha256]).toEqual([local?.digest, local?.audit.subject.sha256]);
      expect([there?.audit.score, there?.audit.findings]).toEqual([local?.audit.score, local?.audit.findings]);
    }
    const all = submitted.stderr + worked.stderr + (await contentOf(queue.address));
    expect(all).not.toMatch(/hunter2|AKTESTS/);
  });

  test.each([
    ['https://user:hunter2@example.com/a.apk', 'an address has a user or a password in it (example.com)'],
    ['https://example.com/a.apk?X-Amz-Signature=hunter2', 'an address has a signature or a token in it (example.com)'],
    ['s3://hunter2@bucket/a.apk', 'an address has a user or a password in it'],
  ])('refuses %s before anything is submitted, and repeats no secret', async (address, message) => {
    const queue = await migrated();
    const { code, stdout, stderr } = await queue.run('submit', QUICK_LOAN, address, ...SETTINGS);
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `permaudit: ${message}`]);
    expect(stderr).not.toContain('hunter2');
  });

  test('tells why a prefix cannot be listed', async () => {
    const server = await S3Server.start();
    server.misbehaviour = (_, response) => {
      S3Server.refuse(response, 403, 'Access\u001b[31mDenied', 'hunter2');
      return true;
    };
    const { code, stdout, stderr } = await (await migrated(server.env)).run('submit', 's3://store/apks/', ...SETTINGS);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^permaudit: s3: the server answers with status 403/);
    // eslint-disable-next-line no-control-regex -- it is what must not be there
    expect(stderr).not.toMatch(/hunter2|\u001b/);
  });
});
