/** A list whose items are made one by one, each when it is first asked for: one item is one object, however it is reached. */
export class LateList<T> {
  readonly #items: (T | undefined)[];

  constructor(
    size: number,
    private readonly make: (index: number) => T,
  ) {
    this.#items = new Array<T | undefined>(size).fill(undefined);
  }

  at(index: number): T {
    return (this.#items[index] ??= this.make(index));
  }

  /** All items, as a new list. */
  all(): T[] {
    return this.#items.map((item, index) => item ?? this.at(index));
  }
}
