import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hullOf, intersectRange, mergeRanges, type ApiRange } from '../../src/bytes/api-range.js';

const range = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })) as fc.Arbitrary<ApiRange>;
const levels = (ranges: readonly ApiRange[]): Set<number> =>
  new Set(
    ranges.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)),
  );

describe('ranges of API levels', () => {
  it('merges to sorted, separate ranges that hold the same levels', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const merged = mergeRanges(ranges);
        expect(levels(merged)).toEqual(new Set([...levels(ranges)]));
        for (const [index, [from, to]] of merged.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          const next = merged[index + 1];
          if (next !== undefined) expect(next[0]).toBeGreaterThan(to + 1);
        }
      }),
    );
  });

  it('intersects to the levels that both hold', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const common = [...levels([a])].filter((level) => levels([b]).has(level));
        const found = intersectRange(a, b);
        expect(found === null ? [] : [...levels([found])]).toEqual(common);
      }),
    );
  });

  it('finds the hull', () => {
    expect(hullOf([])).toBeNull();
    expect(
      hullOf([
        [30, 31],
        [4, 9],
      ]),
    ).toEqual([4, 31]);
  });
});
