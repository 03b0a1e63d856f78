import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectivePermissions } from '../../src/manifest/effective-permissions.js';
import type { EffectivePermission } from '../../src/facts/facts.js';
import { permissionInfo, splitRows } from '../../src/knowledge/index.js';
import { app, apkOfRoot, int, manifest, uses, usesSdk, application, apkOf } from '../../fixtures/hostile/base.js';
import { buildXml } from '../../fixtures/hostile/axml-writer.js';
import { read } from '../inputs/hostile-outcomes.js';

/** The effective permissions of an app that requests these with a target, on API 21 to 37. */
function effective(target: number, ...requests: Parameters<typeof uses>[]): EffectivePermission[] {
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
    expect(sms?.inert).toContain('maxSdkVersion 10');
  });

  it('knows a permission only on the versions that have it', () => {
    const [media] = effective(34, ['android.permission.READ_MEDIA_IMAGES']);
    expect(media?.apiRanges).toEqual([[33, 37]]);
    const [unknown] = effective(34, ['com.example.NONE']);
    expect(unknown).toMatchObject({ apiRanges: [[21, 37]], definedBy: 'unknown' });
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
          const set = (all: EffectivePermission[]): string[] =>
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
