/** In place of `batch.ts` in the library for the web. */
import type { Batch } from './batch.js';
import { BatchError } from './errors.js';

/** @throws BatchError at once: nothing in a browser ends what hangs, or takes all memory, as a process can be ended */
export function batch(): Batch {
  throw new BatchError('a browser starts no processes');
}
