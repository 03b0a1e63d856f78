/** Ranges of Android API levels, inclusive at both ends. */
export type ApiRange = readonly [from: number, to: number];

/** The newest API level permaudit knows the rules of (Android 17). */
export const NEWEST_API = 37;

/** Sorts and joins overlapping or touching ranges; returns a new array. */
export function mergeRanges(ranges: readonly ApiRange[]): ApiRange[] {
  const sorted = ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The API levels that are in both ranges, or null when there are none. */
export function intersectRange(a: ApiRange, b: ApiRange): ApiRange | null {
  const from = Math.max(a[0], b[0]);
  const to = Math.min(a[1], b[1]);
  return from <= to ? [from, to] : null;
}

/** The smallest single range that covers all of `ranges`, or null for none. */
export function hullOf(ranges: readonly ApiRange[]): ApiRange | null {
  let hull: [number, number] | null = null;
  for (const [from, to] of ranges) {
    hull = hull === null ? [from, to] : [Math.min(hull[0], from), Math.max(hull[1], to)];
  }
  return hull;
}
