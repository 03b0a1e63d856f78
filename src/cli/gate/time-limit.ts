/**
 * The time that one app may take, and its memory where that is limited: reading, judging and rendering together. What runs
 * is ended wherever it is, by V8 itself (node:vm, `timeout`): no loop has to look at a clock, and no `catch` in it is asked.
 */
import { Script } from 'node:vm';
import { DEFAULT_LIMITS, type Limits } from '../../bytes/limits.js';
import { PermauditError } from '../../bytes/errors.js';
import type { MemoryLimit } from './memory-limit.js';

/** What is left of the time for judging and rendering what was read until then. */
const READING_SHARE = 0.8;
/** The name by which the script finds what to run; a script sees nothing but what is global. */
const RUN = Symbol.for('permaudit.run');
const script = new Script('globalThis[Symbol.for("permaudit.run")]()');

/** The time of one app, from when it is made. */
export class TimeLimit {
  readonly #milliseconds: number;
  readonly #start = performance.now();

  constructor(
    { timeMs = DEFAULT_LIMITS.timeMs }: Partial<Limits>,
    private readonly memory: MemoryLimit | null = null,
  ) {
    this.#milliseconds = timeMs;
  }

  /** The limits with which the app is read, so that something of its time is left. */
  readingLimits(limits: Partial<Limits>): Partial<Limits> {
    const inTime = { ...limits, endsAt: this.#start + this.#milliseconds * READING_SHARE };
    return this.memory?.readingLimits(inTime) ?? inTime;
  }

  /**
   * What `work` returns, if it does before the time is up.
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_MEMORY`; what `work` throws
   */
  run<T>(work: () => T): T {
    const left = Math.floor(this.#start + this.#milliseconds - performance.now());
    if (left < 1) throw this.#isUp();
    this.memory?.begin();
    let result: { value: T } | null = null;
    Reflect.set(globalThis, RUN, () => {
      result = { value: work() };
    });
    try {
      script.runInThisContext({ timeout: left, displayErrors: false, breakOnSigint: this.memory !== null });
    } catch (error) {
      throw this.#meant(error);
    } finally {
      Reflect.deleteProperty(globalThis, RUN);
    }
    return valueOf(result);
  }

  /** V8's words for an end that was asked for; any other error as it is. */
  #meant(error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return this.#isUp();
    if (code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return error;
    const why = this.memory?.interruption() ?? null;
    if (why !== null) return why;
    // Ctrl-C: what it would have done without us.
    this.memory?.end();
    process.kill(process.pid, 'SIGINT');
    return error;
  }

  #isUp(): PermauditError {
    return new PermauditError('LIMIT_TIME', { problem: 'notEnded', limit: this.#milliseconds }, {});
  }
}

/** TypeScript does not see that the script ran. */
function valueOf<T>(result: { value: T } | null): T {
  if (result === null) throw new Error('a script ended without its result');
  return result.value;
}
