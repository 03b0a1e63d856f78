import { describe, expect, it } from 'vitest';
import { parseFailOn, shouldFail } from '../../../src/audit/fail-on.js';
import { UsageError } from '../../../src/cli/io/failures.js';
import { today } from '../../../src/api/days.js';
import { collectIds, readApiRange, readDate, readFailOn } from '../../../src/cli/options/values.js';
import { collectReports, readFormat } from '../../../src/cli/options/formats.js';
import { cleanAudit, finding, overCollectingAudit, refusedAudit } from '../../report/samples.js';

describe('option values', () => {
  it('reads ids, comma-separated and repeated, each once', () => {
    expect(collectIds('a, b,,a', undefined)).toEqual(['a', 'b']);
    expect(collectIds('c,a', ['a', 'b'])).toEqual(['a', 'b', 'c']);
  });

  it('reads days that exist', () => {
    expect(readDate('2024-02-29')).toBe('2024-02-29');
    for (const bad of ['2023-02-29', '2024-13-01', '2024-1-1', 'today', '', '2024-01-01T00:00', '20240101']) {
      expect(() => readDate(bad)).toThrow(UsageError);
    }
  });

  it.each([
    ['2011-01-01', '2026-11-28'],
    ['2027-11-27', '2026-11-28'],
    ['2027-11-28', '2026-11-28'],
    ['2025-02-28', '2024-02-29'],
  ])('reads %s on %s', (date, now) => {
    expect(readDate(date, new Date(`${now}T12:00:00Z`))).toBe(date);
  });

  it.each([
    ['2010-12-31', '2026-11-28'],
    ['1999-01-01', '2026-11-28'],
    ['0001-01-01', '2026-11-28'],
    ['2027-11-29', '2026-11-28'],
    ['2099-01-01', '2026-11-28'],
    ['2025-03-01', '2024-02-29'],
  ])('refuses %s on %s, with the days it takes', (date, now) => {
    const lastDay = `${Number(now.slice(0, 4)) + 1}${now.slice(4)}`;
    expect(() => readDate(date, new Date(`${now}T12:00:00Z`))).toThrow(
      new UsageError(`--as-of: "${date}" is not a day from 2011-01-01 to ${lastDay}, a year from today`, ''),
    );
  });

  it('reads API levels', () => {
    expect(readApiRange('30')).toEqual([30, 30]);
    expect(readApiRange('26-34')).toEqual([26, 34]);
    for (const bad of ['', '0', '34-26', '38', '26-', '-30', '30.5', '26-34-35', '1e1', '999999']) {
      expect(() => readApiRange(bad)).toThrow(UsageError);
    }
  });

  it('reads formats', () => {
    expect(readFormat('json')).toBe('json');
    expect(readFormat('md')).toBe('markdown');
    expect(() => readFormat('docx')).toThrow(UsageError);
    expect(collectReports('sarif=a=b.txt', [{ format: 'json', path: 'x' }])).toEqual([
      { format: 'json', path: 'x' },
      { format: 'sarif', path: 'a=b.txt' },
    ]);
    expect(collectReports('out.html', undefined)).toEqual([{ format: 'html', path: 'out.html' }]);
    for (const bad of ['sarif=', 'x', 'docx=a']) expect(() => collectReports(bad, undefined)).toThrow(UsageError);
  });

  it('takes the date in UTC', () => {
    expect(today(new Date('2026-11-23T23:59:59-05:00'))).toBe('2026-11-24');
  });
});

describe('--fail-on', () => {
  it('reads a severity, a score or none', () => {
    expect(parseFailOn('none')).toEqual({ kind: 'none' });
    expect(parseFailOn('high')).toEqual({ kind: 'severity', atLeast: 'high' });
    expect(parseFailOn('score:60')).toEqual({ kind: 'score', below: 60 });
    for (const bad of ['', 'info', 'HIGH', 'score', 'score:', 'score:101', 'score:-1', 'score:6.5']) {
      expect(parseFailOn(bad)).toBeNull();
      expect(() => readFailOn(bad)).toThrow(UsageError);
    }
  });

  it('fails on findings of that severity or worse', () => {
    const audit = { ...cleanAudit(), findings: [finding({ severity: 'medium' })] };
    expect(shouldFail(audit, readFailOn('none'))).toBe(false);
    expect(shouldFail(audit, readFailOn('low'))).toBe(true);
    expect(shouldFail(audit, readFailOn('medium'))).toBe(true);
    expect(shouldFail(audit, readFailOn('high'))).toBe(false);
    expect(shouldFail(overCollectingAudit(), readFailOn('critical'))).toBe(true);
    expect(shouldFail(cleanAudit(), readFailOn('low'))).toBe(false);
  });

  it('does not count suppressed findings', () => {
    const audit = { ...cleanAudit(), findings: [finding({ suppressedBy: 'accepted until 2027' })] };
    expect(shouldFail(audit, readFailOn('low'))).toBe(false);
  });

  it('fails below a score, not at it', () => {
    expect(shouldFail(overCollectingAudit(), readFailOn('score:32'))).toBe(false);
    expect(shouldFail(overCollectingAudit(), readFailOn('score:33'))).toBe(true);
    expect(shouldFail(refusedAudit(), readFailOn('score:100'))).toBe(false);
  });
});
