/** What a rule makes of an app: one finding for each data type, on a rulebook made for it. */
import { describe, expect, it } from 'vitest';
import { evaluateRules } from '../../src/audit/findings.js';
import type { Finding } from '../../src/audit/types.js';
import type { AuditRequest } from '../../src/audit/request.js';
import type { Clause, ConditionalNeed, Policy, Rule } from '../../src/rulebook/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { codeWith, evidence } from './advised.js';
import { factsOf, fullName, type AppShape } from './facts.js';
import { dataType, madeContext, rule, type Made } from './made-rulebook.js';

const [CONTACTS, CAMERA, SMS] = ['READ_CONTACTS', 'CAMERA', 'READ_SMS'].map(fullName) as [string, string, string];
const A = dataType('a', { permissions: [CONTACTS, CAMERA], capabilities: ['vpn-service'] });
const B = dataType('b', { permissions: [SMS], capabilities: ['device-admin'], sensitivity: 'low' });
const need = (permissions: string[], ...features: string[]): ConditionalNeed => ({
  ...{ permissions, capabilities: [], features, why: { en: 'need' } },
});

interface Case extends Made {
  app?: Partial<AppShape>;
  request?: Partial<AuditRequest>;
  unused?: string[];
}
function evaluated({ app, request, unused, ...made }: Case): { findings: Finding[]; justified: Finding[] } {
  const facts = factsOf({ permissions: [CONTACTS], targetSdk: 36, ...app });
  const code = unused === undefined ? {} : { code: codeWith(unused.map((name) => evidence(name, {}))) };
  return evaluateRules(madeContext({ ...facts, ...code }, { dataTypes: [A, B], ...made }, request));
}
const ALL: Partial<AppShape> = { permissions: [CONTACTS, CAMERA, SMS], capabilities: ['vpn-service', 'device-admin'] };
const LISTED = {
  permissions: [CONTACTS, CAMERA, SMS],
  capabilities: ['vpn-service' as const, 'device-admin' as const],
};

describe('a rule', () => {
  it('finds of each of its data types what that one owns', () => {
    const { findings } = evaluated({ app: ALL, rules: [rule('R', 'a', { ...LISTED, alsoDataTypes: ['b'] })] });
    expect(findings.map((one) => [one.ruleId, one.dataType, one.permissions, one.capabilities])).toEqual([
      ['R', 'a', [CONTACTS, CAMERA], ['vpn-service']],
      ['R', 'b', [SMS], ['device-admin']],
    ]);
  });

  it('leaves to our own rule what none looks for, and finds nothing twice', () => {
    const { findings } = evaluated({ app: ALL, rules: [rule('R', 'a', LISTED), rule('NOWHERE', 'nowhere', LISTED)] });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['R', findings[1]?.ruleId]);
    expect(findings[1]).toMatchObject({ dataType: 'b', permissions: [SMS], capabilities: ['device-admin'] });
    const predicate = { kind: 'evasion' as const };
    expect(evaluated({ app: { permissions: [] }, rules: [rule('R', 'a', { ...LISTED, predicate })] }).findings).toEqual(
      [],
    );
  });

  it('that looks for a combination finds nothing by what it lists', () => {
    const predicate = { kind: 'evasion' as const };
    const { findings } = evaluated({ app: ALL, rules: [rule('R', 'a', { ...LISTED, predicate })] });
    expect(findings.map(({ dataType: id }) => id)).toEqual(['a', 'b']);
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain('R');
  });

  it('tells what is sensitive without a data type too, and nothing else', () => {
    const own = 'com.example.OWN';
    const { findings } = evaluated({ dataTypes: [], app: { permissions: [CONTACTS, CAMERA, own] } });
    expect(findings.map(({ permissions }) => permissions)).toEqual([[CONTACTS, CAMERA]]);
    const open = fullName('INTERNET');
    expect(evaluated({ app: { permissions: [open] } }).findings).toEqual([]);
    const owned = evaluated({ dataTypes: [dataType('net', { permissions: [open] })], app: { permissions: [open] } });
    expect(owned.findings.map(({ dataType: id, permissions }) => [id, permissions])).toEqual([['net', [open]]]);
    expect(evaluated({ app: { permissions: [own], capabilities: ['input-method'] } }).findings).toEqual([]);
  });

  it('says its own advice, else that of the data type', () => {
    const advice = (more: Partial<Rule>): string[] =>
      evaluated({ rules: [rule('R', 'a', { ...LISTED, ...more })] }).findings.flatMap(({ remediation }) => remediation);
    expect(advice({})).toEqual(['safer than a']);
    expect(advice({ remediation: [{ en: 'do this' }] })).toEqual(['do this']);
  });

  it('has the words of the article with our translation, where there is one', () => {
    const said = (more: Partial<Rule>): Finding | undefined =>
      evaluated({ rules: [rule('R', 'a', { ...LISTED, ...more })] }).findings[0];
    expect(said({})).toMatchObject({ articleQuote: null, seeAlso: [] });
    expect(said({})).not.toHaveProperty('articleTranslation');
    const quoted = { articleQuote: '原文', articleTranslation: { en: 'the words' } };
    expect(said(quoted)).toMatchObject({ articleQuote: '原文', articleTranslation: 'the words' });
  });

  it.each<[string, Partial<Rule>, Partial<Case>, string, string | null]>([
    ['by the table', {}, {}, 'high', null],
    ['by the rule', { severity: 'low', severityReason: { en: 'why' } }, {}, 'low', 'why'],
    ['by the rule, as the table', { severity: 'high', severityReason: { en: 'why' } }, {}, 'high', 'why'],
    [
      'by the table, for a condition',
      { severity: 'low', severityReason: { en: 'why' } },
      { category: { conditional: [need([CONTACTS], 'f')] } },
      'low',
      null,
    ],
    [
      'by the table, where that is milder',
      { severity: 'high', severityReason: { en: 'why' } },
      { category: { necessity: 'not-judged' } },
      'medium',
      null,
    ],
  ])('weighs %s', (_, more, made, severity, severityReason) => {
    const { findings } = evaluated({ ...made, rules: [rule('R', 'a', { ...LISTED, ...more })] });
    expect(findings).toMatchObject([{ severity, severityReason }]);
  });

  it('is told from that of other names', () => {
    const print = (permissions: string[]): unknown =>
      evaluated({ app: { permissions }, rules: [rule('R', 'a', LISTED)] }).findings[0]?.fingerprint;
    expect(print([CONTACTS])).not.toBe(print([CAMERA]));
  });
});

