/** Needs the build: the processes run dist/batch/worker.js. `npm test` builds first. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { AuditPool } from '../../src/batch/pool.js';
import { auditAll, type RunOptions } from '../../src/batch/run.js';
import type { BatchRecord, BatchRow, Target } from '../../src/batch/types.js';
import { setupWith, targetOf } from './setup.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from './workspace.js';

const FAULTY = new URL('./faulty-worker.mjs', import.meta.url);
const TELLING = new URL('./telling-worker.mjs', import.meta.url);
const REAL = new URL('../../dist/batch/worker.js', import.meta.url);

vi.mock('../../src/batch/jobs.js', () => ({ jobsOfMachine: () => 2 }));

async function audit(
  targets: readonly Target[],
  changes: Partial<RunOptions> = {},
): Promise<{ rows: Map<string, BatchRow>; lines: string[]; complete: boolean }> {
  const rows = new Map<string, BatchRow>();
  const lines: string[] = [];
  const complete = await auditAll(targets, {
    setup: setupWith(),
    jobs: 2,
    killAfterMs: 60_000,
    memoryMb: 256,
    worker: FAULTY,
    onAnswer: ({ line, row }) => {
      lines.push(line);
      rows.set(row.file, row);
    },
    ...changes,
  });
  return { rows, lines, complete };
}

/** Good files around a bad one, more of them than there are processes. */
function around(bad: string): Target[] {
  const good = [QUICK_LOAN, CAREFUL_LOAN];
  return [...good, bad, ...good, bad, ...good].map(targetOf);
}

