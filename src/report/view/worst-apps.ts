/** The order of many apps, in every list of them. */
import type { Audit } from '../../audit/types.js';

/** What has no score is never good: it stands before what passes. */
const RANK = { fail: 0, review: 1, none: 2, pass: 3 } as const;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type App = Pick<Audit, 'verdict' | 'points'> & { file: string };

/** Worst first: by verdict, then points, then the name of the file. Total where names differ. */
export function worstAppFirst(a: App, b: App): number {
  return (
    RANK[a.verdict ?? 'none'] - RANK[b.verdict ?? 'none'] ||
    (b.points ?? 0) - (a.points ?? 0) ||
    compare(a.file, b.file)
  );
}
