import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePermissions } from '../../src/manifest/effective-permissions.js';
import type { ApiRange } from '../../src/bytes/api-range.js';
import type { EffectivePermission } from '../../src/facts/facts.js';
import { allPermissionNames, permissionInfo, splitRows, type PermissionInfo } from '../../src/knowledge/index.js';
import {
  app,
  apkOfRoot,
  element,
  int,
  manifest,
  text,
  uses,
  usesSdk,
  application,
  apkOf,
} from '../../fixtures/hostile/base.js';
import { buildXml, type XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { manifestOf } from '../audit/facts.js';
import { read } from '../inputs/hostile-outcomes.js';

/** The effective permissions of an app that requests these with a target, on API 21 to 37. */
function effective(target: number, ...requests: Parameters<typeof uses>[]): readonly EffectivePermission[] {
  const root = manifest([usesSdk(21, target), ...requests.map((request) => uses(...request)), application()]);
  return read(apkOf(buildXml({ root })), [21, 37]).permissions;
}

const named = (list: readonly EffectivePermission[], name: string): EffectivePermission | undefined =>
  list.find((permission) => permission.name === name);

/** From when on the platform has a permission, within API 21 to 37. */
const life = (name: string): [number, number] => {
  const info = permissionInfo(name);
  return [Math.max(21, info?.added ?? 21), Math.min(37, (info?.gone ?? 38) - 1)];
};

const rows = splitRows().filter(({ featureFlag }) => featureFlag === undefined);

describe('split permissions', () => {
  it.each(rows.map((row) => [row.permission, row.targetSdkBelow, row.new.join(' '), row] as const))(
    '%s below %s implies %s',
    (permission, below, _, row) => {
      const target = below === null ? 37 : below - 1;
      const list = effective(target, [permission]);
      const trigger = life(permission);
      for (const name of row.new) {
        const implied = named(list, name);
        expect(implied?.impliedBy.map((by) => [by.permission, by.targetSdkBelow])).toContainEqual([permission, below]);
        const [from, to] = life(name);
        const first = Math.max(from, trigger[0], row.sinceApi);
        const covered = (implied?.apiRanges ?? []).some(
          ([low, high]) => low <= first && Math.min(to, trigger[1]) <= high,
        );
        if (first <= Math.min(to, trigger[1])) expect(covered).toBe(true);
      }
    },
  );

  it.each(rows.filter(({ targetSdkBelow }) => targetSdkBelow !== null).map((row) => [row.permission, row] as const))(
    '%s implies nothing at its target',
    (permission, row) => {
      const list = effective(row.targetSdkBelow ?? 0, [permission]);
      for (const name of row.new) {
        const by = named(list, name)?.impliedBy ?? [];
        expect(by.map(({ permission: from, targetSdkBelow }) => [from, targetSdkBelow])).not.toContainEqual([
          permission,
          row.targetSdkBelow,
        ]);
      }
    },
  );

  it('chains rows: writing storage implies reading it, which implies the media permissions', () => {
    const list = effective(28, ['android.permission.WRITE_EXTERNAL_STORAGE']);
    expect(named(list, 'android.permission.READ_EXTERNAL_STORAGE')?.origin).toBe('implied');
    expect(named(list, 'android.permission.READ_MEDIA_IMAGES')?.apiRange?.[0]).toBe(33);
  });

  it('implies only where the request is active', () => {
    const list = effective(28, ['android.permission.ACCESS_FINE_LOCATION', { attributes: [int('maxSdkVersion', 30)] }]);
    expect(named(list, 'android.permission.ACCESS_BACKGROUND_LOCATION')?.apiRanges).toEqual([[29, 30]]);
  });

  it('adds storage and phone state for targets below 4', () => {
    const names = effective(3).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['android.permission.WRITE_EXTERNAL_STORAGE', 'android.permission.READ_PHONE_STATE']),
    );
    expect(effective(4)).toEqual([]);
  });
});

