/**
 * Errors that count only from a target on: ParseInput.DeferredError, deferError and enableDeferredError of ParseTypeImpl
 * (core/java/android/content/pm/parsing/result). They wait until `uses-sdk` states the target; without it they never count.
 */
import type { PermauditError } from '../../bytes/errors.js';
import type { Reading } from '../../bytes/reading.js';

interface Deferred {
  /** The target from which on it counts. */
  readonly fromTarget: number;
  /** The version that began to know it. */
  readonly since: number;
  readonly error: () => PermauditError;
}

export class DeferredErrors {
  #target: number | null = null;
  #waiting: Deferred[] = [];

  constructor(private readonly reading: Reading) {}

  /**
   * An error of apps that target `fromTarget` and newer, on Android `since` and newer; most apps are older, and it is made
   * for none of those.
   * @throws PermauditError the error, when the target is known and is as new
   */
  defer(fromTarget: number, since: number, error: () => PermauditError): void {
    const deferred = { fromTarget, since, error };
    if (this.#target === null) this.#waiting.push(deferred);
    else if (this.#counts(deferred, this.#target)) throw error();
  }

  /**
   * The target that a `uses-sdk` states.
   * @throws PermauditError the first error that waited for it
   */
  enable(target: number): void {
    this.#target = target;
    const found = this.#waiting.find((deferred) => this.#counts(deferred, target));
    this.#waiting = [];
    if (found !== undefined) throw found.error();
  }

  /** The version is asked for last: most apps have a target below, and read alike on all versions. */
  #counts({ fromTarget, since }: Deferred, target: number): boolean {
    return target >= fromTarget && this.reading.since(since);
  }
}
