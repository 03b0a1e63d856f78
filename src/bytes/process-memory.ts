/** The memory of this process while it reads a file: what is resident, JavaScript objects and buffers alike. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PermauditError } from './errors.js';

export const MIB = 1024 * 1024;
/** Milliseconds between two looks: asking the system takes up to a tenth of one. */
const LOOK_EVERY_MS = 40;
/** What is asked for without a look, all of it together. */
const UNSEEN = 16 * MIB;
/** Of the limit: what is left after the garbage is gone must be less, or the next look would collect it again. */
const LEFT_SHARE = 0.9;

let collector: (() => void) | null = null;

/** Collects the garbage, which V8 lets grow while it may. The pages it was on are given back with the second time. */
function collectGarbage(): void {
  if (collector === null) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
  collector();
}

export class ProcessMemory {
  readonly #limit: number;
  /** What is resident and neither heap nor buffer: code and stacks. */
  readonly #own: number;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** Asked for since then. */
  #asked = 0;

  /** @param limit bytes; V8 ends a process whose heap is larger than its own limit, so that nothing beyond is of use */
  constructor(limit: number) {
    this.#limit = Math.min(limit, getHeapStatistics().heap_size_limit);
    const { rss, heapTotal, external } = process.memoryUsage();
    this.#own = Math.max(0, rss - heapTotal - external);
  }

  /** Whether so much is held that garbage cannot explain it. @param more bytes that are about to be asked for */
  isOver(more = 0): boolean {
    if (process.memoryUsage.rss() + more <= this.#limit) return false;
    collectGarbage();
    // Not what is resident: the system takes pages back a while later.
    const { heapUsed, external } = process.memoryUsage();
    return this.#own + heapUsed + external + more > LEFT_SHARE * this.#limit;
  }

  /**
   * Looks at the memory, unless it was looked at just now and little was asked for since.
   * @param more bytes that are about to be asked for
   * @throws PermauditError `LIMIT_MEMORY`
   */
  look(more = 0): void {
    if (this.isSeenOver(more)) throw tooMuchMemory();
  }

  /**
   * What {@link ProcessMemory.isOver} says; false where it was looked at just now and little was asked for since.
   * @param more bytes that are about to be asked for
   */
  isSeenOver(more = 0): boolean {
    const now = performance.now();
    this.#asked += more;
    if (this.#asked < UNSEEN && now - this.#lookedAt < LOOK_EVERY_MS) return false;
    this.#lookedAt = now;
    this.#asked = 0;
    return this.isOver(more);
  }
}

export function tooMuchMemory(): PermauditError {
  return new PermauditError('LIMIT_MEMORY', { problem: 'tooMuch' }, {});
}

/** How much of the memory is for reading; the rest is for judging and rendering what was read. */
export const READING_MEMORY_SHARE = 0.65;
