import { PermauditError } from '../bytes/errors.js';

/** Real tables have some thousands: a chunk for each type in each configuration. */
export const MOST_TABLE_ITEMS = 250_000;

/** Counts what is kept of a resource table as an object of its own: packages, types, type chunks, names and aliases. */
export class TableItems {
  #left = MOST_TABLE_ITEMS;

  constructor(private readonly path: string) {}

  /**
   * @param offset of what is about to be kept
   * @throws PermauditError `LIMIT_NODES`
   */
  take(offset: number): void {
    this.#left--;
    if (this.#left >= 0) return;
    throw new PermauditError(
      'LIMIT_NODES',
      { problem: 'tableItems', limit: MOST_TABLE_ITEMS },
      { offset, path: this.path },
    );
  }
}