describe('of what a rule finds', () => {
  const rules = [rule('R', 'a', LISTED)];
  const part = { permissions: [CAMERA], capabilities: ['vpn-service' as const], why: { en: 'need' } };

  it('what is necessary is left out', () => {
    const { findings } = evaluated({ app: ALL, rules, category: { necessary: [part] } });
    expect(findings[0]).toMatchObject({ permissions: [CONTACTS], capabilities: [], verdict: 'unjustified' });
    const all = { ...part, permissions: [CONTACTS, CAMERA, SMS], capabilities: LISTED.capabilities };
    expect(evaluated({ app: ALL, rules, category: { necessary: [all] } })).toEqual({ findings: [], justified: [] });
  });

  it('the worst gives the verdict, whatever the order', () => {
    for (const name of [CONTACTS, CAMERA]) {
      const category = { conditional: [need([name], 'f')] };
      const request = { features: ['f'] };
      const { findings, justified } = evaluated({ app: ALL, rules, category, request });
      expect(findings[0]).toMatchObject({ verdict: 'unjustified', severity: 'high', justified: null });
      expect(justified).toEqual([]);
    }
  });

  it('a condition that is met justifies, and weighs nothing', () => {
    const category = { conditional: [need([CONTACTS], 'g', 'f'), need([CAMERA], 'e')] };
    const app = { permissions: [CONTACTS, CAMERA] };
    const met = evaluated({ app, rules, category, request: { features: ['f', 'e', 'other'] } });
    expect(met.findings).toEqual([]);
    expect(met.justified).toMatchObject([{ severity: 'info', justified: { features: ['e', 'f'] } }]);
    const half = evaluated({ app, rules, category, request: { features: ['f'] } });
    expect(half.justified).toEqual([]);
    expect(half.findings).toMatchObject([{ severity: 'low', justified: null, features: ['e', 'f', 'g'] }]);
  });

  it('what the code contradicts is advised to go, and its feature is named no more', () => {
    const category = { conditional: [need([CONTACTS], 'f')] };
    const advised = [
      rule('R', 'a', { ...LISTED, remediation: [{ en: 'or declare f' }, { en: 'use a picker, not-f' }] }),
    ];
    const open = evaluated({ rules: advised, category, unused: [CONTACTS] }).findings[0];
    expect(open).toMatchObject({ verdict: 'conditional', features: [] });
    expect(open?.remediation).toHaveLength(2);
    expect(open?.remediation.at(-1)).toBe('use a picker, not-f');
    const declared = evaluated({ rules: advised, category, unused: [CONTACTS], request: { features: ['f'] } });
    expect(declared.findings[0]).toMatchObject({ verdict: 'unjustified', features: [], justified: null });
    expect(declared.findings[0]?.remediation[0]).toContain('f');
    expect(declared.findings[0]?.remediation).toHaveLength(2);
    expect(declared.findings[0]?.evidence.map(({ kind }) => kind)).toEqual(['permission', 'code']);
    const used = evaluated({ rules: advised, category }).findings[0];
    expect(used).toMatchObject({ features: ['f'], remediation: ['or declare f', 'use a picker, not-f'] });
    const unneeded = evaluated({ rules: advised, unused: [CONTACTS] }).findings[0];
    expect(unneeded?.remediation).toEqual(['or declare f', 'use a picker, not-f']);
  });

  it('a condition folds into a worse finding of its data type, and stays beside one of another', () => {
    const category = { conditional: [need([CAMERA], 'f'), need([SMS], 'f')] };
    const two = [
      rule('R', 'a', { permissions: [CONTACTS] }),
      rule('S', 'a', { permissions: [CAMERA] }),
      rule('T', 'b', LISTED),
    ];
    const { findings } = evaluated({ app: { permissions: [CONTACTS, CAMERA, SMS] }, rules: two, category });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['R', 'T']);
    expect(findings[0]?.evidence.map(({ name }) => name)).toEqual([CONTACTS, CAMERA]);
  });
});

