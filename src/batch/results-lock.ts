/**
 * One run at a time writes to a results file: beside it lies `<file>.lock`, which names the process. That of a process that
 * is gone is replaced; that of another machine cannot be judged, and holds.
 */
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { systemCodeOf, systemCodeOrThrow } from '../bytes/system-code.js';

/** Why a lock is not to be had. */
export class Locked extends Error {
  override readonly name = 'Locked';

  /** @param holder what the lock says of its process */
  constructor(
    readonly path: string,
    readonly holder: string,
  ) {
    super(`another run writes to it (${holder})`);
  }
}

interface Holder {
  pid: number;
  host: string;
  /** When the process started, as the system counts; null where it does not tell. */
  started: string | null;
}

/** A lock that is held until it is released. */
export class ResultsLock {
  private constructor(private readonly path: string) {}

  /**
   * Takes the lock of a results file.
   * @throws Locked when another process has it; Node's system errors when it cannot be made
   */
  static take(results: string): ResultsLock {
    const path = `${results}.lock`;
    if (create(path)) return new ResultsLock(path);
    const text = textOf(path);
    const holder = text === null ? null : holderIn(text);
    const isGone = text === null || (holder !== null && hasEnded(holder));
    if (isGone && (text === null || remove(path, text)) && create(path)) return new ResultsLock(path);
    throw new Locked(path, holder === null ? 'its lock does not say which' : `process ${holder.pid} on ${holder.host}`);
  }

  release(): void {
    rmSync(this.path, { force: true });
  }
}

/** False when there is one already. */
function create(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'wx', 0o666);
  } catch (error) {
    if (systemCodeOrThrow(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    const { pid } = process;
    writeSync(fd, JSON.stringify({ pid, host: hostname(), started: startOf(pid) } satisfies Holder));
  } finally {
    closeSync(fd);
  }
  return true;
}

const LONGEST_LOCK = 4096;

/** null when it is gone. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').slice(0, LONGEST_LOCK);
  } catch (error) {
    if (systemCodeOrThrow(error) === 'ENOENT') return null;
    throw error;
  }
}

function holderIn(text: string): Holder | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { pid, host, started } = value as Partial<Record<keyof Holder, unknown>>;
  const isPid = typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0;
  if (!isPid || typeof host !== 'string' || (started !== null && typeof started !== 'string')) return null;
  return { pid, host, started };
}

function hasEnded({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    // Signal 0 is none: the system only says whether the process is there.
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if (systemCodeOf(error) === 'ESRCH') return true;
    if (systemCodeOf(error) !== 'EPERM') throw error;
  }
  // Another process may have the number by now.
  const now = startOf(pid);
  return started !== null && now !== null && now !== started;
}

/** Field 22 of /proc/<pid>/stat (proc_pid_stat(5)), after the name, which may hold spaces and brackets; Linux alone. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch (error) {
    systemCodeOrThrow(error);
    return null;
  }
}

/** Removes a lock that says `text`; false when it is another's by now, which is put back. */
function remove(path: string, text: string): boolean {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
    if (textOf(aside) === text) {
      unlinkSync(aside);
      return true;
    }
    linkSync(aside, path);
    unlinkSync(aside);
    return false;
  } catch (error) {
    if (systemCodeOrThrow(error) === 'ENOENT') return false;
    throw error;
  }
}
