/** The edges of what the package parser refuses; whole files stand in fixtures/hostile/refusal-cases.ts. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { Reading } from '../../src/bytes/reading.js';
import { openInput } from '../../src/inputs/open-input.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { DeferredErrors } from '../../src/manifest/refusals/deferred.js';
import { fixedLevel, isRefusedLevel } from '../../src/manifest/refusals/permissions.js';
import { validCharactersReason } from '../../src/manifest/package-name.js';
import { isJavaInt } from '../../src/manifest/styled-attributes.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { SUITE_CASES } from '../../fixtures/hostile/cases.js';
import { read } from '../inputs/hostile-outcomes.js';

describe('a number as XmlUtils.convertValueToInt takes it', () => {
  it.each([null, '', '0', '-0', '7', '-7', '+7', '2147483647', '0x7fffffff', '0X1f', '#ff', '-#ff', '017', '--7'])(
    '%j is one, or none at all',
    (text) => {
      expect(isJavaInt(text)).toBe(true);
    },
  );
  it.each(['a', ' 7', '7 ', '1.0', '0x', '#', '-', '09', '2147483648', '0xffffffff', '0x100000000', 'true', '@1'])(
    '%j throws',
    (text) => {
      expect(isJavaInt(text)).toBe(false);
    },
  );
});

describe('a protection level', () => {
  const refusing = (level: number): number[] => {
    const apis = Array.from({ length: 17 }, (_, at) => 21 + at);
    return apis.filter((api) => isRefusedLevel(level, new Reading(api)));
  };
  const all = refusing(-1);

  it.each([
    ['normal', 0, []],
    ['dangerous', 1, []],
    ['signature|everything', 0x7ffffff2, []],
    ['signatureOrSystem', 3, []],
    ['internal', 4, []],
    ['normal|privileged', 0x10, all],
    ['dangerous|pre23', 0x81, all],
    ['dangerous|installer', 0x101, all.filter((api) => api >= 23)],
    ['dangerous|0x4000', 0x4001, all.filter((api) => api >= 26)],
    ['dangerous|0x10000', 0x10001, all.filter((api) => api >= 28)],
    ['dangerous|vendorPrivileged, which is dropped', 0x8001, []],
    ['dangerous|privileged|vendorPrivileged', 0x8011, all],
    ['dangerous|runtime', 0x2001, []],
    ['dangerous|runtime|installer', 0x2101, [23, 24, 25, ...all.filter((api) => api >= 31)]],
    ['dangerous|appop', 0x41, all.filter((api) => api < 31)],
  ])('%s', (_name, level, expected) => {
    expect(refusing(level)).toEqual(expected);
  });

  it('is fixed as PermissionInfo.fixProtectionLevel does', () => {
    expect([3, 0x12, 0x8002, 0x8012, 1].map(fixedLevel)).toEqual([0x12, 0x12, 2, 0x8012, 1]);
  });

  it('is asked of the versions only where they differ', () => {
    const reading = new Reading(37);
    expect(isRefusedLevel(2, reading)).toBe(false);
    expect(reading.validFor).toEqual(new Reading(37).validFor);
  });
});

describe('names without a file', () => {
  it.each([
    ['a', false, null],
    ['', false, null],
    ['a.b_1', true, null],
    ['a', true, { fault: 'noDot' }],
    ['1a', false, { fault: 'character', character: '1' }],
    ['a'.repeat(500), false, null],
  ])('%s', (name, separator, expected) => {
    expect(validCharactersReason(name, separator)).toEqual(expected);
  });
});

describe('a deferred error', () => {
  const error = new PermauditError('MAN_NO_EXPORTED', { problem: 'missing', element: 'service', name: 'S' });

  it('never counts without a target', () => {
    expect(() => {
      new DeferredErrors(new Reading(37)).defer(31, 31, () => {
        throw new TypeError('made for nothing');
      });
    }).not.toThrow();
  });

  it.each([
    [30, false],
    [31, true],
    [32, true],
  ])('with the target %i known before', (target, counts) => {
    const deferred = new DeferredErrors(new Reading(37));
    deferred.enable(target);
    if (counts)
      expect(() => {
        deferred.defer(31, 31, () => error);
      }).toThrow(error);
    else
      expect(() => {
        deferred.defer(31, 31, () => error);
      }).not.toThrow();
  });

  it('waits for the target, once', () => {
    const deferred = new DeferredErrors(new Reading(37));
    deferred.defer(31, 31, () => error);
    expect(() => {
      deferred.enable(30);
    }).not.toThrow();
    expect(() => {
      deferred.enable(31);
    }).not.toThrow();
    const other = new DeferredErrors(new Reading(37));
    other.defer(31, 31, () => error);
    expect(() => {
      other.enable(31);
    }).toThrow(error);
  });

  it.each([
    [30, false, [1, Number.MAX_SAFE_INTEGER]],
    [31, true, [31, Number.MAX_SAFE_INTEGER]],
  ])('of the target %i: versions are told apart only where it counts', (target, counts, validFor) => {
    const reading = new Reading(37);
    const deferred = new DeferredErrors(reading);
    const enable = (): void => {
      deferred.enable(target);
    };
    deferred.defer(31, 31, () => error);
    if (counts) expect(enable).toThrow(error);
    else expect(enable).not.toThrow();
    expect(reading.validFor).toEqual(validFor);
  });

  it('is unknown to the versions before it', () => {
    const reading = new Reading(30);
    const deferred = new DeferredErrors(reading);
    deferred.defer(31, 31, () => error);
    deferred.enable(31);
    deferred.defer(31, 31, () => error);
    expect(reading.validFor).toEqual([1, 30]);
  });
});

describe('a text manifest', () => {
  const source = (inside: string): string =>
    `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b"><uses-sdk android:minSdkVersion="21" android:targetSdkVersion="34"/><application>${inside}</application></manifest>`;

  it.each([
    '<activity android:name=".A"><intent-filter><action android:name="x"/></intent-filter></activity>',
    '<provider android:name=".P"/>',
    '<activity-alias android:name=".A" android:targetActivity="of.a.library"/>',
    '<meta-data android:name="k"/>',
    '<service android:name=".S" android:process="${process}"/>',
  ])('is not refused for what a build completes: %s', (inside) => {
    expect(openInput(new TextEncoder().encode(source(inside)), { identity: 'none' }).error).toBeNull();
  });
});

describe('what every version refuses', () => {
  const rulebook = builtinRulebook();
  const request = {
    tool: { name: 'permaudit', version: '0' },
    category: null,
    policies: rulebook.policies.map(({ id }) => id),
    features: [],
    asOf: '2026-11-23',
    words: AUDIT_WORDS,
  };

  it.each(SUITE_CASES)('$id has a score only where a version accepts it', ({ build }) => {
    const facts = read(build(), [21, 37]);
    const { score, verdict, grade, points, findings } = auditApp(facts, rulebook, request);
    const isAccepted = facts.readings.some(({ outcome }) => outcome === 'accepted') && facts.complete;
    expect([score, verdict, grade, points].map((value) => value !== null)).toEqual(Array(4).fill(isAccepted));
    if (!isAccepted) expect(findings).toEqual([]);
  });
});
