/** API levels in words. */
import type { ApiRange } from '../bytes/api-range.js';

/**
 * Release names by API level, from the platform's Build.VERSION_CODES documentation
 * (https://developer.android.com/reference/android/os/Build.VERSION_CODES).
 */
const RELEASES: readonly string[] = [
  ...['1.0', '1.1', '1.5', '1.6', '2.0', '2.0.1', '2.1', '2.2', '2.3', '2.3.3', '3.0', '3.1', '3.2', '4.0', '4.0.3'],
  ...['4.1', '4.2', '4.3', '4.4', '4.4W', '5', '5.1', '6', '7', '7.1', '8', '8.1', '9', '10', '11', '12', '12L'],
  ...['13', '14', '15', '16', '17'],
];

/** The release of an API level, e.g. `12L` for 32; null for a level without a known release. */
export function releaseOf(api: number): string | null {
  return RELEASES[api - 1] ?? null;
}

/** e.g. `Android 12L (API 32)`. */
export function describeApi(api: number): string {
  const release = releaseOf(api);
  return release === null ? `API ${api}` : `Android ${release} (API ${api})`;
}

/** e.g. `Android 7 to 12L (API 24-32)`. */
export function describeApiRange([from, to]: ApiRange): string {
  if (from === to) return describeApi(from);
  const first = releaseOf(from);
  const last = releaseOf(to);
  if (first === null || last === null) return `API ${from}-${to}`;
  return `Android ${first} to ${last} (API ${from}-${to})`;
}

/** e.g. `Android 7 to 9 (API 24-28) and Android 13 (API 33)`; `no Android version` for none. */
export function describeApiRanges(ranges: readonly ApiRange[]): string {
  if (ranges.length === 0) return 'no Android version';
  return ranges.map(describeApiRange).join(' and ');
}

/** API numbers only, for tables: `24-28, 33`; `none` for none. */
export function shortApiRanges(ranges: readonly ApiRange[]): string {
  if (ranges.length === 0) return 'none';
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
