/** Looks at the processes of a batch from outside: Linux only, like `/proc`. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export const hasProcessTable = existsSync('/proc/self/stat');

/** State and parent of a process; null when there is none. */
function statusOf(pid: number): { state: string; parent: number } | null {
  try {
    const [state = '', parent = ''] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent) };
  } catch {
    // It ended while the table was read.
    return null;
  }
}

/** Whether a process is there and runs; one that ended and waits for its parent does not. */
export function runs(pid: number): boolean {
  const status = statusOf(pid);
  return status !== null && status.state !== 'Z' && status.state !== 'X';
}

/** The processes that `pid` started and that run. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statusOf(child)?.parent === pid && runs(child));
}

/** Whether a process has that file open. */
export function hasOpen(pid: number, path: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === path);
  } catch {
    // The process, or the file it had open, is gone.
    return false;
  }
}

/** CPU time a process has used, in ticks. */
export function ticksOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Waits until something is so. */
export async function until<T>(what: string, find: () => T | undefined | false): Promise<T> {
  for (let waited = 0; waited < 60_000; waited += 5) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    await sleep(5);
  }
  throw new Error(`${what}: not within a minute`);
}
