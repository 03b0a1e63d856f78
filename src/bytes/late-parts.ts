/** Lists of compiled data of which few items are made. */
import type { DataLines } from './data-lines.js';
import { LateList } from './late-list.js';

/** A list: what each item is found by, and each itself. */
export interface Parts<Item, Key> {
  readonly keys: readonly Key[];
  readonly at: (index: number) => Item;
}

/**
 * A list of which the keys are on one line, and the items on those after it, where 0 stands for what the key says as well
 * (`listedLines` of scripts/lib/data-lines.mjs).
 */
export class LateParts<Item, Key extends object> implements Parts<Item, Key> {
  #parsed: { keys: readonly Key[]; items: LateList<Item> } | null = null;

  constructor(
    private readonly lines: DataLines,
    private readonly line: number,
    private readonly itemOf: (item: unknown) => Item = (item) => item as Item,
  ) {}

  get keys(): readonly Key[] {
    return this.#both().keys;
  }

  readonly at = (index: number): Item => this.#both().items.at(index);

  all(): Item[] {
    return this.#both().items.all();
  }

  #both(): { keys: readonly Key[]; items: LateList<Item> } {
    if (this.#parsed === null) {
      const keys = this.lines.list(this.line) as readonly Key[];
      const items = new LateList(keys.length, (index) =>
        this.itemOf(completed(this.lines.parse(this.line + 1 + index) as Fields, keys[index] as Fields)),
      );
      this.#parsed = { keys, items };
    }
    return this.#parsed;
  }
}

type Fields = Record<string, unknown>;

function completed(item: Fields, key: Fields): Fields {
  for (const field of Object.keys(key)) if (item[field] === 0) item[field] = key[field];
  return item;
}