describe('worker processes', () => {
  it('give each file its audit, whatever their number', async () => {
    const targets = [QUICK_LOAN, CAREFUL_LOAN, '/nowhere/a.apk'].map(targetOf);
    const one = await audit(targets, { jobs: 1, worker: REAL });
    const four = await audit(targets, { jobs: 4, worker: REAL });
    expect(one.complete).toBe(true);
    expect([...four.lines].sort()).toEqual([...one.lines].sort());
    expect(one.rows.get('/nowhere/a.apk')).toMatchObject({ outcome: 'error', errorCode: 'IO_NOT_FOUND', score: null });
  });

  it.each([
    ['exit.apk', 'WORKER_DIED', 'error'],
    ['throw.apk', 'WORKER_DIED', 'error'],
    ['abort.apk', 'WORKER_DIED', 'error'],
    ['kill.apk', 'WORKER_DIED', 'error'],
    ['heap.apk', 'LIMIT_MEMORY', 'incomplete'],
    ['leap.apk', 'LIMIT_MEMORY', 'incomplete'],
    ['buffers.apk', 'LIMIT_MEMORY', 'incomplete'],
  ])('%s: the file is reported as %s, the others are audited', async (bad, errorCode, outcome) => {
    const { rows, lines, complete } = await audit(around(`/bait/${bad}`), { memoryMb: 200 });
    expect(complete).toBe(true);
    expect(lines).toHaveLength(8);
    expect(rows.get(`/bait/${bad}`)).toMatchObject({ errorCode, outcome, score: null, grade: null });
    expect(rows.get(QUICK_LOAN)?.score).toBe(0);
    expect(rows.get(CAREFUL_LOAN)?.grade).toBe('A');
  });

  it('that hang are ended and replaced', async () => {
    const { rows, lines } = await audit(around('/bait/hang.apk'), { killAfterMs: 3000 });
    expect(lines).toHaveLength(8);
    expect(rows.get('/bait/hang.apk')).toMatchObject({ errorCode: 'LIMIT_TIME', outcome: 'incomplete', score: null });
    expect(rows.get(CAREFUL_LOAN)?.grade).toBe('A');
  });

  it('end at once when the batch is stopped, without an answer for the file in work', async () => {
    const controller = new AbortController();
    const answered: string[] = [];
    const { rows, complete } = await audit([QUICK_LOAN, '/bait/hang.apk', CAREFUL_LOAN].map(targetOf), {
      jobs: 1,
      signal: controller.signal,
      onAnswer: ({ row }) => {
        answered.push(row.file);
        controller.abort();
      },
    });
    expect(complete).toBe(false);
    expect(rows.size).toBe(0);
    expect(answered).toEqual([QUICK_LOAN]);
  });

  it('end when a result cannot be kept', async () => {
    const failing = audit(around('/bait/hang.apk'), {
      onAnswer: () => {
        throw new Error('disk full');
      },
    });
    await expect(failing).rejects.toThrow('disk full');
  });

  it.each([
    ['exit.apk', 'the process that read it ended: exit code 7', /bug/],
    ['throw.apk', 'the process that read it ended: exit code 1: TypeError: a bug', /bug/],
    ['abort.apk', 'the process that read it ended: SIGABRT', /bug/],
    ['kill.apk', 'the process that read it ended: SIGKILL', /no memory left/],
  ])('write records that tell why a file has none: %s', async (bad, message, hint) => {
    const { lines } = await audit([targetOf(`/bait/${bad}`)]);
    const record = JSON.parse(lines[0] ?? '') as BatchRecord;
    expect(record.audit.error).toMatchObject({ code: 'WORKER_DIED', message });
    expect(record.audit.error).toMatchObject({ hint: expect.stringMatching(hint) as string });
    expect(record.audit.subject.file).toBe(`/bait/${bad}`);
  });

  it.each([
    [1, false],
    [2, true],
    [3, true],
  ])('of which there are %i on two processors: compile in their own thread: %s', async (jobs, isOwn) => {
    const { lines } = await audit(['a.apk', 'b.apk', 'c.apk'].map(targetOf), { jobs, worker: TELLING });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toContain('--max-old-space-size=256 --single-threaded-gc --heap-growing-percent=200');
      expect(line.includes('--no-concurrent-recompilation')).toBe(isOwn);
    }
  });

  it('are as many as asked for, whatever the number of files', async () => {
    const { lines } = await audit(
      Array.from({ length: 30 }, (_, at) => targetOf(`${at}.apk`)),
      { worker: TELLING },
    );
    expect(lines).toHaveLength(30);
    expect(new Set(lines).size).toBeLessThanOrEqual(2);
  });

  it('have the next file at hand before they answer', async () => {
    const worker = new URL('./patient-worker.mjs', import.meta.url);
    const files = ['a.apk', 'b.apk', 'c.apk', 'last.apk'];
    const pool = new AuditPool({ setup: setupWith(), jobs: 1, killAfterMs: 60_000, memoryMb: 256, worker });
    const answers = await Promise.all(files.map((file) => pool.audit(targetOf(file))));
    await pool.close();
    expect(answers.map(({ line }) => line)).toEqual(files);
  });

  it('answer in the order of the files where there is one', async () => {
    const files = Array.from({ length: 12 }, (_, at) => `${at}.apk`);
    const { rows } = await audit(files.map(targetOf), { jobs: 1, worker: TELLING });
    expect([...rows.keys()]).toEqual(files);
  });

  it('that are worn out are replaced, and what they had at hand is for others', async () => {
    const files = ['a.apk', 'spent.apk', 'b.apk', 'spent.apk', ...Array.from({ length: 8 }, (_, at) => `${at}.apk`)];
    const { lines, rows } = await audit(files.map(targetOf), { jobs: 1, worker: TELLING });
    expect(lines).toHaveLength(files.length);
    expect([...rows.keys()]).toEqual([...new Set(files)]);
    const [first, second, third] = [lines[0], lines[2], lines[4]];
    expect(lines).toEqual([first, first, second, second, ...Array.from({ length: 8 }, () => third)]);
    expect(new Set(lines).size).toBe(3);
  });

  it('that hang keep none of the last files waiting', async () => {
    const files = ['hang.apk', 'a.apk', 'b.apk', 'c.apk'];
    const { rows } = await audit(files.map(targetOf), { worker: TELLING, killAfterMs: 3000 });
    expect([...rows.keys()]).toEqual(['a.apk', 'b.apk', 'c.apk', 'hang.apk']);
  });

  it('that cannot start end the batch, and are the fault of no file', async () => {
    const worker = new URL('./no-such-worker.mjs', import.meta.url);
    const failing = audit([targetOf(QUICK_LOAN)], { worker });
    await expect(failing).rejects.toThrow(/^no worker process can be started \(exit code 1/);
  });

  it('that end before they can audit are replaced, and no file is reported for it', async () => {
    const folder = workspace();
    const flag = join(folder, 'started');
    const worker = join(folder, 'dies-once.mjs');
    writeFileSync(
      worker,
      `import { existsSync, writeFileSync } from 'node:fs';
       if (!existsSync(${JSON.stringify(flag)})) { writeFileSync(${JSON.stringify(flag)}, ''); process.exit(9); }
       await import(${JSON.stringify(REAL.href)});`,
    );
    const { rows } = await audit([targetOf(QUICK_LOAN)], { worker: pathToFileURL(worker) });
    expect(existsSync(flag)).toBe(true);
    expect(rows.get(QUICK_LOAN)?.score).toBe(0);
  });
});
