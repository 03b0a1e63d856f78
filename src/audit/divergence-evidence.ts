/** What other readers are shown of a file, as evidence of a finding. */
import type { ApiRange } from '../bytes/api-range.js';
import type { Divergence } from '../facts/divergence.js';
import type { FindingEvidence } from './types.js';

const MOST_NAMES = 5;

/** One difference as evidence: what differs, on which versions, and how that is known. */
export function divergenceEvidence(divergence: Divergence): FindingEvidence {
  return {
    kind: 'divergence',
    name: divergence.what,
    apiRanges: divergence.apiRanges,
    detail: { code: 'DIVERGENCE', data: divergence },
    offset: null,
    divergence,
  };
}

/** The first names of a list, with how many there are in all where more are left out. */
export function namesOf(names: readonly string[], omitted: number): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} … (${names.length}${omitted > 0 ? '+' : ''})`;
}

/** e.g. `21-27, 30`. */
export function rangesOf(ranges: readonly ApiRange[]): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
