/** A batch: files go to the workers, results come back as they are done. */
import { AuditPool, Stopped, type PoolOptions } from './pool.js';
import type { Target, WorkerAnswer } from './types.js';

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
  const queue = targets[Symbol.iterator]();
  let turn: Promise<void> = Promise.resolve();
  const feed = async (): Promise<void> => {
    let told: Promise<void> = Promise.resolve();
    for (const target of { [Symbol.iterator]: () => queue }) {
      // The process is at its next file while the answer to the last one is kept; never more than one waits.
      const [answer] = await Promise.all([pool.audit(target), told]);
      turn = turn.then(() => options.onAnswer(answer, target));
      told = turn;
    }
    await told;
  };
  try {
    await Promise.all(Array.from({ length: jobs }, feed));
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
