/** What other readers are shown of a file, as evidence of a finding. */
import type { ApiRange } from '../bytes/api-range.js';
import type { Divergence, ManifestObstacle } from '../facts/divergence.js';
import type { FindingEvidence } from './types.js';

const MOST_NAMES = 5;

const OBSTACLES: Readonly<Record<ManifestObstacle, string>> = {
  encrypted: 'its entry is marked as encrypted',
  method: 'its entry states a compression method by which its data cannot be read',
  data: 'its data do not inflate to the size its entry states',
  document: 'its data do not begin as binary XML must, or end too early',
};

/** One difference as evidence: what differs, on which versions, and how that is known. */
export function divergenceEvidence(divergence: Divergence): FindingEvidence {
  return {
    kind: 'divergence',
    name: divergence.what,
    apiRanges: divergence.apiRanges,
    detail: `${sentence(divergence)} (${divergence.how.join(', ')})`,
    offset: null,
    divergence,
  };
}

function sentence(divergence: Divergence): string {
  const { android, omitted } = divergence;
  if (divergence.kind === 'versions') {
    const older = `Android API ${rangesOf(divergence.olderRanges)}`;
    if (android.length === 0)
      return `${older} reads ${namesOf(divergence.older, omitted)}, which newer versions do not`;
    const other = divergence.older.length === 0 ? 'does not' : `reads ${namesOf(divergence.older, omitted)} instead`;
    return `Android API ${rangesOf(divergence.apiRanges)} reads ${namesOf(android, omitted)}; ${older} ${other}`;
  }
  const { documented, obstacle } = divergence;
  const reader = 'a reader that follows the published formats';
  if (android.length === 0) {
    return `${reader} is shown ${namesOf(documented, omitted)}, which Android does not read`;
  }
  const read = `Android reads ${namesOf(android, omitted)}`;
  if (obstacle !== null) return `${read}; ${reader} cannot open the manifest, since ${OBSTACLES[obstacle]}`;
  if (documented.length === 0) return `${read}; ${reader} is not shown it`;
  return `${read}; ${reader} is shown ${namesOf(documented, omitted)} instead`;
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
