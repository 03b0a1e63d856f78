import { describe, expect, it } from 'vitest';
import type { BatchRow } from '../../src/batch/types.js';
import { durationOf, ProgressLine } from '../../src/cli/io/progress.js';

function terminal(isTTY: boolean, columns = 100) {
  const written: string[] = [];
  let time = 0;
  const line = new ProgressLine({ isTTY, columns, write: (text) => written.push(text) }, () => time);
  return { written, line, pass: (milliseconds: number) => (time += milliseconds) };
}

const row = (changes: Partial<BatchRow>): BatchRow =>
  ({ file: 'a.apk', package: 'com.a', score: 90, grade: 'A', points: 10, ...changes }) as BatchRow;

describe('the progress line', () => {
  it('is silent where nobody watches', () => {
    const { written, line, pass } = terminal(false);
    line.found(5);
    line.start(5);
    pass(1000);
    line.add(row({}), true);
    line.clear();
    expect(written).toEqual([]);
  });

  it('tells bar, rate, time left, failures and the worst app', () => {
    const { written, line, pass } = terminal(true);
    line.start(10);
    for (let done = 0; done < 4; done++) {
      pass(500);
      line.add(row(done === 1 ? { package: 'com.worst', score: 0, grade: 'F', points: 140 } : {}), true);
    }
    pass(500);
    line.add(row({ score: null, points: null }), true);
    expect(written.at(-1)).toBe(
      '\r\u001b[K[##########..........] 5/10  2.0/s  3 s left  1 failed  worst F 0 com.worst',
    );
    line.clear();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('counts files of an earlier run as done, not as speed', () => {
    const { written, line, pass } = terminal(true);
    line.start(10);
    for (let done = 0; done < 8; done++) line.add(row({}), false);
    pass(1000);
    line.add(row({}), true);
    expect(written.at(-1)).toContain('9/10  1.0/s  1 s left');
  });

  it('draws ten times a second at most', () => {
    const { written, line, pass } = terminal(true);
    line.start(1000);
    for (let done = 0; done < 1000; done++) {
      line.add(row({}), true);
      pass(1);
    }
    expect(written.length).toBeLessThanOrEqual(10);
  });

  it('never reaches the last column, and escapes names', () => {
    const { written, line, pass } = terminal(true, 60);
    line.start(2);
    pass(1000);
    line.add(row({ package: `\u001b[2J${'宽'.repeat(80)}` }), true);
    const shown = (written.at(-1) ?? '').slice('\r\u001b[K'.length);
    expect(shown).not.toContain('\u001b');
    expect(shown.length).toBeLessThan(60);
  });

  it('tells durations as people do', () => {
    expect([0.2, 89, 91, 3600, 7500].map(durationOf)).toEqual(['1 s', '89 s', '2 min', '60 min', '2 h 05 min']);
  });
});
