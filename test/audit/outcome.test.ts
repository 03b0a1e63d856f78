import { describe, expect, it } from 'vitest';
import { isScored, outcomeOf } from '../../src/audit/outcome.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import { ERROR_KINDS } from '../../src/bytes/errors.js';
import type { Manifest, ReadingError } from '../../src/facts/facts.js';
import { factsOf, requested } from './facts.js';

const note = (severity: Anomaly['severity']): Anomaly => ({
  code: 'ANOM_ZIP_GAP',
  severity,
  data: { problem: 'gap', bytes: 1 },
  offset: 0,
  path: '',
  android: [1, 37],
  evidence: '',
});

describe('the outcome of a complete reading', () => {
  it.each<[Anomaly['severity'][], string]>([
    [[], 'complete'],
    [['info'], 'complete'],
    [['info', 'info'], 'complete'],
    [['low'], 'complete-with-anomalies'],
    [['medium'], 'complete-with-anomalies'],
    [['high'], 'complete-with-anomalies'],
    [['info', 'low'], 'complete-with-anomalies'],
    [['low', 'info'], 'complete-with-anomalies'],
  ])('with anomalies %j: %s', (severities, expected) => {
    const facts = factsOf({ permissions: [], anomalies: severities.map(note) });
    expect(outcomeOf(facts)).toBe(expected);
    expect(outcomeOf({ ...facts, complete: false })).toBe('incomplete');
  });
});

describe('a score', () => {
  it.each([
    ['complete', true],
    ['complete-with-anomalies', true],
    ['version-dependent', true],
    ['refused', false],
    ['incomplete', false],
    ['error', false],
  ] as const)('for %s: %s', (outcome, expected) => {
    expect(isScored(outcome)).toBe(expected);
  });
});

describe('the outcome where something could not be read', () => {
  const place = { offset: null, path: '' };
  const REFUSED: ReadingError = { code: 'ZIP_NO_EOCD', data: { problem: 'notZip' }, ...place };
  const UNSURE: ReadingError = { code: 'LIMIT_ENTRY', data: { problem: 'dexTotal', limit: 1 }, ...place };
  const UNREADABLE: ReadingError = { code: 'IO_READ', data: { problem: 'folder' }, ...place };

  it('is tried with one error of each kind', () => {
    const kinds = [REFUSED, UNSURE, UNREADABLE].map(({ code }) => ERROR_KINDS[code]);
    expect(kinds).toEqual(['refused', 'unsure', 'unreadable']);
  });

  it.each<[string, boolean, ReadingError | null, string]>([
    ['without a manifest, refused', false, REFUSED, 'refused'],
    ['without a manifest, unreadable', false, UNREADABLE, 'error'],
    ['without a manifest, unsure', false, UNSURE, 'incomplete'],
    ['without a manifest, and without a reason', false, null, 'incomplete'],
    ['with a manifest, unsure', true, UNSURE, 'incomplete'],
    ['with a manifest, and an error of another kind', true, UNREADABLE, 'complete'],
  ])('%s', (_, hasManifest, error, expected) => {
    const facts = factsOf({ permissions: ['CAMERA'] });
    const manifest = hasManifest ? facts.manifest : null;
    expect(outcomeOf({ ...facts, manifest, error })).toBe(expected);
  });
});

describe('the outcome where Android versions differ', () => {
  const twice = (change: Partial<Manifest> | null): string => {
    const facts = factsOf({ permissions: [{ name: 'CAMERA' }], targetSdk: 34 });
    const { manifest } = facts;
    if (manifest === null) throw new Error('facts by hand have a manifest');
    const other = change === null ? null : { ...manifest, ...change };
    const [first] = facts.readings;
    if (first === undefined) throw new Error('and a reading');
    return outcomeOf({ ...facts, readings: [first, { ...first, manifest: other }] });
  };
  const camera = requested('CAMERA');

  it.each<[string, Partial<Manifest> | null, string]>([
    ['in nothing', {}, 'complete'],
    ['in whether they accept it', null, 'version-dependent'],
    ['in its package', { packageName: 'com.other' }, 'version-dependent'],
    ['in its label', { label: 'Other' }, 'version-dependent'],
    ['in its target', { targetSdk: 33 }, 'version-dependent'],
    ['in what it requests', { requested: [] }, 'version-dependent'],
    ['in an upper limit', { requested: [{ ...camera, maxSdkVersion: 30 }] }, 'version-dependent'],
    ['in a lower limit', { requested: [{ ...camera, minSdkVersion: 30 }] }, 'version-dependent'],
    ['in where it stands in the file', { requested: [{ ...camera, offset: 7 }] }, 'complete'],
    ['in its version', { versionName: '2' }, 'complete'],
  ])('%s', (_, change, expected) => {
    expect(twice(change)).toBe(expected);
  });
});
