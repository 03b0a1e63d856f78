/** A batch: files go to the workers, results come back as they are done. */
import { AT_HAND, AuditPool, Stopped, type PoolOptions } from './pool.js';
import type { Target, WorkerAnswer } from './types.js';

/** Of the last files, how many for each process are given to none ahead. */
const SHARED = 4;

export interface RunOptions extends PoolOptions {
  /** Called for every answer, in the order they are done, one at a time. What it throws ends the batch. */
  onAnswer: (answer: WorkerAnswer, target: Target) => void | Promise<void>;
  /** Ends the batch: files in work are left out. */
  signal?: AbortSignal;
}

/**
 * Audits the targets.
 * @returns whether every target has an answer: false after `signal`
 */
export async function auditAll(targets: readonly Target[], options: RunOptions): Promise<boolean> {
  const jobs = Math.max(1, Math.min(options.jobs, targets.length));
  const pool = new AuditPool({ ...options, jobs });
  const stop = (): void => {
    pool.stop();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted === true) stop();
  const queue = targets.values();
  let left = targets.length;
  let turn: Promise<void> = Promise.resolve();
  /** One file after the other, each when the answer to the last one is kept, until no more than so many are left. */
  const feed = async (rest: number): Promise<void> => {
    while (left > rest) {
      left -= 1;
      const target = queue.next().value as Target;
      const answer = await pool.audit(target);
      turn = turn.then(() => options.onAnswer(answer, target));
      await turn;
    }
  };
  try {
    // Each process has the next file at hand while it audits one, and while that answer is kept. The last ones are for
    // whoever is free: none waits behind one that takes long.
    await Promise.all(Array.from({ length: AT_HAND * jobs }, (_, at) => feed(at < jobs ? 0 : SHARED * jobs)));
    return true;
  } catch (error) {
    if (error instanceof Stopped) return false;
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    pool.stop();
    await pool.close();
  }
}
