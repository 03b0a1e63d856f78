import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';

describe('Reading.since', () => {
  it('answers by API level, and knows for which levels all its answers hold', () => {
    const level = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(level, fc.array(level), (api, boundaries) => {
        const reading = new Reading(api);
        const answers = boundaries.map((boundary) => reading.since(boundary));
        const [low, high] = reading.validFor;
        expect(api).toBeGreaterThanOrEqual(low);
        expect(api).toBeLessThanOrEqual(high);
        for (let other = 1; other <= 41; other++) {
          const same = boundaries.every((boundary, index) => other >= boundary === answers[index]);
          expect(same).toBe(other >= low && other <= high);
        }
      }),
    );
  });

  it('holds for all levels when nothing was asked', () => {
    expect(new Reading(30).validFor).toEqual([1, Number.MAX_SAFE_INTEGER]);
  });
});

describe('Reading.checkTime', () => {
  it('raises LIMIT_TIME behind its deadline, and never without one', () => {
    expect(() => {
      new Reading(30, DEFAULT_LIMITS, performance.now() - 1).checkTime('x');
    }).toThrow(expect.objectContaining({ code: 'LIMIT_TIME', kind: 'unsure' }) as Error);
    expect(() => {
      new Reading(30).checkTime('x');
    }).not.toThrow();
  });
});

describe('Reading.note', () => {
  it('takes an anomaly to matter on all versions unless told', () => {
    const reading = new Reading(30);
    const anomaly = {
      code: 'ANOM_ZIP_GAP',
      severity: 'low',
      data: { problem: 'gap', bytes: 1 },
      offset: 1,
      path: '',
      evidence: 'e',
    } as const;
    reading.note(anomaly);
    reading.note({ ...anomaly, android: [30, 31] });
    expect(reading.anomalies.map(({ android }) => android)).toEqual([
      [1, 37],
      [30, 31],
    ]);
  });
});
