/** Well-behaved apps pass; the same apps, once they ask for more than they need, do not. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import { openInput } from '../../src/inputs/open-input.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { DEFAULT_POLICIES } from './facts.js';
import { APPS } from './honest-apps/apps.js';
import { manifestOf, type HonestApp } from './honest-apps/manifest.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

function auditOf(app: HonestApp, isTwin: boolean): Audit {
  return auditApp(openInput(new TextEncoder().encode(manifestOf(app, isTwin))), builtinRulebook(), {
    category: app.category,
    policies: DEFAULT_POLICIES,
    features: app.features ?? [],
    asOf: '2026-11-28',
    tool: { name: 'permaudit', version: '0.0.0' },
    words: AUDIT_WORDS,
  });
}

const open = ({ findings }: Audit): string[] =>
  findings
    .filter(({ verdict }) => verdict !== 'conditional')
    .map(({ ruleId, verdict, severity, permissions, capabilities }) =>
      [ruleId, verdict, severity, ...permissions, ...capabilities].join(' '),
    );

describe('honest apps', () => {
  it('are forty and more, of at least 25 categories', () => {
    expect(APPS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(APPS.map(({ category }) => category)).size).toBeGreaterThanOrEqual(25);
  });

  it.each(APPS)('$name ($category) passes', (app) => {
    const audit = auditOf(app, false);
    expect(audit.outcome).toBe('complete');
    expect(open(audit)).toEqual([]);
    expect([audit.verdict, audit.grade]).toEqual(['pass', 'A']);
  });

  it.each(APPS)('$name ($category) that asks for more does not', (app) => {
    const audit = auditOf(app, true);
    expect(audit.verdict, open(audit).join('\n')).toBe(app.twin.verdict);
    expect(audit.findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(app.twin.rules));
    for (const ruleId of app.twin.rules) {
      const finding = audit.findings.find((one) => one.ruleId === ruleId);
      expect(['unjustified', 'prohibited'], ruleId).toContain(finding?.verdict);
    }
  });
});
