/**
 * Errors that count only from a target on: ParseInput.DeferredError, deferError and enableDeferredError of ParseTypeImpl
 * (core/java/android/content/pm/parsing/result). They wait until `uses-sdk` states the target; without it they never count.
 */
import type { PermauditError } from '../../bytes/errors.js';

export class DeferredErrors {
  #target: number | null = null;
  #waiting: { fromTarget: number; error: () => PermauditError }[] = [];

  /**
   * An error of apps that target `fromTarget` and newer; most are older, and it is made for none of those.
   * @throws PermauditError the error, when the target is known and is as new
   */
  defer(fromTarget: number, error: () => PermauditError): void {
    if (this.#target === null) this.#waiting.push({ fromTarget, error });
    else if (this.#target >= fromTarget) throw error();
  }

  /**
   * The target that a `uses-sdk` states.
   * @throws PermauditError the first error that waited for it
   */
  enable(target: number): void {
    this.#target = target;
    const found = this.#waiting.find(({ fromTarget }) => target >= fromTarget);
    this.#waiting = [];
    if (found !== undefined) throw found.error();
  }
}
