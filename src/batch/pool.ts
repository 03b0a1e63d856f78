/** Worker processes, each file under its own limits. A process that dies or hangs is replaced, and its file reported. */
import type { ReadingError } from '../facts/facts.js';
import { processEntry } from './entry.js';
import { jobsOfMachine } from './jobs.js';
import { batchError, failedAudit, WORKER_DIED } from './failed.js';
import { lineOf, recordOf, rowOf } from './record.js';
import { digestOfRun } from './run-digest.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';
import { NotBegun, WorkerDeath, WorkerProcess } from './worker-process.js';
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

/** A file that waits for a process, and whoever waits for its answer. */
interface Job {
  target: Target;
  resolve: (answer: WorkerAnswer) => void;
  reject: (error: unknown) => void;
}

/**
 * What a process has at hand: the file it is at, and the next one, so that it need not wait for its answer to be heard. Only
 * one that it is at may end it, and only that one's time runs.
 */
export const AT_HAND = 2;

/** Processes that audit files. A file goes to one that has nothing to do, to a new one, or to one that is at its last file. */
export class AuditPool {
  readonly #run: string;
  /** Files that no process has, in the order they are taken. */
  readonly #waiting: Job[] = [];
  /** Processes that can audit, with how many files they have. */
  readonly #ready = new Map<WorkerProcess, number>();
  /** How many are about to be ready. */
  #starting = 0;
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
  audit(target: Target): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ target, resolve, reject });
      this.#assign();
    });
  }

  /** Ends the processes at once; files in work have no answer. */
  stop(): void {
    this.#stopped = true;
    for (const worker of this.#all) worker.kill();
    this.#assign();
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

  /** Gives files to processes, as far as there are any. */
  #assign(): void {
    const waiting = this.#waiting;
    if (this.#stopped) {
      for (const { reject } of waiting.splice(0)) reject(stopped());
      return;
    }
    this.#giveWhile(() => waiting.length > 0, 0);
    for (let more = this.#missing(); more > 0; more--) void this.#start();
    // Each of those that start is going to take one.
    this.#giveWhile(() => waiting.length > this.#starting, AT_HAND - 1);
  }

  /** @param most of what a process may have so far to be given another one */
  #giveWhile(isNeeded: () => boolean, most: number): void {
    for (const [worker, has] of this.#ready) {
      if (!worker.isAlive) this.#ready.delete(worker);
      else if (has <= most && isNeeded()) void this.#give(worker, this.#waiting.shift() as Job);
    }
  }

  /** How many processes to start: one for each file that waits, as far as there may be. */
  #missing(): number {
    const { jobs } = this.options;
    return Math.min(this.#waiting.length - this.#starting, jobs - this.#ready.size - this.#starting);
  }

  async #give(worker: WorkerProcess, job: Job): Promise<void> {
    const { killAfterMs } = this.options;
    const time: { isUp: boolean; timer?: NodeJS.Timeout } = { isUp: false };
    const begin = (): void => {
      time.timer = setTimeout(() => {
        time.isUp = true;
        worker.kill();
      }, killAfterMs);
    };
    this.#count(worker, 1);
    try {
      const answer = await worker.audit(job.target, begin);
      // One that holds much of its own is worn out: the next file would pay for it.
      if (answer.isSpent === true) worker.dismiss();
      job.resolve(answer);
    } catch (error) {
      if (error instanceof NotBegun) this.#waiting.unshift(job);
      else if (!(error instanceof WorkerDeath)) job.reject(error);
      else if (this.#stopped) job.reject(stopped());
      else job.resolve(this.#failed(job.target, time.isUp ? tooSlow(killAfterMs) : errorOf(error)));
    } finally {
      clearTimeout(time.timer);
      this.#count(worker, -1);
      this.#assign();
    }
  }

  #count(worker: WorkerProcess, more: number): void {
    if (worker.isAlive) this.#ready.set(worker, (this.#ready.get(worker) ?? 0) + more);
    else this.#ready.delete(worker);
  }

  /** Makes one more process ready; where none can be started, a file that waits is told. */
  async #start(): Promise<void> {
    this.#starting += 1;
    try {
      this.#ready.set(await this.#started(), 0);
    } catch (error) {
      this.#waiting.shift()?.reject(error);
    } finally {
      this.#starting -= 1;
      this.#assign();
    }
  }

  /** @throws Stopped, CannotStart */
  async #started(): Promise<WorkerProcess> {
    let reason = '';
    for (let attempt = 0; attempt < START_ATTEMPTS && !this.#stopped; attempt++) {
      try {
        return await this.#startOne();
      } catch (error) {
        if (!(error instanceof WorkerDeath)) throw error;
        reason = error.message;
      }
    }
    throw this.#stopped ? stopped() : new CannotStart(`no worker process can be started (${reason})`);
  }

  async #startOne(): Promise<WorkerProcess> {
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

function stopped(): Stopped {
  return new Stopped('the batch was stopped');
}

function tooSlow(milliseconds: number): ReadingError {
  return batchError({ code: 'LIMIT_TIME', data: { problem: 'notEnded', limit: milliseconds } });
}

function errorOf({ told }: WorkerDeath): ReadingError | FaultError {
  return told.problem === 'noMemory'
    ? batchError({ code: 'LIMIT_MEMORY', data: { problem: 'tooMuch' } })
    : batchError({ code: WORKER_DIED, data: told });
}
