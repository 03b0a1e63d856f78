import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CAREFUL_LOAN, put, workspace } from '../batch/workspace.js';
import { NODE, ROOT } from './run.js';

const RECORDER = new URL('./record-signals.mjs', import.meta.url).href;
const BIN = fileURLToPath(new URL('../../bin/permaudit.js', import.meta.url));
const SHELL = '/bin/sh';

/** A batch that may open so many files; no signal of it reaches a process that it did not start. */
function batchWith(descriptors: number, jobs: number): { code: number | null; signal: string | null; stderr: string } {
  const folder = join(workspace(), 'apks');
  mkdirSync(folder);
  for (let index = 0; index < jobs; index++) put(CAREFUL_LOAN, join(folder, `${index}.apk`));
  const args = [
    '--import',
    RECORDER,
    BIN,
    'batch',
    folder,
    '-c',
    'lending',
    '--no-cache',
    '-f',
    'csv',
    '-j',
    `${jobs}`,
  ];
  const script = `ulimit -n ${descriptors} && exec "$0" "$@"`;
  const { status, signal, stderr } = spawnSync(SHELL, ['-c', script, NODE, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    // A group of its own, so that what a fault would end is not the tests.
    detached: true,
    timeout: 60_000,
  } as Parameters<typeof spawnSync>[2] & { encoding: 'utf8' });
  return { code: status, signal, stderr };
}

describe.skipIf(!existsSync(SHELL))('a batch with few file descriptors', () => {
  it.each([
    [24, 2],
    [32, 8],
    [44, 20],
  ])('%i for %i processes: signals nothing that it did not start', (descriptors, jobs) => {
    const { code, signal, stderr } = batchWith(descriptors, jobs);
    expect(stderr).not.toContain('STRAY-SIGNAL');
    expect([stderr, signal, code === 0 || code === 3]).toEqual([stderr, null, true]);
    if (code === 3) expect(stderr).toContain('no worker process can be started');
  });

  it('audits all where there are enough', () => {
    expect(batchWith(256, 2)).toMatchObject({ code: 0, signal: null });
  });
});
