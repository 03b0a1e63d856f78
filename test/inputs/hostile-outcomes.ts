/** What our reader makes of a hostile case, in the words of the cases. */
import type { ApiRange } from '../../src/bytes/api-range.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import type { AppFacts, ManifestReading } from '../../src/facts/facts.js';
import { readApk } from '../../src/inputs/open-apk.js';
import { activeRange } from '../../src/manifest/requested-permissions.js';

export type Answer = { permissions: string[] } | { refused: string } | 'outside';

export function read(bytes: Uint8Array, apiRange?: ApiRange): AppFacts {
  return readApk(new MemoryByteSource(bytes), 'case.apk', apiRange === undefined ? {} : { apiRange });
}

/** The requests active on one version, each name once, in order. */
function activeOn(reading: ManifestReading, api: number): string[] {
  const active = (reading.manifest?.requested ?? []).filter((request) => activeRange(request, api, api).length > 0);
  return [...new Set(active.map(({ name }) => name))];
}

/** What one version does with the file; `outside` when the audited range does not hold it. */
export function answerOn(facts: AppFacts, api: number): Answer {
  const reading = facts.readings.find(({ apiRange }) => apiRange[0] <= api && api <= apiRange[1]);
  // A limit stops all versions alike: it is not an answer of Android.
  if (facts.error?.code.startsWith('LIMIT_') === true || facts.error?.code === 'APK_IS_BUNDLE') {
    return { refused: facts.error.code };
  }
  if (reading === undefined) return 'outside';
  if (reading.error !== null) return { refused: reading.error.code };
  return { permissions: activeOn(reading, api) };
}
