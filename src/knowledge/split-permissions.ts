/** The permissions Android adds to those an app requests. */
import { catalog, type CompatRow, type SplitRow } from './catalog.js';

/**
 * The split rows in the order Android applies them: a permission that one row adds can trigger a later row.
 * Rows with `featureFlag` or `vendor` hold only on some builds; the caller decides and says so.
 */
export function splitRows(): readonly SplitRow[] {
  return catalog().splitRows;
}

/** What Android adds for very old targets, before the split rows are applied. */
export function compatRows(): readonly CompatRow[] {
  return catalog().compatRows;
}