describe('what each policy says of a finding', () => {
  const source = builtinRulebook().sources.find(({ inForce }) => inForce !== undefined && inForce < '2020')?.id ?? '';
  const clause = (id: string, verdict: Clause['verdict'], permissions: string[]): Clause => ({
    ...{ id, source, title: { en: id }, categories: ['app'], verdict, basis: 'explicit', verification: 'primary' },
    ...{ permissions, capabilities: [], ...(verdict === 'conditional' ? { features: ['f'] } : {}) },
  });
  const policy = (id: string, clauses: Clause[]): Policy => ({
    ...{ id, name: { en: id }, summary: { en: id }, regions: [], default: true, clauses },
  });
  const rows = (category: Made['category'], ...policies: Policy[]): Finding['policyVerdicts'] =>
    evaluated({
      ...{ app: { permissions: [CONTACTS, CAMERA] }, rules: [rule('R', 'a', LISTED)], policies },
      ...(category === undefined ? {} : { category }),
    }).findings.flatMap(({ policyVerdicts }) => policyVerdicts);

  it('is its strictest answer, with the clauses that give it', () => {
    const p = policy('p', [clause('P1', 'conditional', [CONTACTS]), clause('P2', 'prohibited', [CAMERA])]);
    const q = policy('q', [clause('Q1', 'prohibited', [CONTACTS]), clause('Q2', 'conditional', [CAMERA])]);
    expect(rows({}, p, q)).toEqual([
      { policy: 'p', verdict: 'prohibited', says: true, clauseIds: ['P2'] },
      { policy: 'q', verdict: 'prohibited', says: true, clauseIds: ['Q1'] },
    ]);
  });

  it('is said where one of several equal answers is said, each clause once', () => {
    const silentOnOne = policy('p', [clause('P', 'unjustified', [CAMERA])]);
    expect(rows({}, silentOnOne)).toEqual([{ policy: 'p', verdict: 'unjustified', says: true, clauseIds: ['P'] }]);
    const onBoth = policy('p', [clause('P', 'unjustified', [CAMERA, CONTACTS])]);
    expect(rows({}, onBoth)).toEqual([{ policy: 'p', verdict: 'unjustified', says: true, clauseIds: ['P'] }]);
    expect(rows({}, policy('p', []))).toEqual([{ policy: 'p', verdict: 'unjustified', says: false, clauseIds: [] }]);
  });
});

describe('a permission that Android adds', () => {
  const SMALL = dataType('small', { permissions: [CAMERA], sensitivity: 'low' });
  const LARGE = dataType('large', { permissions: [CONTACTS] });
  const SAME = dataType('small', { permissions: [CAMERA, CONTACTS], sensitivity: 'low' });
  const EQUAL = { ...SMALL, sensitivity: 'high' as const };

  it.each<[string, Made['dataTypes'], 'implied' | 'requested', number | null, boolean, boolean]>([
    ['is requested too', [SMALL, LARGE], 'requested', null, true, true],
    ['comes with something more sensitive', [SMALL, LARGE], 'implied', null, true, false],
    ['comes with it for an old target', [SMALL, LARGE], 'implied', 29, true, false],
    ['comes with something as sensitive', [EQUAL, LARGE], 'implied', null, true, true],
    ['comes with what no data type owns', [SMALL], 'implied', null, true, true],
    ['comes with the same kind of data', [SAME], 'implied', null, true, false],
    ['comes with the same kind for an old target', [SAME], 'implied', 29, true, true],
    ['comes with what opens nothing', [SMALL, LARGE], 'implied', null, false, true],
  ])('speaks for itself, where it %s', (_, dataTypes = [], origin, targetSdkBelow, isThere, speaks) => {
    const facts = factsOf({ permissions: isThere ? [CAMERA, CONTACTS] : [CAMERA], targetSdk: 36 });
    const impliedBy = [{ permission: CONTACTS, targetSdkBelow, reason: '' }];
    const permissions = facts.permissions.map((each) => (each.name === CAMERA ? { ...each, origin, impliedBy } : each));
    const category = { necessary: [{ permissions: [CONTACTS], capabilities: [], why: { en: 'need' } }] };
    const context = madeContext(
      { ...facts, permissions },
      { dataTypes, rules: [rule('R', 'small', LISTED)], category },
    );
    expect(evaluateRules(context).findings.map(({ dataType: id }) => id)).toEqual(speaks ? ['small'] : []);
  });
});
