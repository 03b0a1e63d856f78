/** The name of a finding: the same in another version of the app and of the tool, and another for anything else. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fingerprintOf } from '../../src/audit/fingerprint.js';

type Named = [ruleId: string, dataType: string, packageName: string, names: string[]];
const BASE: Named = ['LEND-SMS', 'sms', 'com.example.app', ['b', 'a']];

// Baselines that are stored with an app hold it: a change of the way it is made would let every accepted finding return.
it('is the beginning of the SHA-256 of rule, data type, package and sorted names as JSON', () => {
  const text = '["LEND-SMS","sms","com.example.app",["a","b"]]';
  expect(fingerprintOf(...BASE)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 32));
  expect(fingerprintOf(...BASE)).toMatch(/^[0-9a-f]{32}$/);
});

it('does not depend on the order of the names, which stay as they are', () => {
  const names = ['c', 'a', 'b'];
  const printed = fingerprintOf('R', 'd', 'p', names);
  expect(fingerprintOf('R', 'd', 'p', ['b', 'c', 'a'])).toBe(printed);
  expect(names).toEqual(['c', 'a', 'b']);
});

it.each<[string, Named]>([
  ['another rule', ['LEND-SMS-2', 'sms', 'com.example.app', ['a', 'b']]],
  ['another data type', ['LEND-SMS', 'sms-2', 'com.example.app', ['a', 'b']]],
  ['another package', ['LEND-SMS', 'sms', 'com.example.app2', ['a', 'b']]],
  ['a name more', ['LEND-SMS', 'sms', 'com.example.app', ['a', 'b', 'c']]],
  ['a name less', ['LEND-SMS', 'sms', 'com.example.app', ['a']]],
  ['names that look like several', ['LEND-SMS', 'sms', 'com.example.app', ['a,b']]],
  ['names that end a text', ['LEND-SMS', 'sms', 'com.example.app', ['a","b']]],
])('is another for %s', (_, named) => {
  expect(fingerprintOf(...named)).not.toBe(fingerprintOf(...BASE));
});
