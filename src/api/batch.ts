/** Many apps at once, each in a process of its own limits. */
import type { CategoryRule } from '../batch/category-map.js';
import { discover, type Discovery } from '../batch/discover.js';
import { jobsOfMachine } from '../batch/jobs.js';
import { CannotStart } from '../batch/pool.js';
import { auditAll } from '../batch/run.js';
import { Scout } from '../batch/scout.js';
import { summarize, type BatchSummary } from '../batch/summary.js';
import type { BatchRecord, BatchRow, BatchSetup, DiscoveryNote, WorkerAnswer } from '../batch/types.js';
import { batchSetupOf, GRACE_MS, WORKER_MEMORY_MIB } from './batch-setup.js';
import { Channel } from './channel.js';
import { BatchError } from './errors.js';
import {
  askedOf,
  categoryOf,
  justificationsOf,
  readingOf,
  type JudgingOptions,
  type KnownOptions,
  type ReadingOptions,
} from './options.js';

/** Everything that a batch may be asked for. */
export interface BatchOptions
  extends JudgingOptions, Pick<ReadingOptions, 'code' | 'api' | 'limits'>, Pick<KnownOptions, 'justifications'> {
  /**
   * Categories by pattern (`*`, `?`, `**`): one without a slash is for the package or the file's own name, one with a slash
   * for the path or its end. The first that matches wins, above `category`.
   */
  categoryRules?: readonly CategoryRule[];
  /** Processes. Default: one for each processor. */
  jobs?: number;
  /** Memory that each may take, in MiB. Default: 512. */
  memoryMb?: number;
  /** A folder in which audits are remembered by what the files hold. Default: null, nowhere (the command line has one). */
  cacheDir?: string | null;
  /** Ends the batch: what is in work has no record. */
  signal?: AbortSignal;
}

/** The records of a batch as they are done, and what they come to. It can be gone through once. */
export interface Batch extends AsyncIterable<BatchRecord> {
  /**
   * The sum of the records so far; `complete` is true only after the last. The rows are kept, the audits are not.
   * @throws Error before the first record was asked for
   */
  summary(): BatchSummary;
}

/** As in the entrance. */
export function batch(inputs: readonly string[], options: BatchOptions = {}): Batch {
  return new RunningBatch(inputs, options);
}

class RunningBatch implements Batch {
  readonly #setup: BatchSetup;
  readonly #rows: BatchRow[] = [];
  readonly #ended = new AbortController();
  #found: Discovery | null = null;
  #cached = 0;
  #isComplete = false;

  /** @throws OptionError */
  constructor(
    private readonly inputs: readonly string[],
    private readonly options: BatchOptions,
  ) {
    this.#setup = setupOf(options);
    options.signal?.addEventListener(
      'abort',
      () => {
        this.#ended.abort();
      },
      { once: true },
    );
    if (options.signal?.aborted === true) this.#ended.abort();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<BatchRecord, void, undefined> {
    if (this.#found !== null) throw new TypeError('a batch can be gone through once');
    const notes: DiscoveryNote[] = [];
    this.#found = { targets: [], notes, elsewhere: 0 };
    this.#found = await this.#find();
    const channel = new Channel<WorkerAnswer>();
    const done = this.#run(channel);
    try {
      for await (const { line, row, cached } of channel) {
        this.#rows.push(row);
        if (cached) this.#cached += 1;
        yield JSON.parse(line) as BatchRecord;
      }
    } finally {
      // Whoever leaves the loop early wants no more of it.
      this.#ended.abort();
      channel.close();
      await done;
    }
  }

  summary(): BatchSummary {
    if (this.#found === null) throw new TypeError('a batch that has not begun has no summary');
    const { targets, notes } = this.#found;
    const complete = this.#isComplete && this.#rows.length === targets.length;
    return summarize(this.#rows, {
      setup: this.#setup,
      complete,
      found: targets.length,
      cached: this.#cached,
      resumed: 0,
      notes,
    });
  }

  async #find(): Promise<Discovery> {
    const { signal } = this.#ended;
    const scout = new Scout({ limits: this.#setup.limits, memoryMb: memoryOf(this.options), signal });
    try {
      return await discover(this.inputs, { headerOf: scout.headerOf, signal });
    } finally {
      await scout.close();
    }
  }

  /** Never rejects: what ends the batch is thrown where its records are taken. */
  async #run(channel: Channel<WorkerAnswer>): Promise<void> {
    const targets = this.#found?.targets ?? [];
    try {
      this.#isComplete =
        targets.length === 0
          ? !this.#ended.signal.aborted
          : await auditAll(targets, {
              setup: this.#setup,
              jobs: this.options.jobs ?? jobsOfMachine(),
              killAfterMs: this.#setup.limits.timeMs + GRACE_MS,
              memoryMb: memoryOf(this.options),
              signal: this.#ended.signal,
              onAnswer: (answer) => channel.put(answer),
            });
      channel.end();
    } catch (error) {
      channel.fail(error instanceof CannotStart ? new BatchError(error.message) : error);
    }
  }
}

function memoryOf({ memoryMb = WORKER_MEMORY_MIB }: BatchOptions): number {
  return memoryMb;
}

/** @throws OptionError */
function setupOf(options: BatchOptions): BatchSetup {
  const asked = askedOf(options);
  const { rulebook } = asked;
  const { apiRange = null, limits = {} } = readingOf(options);
  const categoryRules = (options.categoryRules ?? []).map(({ pattern, category }) => ({
    pattern,
    category: categoryOf(rulebook, category),
  }));
  return batchSetupOf({
    ...asked,
    categoryRules,
    justifications: justificationsOf(options, rulebook),
    code: options.code === 'read',
    apiRange,
    limits,
    memoryMb: memoryOf(options),
    cacheDir: options.cacheDir ?? null,
    reportsDir: null,
  });
}
