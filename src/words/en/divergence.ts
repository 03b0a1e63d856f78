/** What other readers are shown of a file, in English. */
import { namesOf, rangesOf } from '../../audit/divergence-evidence.js';
import type { Divergence, ManifestObstacle } from '../../facts/divergence.js';

const OBSTACLES: Readonly<Record<ManifestObstacle, string>> = {
  encrypted: 'its entry is marked as encrypted',
  method: 'its entry states a compression method by which its data cannot be read',
  data: 'its data do not inflate to the size its entry states',
  document: 'its data do not begin as binary XML must, or end too early',
};

/** The sentence of one difference. */
export function divergenceSentence(divergence: Divergence): string {
  return `${sentence(divergence)} (${divergence.how.join(', ')})`;
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
