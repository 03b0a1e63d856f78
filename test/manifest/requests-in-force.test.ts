import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { apkOfRoot, application, hex, int, manifest, text, uses, usesSdk } from '../../fixtures/hostile/base.js';
import type { EffectivePermission, RequestedPermission } from '../../src/facts/facts.js';
import { limitsOf, requestsInForce, termsOf } from '../../src/manifest/requests-in-force.js';
import { read } from '../inputs/hostile-outcomes.js';

const NEVER = 0x10000;
const SCAN = 'android.permission.BLUETOOTH_SCAN';
const SMS = 'android.permission.READ_SMS';

interface Spec {
  max?: number | undefined;
  min?: number | undefined;
  never?: boolean;
  features?: string[];
  not?: string[];
}

const request = ({ max, min, never = false, features = [], not = [] }: Spec, offset: number): RequestedPermission => ({
  name: 'p',
  element: 'uses-permission',
  maxSdkVersion: max ?? null,
  minSdkVersion: min ?? null,
  requiredFeatures: features,
  requiredNotFeatures: not,
  usesPermissionFlags: never ? NEVER : 0,
  neverForLocation: never,
  onlyForLocationButton: false,
  offset,
});

/** parseUsesPermission as AOSP writes it, on one device: the request that is kept. */
function kept(requests: readonly RequestedPermission[], api: number, has: ReadonlySet<string>): number | null {
  for (const { maxSdkVersion: max, minSdkVersion: min, requiredFeatures, requiredNotFeatures, offset } of requests) {
    if (api >= 35 && (api < (min ?? -1) || api > (max ?? 99))) continue;
    if (api < 35 && max !== null && max !== 0 && max < api) continue;
    if (requiredFeatures.some((feature) => !has.has(feature))) continue;
    if (requiredNotFeatures.some((feature) => has.has(feature))) continue;
    return offset;
  }
  return null;
}

const limit = fc.option(fc.constantFrom(0, 28, 30, 33, 34, 35, 36), { nil: undefined });
const list = fc.subarray(['a', 'b']);
const specs = fc.array(fc.record({ max: limit, min: limit, never: fc.boolean(), features: list, not: list }), {
  minLength: 1,
  maxLength: 5,
});

describe('the requests in force', () => {
  it('hold the one that any device keeps, and no version on which no device could', () => {
    fc.assert(
      fc.property(specs, fc.subarray(['a', 'b']), fc.integer({ min: 21, max: 37 }), (given, features, api) => {
        const requests = given.map((spec, index) => request(spec, index));
        const span = requestsInForce(requests, [21, 37]).find(({ apiRange: [from, to] }) => from <= api && api <= to);
        const offset = kept(requests, api, new Set(features));
        if (offset !== null) expect(span?.requests.map((one) => one.offset)).toContain(offset);
        const active = requests.some(
          (one) => kept([{ ...one, requiredFeatures: [], requiredNotFeatures: [] }], api, new Set()) !== null,
        );
        expect(span !== undefined).toBe(active);
      }),
    );
  });

  it('never promise nor need more than what is kept does', () => {
    fc.assert(
      fc.property(specs, fc.subarray(['a', 'b']), fc.integer({ min: 31, max: 37 }), (given, features, api) => {
        const requests = given.map((spec, index) => request(spec, index));
        const spans = requestsInForce(requests, [21, 37]);
        const one = requests.find(({ offset }) => offset === kept(requests, api, new Set(features)));
        if (one === undefined) return;
        const limits = limitsOf(spans);
        const terms =
          termsOf(spans, [[21, 37]])?.find(({ apiRange: [from, to] }) => from <= api && api <= to) ?? limits;
        for (const said of [limits, terms]) {
          expect(one.requiredFeatures).toEqual(expect.arrayContaining([...said.requiredFeatures]));
          expect(one.requiredNotFeatures).toEqual(expect.arrayContaining([...said.requiredNotFeatures]));
        }
        if (!one.neverForLocation) expect([limits.neverForLocation, terms.neverForLocation]).toEqual([false, false]);
        if (limits.maxSdkVersion !== null && limits.maxSdkVersion !== 0)
          expect(api).toBeLessThanOrEqual(limits.maxSdkVersion);
      }),
    );
  });
});

