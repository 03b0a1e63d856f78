import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';

const PATH = 'resources.arsc';
/** Steps between two looks at the clock, less one. */
const CHECK_MASK = 0xfff;

/** Counts the steps of looking resources up: many references into many configurations multiply. */
export class Visits {
  #count = 0;

  constructor(private readonly reading: Reading) {}

  /** @throws PermauditError `LIMIT_NODES`, `LIMIT_TIME`, `LIMIT_MEMORY` */
  add(): void {
    this.#count++;
    if ((this.#count & CHECK_MASK) === 0) this.reading.checkTime(PATH);
    const limit = this.reading.limits.resourceVisits;
    if (this.#count > limit) throw new PermauditError('LIMIT_NODES', { problem: 'lookups', limit }, { path: PATH });
  }
}
