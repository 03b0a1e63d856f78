import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reading } from '../../src/bytes/reading.js';
import type { RequestedPermission } from '../../src/facts/facts.js';
import { activeRange, RequestedPermissions } from '../../src/manifest/requested-permissions.js';
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

describe('the requests of a manifest', () => {
  it('are 25,000 at most', () => {
    const requested = new RequestedPermissions(new Reading(34), 'x');
    for (let index = 0; index < 25_000; index++) requested.add({ ...request(null, null), name: `p${index}` });
    const limit = expect.objectContaining({ code: 'LIMIT_NODES' }) as Error;
    expect(() => {
      requested.add({ ...request(null, null), name: 'q' });
    }).toThrow(limit);
    expect(requested.list).toHaveLength(25_000);
  });
});

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

describe('two requests of one name with different flags', () => {
  const NEVER_FOR_LOCATION = 0x00010000;

  /** Refused where both are active: what parseUsesPermission returns for the second. */
  function isRefused(
    api: number,
    first: [number | null, number | null],
    second: [number | null, number | null],
  ): boolean {
    const requests = new RequestedPermissions(new Reading(api), 'AndroidManifest.xml');
    requests.add(request(...first));
    try {
      requests.add({ ...request(...second), usesPermissionFlags: NEVER_FOR_LOCATION });
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: 'MAN_CONFLICTING_FLAGS' });
      return true;
    }
  }

  it('hold each other up as far as they are active, since Android 12', () => {
    const limits: [number | null, number | null][] = [null, 0, 30, 31, 34, 35, 36].flatMap((max) =>
      [null, 31, 34, 35, 36].map((min): [number | null, number | null] => [min, max]),
    );
    for (const api of [30, 31, 32, 34, 35, 36, 37]) {
      for (const limit of limits) {
        const expected = api >= 31 && isKept(limit[0], limit[1], api);
        expect([api, limit, isRefused(api, limit, [null, null])]).toEqual([api, limit, expected]);
        expect([api, limit, isRefused(api, [null, null], limit)]).toEqual([api, limit, expected]);
      }
    }
  });

  it.each([
    [30, false],
    [31, true],
    [34, true],
    [35, false],
  ])('maxSdkVersion 0 on API %i: in the way %s', (api, expected) => {
    expect(isRefused(api, [null, 0], [null, null])).toBe(expected);
    expect(isRefused(api, [null, null], [null, 0])).toBe(expected);
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
