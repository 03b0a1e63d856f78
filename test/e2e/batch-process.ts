/** Real processes for the tests of a batch. Needs the build: `npm test` builds first. */
import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BatchRecord } from '../../src/batch/types.js';
import { NODE } from './run.js';

const BIN = fileURLToPath(new URL('../../bin/permaudit.js', import.meta.url));
const FIXED = ['batch', '--category', 'lending', '--as-of', '2026-11-23'];

interface Options {
  input?: Buffer;
  uid?: number;
  cwd?: string;
}

/** Runs a batch to its end. */
export function batch(args: readonly string[], options: Options = {}): SpawnSyncReturns<string> {
  return spawnSync(NODE, [BIN, ...FIXED, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    ...options,
  });
}

/** Starts a batch; `ended` resolves to its exit code, or the signal that ended it. */
export function startBatch(
  args: readonly string[],
  options: { detached?: boolean } = {},
): {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | NodeJS.Signals | null>;
} {
  const child = spawn(NODE, [BIN, ...FIXED, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => parts.push(text));
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(signal ?? code);
    });
  });
  return { child, output: () => parts.join(''), ended };
}

/** Waits until a file has that many bytes. */
export async function untilSize(path: string, bytes: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 5) {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= bytes) return;
    await sleep(5);
  }
  throw new Error(`${path} did not reach ${bytes} bytes`);
}

/** The records of a results file; throws when a line is not whole. */
export function recordsIn(path: string): BatchRecord[] {
  const text = readFileSync(path, 'utf8');
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line is cut');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as BatchRecord);
}
