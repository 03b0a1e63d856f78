/** The name of a finding: the same in another version of the app and of the tool, and another for anything else. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, isWithoutLevels, type Named } from '../../src/audit/fingerprint.js';
import { NEWEST_API } from '../../src/bytes/api-range.js';
import { finding } from '../report/samples.js';

type Parts = [ruleId: string, dataType: string, packageName: string, named: Named[], first: number];
const everywhere = (name: string): Named => ({ name, apiRanges: [[24, NEWEST_API]] });
const BASE: Parts = ['LEND-SMS', 'sms', 'com.example.app', [everywhere('b'), everywhere('a')], 24];
const withRanges = (...apiRanges: [number, number][]): Parts => ['R', 'd', 'p', [{ name: 'a', apiRanges }], 24];

// Baselines that are stored with an app hold it: a change of the way it is made would let every accepted finding return.
it('is the beginning of the SHA-256 of rule, data type, package and sorted names with their levels as JSON', () => {
  const text = JSON.stringify([...BASE.slice(0, 3), ['["a",[[null,null]]]', '["b",[[null,null]]]']]);
  expect(fingerprintOf(...BASE)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 32));
  expect(fingerprintOf(...BASE)).toMatch(/^[0-9a-f]{32}$/);
});

it('does not depend on the order of the names, which stay as they are', () => {
  const named = ['c', 'a', 'b'].map(everywhere);
  const printed = fingerprintOf('R', 'd', 'p', named, 24);
  expect(fingerprintOf('R', 'd', 'p', ['b', 'c', 'a'].map(everywhere), 24)).toBe(printed);
  expect(named.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
});

it('does not depend on where the app begins and the newest Android is', () => {
  const raised = BASE[3].map(({ name }): Named => ({ name, apiRanges: [[26, NEWEST_API + 1]] }));
  expect(fingerprintOf('LEND-SMS', 'sms', 'com.example.app', raised, 26)).toBe(fingerprintOf(...BASE));
});

it.each<[string, Parts]>([
  ['another rule', ['LEND-SMS-2', 'sms', 'com.example.app', ['a', 'b'].map(everywhere), 24]],
  ['another data type', ['LEND-SMS', 'sms-2', 'com.example.app', ['a', 'b'].map(everywhere), 24]],
  ['another package', ['LEND-SMS', 'sms', 'com.example.app2', ['a', 'b'].map(everywhere), 24]],
  ['a name more', ['LEND-SMS', 'sms', 'com.example.app', ['a', 'b', 'c'].map(everywhere), 24]],
  ['a name less', ['LEND-SMS', 'sms', 'com.example.app', ['a'].map(everywhere), 24]],
  ['names that look like several', ['LEND-SMS', 'sms', 'com.example.app', ['a,b'].map(everywhere), 24]],
  ['names that end a text', ['LEND-SMS', 'sms', 'com.example.app', ['a","b'].map(everywhere), 24]],
  [
    'one of its names on fewer versions, while another is on all',
    ['LEND-SMS', 'sms', 'com.example.app', [everywhere('a'), { name: 'b', apiRanges: [[24, 29]] }], 24],
  ],
])('is another for %s', (_, parts) => {
  expect(fingerprintOf(...parts)).not.toBe(fingerprintOf(...BASE));
});

it('is another for each set of levels', () => {
  const sets = [
    withRanges([24, NEWEST_API]),
    withRanges([24, NEWEST_API - 1]),
    withRanges([25, NEWEST_API]),
    withRanges([25, NEWEST_API - 1]),
    withRanges([24, 25], [27, NEWEST_API]),
    withRanges(),
  ];
  expect(new Set(sets.map((parts) => fingerprintOf(...parts))).size).toBe(sets.length);
  expect(fingerprintOf(...withRanges([24, 22]))).not.toBe(fingerprintOf(...withRanges([24, NEWEST_API])));
});

describe('a fingerprint of an earlier version', () => {
  const old = (names: string[]): string =>
    createHash('sha256')
      .update(JSON.stringify(['LEND-001', 'contacts', 'com.example.app', names]))
      .digest('hex')
      .slice(0, 32);

  it('is told, of what is asked for and of what a predicate shows', () => {
    const asked = finding({ fingerprint: old(['android.permission.READ_CONTACTS']) });
    expect(isWithoutLevels(asked, 'com.example.app')).toBe(true);
    expect(isWithoutLevels(asked, 'com.example.other')).toBe(false);
    const evidence = [{ kind: 'target-sdk' as const, name: 'x', apiRanges: [], detail: 'x', offset: null }];
    const shown = finding({ permissions: [], evidence, fingerprint: old(['x']) });
    expect(isWithoutLevels(shown, 'com.example.app')).toBe(true);
  });

  it('is none of now', () => {
    const named = [everywhere('android.permission.READ_CONTACTS')];
    const now = finding({ fingerprint: fingerprintOf('LEND-001', 'contacts', 'com.example.app', named, 24) });
    expect(isWithoutLevels(now, 'com.example.app')).toBe(false);
  });
});
