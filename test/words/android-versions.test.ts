import { describe, expect, it } from 'vitest';
import { NEWEST_API } from '../../src/bytes/api-range.js';
import {
  describeApi,
  describeApiRange,
  describeApiRanges,
  releaseOf,
  shortApiRanges,
} from '../../src/words/android-versions.js';

describe('API levels in words', () => {
  it('names the releases people know', () => {
    expect([14, 16, 19, 21, 23, 24, 28, 29, 32, 33, 37].map(releaseOf)).toEqual([
      ...['4.0', '4.1', '4.4', '5', '6', '7', '9', '10', '12L', '13', '17'],
    ]);
  });

  it('knows every level up to the newest and none beyond', () => {
    for (let api = 1; api <= NEWEST_API; api++) expect(releaseOf(api)).not.toBeNull();
    expect(releaseOf(NEWEST_API + 1)).toBeNull();
    expect(describeApi(10_000)).toBe('API 10000');
  });

  it('describes ranges', () => {
    expect(describeApiRange([24, 32])).toBe('Android 7 to 12L (API 24-32)');
    expect(describeApiRange([30, 30])).toBe('Android 11 (API 30)');
    expect(describeApiRange([30, 99])).toBe('API 30-99');
    expect(describeApiRanges([])).toBe('no Android version');
    expect(
      shortApiRanges([
        [24, 28],
        [33, 33],
      ]),
    ).toBe('24-28, 33');
    expect(shortApiRanges([])).toBe('none');
  });
});
