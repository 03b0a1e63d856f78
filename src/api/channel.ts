/** Values from whoever calls back to whoever loops: one at a time, the sender waits until each is taken. */

interface Sent<T> {
  value: T;
  taken: () => void;
}

export class Channel<T> implements AsyncIterable<T> {
  readonly #waiting: Sent<T>[] = [];
  #wake: (() => void) | null = null;
  #end: { error: Error | null } | null = null;
  #isClosed = false;

  /** Resolves when the value is taken, or nobody takes any more. */
  put(value: T): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ value, taken: resolve });
      this.#wake?.();
    });
  }

  /** There are no more values. */
  end(): void {
    this.#end ??= { error: null };
    this.#wake?.();
  }

  /** There are no more values, and the loop throws `error` after those that are waiting. */
  fail(error: unknown): void {
    this.#end ??= { error: error instanceof Error ? error : new Error(String(error)) };
    this.#wake?.();
  }

  /** Nobody takes values any more: senders wait no longer. */
  close(): void {
    this.#isClosed = true;
    for (const { taken } of this.#waiting.splice(0)) taken();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        next.taken();
        yield next.value;
      } else if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error;
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        this.#wake = null;
      }
    }
  }
}
