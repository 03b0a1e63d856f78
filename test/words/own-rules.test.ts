/** Findings that no file of the rulebook describes are explained as those that one does. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyJustifications, type Justification } from '../../src/audit/justify.js';
import { evaluateRules } from '../../src/audit/findings.js';
import { auditContext } from '../../src/audit/request.js';
import { indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { OWN_RULES, withOwnRules } from '../../src/words/own-rules.js';
import { audit, factsOf } from '../audit/facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const rulebook = builtinRulebook();
const told = indexRulebook(withOwnRules(rulebook));
const page = (id: string): URL => new URL(`../../docs/rules/${id}.md`, import.meta.url);

describe.each([...OWN_RULES.values()])('$id', (rule) => {
  it('is told in both languages, with its data type', () => {
    const texts = [rule.title, rule.why, ...rule.remediation, told.dataType(rule.dataType)?.name];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect([text?.en, text?.zh]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('has a page, which the address of SARIF leads to', () => {
    expect(readFileSync(page(rule.id), 'utf8')).toContain(rule.title.en);
  });

  it('is explained and never judged by', () => {
    expect(told.rule(rule.id)?.rule).toBe(rule);
    expect(indexRulebook(rulebook).rule(rule.id)).toBeUndefined();
  });
});

describe('every finding that an audit can have', () => {
  const entry = (over: Partial<Justification>): Justification => ({
    ...{ permission: null, rule: null, feature: null, reason: 'r', owner: 'o', expires: null, place: 'p:1' },
    ...over,
  });
  const bare = { ...rulebook, categories: rulebook.categories.map((category) => ({ ...category, rules: [] })) };
  const request = {
    category: null,
    policies: [],
    features: [],
    asOf: '2026-11-23',
    tool: { name: 't', version: '0' },
    words: AUDIT_WORDS,
  };
  const app = { permissions: ['READ_CONTACTS'], targetSdk: 36 };
  const uncovered = evaluateRules(auditContext(factsOf(app), bare, request)).findings;
  const entries = [
    entry({ permission: 'READ_CONTACTS', expires: '2026-11-22' }),
    entry({ permission: 'CAMERA' }),
    entry({ permission: 'READ_CONTACTS' }),
  ];
  const justified = applyJustifications(audit(app), entries, AUDIT_WORDS, () => true).findings;

  it('comes from a rule that is explained and has a page', () => {
    const ids = [...new Set([...uncovered, ...justified].map(({ ruleId }) => ruleId))];
    for (const id of OWN_RULES.keys()) expect(ids).toContain(id);
    for (const id of ids) expect([id, told.rule(id)?.rule.id, existsSync(page(id))]).toEqual([id, id, true]);
  });

  it('is titled and weighed as its rule says', () => {
    for (const finding of justified.filter(({ ruleId }) => OWN_RULES.has(ruleId))) {
      const rule = OWN_RULES.get(finding.ruleId);
      expect([finding.title, finding.why, finding.severity, finding.points]).toEqual([
        rule?.title.en,
        rule?.why.en,
        rule?.severity,
        0,
      ]);
    }
  });
});
