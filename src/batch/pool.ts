/** Worker threads, each file under its own limits. A thread that dies or hangs is replaced, and its file reported. */
import { Piscina } from 'piscina';
import type { ReadingError } from '../apk/facts.js';
import { batchError, failedAudit, WORKER_DIED } from './failed.js';
import { lineOf, recordOf, rowOf } from './record.js';
import { digestOfRun } from './settings.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';

export interface PoolOptions {
  setup: BatchSetup;
  /** Threads. */
  jobs: number;
  /** Milliseconds after which a thread is ended; the readers' own limit is `setup.limits.timeMs`. */
  killAfterMs: number;
  /** Heap of one thread in MiB. */
  memoryMb: number;
  /** The worker's module; default: the one beside this file. */
  worker?: URL;
}

/** The batch was stopped before this file was done: it has no answer. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Threads that audit files. */
export class AuditPool {
  readonly #pool: Piscina<Target, WorkerAnswer>;
  readonly #run: string;
  readonly #stop = new AbortController();

  constructor(private readonly options: PoolOptions) {
    this.#run = digestOfRun(options.setup);
    this.#pool = new Piscina<Target, WorkerAnswer>({
      filename: (options.worker ?? new URL('./worker.js', import.meta.url)).href,
      minThreads: options.jobs,
      maxThreads: options.jobs,
      workerData: options.setup,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      recordTiming: false,
    });
    // Each failure is also the answer of the file it belongs to; a thread without a file is replaced all the same.
    this.#pool.on('error', () => undefined);
  }

  /**
   * Audits one file. Whatever becomes of the thread, the answer is a record.
   * @throws Stopped after {@link AuditPool.stop}
   */
  async audit(target: Target): Promise<WorkerAnswer> {
    const { killAfterMs } = this.options;
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, killAfterMs);
    try {
      const signal = AbortSignal.any([timeout.signal, this.#stop.signal]);
      return await this.#pool.run(target, { signal });
    } catch (error) {
      if (this.#stop.signal.aborted) throw new Stopped('the batch was stopped');
      return this.#failed(target, timeout.signal.aborted ? tooSlow(killAfterMs) : deathOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the threads at once; files in work have no answer. */
  stop(): void {
    this.#stop.abort();
  }

  /** Ends all threads. Call it when done. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #failed(target: Target, error: ReadingError): WorkerAnswer {
    const audit = failedAudit(target.file, target.size, error, this.options.setup);
    const record = recordOf(audit, target, this.#run);
    return { line: lineOf(record), row: rowOf(record), cached: false, cacheError: null };
  }
}

function tooSlow(milliseconds: number): ReadingError {
  return batchError(
    'LIMIT_TIME',
    `reading did not end within ${milliseconds} ms`,
    'raise the limit with --max-time, or look at the file by hand: it may be built to stall readers',
  );
}

function deathOf(error: unknown): ReadingError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const hint = 'raise the limit with --max-memory, or look at the file by hand: it may be built to exhaust readers';
    return batchError('LIMIT_MEMORY', 'reading needs more memory than one file may take', hint);
  }
  return batchError(
    WORKER_DIED,
    `the thread that read it ended: ${message}`,
    'This is a bug in permaudit. Please report it.',
  );
}
