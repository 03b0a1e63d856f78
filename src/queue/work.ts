/** A worker: takes files out of the queue, audits them in processes of its own, and stores each result with the end of its job. */
import { setTimeout as sleep } from 'node:timers/promises';
import { batchError, failedAudit, WORKER_DIED } from '../batch/failed.js';
import { AuditPool } from '../batch/pool.js';
import { lineOf, recordOf } from '../batch/record.js';
import type { BatchSetup, Target } from '../batch/types.js';
import { inTransaction, persist, type Database } from './database.js';
import { findRun, queuesOf, runsOf, toolText, type Run } from './runs.js';
import { storeResult } from './store.js';
import { targetFromText, type JobData } from './submit.js';

/** How long to wait where there is no work. */
const PAUSE_MS = 1000;

export interface WorkOptions {
  /** Whose runs it takes: only those of this version. */
  tool: BatchSetup['tool'];
  /** Processes. */
  jobs: number;
  memoryMb: number;
  /** How much longer than the readers' own limit a process may take. */
  graceMs: number;
  /** Ends when no file of these runs waits or is in work anywhere. */
  untilEmpty: boolean;
  /** No more files are taken after it; those in work are finished. */
  signal: AbortSignal;
  /** Told of each result. */
  onResult?: (file: string) => void;
}

interface Task {
  run: Run;
  queue: string;
  id: string;
  key: string;
  /** Tried too often: no process is to read it again. */
  isParked: boolean;
}

/** Works until the signal, or until nothing is left. Returns how many results it stored. */
export async function work(database: Database, options: WorkOptions): Promise<number> {
  return new Worker(database, options).run();
}

class Worker {
  readonly #pools = new Map<string, AuditPool>();
  /** Runs whose settings were read. */
  readonly #known = new Map<string, Run>();
  #runs: readonly string[] = [];
  #looked = Number.NEGATIVE_INFINITY;
  #stored = 0;

  constructor(
    private readonly database: Database,
    private readonly options: WorkOptions,
  ) {}

  async run(): Promise<number> {
    try {
      await Promise.all(Array.from({ length: this.options.jobs }, () => this.#slot()));
      return this.#stored;
    } finally {
      await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    }
  }

  /** One file after the other. */
  async #slot(): Promise<void> {
    const { signal, untilEmpty } = this.options;
    while (!signal.aborted) {
      const task = await persist(() => this.#next(), signal);
      if (task !== null) {
        await this.#do(task);
        continue;
      }
      if (untilEmpty && (await persist(() => this.#isDone(), signal))) return;
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The next job of the oldest run that has one. */
  async #next(): Promise<Task | null> {
    if (performance.now() - this.#looked > PAUSE_MS) {
      this.#runs = await runsOf(this.database, toolText(this.options.tool));
      this.#looked = performance.now();
    }
    for (const id of this.#runs) {
      const { jobs, parked } = queuesOf(id);
      for (const queue of [jobs, parked]) {
        // Another submitter may just be making it.
        const [job] =
          (await this.database.boss.getQueue(queue)) === null ? [] : await this.database.boss.fetch<JobData>(queue);
        if (job === undefined) continue;
        const run = this.#known.get(id) ?? (await findRun(this.database, id));
        this.#known.set(id, run);
        return { run, queue, id: job.id, key: job.data.key, isParked: queue === parked };
      }
    }
    return null;
  }

  /** Whether every file that was submitted for this version has its result. */
  async #isDone(): Promise<boolean> {
    const [row] = await this.database.query<{ open: boolean }>(
      `SELECT EXISTS (
         SELECT FROM permaudit.file JOIN permaudit.run ON run.id = file.run
         WHERE run.tool = $1 AND NOT EXISTS (SELECT FROM permaudit.result WHERE result.run = file.run AND result.key = file.key)
       ) AS open`,
      [toolText(this.options.tool)],
    );
    return row?.open === false;
  }

  async #do(task: Task): Promise<void> {
    const { signal, onResult } = this.options;
    const target = await persist(() => this.#target(task), signal);
    const line = task.isParked ? parkedLine(target, task.run) : (await this.#pool(task.run).audit(target)).line;
    // The result and the end of the job are one: a worker that dies in between leaves neither.
    await persist(
      () =>
        this.database.transaction(async (client) => {
          await storeResult(client, task.run.id, task.key, line);
          await this.database.boss.complete(task.queue, task.id, {}, inTransaction(client));
        }),
      signal,
    );
    this.#stored += 1;
    onResult?.(target.file);
  }

  async #target({ run, key }: Task): Promise<Target> {
    const [row] = await this.database.query<{ target: string }>(
      'SELECT target FROM permaudit.file WHERE run = $1 AND key = $2',
      [run.id, key],
    );
    if (row === undefined) throw new Error('a job without its file');
    return targetFromText(row.target);
  }

  #pool(run: Run): AuditPool {
    const known = this.#pools.get(run.id);
    if (known !== undefined) return known;
    const { jobs, memoryMb, graceMs } = this.options;
    const pool = new AuditPool({ setup: run.setup, jobs, memoryMb, killAfterMs: run.setup.limits.timeMs + graceMs });
    this.#pools.set(run.id, pool);
    return pool;
  }
}

/** The result of a file at which worker after worker was lost: an error, and never good. */
function parkedLine(target: Target, { id, setup }: Run): string {
  const error = batchError({ code: WORKER_DIED, data: { problem: 'abandoned' } });
  return lineOf(recordOf(failedAudit(target.file, target.size, error, setup), target, id));
}
