/**
 * The memory that the audit of one app may take. While a file is read its readers look at it. For all other work there is a
 * thread that looks, and interrupts this one by the signal that ends a script wherever it is (node:vm, `breakOnSigint`): V8
 * itself would end the process without a word. A thread costs more than a small audit, so that it is started late, and only
 * where a share of the memory is taken.
 */
import { createRequire } from 'node:module';
import type * as Threads from 'node:worker_threads';
import type { PermauditError } from '../../bytes/errors.js';
import type { Limits } from '../../bytes/limits.js';
import { MIB, ProcessMemory, READING_MEMORY_SHARE, tooMuchMemory } from '../../bytes/process-memory.js';

/** Milliseconds before the thread is started: most audits have ended, and no reader has filled the memory unseen. */
const WATCH_AFTER_MS = 250;
const WATCH_EVERY_MS = 20;
/** Milliseconds between two looks at whether the thread is needed. */
const UNWATCHED_MS = 100;
/** Of the limit, below which nobody need watch: what is asked for at once is looked at before. */
const UNWATCHED_SHARE = 0.25;
/** What the thread says: it has sent its signal, and sends no other before it is told to go on. */
const SENT = 1;
const WATCHING = 0;

const WATCH = `
const { workerData: { limit, sent, every } } = require('node:worker_threads');
setInterval(() => {
  if (Atomics.load(sent, 0) === ${WATCHING} && process.memoryUsage.rss() > limit) {
    Atomics.store(sent, 0, ${SENT});
    process.kill(process.pid, 'SIGINT');
  }
}, every);
`;

export class MemoryLimit {
  readonly #limit: number;
  readonly #whole: ProcessMemory;
  readonly #reading: ProcessMemory;
  readonly #start = performance.now();
  #askedAt = Number.NEGATIVE_INFINITY;
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  #watch: Threads.Worker | null = null;

  /** @param mebibytes that the process may hold */
  constructor(mebibytes: number) {
    this.#limit = mebibytes * MIB;
    this.#whole = new ProcessMemory(this.#limit);
    this.#reading = new ProcessMemory(READING_MEMORY_SHARE * this.#limit);
  }

  /** The limits with which the app is read, so that something is left of the memory. */
  readingLimits(limits: Partial<Limits>): Partial<Limits> {
    const look = (more: number): void => {
      this.#watchIfLate();
      this.#reading.look(more);
    };
    return { ...limits, look };
  }

  /**
   * Before something else begins.
   * @throws PermauditError `LIMIT_MEMORY` where what came before still holds too much
   */
  begin(): void {
    this.#watchIfLate();
    if (this.#whole.isOver()) throw tooMuchMemory();
    Atomics.store(this.#sent, 0, WATCHING);
  }

  /** Why a script was interrupted; null: not by this, but by whoever uses the terminal. */
  interruption(): PermauditError | null {
    return Atomics.load(this.#sent, 0) === SENT ? tooMuchMemory() : null;
  }

  /** Ends the thread. */
  end(): void {
    process.removeListener('SIGINT', this.#onSignal);
    void this.#watch?.terminate();
    this.#watch = null;
  }

  /** Between two scripts the signal reaches the process; without this it would end it. */
  readonly #onSignal = (): void => {
    if (this.interruption() !== null) return;
    this.end();
    process.kill(process.pid, 'SIGINT');
  };

  #watchIfLate(): void {
    // On Windows there is no such signal, only an end.
    if (this.#watch !== null || process.platform === 'win32') return;
    const now = performance.now();
    if (now - this.#askedAt < UNWATCHED_MS || now - this.#start < WATCH_AFTER_MS) return;
    this.#askedAt = now;
    if (process.memoryUsage.rss() < UNWATCHED_SHARE * this.#limit) return;
    process.on('SIGINT', this.#onSignal);
    // Loaded late: most starts end without it.
    const { Worker } = createRequire(import.meta.url)('node:worker_threads') as typeof Threads;
    this.#watch = new Worker(WATCH, {
      eval: true,
      env: {},
      workerData: { limit: this.#limit, sent: this.#sent, every: WATCH_EVERY_MS },
      resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, codeRangeSizeMb: 4, stackSizeMb: 1 },
    });
    this.#watch.unref();
  }
}
