import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TABLE_CASES } from '../../fixtures/hostile/cases.js';
import type { BatchSummary } from '../../src/batch/summary.js';
import { CAREFUL_LOAN, FIXTURES, put, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { batch, recordsIn, startBatch, untilSize } from './batch-process.js';
import { childrenOf, hasOpen, hasProcessTable, runs, ticksOf, until } from './process-table.js';

const MB = 1e6;

/** A folder of many links to one APK. */
function many(count: number): { folder: string; results: string } {
  const base = workspace();
  const folder = join(base, 'apks');
  mkdirSync(folder);
  put(CAREFUL_LOAN, join(base, 'one'));
  for (let index = 0; index < count; index++) {
    linkSync(join(base, 'one'), join(folder, `${String(index).padStart(5, '0')}.apk`));
  }
  return { folder, results: join(base, 'results.ndjson') };
}

const summaryOf = (text: string): BatchSummary => JSON.parse(text) as BatchSummary;
const isRoot = process.getuid?.() === 0;

describe('a process that ends in the middle', () => {
  it('killed with -9 loses nothing finished, and --resume does the rest', async () => {
    const count = 1500;
    const { folder, results } = many(count);
    const { child, ended } = startBatch(['--no-cache', '--results', results, folder]);
    await untilSize(results, 200_000);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const left = readFileSync(results);
    const whole = left.subarray(0, left.lastIndexOf(0x0a) + 1);
    const { stdout, status } = batch(['--no-cache', '--results', results, '--resume', '-f', 'json', folder]);
    expect(status).toBe(0);
    const records = recordsIn(results);
    expect(new Set(records.map(({ file }) => file)).size).toBe(count);
    expect(records).toHaveLength(count);
    expect(readFileSync(results).subarray(0, whole.length).equals(whole)).toBe(true);
    const { files, complete } = summaryOf(stdout);
    expect(complete).toBe(true);
    expect(files.audited).toBe(count);
    expect(files.resumed).toBeGreaterThan(0);
    expect(files.resumed).toBeLessThan(count);
  });

  it('stopped with Ctrl-C sums up what is done, exits with 130, and can be resumed', async () => {
    const count = 1500;
    const { folder, results } = many(count);
    const { child, ended, output } = startBatch(['--no-cache', '--results', results, folder]);
    await untilSize(results, 200_000);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const done = recordsIn(results).length;
    expect(output()).toContain(`STOPPED before the end: ${done} of ${count} files are done.`);
    expect(output()).toContain('the same command with --resume goes on from here');
    expect(done).toBeLessThan(count);
    const { stdout } = batch(['--no-cache', '--results', results, '--resume', '-f', 'json', folder]);
    expect(summaryOf(stdout).files).toMatchObject({ audited: count, resumed: done });
  });
});

describe('Ctrl-C in a terminal', () => {
  it('reaches the workers too, and no file is reported for it', async () => {
    const count = 1500;
    const { folder, results } = many(count);
    const { child, ended } = startBatch(['--no-cache', '--results', results, folder], { detached: true });
    await untilSize(results, 100_000);
    process.kill(-(child.pid ?? expect.fail('not started')), 'SIGINT');
    expect(await ended).toBe(130);
    const records = recordsIn(results);
    expect(records.length).toBeLessThan(count);
    expect(records.filter(({ audit }) => audit.score === null)).toEqual([]);
  });
});

describe('a worker process', () => {
  it('killed with -9 is replaced, its file is reported, all others are audited', async ({ skip }) => {
    if (!hasProcessTable) skip('NOT TESTED: finding the worker needs /proc');
    const { folder, results } = many(40);
    // Reading a file of this size takes long enough to be met in it.
    const large = join(workspace(), 'large.apk');
    writeFileSync(large, '');
    truncateSync(large, 1900 * MB);
    const { child, ended } = startBatch(['--no-cache', '--jobs', '2', '--results', results, large, folder]);
    const pid = child.pid ?? 0;
    const worker = await until('a worker in the large file', () =>
      childrenOf(pid).find((candidate) => hasOpen(candidate, large)),
    );
    process.kill(worker, 'SIGKILL');
    expect(await ended).toBe(70);
    const records = recordsIn(results);
    expect(records).toHaveLength(41);
    const { audit } = records.find(({ file }) => file === large) ?? expect.fail('the large file has no record');
    expect(audit).toMatchObject({ outcome: 'error', score: null, error: { code: 'WORKER_DIED' } });
    expect(audit.error).toMatchObject({ message: expect.stringContaining('SIGKILL') as string });
    expect(records.filter((record) => record.audit.score !== null)).toHaveLength(40);
  });

  it('in an endless loop ends soon after its batch was killed with -9', async ({ skip }) => {
    if (!hasProcessTable) skip('NOT TESTED: finding the worker needs /proc');
    const main = spawn(process.execPath, [fileURLToPath(new URL('./hang-driver.mjs', import.meta.url))]);
    onTestFinished(() => {
      main.kill('SIGKILL');
    });
    const worker = await until('a worker', () => childrenOf(main.pid ?? 0).at(0));
    onTestFinished(() => {
      if (runs(worker)) process.kill(worker, 'SIGKILL');
    });
    // Far beyond what its start takes: it is in the loop.
    await until('the worker in its loop', () => ticksOf(worker) > 500);
    main.kill('SIGKILL');
    await until('the end of the worker', () => !runs(worker));
  });

  it('reads files made to stall readers, and answers each', () => {
    const folder = workspace();
    // Among them bait for endless loops, such as a chunk of size 0: who goes on by the size of a chunk never gets on.
    for (const { id, build } of TABLE_CASES) writeFileSync(join(folder, `${id}.apk`), build());
    put(CAREFUL_LOAN, join(folder, 'z.apk'));
    const { stdout } = batch(['--no-cache', '-f', 'json', folder]);
    const { ranking, files } = summaryOf(stdout);
    expect(files).toMatchObject({ found: TABLE_CASES.length + 1, audited: TABLE_CASES.length + 1 });
    expect(ranking.find(({ file }) => basename(file) === 'z.apk')?.grade).toBe('A');
    const codes = new Set(ranking.map(({ errorCode }) => errorCode));
    expect(['LIMIT_TIME', 'LIMIT_MEMORY', 'WORKER_DIED', 'INTERNAL_ERROR'].filter((code) => codes.has(code))).toEqual(
      [],
    );
  });
});

describe('a full disk', () => {
  it('stops the batch with 3 and whole lines; with room again, --resume does the rest', ({ skip }) => {
    const { folder } = many(40);
    const disk = join(workspace(), 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    if (mounted.status !== 0) skip('NOT TESTED: mounting a small tmpfs needs root');
    onTestFinished(() => {
      execFileSync('umount', [disk]);
    });
    const results = join(disk, 'results.ndjson');
    const full = batch(['--no-cache', '--results', results, folder]);
    expect(full.stderr).toMatch(/results file cannot be written \(ENOSPC\).*--resume/);
    expect(full.status).toBe(3);
    const kept = recordsIn(results);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(40);
    execFileSync('mount', ['-o', 'remount,size=16m', disk]);
    const { status, stdout } = batch(['--no-cache', '--results', results, '--resume', '-f', 'json', folder]);
    expect(status).toBe(0);
    expect(summaryOf(stdout).files).toMatchObject({ audited: 40, resumed: kept.length });
  });

  it('under the cache is told once and changes nothing else', ({ skip }) => {
    const disk = join(workspace(), 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]).status !== 0) {
      skip('NOT TESTED: mounting a small tmpfs needs root');
    }
    onTestFinished(() => {
      execFileSync('umount', [disk]);
    });
    const { status, stderr, stdout } = batch(['--cache-dir', join(disk, 'c'), '-f', 'json', QUICK_LOAN, CAREFUL_LOAN]);
    expect(status).toBe(0);
    expect(stderr).toBe('permaudit: audits are not remembered: the cache cannot be written (ENOSPC)\n');
    expect(summaryOf(stdout).files).toMatchObject({ audited: 2, scored: 2 });
  });
});

