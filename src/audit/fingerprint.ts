import { createDigest } from '../platform/index.js';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import type { Finding } from './types.js';

/** What a finding rests on, and the API levels on which it is there. */
export interface Named {
  name: string;
  apiRanges: readonly ApiRange[];
}

/**
 * A name for a finding that stays the same from version to version of app and tool, as long as the same rule meets the
 * same thing on the same Android versions in the same app: 32 hexadecimal digits.
 * @param first the lowest API level that was judged. A range from it on, and one up to the newest level that there is, are
 * told as open at that end: a raised minSdkVersion and a new Android version make no other finding.
 */
export function fingerprintOf(
  ruleId: string,
  dataType: string,
  packageName: string,
  named: readonly Named[],
  first: number,
): string {
  const open = ([from, to]: ApiRange): [number | null, number | null] => [
    from <= first ? null : from,
    to >= NEWEST_API ? null : to,
  ];
  const things = named.map(({ name, apiRanges }) => JSON.stringify([name, apiRanges.map(open)])).sort();
  return digestOf([ruleId, dataType, packageName, things]);
}

function digestOf(parts: readonly unknown[]): string {
  return createDigest('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Whether the fingerprint of a stored finding is of the kind before: of names alone, whatever their API levels. */
export function isWithoutLevels(finding: Finding, packageName: string): boolean {
  const { ruleId, dataType, permissions, capabilities, evidence, fingerprint } = finding;
  const asked = [...new Set([...permissions, ...capabilities])];
  const shown = evidence.map(({ name }) => name);
  return [asked, shown].some((names) => digestOf([ruleId, dataType, packageName, [...names].sort()]) === fingerprint);
}
