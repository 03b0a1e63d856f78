/** A worker: takes files out of the queue, audits them in processes of its own, and stores each result with the end of its job. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchError, failedAudit, WORKER_DIED } from '../batch/failed.js';
import { processEntry } from '../batch/entry.js';
import { AuditPool } from '../batch/pool.js';
import { lineOf, recordOf } from '../batch/record.js';
import type { BatchSetup, Target } from '../batch/types.js';
import { checkRemote } from './addresses.js';
import { inTransaction, persist, type Database } from './database.js';
import { findRun, LOST_WORKERS, queueOf, runsOf, toolText, type Run } from './runs.js';
import { storeResult } from './store.js';
import { targetFromText, type JobData } from './submit.js';

/** How long to wait where there is no work. */
const PAUSE_MS = 1000;
/** How often a lease is renewed before it would run out. */
const RENEWALS = 3;

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
}

/** What the table says of a file. */
interface Begun {
  target: Target;
  /** Other workers that began with it and never ended. */
  lost: number;
  /** Somebody else was faster: a lease ran out, and its worker lived. */
  hasResult: boolean;
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
      const queue = queueOf(id);
      // Another submitter may just be making it.
      if ((await this.database.boss.getQueue(queue)) === null) continue;
      const job = await this.database.fetch<JobData>(queue);
      if (job === null) continue;
      const run = this.#known.get(id) ?? (await findRun(this.database, id));
      this.#known.set(id, run);
      return { run, queue, id: job.id, key: job.data.key };
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
    const { run, queue, id } = task;
    // A database that is away loses the lease at worst, and the result's own transaction tells of it.
    const renewal = setInterval(
      () => void this.database.renew(queue, id).catch(() => undefined),
      (run.leaseSeconds * 1000) / RENEWALS,
    );
    try {
      await this.#finish(task);
    } finally {
      clearInterval(renewal);
    }
  }

  async #finish(task: Task): Promise<void> {
    const { signal, onResult } = this.options;
    const id = randomUUID();
    const { target, lost, hasResult } = await persist(() => this.#begin(task, id), signal);
    await this.#checkRemote(task, id, target);
    const line = hasResult ? null : await this.#lineOf(task.run, target, lost);
    // The result and the end of the job are one: a worker that dies in between leaves neither.
    await persist(
      () =>
        this.database.transaction(async (client) => {
          if (line !== null) await storeResult(client, task.run.id, task.key, line);
          await this.database.boss.complete(task.queue, task.id, {}, inTransaction(client));
        }),
      signal,
    );
    if (line === null) return;
    this.#stored += 1;
    onResult?.(target.file);
  }

  /** A machine that lacks what a file needs is told so, and ends: it says nothing of the file. @throws QueueError */
  async #checkRemote({ run, key }: Task, id: string, target: Target): Promise<void> {
    try {
      checkRemote(target);
    } catch (error) {
      await this.database.query(
        'UPDATE permaudit.file SET tries = array_remove(tries, $3::uuid) WHERE run = $1 AND key = $2',
        [run.id, key, id],
      );
      throw error;
    }
  }

  async #lineOf(run: Run, target: Target, lost: number): Promise<string> {
    if (lost >= LOST_WORKERS) return abandonedLine(target, run);
    return (await this.#pool(run).audit(target)).line;
  }

  /**
   * Writes down that a worker begins with a file. pg-boss's own count will not do: it counts leases that ran out, also those of
   * jobs that the database gave to nobody because its answer was lost.
   * @param id of this one time: however often it is written, it counts once
   */
  async #begin({ run, key }: Task, id: string): Promise<Begun> {
    const [row] = await this.database.query<{ target: string; lost: number; has_result: boolean }>(
      `UPDATE permaudit.file SET tries = array_remove(tries, $3) || $3::uuid WHERE run = $1 AND key = $2
       RETURNING target, cardinality(tries) - 1 AS lost,
         EXISTS (SELECT FROM permaudit.result WHERE result.run = file.run AND result.key = file.key) AS has_result`,
      [run.id, key, id],
    );
    if (row === undefined) throw new Error('a job without its file');
    return { target: targetFromText(row.target), lost: row.lost, hasResult: row.has_result };
  }

  #pool(run: Run): AuditPool {
    const known = this.#pools.get(run.id);
    if (known !== undefined) return known;
    const { jobs, memoryMb, graceMs } = this.options;
    const pool = new AuditPool({
      setup: run.setup,
      jobs,
      memoryMb,
      killAfterMs: run.setup.limits.timeMs + graceMs,
      worker: processEntry('queue-worker', import.meta.url),
    });
    this.#pools.set(run.id, pool);
    return pool;
  }
}

/** The result of a file at which worker after worker was lost: an error, and never good. */
function abandonedLine(target: Target, { id, setup }: Run): string {
  const error = batchError({ code: WORKER_DIED, data: { problem: 'abandoned' } });
  return lineOf(recordOf(failedAudit(target.file, target.size, error, setup), target, id));
}