const scan = (flags: number, ...limits: [name: 'maxSdkVersion' | 'minSdkVersion', api: number][]): XmlItem =>
  uses(SCAN, {
    attributes: [
      ...limits.map(([name, api]) => int(name, api)),
      ...(flags === 0 ? [] : [hex('usesPermissionFlags', flags)]),
    ].sort((a, b) => a.id - b.id),
  });
const max = (api: number): ['maxSdkVersion', number] => ['maxSdkVersion', api];
const found = (min: number, ...requests: XmlItem[]): EffectivePermission | undefined =>
  read(apkOfRoot(manifest([usesSdk(min, 34), ...requests, application()])), [min, 37]).permissions.find(({ name }) =>
    [SCAN, SMS].includes(name),
  );

describe('several requests of one permission', () => {
  const sms = (...attributes: Parameters<typeof int>[]): XmlItem =>
    uses(SMS, { attributes: attributes.map((one) => int(...one)) });

  it('show the loosest limit of those in force', () => {
    expect(found(24, sms(['maxSdkVersion', 30]), sms())).toMatchObject({ maxSdkVersion: null, apiRanges: [[24, 37]] });
    expect(found(24, sms(['maxSdkVersion', 30]), sms(['maxSdkVersion', 33]))).toMatchObject({ maxSdkVersion: 33 });
    expect(found(24, sms(), sms(['maxSdkVersion', 30]))).toMatchObject({ maxSdkVersion: null });
    expect(found(31, sms(['maxSdkVersion', 30]), sms(['maxSdkVersion', 33]))).toMatchObject({ maxSdkVersion: 33 });
    expect(found(24, sms(['maxSdkVersion', 20]), sms(['maxSdkVersion', 18]))).toMatchObject({
      maxSdkVersion: 20,
      apiRanges: [],
    });
  });

  it('promise only what the request in force does', () => {
    expect(found(34, scan(NEVER, max(33)), scan(0))).toMatchObject({ neverForLocation: false });
    expect(found(34, scan(0, max(33)), scan(NEVER))).toMatchObject({ neverForLocation: true });
    expect(found(24, scan(NEVER))).toMatchObject({ neverForLocation: true });
    expect(found(24, scan(NEVER))).not.toHaveProperty('terms');
  });

  it('tell the terms of each version where they differ', () => {
    const unneeded = { requiredFeatures: [], requiredNotFeatures: [] };
    const second = scan(0, ['minSdkVersion', 36]);
    expect(found(35, scan(NEVER, max(35)), second)).toMatchObject({
      neverForLocation: false,
      terms: [
        { apiRange: [35, 35], ...unneeded, neverForLocation: true },
        { apiRange: [36, 37], ...unneeded, neverForLocation: false },
      ],
    });
  });

  it('need a feature where all of them do', () => {
    const with_ = (...names: string[]): XmlItem[] =>
      names.map((name) => uses(SMS, { attributes: name === '' ? [] : [text('requiredFeature', name)] }));
    expect(found(24, ...with_('x', ''))).toMatchObject({ requiredFeatures: [] });
    expect(found(24, ...with_('', 'x'))).toMatchObject({ requiredFeatures: [] });
    expect(found(24, ...with_('x', 'y'))).toMatchObject({ requiredFeatures: [] });
    expect(found(24, ...with_('x', 'x'))).toMatchObject({ requiredFeatures: ['x'] });
  });

  it('refuse the file by the first that every device keeps', () => {
    const accepted = (...requests: XmlItem[]): boolean => found(31, ...requests) !== undefined;
    expect(accepted(scan(0, max(18)), scan(NEVER), scan(0))).toBe(false);
    expect(accepted(scan(0, max(18)), scan(0), scan(NEVER))).toBe(false);
    expect(accepted(scan(0, max(18)), scan(NEVER), scan(NEVER))).toBe(true);
    const conditional = uses(SCAN, { attributes: [text('requiredFeature', 'x'), hex('usesPermissionFlags', NEVER)] });
    expect(accepted(conditional, scan(0))).toBe(true);
  });
});
