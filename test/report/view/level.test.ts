import { describe, expect, it } from 'vitest';
import { LEVELS, levelOf, loudest, type Level } from '../../../src/report/view/level.js';
import { annotations } from '../../../src/cli/gate/github.js';
import { toSarifRun } from '../../../src/report/sarif/run.js';
import type { Severity, Verdict } from '../../../src/rulebook/types.js';
import { cleanAudit, finding } from '../samples.js';

const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const TABLE: [Verdict, Level[]][] = [
  ['prohibited', ['error', 'error', 'warning', 'note', 'note']],
  ['unjustified', ['warning', 'warning', 'warning', 'note', 'note']],
  ['unexplained', ['warning', 'warning', 'warning', 'note', 'note']],
  ['conditional', ['warning', 'warning', 'warning', 'note', 'note']],
  ['necessary', ['warning', 'warning', 'warning', 'note', 'note']],
];

describe('the level of a finding', () => {
  it.each(TABLE)('%s: an error only for what a text bars', (verdict, levels) => {
    expect(SEVERITIES.map((severity) => levelOf({ verdict, severity }))).toEqual(levels);
  });

  it('is told of every verdict', () => {
    expect(Object.keys(LEVELS).sort()).toEqual(TABLE.map(([verdict]) => verdict).sort());
  });

  it('is the same in SARIF and in annotations', () => {
    for (const [verdict, levels] of TABLE) {
      SEVERITIES.forEach((severity, index) => {
        const audit = { ...cleanAudit(), findings: [finding({ verdict, severity })] };
        const { results, tool } = toSarifRun(audit);
        const level = levels[index] ?? 'note';
        expect(results.map((one) => one.level)).toEqual([level]);
        expect(tool.driver.rules.map((rule) => rule.defaultConfiguration.level)).toEqual([level]);
        const told = level === 'note' ? 'notice' : level;
        expect(annotations(audit)).toMatch(new RegExp(`^::${told} .*\\(${severity}, ${verdict}, `, 'm'));
      });
    }
  });

  it('of a rule is the loudest of its findings', () => {
    expect(loudest(['note', 'error', 'warning'])).toBe('error');
    expect(loudest(['note', 'warning'])).toBe('warning');
    expect(loudest(['note'])).toBe('note');
    const findings = [finding({ verdict: 'unexplained', severity: 'low' }), finding({ severity: 'high' })];
    const [rule] = toSarifRun({ ...cleanAudit(), findings }).tool.driver.rules;
    expect(rule?.defaultConfiguration.level).toBe('error');
  });
});