describe('requests', () => {
  it('keeps one that never takes effect, and says why', () => {
    const [sms] = effective(34, ['android.permission.READ_SMS', { attributes: [int('maxSdkVersion', 10)] }]);
    expect(sms).toMatchObject({ apiRange: null, apiRanges: [], origin: 'requested' });
    expect(sms?.inert).toEqual({
      code: 'MAX_SDK_TOO_LOW',
      data: expect.objectContaining({ maxSdkVersion: 10 }) as object,
    });
  });

  it('knows a permission only on the versions that have it', () => {
    const [media] = effective(34, ['android.permission.READ_MEDIA_IMAGES']);
    expect(media?.apiRanges).toEqual([[33, 37]]);
    const [unknown] = effective(34, ['com.example.NONE']);
    expect(unknown).toMatchObject({ apiRanges: [[21, 37]], definedBy: 'unknown' });
  });

  /** The ranges over API 1 to 37 of a permission that a manifest without limits requests. */
  const over = (name: string, range: ApiRange): readonly ApiRange[] => {
    const list = effectivePermissions(
      [{ apiRange: [1, 37], outcome: 'accepted', error: null, manifest: manifestOf({ permissions: [name] }) }],
      range,
    );
    return named(list, name)?.apiRanges ?? [];
  };
  const info = (test: (each: PermissionInfo) => boolean): PermissionInfo[] =>
    allPermissionNames()
      .map((name) => permissionInfo(name))
      .filter((each) => each !== null)
      .filter((each) => each.vendor === undefined && test(each));

  it('takes what the catalogue has from its start, API 4, for older', () => {
    const oldest = info(({ added, gone }) => added <= 4 && gone === undefined);
    expect(oldest.length).toBeGreaterThan(50);
    for (const { name } of oldest) expect([name, over(name, [1, 37])]).toEqual([name, [[1, 37]]]);
  });

  it('knows every other from the level that brought it', () => {
    const newer = info(({ added, gone }) => added > 4 && gone === undefined);
    expect(newer.map(({ added }) => added)).toContain(5);
    for (const { name, added } of newer) expect([name, over(name, [1, 37])]).toEqual([name, [[added, 37]]]);
  });

  it('knows none from the level on that dropped it', () => {
    const dropped = info(({ gone }) => gone !== undefined);
    expect(dropped.length).toBeGreaterThan(20);
    for (const { name, added, gone = 0 } of dropped) {
      const from = added <= 4 ? 1 : added;
      expect([name, over(name, [1, 37])]).toEqual([name, [[from, gone - 1]]]);
      expect([name, over(name, [gone - 1, gone])]).toEqual([name, [[gone - 1, gone - 1]]]);
      expect([name, over(name, [gone, 37])]).toEqual([name, []]);
    }
  });

  it.each([
    ['com.example.OWN', 'app', ['normal']],
    ['android.permission.READ_SMS', 'android', ['dangerous']],
    ['com.example.NOBODYS', 'unknown', []],
  ])('tells whose %s is, whatever the app defines', (name, expected, levels) => {
    const define = (defined: string): XmlItem => element('permission', [text('name', defined)]);
    const children = [uses(name), define('com.example.OWN'), define('android.permission.READ_SMS'), application()];
    const facts = read(apkOfRoot(manifest([usesSdk(), ...children])), [21, 37]);
    const permission = named(facts.permissions, name);
    expect(permission?.definedBy).toBe(expected);
    expect(permission?.protection.map(({ level }) => level)).toEqual(levels);
  });

  it('joins the requests of versions that read the manifest differently', () => {
    const inner = uses('android.permission.READ_SMS');
    const facts = read(
      apkOfRoot(manifest([usesSdk(), { tag: 'uses-feature', attributes: [], children: [inner] }, application()])),
      [21, 37],
    );
    expect(named(facts.permissions, 'android.permission.READ_SMS')?.apiRanges).toEqual([[30, 37]]);
  });

  it('gives the same set whatever the order, and only grows with more requests', () => {
    const names = rows.map(({ permission }) => permission);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 4, max: 36 }),
        (list, target) => {
          const requests = [...new Set(list)].map((name): [string] => [name]);
          const set = (all: readonly EffectivePermission[]): string[] =>
            all.map(({ name, apiRanges }) => `${name} ${JSON.stringify(apiRanges)}`).sort();
          expect(set(effective(target, ...requests))).toEqual(set(effective(target, ...[...requests].reverse())));
          const fewer = effective(target, ...requests.slice(1)).map(({ name }) => name);
          expect(effective(target, ...requests).map(({ name }) => name)).toEqual(expect.arrayContaining(fewer));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('needs an accepting version', () => {
    const { readings } = read(apkOfRoot(app(uses('a'))), [21, 37]);
    expect(
      effectivePermissions(
        readings.map((reading) => ({ ...reading, manifest: null })),
        [21, 37],
      ),
    ).toEqual([]);
  });
});