describe('a file system of surprises', () => {
  it('folders and files that may not be read are told, the rest is audited', ({ skip }) => {
    if (!isRoot) skip('NOT TESTED: running as another user needs root');
    const folder = workspace();
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'closed'));
    put(QUICK_LOAN, join(folder, 'closed/a.apk'));
    chmodSync(join(folder, 'closed'), 0o000);
    put(QUICK_LOAN, join(folder, 'secret.apk'));
    chmodSync(join(folder, 'secret.apk'), 0o000);
    put(CAREFUL_LOAN, join(folder, 'open.apk'));
    chmodSync(join(folder, 'open.apk'), 0o644);
    const { status, stdout, stderr } = batch(['--no-cache', '-f', 'json', folder], { uid: 65534, cwd: '/' });
    const { ranking, notes } = summaryOf(stdout);
    expect(ranking.map(({ file, score }) => [basename(file), score !== null])).toEqual([['open.apk', true]]);
    expect(notes.map(({ kind, file }) => [kind, basename(file)])).toEqual([
      ['unreadable', 'secret.apk'],
      ['unreadable', 'closed'],
    ]);
    expect(stderr).toMatch(/closed: the folder cannot be read \(EACCES\)/);
    expect(status).toBe(3);
  });

  it('loops, FIFOs, newlines and bytes that are no text', () => {
    const folder = workspace();
    mkdirSync(join(folder, 'sub'));
    symlinkSync(folder, join(folder, 'sub/loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.apk')]);
    put(QUICK_LOAN, join(folder, 'line\nbreak\u001b[31m.apk'));
    put(CAREFUL_LOAN, Buffer.concat([Buffer.from(`${folder}/sub/`), Buffer.from([0xc3, 0x28, 0xff])]));
    const { status, stdout } = batch(['--no-cache', folder]);
    expect(status).toBe(0);
    expect(stdout).toContain('2 files audited, 2 with a score.');
    expect(stdout).not.toContain('\u001b');
    // Too long for the line: its beginning is cut, and no escape is cut in two.
    expect(stdout).toMatch(/…break\\u\{1B\}\[31m\.apk|\\u\{A\}/);
    const lines = batch(['--no-cache', '-f', 'ndjson', folder]).stdout.split('\n');
    expect(lines).toHaveLength(3);
  });

  it('a file that vanishes before its turn is reported', async () => {
    const { folder, results } = many(600);
    const last = join(folder, '00599.apk');
    const { ended } = startBatch(['--no-cache', '--jobs', '1', '--results', results, folder]);
    await untilSize(results, 1);
    rmSync(last);
    expect(await ended).toBe(3);
    const records = recordsIn(results);
    expect(records).toHaveLength(600);
    expect(records.find(({ file }) => file === last)?.audit.error?.code).toBe('IO_NOT_FOUND');
    expect(records.filter(({ audit }) => audit.score !== null)).toHaveLength(599);
  });

  it('a file that changes while it is read is reported', async () => {
    const folder = workspace();
    const path = join(folder, 'large.bin');
    const results = join(folder, 'results.ndjson');
    writeFileSync(path, '');
    truncateSync(path, 400 * 1024 * 1024);
    let time = 1;
    const touching = setInterval(() => {
      utimesSync(path, time, time++);
    }, 1);
    onTestFinished(() => {
      clearInterval(touching);
    });
    const { ended } = startBatch(['--no-cache', '--results', results, path]);
    expect(await ended).toBe(3);
    const [record] = recordsIn(results);
    expect(record?.audit.error).toMatchObject({ code: 'IO_READ', message: 'the file changed while it was read' });
  });

  it('ten thousand files', () => {
    const { folder, results } = many(10_000);
    const cache = join(workspace(), 'cache');
    const { status, stdout } = batch(['--cache-dir', cache, '--results', results, '-f', 'json', folder]);
    expect(status).toBe(0);
    const { files, grades } = summaryOf(stdout);
    expect(files).toMatchObject({ found: 10_000, audited: 10_000, scored: 10_000 });
    expect(grades.A).toBe(10_000);
    expect(statSync(results).size).toBeGreaterThan(10_000);
  });

  it('a file beyond a limit stops nothing', () => {
    const folder = workspace();
    put(join(FIXTURES, 'quick-loan.aab'), join(folder, 'a.apk'));
    put(QUICK_LOAN, join(folder, 'b.apk'));
    truncateSync(join(folder, 'b.apk'), 20_000);
    put(CAREFUL_LOAN, join(folder, 'c.apk'));
    const { stdout, status } = batch(['--no-cache', '-f', 'json', '--max-input', '15000', folder]);
    const codes = summaryOf(stdout).ranking.map(({ file, errorCode }) => [basename(file), errorCode]);
    expect(Object.fromEntries(codes)).toEqual({ 'a.apk': null, 'b.apk': 'LIMIT_INPUT', 'c.apk': null });
    expect(status).toBe(5);
  });
});
