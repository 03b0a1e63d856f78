import type { Anomaly } from '../bytes/anomaly.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { CodeEvidence } from '../facts/facts.js';

/** Notes kept one by one; the list of DEX files has them all. */
const MAX_NOTES = 50;

/** A note on each DEX file that Android does not load by itself: other tools may not look into it. */
export function hiddenDexNotes({ dexFiles }: CodeEvidence): Anomaly[] {
  return dexFiles
    .filter(({ loaded }) => !loaded)
    .slice(0, MAX_NOTES)
    .map(({ name, size, version }): Anomaly => ({
      code: 'ANOM_DEX_HIDDEN',
      severity: 'low',
      data: { problem: 'notLoaded' },
      offset: null,
      path: name,
      android: [1, NEWEST_API],
      evidence: { code: 'DEX', data: { bytes: size, version } },
    }));
}
