/** Severity by verdict and sensitivity, and what a rule's own severity does to it: as docs/score.md has it. */
import { describe, expect, it } from 'vitest';
import { POINTS, severityOf } from '../../src/audit/severity.js';
import {
  compareSeverities,
  isAtLeast,
  milder,
  oneStepMilder,
  strictestOf,
  worstSeverity,
} from '../../src/rulebook/orders.js';
import type { Severity, Verdict } from '../../src/rulebook/types.js';
import { POINT_ROWS, SEVERITY_ROWS } from './score-page.js';

const WORST_FIRST = POINT_ROWS.map(([severity]) => severity);

describe('the severity', () => {
  it.each(SEVERITY_ROWS)('of what is %s and of %s sensitivity is %s', (verdict, sensitivity, severity) => {
    expect(severityOf({}, verdict, sensitivity)).toBe(severity);
  });

  const own = SEVERITY_ROWS.flatMap((row) => WORST_FIRST.map((severity) => [...row, severity] as const));
  it.each(own)('of what is %s, %s (%s), where the rule says %s', (verdict, sensitivity, table, severity) => {
    const bounded = WORST_FIRST.indexOf(table) >= WORST_FIRST.indexOf(severity) ? table : severity;
    const expected = {
      prohibited: severity,
      unjustified: severity,
      unexplained: bounded,
      conditional: table,
      necessary: table,
    };
    expect(severityOf({ severity }, verdict, sensitivity)).toBe(expected[verdict]);
  });

  it('never weighs more unexplained than unjustified', () => {
    for (const severity of [undefined, ...WORST_FIRST]) {
      const rule = severity === undefined ? {} : { severity };
      for (const sensitivity of ['high', 'medium', 'low'] as const) {
        const silent = severityOf(rule, 'unexplained', sensitivity);
        expect(compareSeverities(silent, severityOf(rule, 'unjustified', sensitivity))).toBeLessThanOrEqual(0);
        expect(compareSeverities(silent, severityOf(rule, 'conditional', sensitivity))).toBeGreaterThanOrEqual(
          severity === undefined ? 0 : -4,
        );
      }
    }
  });

  it('costs what the page says', () => {
    expect(POINTS).toEqual(Object.fromEntries(POINT_ROWS));
  });
});

describe('two severities', () => {
  const pairs = WORST_FIRST.flatMap((a) => WORST_FIRST.map((b): [Severity, Severity] => [a, b]));
  it.each(pairs)('%s and %s', (a, b) => {
    const order = WORST_FIRST.indexOf(b) - WORST_FIRST.indexOf(a);
    expect(Math.sign(compareSeverities(a, b))).toBe(Math.sign(order));
    expect(isAtLeast(a, b)).toBe(order >= 0);
    expect(milder(a, b)).toBe(order <= 0 ? a : b);
    expect(worstSeverity([a, b])).toBe(order >= 0 ? a : b);
  });

  it('step down to info and no further', () => {
    expect(WORST_FIRST.map(oneStepMilder)).toEqual([...WORST_FIRST.slice(1), 'info']);
    expect(worstSeverity([])).toBe('info');
  });
});

describe('the strictest of several verdicts', () => {
  it.each<[(Verdict | null)[], Verdict | null]>([
    [[], null],
    [[null], null],
    [[null, 'necessary'], 'necessary'],
    [['conditional', 'necessary'], 'conditional'],
    [['conditional', null, 'unexplained'], 'unexplained'],
    [['unjustified', 'unexplained'], 'unjustified'],
    [['unjustified', 'prohibited', 'necessary'], 'prohibited'],
  ])('%j is %s', (verdicts, expected) => {
    expect(strictestOf(verdicts)).toBe(expected);
    expect(strictestOf([...verdicts].reverse())).toBe(expected);
  });
});
