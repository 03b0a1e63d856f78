/** One run at a time writes to a results file. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Locked, ResultsLock } from '../../src/batch/results-lock.js';
import { ResultsFile } from '../../src/batch/results-file.js';
import { workspace } from './workspace.js';

const HERE = hostname();
/** The number of a process that has ended. */
const ended = (): number => spawnSync(process.execPath, ['-e', '']).pid;

function lockSaying(text: string): string {
  const results = join(workspace(), 'r.ndjson');
  writeFileSync(`${results}.lock`, text);
  return results;
}

describe('a lock', () => {
  it('is held by one, and free again when it is released', () => {
    const results = join(workspace(), 'r.ndjson');
    const lock = ResultsLock.take(results);
    expect(() => ResultsLock.take(results)).toThrow(Locked);
    expect(JSON.parse(readFileSync(`${results}.lock`, 'utf8'))).toMatchObject({ pid: process.pid, host: HERE });
    lock.release();
    expect(existsSync(`${results}.lock`)).toBe(false);
    ResultsLock.take(results).release();
  });

  it('of a process that has ended is replaced, and nothing is left beside it', () => {
    const results = lockSaying(JSON.stringify({ pid: ended(), host: HERE, started: null }));
    const lock = ResultsLock.take(results);
    expect(readdirSync(join(results, '..'))).toEqual(['r.ndjson.lock']);
    lock.release();
  });

  it.skipIf(process.platform !== 'linux')('of a process whose number another has by now is replaced', () => {
    const results = lockSaying(JSON.stringify({ pid: process.pid, host: HERE, started: '1' }));
    ResultsLock.take(results).release();
  });

  it.each<[string, string]>([
    ['a living process', JSON.stringify({ pid: process.pid, host: HERE, started: null })],
    ['another machine', JSON.stringify({ pid: ended(), host: `${HERE}-2`, started: null })],
    ['nobody', ''],
    ['nobody, in JSON', '{}'],
    ['no process', JSON.stringify({ pid: 0, host: HERE, started: null })],
    ['a group of processes', JSON.stringify({ pid: -1, host: HERE, started: null })],
    ['no number', JSON.stringify({ pid: '1', host: HERE, started: null })],
  ])('that names %s holds', (_, text) => {
    const results = lockSaying(text);
    expect(() => ResultsLock.take(results)).toThrow(Locked);
    expect(readFileSync(`${results}.lock`, 'utf8')).toBe(text);
  });
});

describe('a results file', () => {
  it("is one run's, from its beginning to its end", () => {
    const path = join(workspace(), 'r.ndjson');
    const first = ResultsFile.create(path);
    expect(() => ResultsFile.resume(path, () => undefined)).toThrow(/^another run writes to it/);
    first.close();
    const second = ResultsFile.resume(path, () => undefined);
    expect(() => ResultsFile.resume(path, () => undefined)).toThrow(/^another run writes to it/);
    second.close();
    expect(readdirSync(join(path, '..'))).toEqual(['r.ndjson']);
  });

  it('is free again where it could not be opened', () => {
    const path = join(workspace(), 'r.ndjson');
    ResultsFile.create(path).close();
    expect(() => ResultsFile.create(path)).toThrow(/exists/);
    writeFileSync(path, 'no result\n');
    expect(() => ResultsFile.resume(path, () => undefined)).toThrow(/line 1/);
    expect(readdirSync(join(path, '..'))).toEqual(['r.ndjson']);
    expect(() => ResultsFile.create(join(path, 'none', 'r'))).toThrow(/cannot be made or locked/);
  });
});
