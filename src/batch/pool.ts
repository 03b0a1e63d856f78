/** Worker processes, each file under its own limits. A process that dies or hangs is replaced, and its file reported. */
import type { ReadingError } from '../facts/facts.js';
import { processEntry } from './entry.js';
import { jobsOfMachine } from './jobs.js';
import { batchError, failedAudit, WORKER_DIED } from './failed.js';
import { lineOf, recordOf, rowOf } from './record.js';
import { digestOfRun } from './run-digest.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';
import { WorkerDeath, WorkerProcess } from './worker-process.js';
import type { FaultError } from '../audit/types.js';

/** A process that ends before it can audit says nothing of any file: another one is started. */
const START_ATTEMPTS = 3;
/** Loading the program takes a fraction of a second; on a machine that is short of everything, longer. */
const START_MS = 60_000;
/** How long to wait for processes to be gone: one that the system holds (a dead network disk) may never be. */
const GONE_MS = 5000;

export interface PoolOptions {
  setup: BatchSetup;
  /** Processes. */
  jobs: number;
  /** Milliseconds for one file after which its process is ended; the readers' own limit is `setup.limits.timeMs`. */
  killAfterMs: number;
  /** What one process may hold, in MiB. */
  memoryMb: number;
  /** The worker's module; default: the one beside this file. */
  worker?: URL;
}

/** The batch was stopped before this file was done: it has no answer. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** No process can be started: not the fault of a file, and the end of the batch. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Processes that audit files. Whoever calls `audit` has one process for himself until it answers. */
export class AuditPool {
  readonly #run: string;
  /** Processes that wait for a file. */
  readonly #idle: WorkerProcess[] = [];
  /** All that were started and may still be there. */
  readonly #all = new Set<WorkerProcess>();
  #stopped = false;

  constructor(private readonly options: PoolOptions) {
    this.#run = digestOfRun(options.setup);
  }

  /**
   * Audits one file. Whatever becomes of the process, the answer is a record.
   * @throws Stopped after {@link AuditPool.stop}
   * @throws CannotStart
   */
  async audit(target: Target): Promise<WorkerAnswer> {
    const worker = await this.#worker();
    const { killAfterMs } = this.options;
    const time = { isUp: false };
    const timer = setTimeout(() => {
      time.isUp = true;
      worker.kill();
    }, killAfterMs);
    try {
      const answer = await worker.audit(target);
      // One that holds much of its own is worn out: the next file would pay for it.
      if (answer.isSpent === true) worker.kill();
      else this.#idle.push(worker);
      return answer;
    } catch (error) {
      if (!(error instanceof WorkerDeath)) throw error;
      this.#throwIfStopped();
      return this.#failed(target, time.isUp ? tooSlow(killAfterMs) : errorOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the processes at once; files in work have no answer. */
  stop(): void {
    this.#stopped = true;
    for (const worker of this.#all) worker.kill();
  }

  /** Ends all processes. Call it when done. */
  async close(): Promise<void> {
    this.stop();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GONE_MS);
    });
    await Promise.race([Promise.all([...this.#all].map((worker) => worker.gone())), patience]);
    clearTimeout(timer);
  }

  #throwIfStopped(): void {
    if (this.#stopped) throw new Stopped('the batch was stopped');
  }

  async #worker(): Promise<WorkerProcess> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.isAlive) return idle;
    }
    let reason = '';
    for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      this.#throwIfStopped();
      try {
        return await this.#start();
      } catch (error) {
        if (!(error instanceof WorkerDeath)) throw error;
        reason = error.message;
      }
    }
    this.#throwIfStopped();
    throw new CannotStart(`no worker process can be started (${reason})`);
  }

  async #start(): Promise<WorkerProcess> {
    const { jobs, memoryMb, setup, worker: module = processEntry('worker') } = this.options;
    const worker = new WorkerProcess({ module, memoryMb, isOneOfMany: jobs >= jobsOfMachine() });
    this.#all.add(worker);
    void worker.gone().then(() => this.#all.delete(worker));
    const timer = setTimeout(() => {
      worker.kill();
    }, START_MS);
    try {
      await worker.start(setup);
      return worker;
    } finally {
      clearTimeout(timer);
    }
  }

  #failed(target: Target, error: ReadingError | FaultError): WorkerAnswer {
    const audit = failedAudit(target.file, target.size, error, this.options.setup);
    const record = recordOf(audit, target, this.#run, null, this.options.setup.shard);
    return { line: lineOf(record), row: rowOf(record), cached: false, cacheError: null };
  }
}

function tooSlow(milliseconds: number): ReadingError {
  return batchError({ code: 'LIMIT_TIME', data: { problem: 'notEnded', limit: milliseconds } });
}

function errorOf({ told }: WorkerDeath): ReadingError | FaultError {
  return told.problem === 'noMemory'
    ? batchError({ code: 'LIMIT_MEMORY', data: { problem: 'tooMuch' } })
    : batchError({ code: WORKER_DIED, data: told });
}
