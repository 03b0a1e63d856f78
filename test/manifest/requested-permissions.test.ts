import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestedPermission } from '../../src/facts/facts.js';
import { activeRange } from '../../src/manifest/requested-permissions.js';
import { isUsesPermission } from '../../src/manifest/uses-permission-tag.js';

const request = (min: number | null, max: number | null): RequestedPermission => ({
  name: 'p',
  element: 'uses-permission',
  minSdkVersion: min,
  maxSdkVersion: max,
  requiredFeatures: [],
  requiredNotFeatures: [],
  usesPermissionFlags: 0,
  neverForLocation: false,
  onlyForLocationButton: false,
  offset: 0,
});

/** parseUsesPermission on one device, as AOSP writes it. */
function isKept(min: number | null, max: number | null, sdk: number): boolean {
  if (sdk >= 35) return sdk >= (min ?? 0) && sdk <= (max ?? Number.MAX_SAFE_INTEGER);
  return max === null || max === 0 || max >= sdk;
}

describe('activeRange', () => {
  it('holds the very levels on which Android keeps a request', () => {
    const limit = fc.option(fc.integer({ min: -2, max: 40 }));
    const level = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(limit, limit, level, level, (min, max, from, to) => {
        const spans = activeRange(request(min, max), from, to);
        for (let sdk = 1; sdk <= 40; sdk++) {
          const inside = spans.some(([low, high]) => low <= sdk && sdk <= high);
          expect(inside).toBe(sdk >= from && sdk <= to && isKept(min, max, sdk));
        }
      }),
    );
  });
});

describe('isUsesPermission', () => {
  it('knows three tags', () => {
    const tags = ['uses-permission', 'uses-permission-sdk-23', 'uses-permission-sdk-m'];
    expect(tags.every(isUsesPermission)).toBe(true);
    expect(
      ['uses-permission-sdk-24', 'uses-permission-sdk-26', 'Uses-permission', 'permission'].some(isUsesPermission),
    ).toBe(false);
  });
});
