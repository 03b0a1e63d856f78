import { describe, expect, it } from 'vitest';
import { isScored, outcomeOf } from '../../src/audit/outcome.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import { factsOf } from './facts.js';

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
