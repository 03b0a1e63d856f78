/** What a rule makes of an app: one finding for each data type, on a rulebook made for it. */
import { describe, expect, it } from 'vitest';
import { evaluateRules } from '../../src/audit/findings.js';
import type { Finding } from '../../src/audit/types.js';
import type { AuditRequest } from '../../src/audit/request.js';
import type { ConditionalNeed, Policy, Rule, StatedVerdict } from '../../src/rulebook/types.js';
import { uncoveredOf } from '../../src/audit/uncovered.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { codeWith, evidence } from './advised.js';
import { factsOf, fullName, type AppShape } from './facts.js';
import type { EffectivePermission } from '../../src/facts/facts.js';
import { clause, dataType, madeContext, policy, rule, source, type Made } from './made-rulebook.js';

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

  it('leaves to our own rule nothing that is not sensitive', () => {
    const [own, open] = ['com.example.OWN', fullName('INTERNET')] as const;
    const left = (met: string[]): unknown => {
      const app: AppShape = { permissions: [own, open, CONTACTS], capabilities: ['input-method', 'vpn-service'] };
      const context = madeContext(factsOf(app), { dataTypes: [A] });
      return uncoveredOf(context, new Set(met)).map(({ dataType: { id }, permissions, capabilities }) => [
        id,
        [...permissions, ...capabilities].map((each) => ('id' in each ? each.id : each.name)),
      ]);
    };
    expect(left([])).toEqual([['a', [CONTACTS, 'vpn-service']]]);
    expect(left([CONTACTS])).toEqual([['a', ['vpn-service']]]);
    expect(left([CONTACTS, 'vpn-service'])).toEqual([]);
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
    expect(declared.findings[0]?.remediation[0]).toBe(
      AUDIT_WORDS.sentences.en.UNDECLARE({ feature: 'f', permissions: ['READ_CONTACTS'] }),
    );
    expect(declared.findings[0]?.remediation).toHaveLength(2);
    expect(declared.findings[0]?.evidence.map(({ kind }) => kind)).toEqual(['permission', 'code']);
    const used = evaluated({ rules: advised, category }).findings[0];
    expect(used).toMatchObject({ features: ['f'], remediation: ['or declare f', 'use a picker, not-f'] });
    const unneeded = evaluated({ rules: advised, unused: [CONTACTS] }).findings[0];
    expect(unneeded?.remediation).toEqual(['or declare f', 'use a picker, not-f']);
  });

  it('one that no code uses is advised to go beside others that it does use', () => {
    const category = { conditional: [need([CONTACTS], 'f'), need([CAMERA], 'g')] };
    const app = { permissions: [CONTACTS, CAMERA] };
    const advice = (unused: string[]): string[] =>
      evaluated({ app, rules: [rule('R', 'a', LISTED)], category, unused }).findings.flatMap((one) => one.remediation);
    const gone = (...permissions: string[]): string => AUDIT_WORDS.sentences.en.REMOVE_UNUSED({ permissions });
    expect(advice([CAMERA])[0]).toBe(gone('CAMERA'));
    expect(advice([CAMERA, CONTACTS])[0]).toBe(gone('READ_CONTACTS', 'CAMERA'));
    expect(advice([SMS]).join()).not.toContain('no code');
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
  const sources = [source('S', { inForce: '2019' })];
  const says = (id: string, verdict: StatedVerdict, permissions: string[]): Policy['clauses'][number] =>
    clause(id, 'S', {
      ...{ categories: ['app'], verdict, permissions },
      ...(verdict === 'conditional' ? { features: ['f'] } : {}),
    });
  const rows = (category: Made['category'], ...policies: Policy[]): Finding['policyVerdicts'] =>
    evaluated({
      ...{ app: { permissions: [CONTACTS, CAMERA] }, rules: [rule('R', 'a', LISTED)], policies, sources },
      ...(category === undefined ? {} : { category }),
    }).findings.flatMap(({ policyVerdicts }) => policyVerdicts);

  it('is its strictest answer, with the clauses that give it', () => {
    const p = policy('p', [says('P1', 'conditional', [CONTACTS]), says('P2', 'prohibited', [CAMERA])]);
    const q = policy('q', [says('Q1', 'prohibited', [CONTACTS]), says('Q2', 'conditional', [CAMERA])]);
    expect(rows({}, p, q)).toEqual([
      { policy: 'p', verdict: 'prohibited', says: true, clauseIds: ['P2'] },
      { policy: 'q', verdict: 'prohibited', says: true, clauseIds: ['Q1'] },
    ]);
  });

  it('is said where one of several equal answers is said, each clause once', () => {
    const silentOnOne = policy('p', [says('P', 'unjustified', [CAMERA])]);
    expect(rows({}, silentOnOne)).toEqual([{ policy: 'p', verdict: 'unjustified', says: true, clauseIds: ['P'] }]);
    const onBoth = policy('p', [says('P', 'unjustified', [CAMERA, CONTACTS])]);
    expect(rows({}, onBoth)).toEqual([{ policy: 'p', verdict: 'unjustified', says: true, clauseIds: ['P'] }]);
    expect(rows({}, policy('p', []))).toEqual([{ policy: 'p', verdict: 'unjustified', says: false, clauseIds: [] }]);
  });

  it('stands in the order in which they were asked for, and with all that was judged', () => {
    const [p, q] = [policy('p', []), policy('q', [says('Q', 'prohibited', [CAMERA])])];
    const judged = evaluated({
      ...{ app: { permissions: [CONTACTS, CAMERA] }, rules: [rule('R', 'a', LISTED)], policies: [p, q], sources },
      request: { policies: ['q', 'p'] },
    }).findings.flatMap(({ policyVerdicts }) => policyVerdicts);
    expect(judged.map((row) => [row.policy, row.verdict])).toEqual([
      ['q', 'prohibited'],
      ['p', 'unjustified'],
    ]);
  });

  it('weighs no more than its cap, and no less than the need of the category', () => {
    const weighing = (severityCap: Policy['severityCap'], made: Made = {}): unknown =>
      evaluated({
        ...{ rules: [rule('R', 'a', LISTED)], sources, ...made },
        policies: [
          policy('p', [says('P', 'prohibited', [CONTACTS])], severityCap === undefined ? {} : { severityCap }),
        ],
      }).findings.map(({ verdict, severity }) => [verdict, severity]);
    const UNJUDGED: Made = { category: { necessity: 'not-judged' } };
    const needed: Made = { category: { conditional: [need([CONTACTS], 'f')] } };
    expect(weighing(undefined)).toEqual([['prohibited', 'critical']]);
    expect(weighing('low')).toEqual([['unjustified', 'high']]);
    expect(weighing('low', UNJUDGED)).toEqual([['unjustified', 'medium']]);
    expect(weighing('high', UNJUDGED)).toEqual([['unjustified', 'high']]);
    expect(weighing('medium', needed)).toEqual([['unjustified', 'medium']]);
  });
});

describe('the texts of a finding', () => {
  const sources = [source('S', { inForce: '2019' })];
  const names = { permissions: [CONTACTS, SMS], capabilities: ['vpn-service' as const] };
  const policies = [
    policy('p', [clause('NOW', 'S', names), clause('LATER', 'S', { ...names, announced: '2025', effective: '2030' })]),
  ];

  it('are those that bind and those to come, each with what it names of the finding', () => {
    const { findings } = evaluated({ app: ALL, rules: [rule('R', 'a', LISTED)], policies, sources });
    expect(findings[0]?.clauses.map(({ clauseId, state, permissions }) => [clauseId, state, permissions])).toEqual([
      ['NOW', 'in-force', [CONTACTS, 'vpn-service']],
      ['LATER', 'announced', [CONTACTS, 'vpn-service']],
    ]);
  });

  it('are none where none speaks of what was judged', () => {
    const app = { permissions: [CAMERA] };
    expect(evaluated({ app, rules: [rule('R', 'a', LISTED)], policies, sources }).findings).toMatchObject([
      { clauses: [] },
    ]);
  });

  it('are further ones, as they stood on the day, and the article’s words once they were written', () => {
    const quoted = { seeAlso: ['S'], articleQuote: 'words', articleTranslation: { zh: '词' } };
    const on = (asOf: string, lang: 'en' | 'zh' = 'en'): Finding | undefined =>
      evaluated({
        ...{ rules: [rule('R', 'a', { ...LISTED, ...quoted })], request: { asOf, lang } },
        sources: [...sources, source('ARTICLE', { issued: '2021-05-06' })],
      }).findings[0];
    expect(on('2021-05-06')).toMatchObject({ articleQuote: 'words', seeAlso: [{ source: 'S' }] });
    expect(on('2021-05-06', 'zh')).toMatchObject({ articleQuote: 'words', articleTranslation: '词' });
    expect(on('2021-05-05')).toMatchObject({ articleQuote: null });
    expect(on('2021-05-05', 'zh')).not.toHaveProperty('articleTranslation');
    expect(on('2019-12-30')?.seeAlso).toEqual([]);
  });
});

describe('a finding', () => {
  it('tells the levels on which any of what it judges is held, and what it rests on', () => {
    const facts = factsOf({ permissions: [CONTACTS, CAMERA], capabilities: ['vpn-service'], targetSdk: 36 });
    const on = (permission: string, from: number, to: number) => ({ [permission]: [[from, to]] as const });
    const ranges: Record<string, readonly (readonly [number, number])[]> = {
      ...on(CONTACTS, 24, 26),
      ...on(CAMERA, 28, 30),
    };
    const permissions = facts.permissions.map((each) => ({ ...each, apiRanges: ranges[each.name] ?? [] }));
    const capabilities = facts.capabilities.map((each) => ({ ...each, apiRange: [29, 33] as const }));
    const made = { dataTypes: [A, B], rules: [rule('R', 'a', LISTED)] };
    const of = (some: Partial<typeof facts>): Finding | undefined =>
      evaluateRules(madeContext({ ...facts, permissions, capabilities, ...some }, made)).findings[0];
    expect(of({})).toMatchObject({ apiRange: [24, 33], composite: false, points: 0, suppressedBy: null });
    expect(of({})?.evidence.map(({ kind, name }) => [kind, name])).toEqual([
      ['permission', CONTACTS],
      ['permission', CAMERA],
      ['capability', 'vpn-service'],
    ]);
    expect(of({ capabilities: [] })?.apiRange).toEqual([24, 30]);
    expect(of({ permissions: [] })?.apiRange).toEqual([29, 33]);
  });

  it('is told from that of another app, and of other capabilities', () => {
    const print = (app: Partial<AppShape>): unknown =>
      evaluated({ app, rules: [rule('R', 'a', LISTED)] }).findings[0]?.fingerprint;
    expect(print({ packageName: 'com.example.one' })).not.toBe(print({ packageName: 'com.example.two' }));
    expect(print({ capabilities: ['vpn-service'] })).not.toBe(print({}));
    expect(print({ targetSdk: 30 })).toBe(print({}));
  });

  it('is that of every app where no category is declared', () => {
    const { findings } = evaluated({ request: { category: null } });
    expect(findings).toMatchObject([{ verdict: 'unexplained', severity: 'medium', dataType: 'a' }]);
  });

  // docs/score.md: medium at most, and what is milder stays so.
  it.each<[sensitivity: 'high' | 'medium' | 'low', severity: string]>([
    ['high', 'medium'],
    ['medium', 'medium'],
    ['low', 'low'],
  ])('on the pictures that the user chooses, of %s sensitivity, weighs %s', (sensitivity, severity) => {
    const chosen = fullName('READ_MEDIA_VISUAL_USER_SELECTED');
    const photos = dataType('photos', { permissions: [chosen, CAMERA], sensitivity });
    const weighed = (permissions: string[]): unknown =>
      evaluated({ dataTypes: [photos], app: { permissions } }).findings.map((one) => one.severity);
    expect(weighed([chosen])).toEqual([severity]);
    expect(weighed([chosen, CAMERA])).toEqual([sensitivity]);
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

  const added = (name: string, ...sources: string[]): Partial<EffectivePermission> & { name: string } => ({
    ...{ name, origin: 'implied', element: null, offset: null },
    impliedBy: sources.map((permission) => ({
      permission,
      targetSdkBelow: null,
      reason: { code: 'SPLIT', data: { permission, targetSdkBelow: null, vendor: null } },
    })),
  });
  const judged = (
    changes: (Partial<EffectivePermission> & { name: string })[],
    permissions: string[],
    made: Made,
  ): Finding[] => {
    const facts = factsOf({ permissions, targetSdk: 36 });
    const changed = facts.permissions.map((each) => ({
      ...each,
      ...changes.find(({ name }) => name === each.name),
    }));
    const rules = [rule('R', 'a', LISTED), rule('S', 'b', LISTED)];
    return evaluateRules(madeContext({ ...facts, permissions: changed }, { rules, ...made })).findings;
  };

  it('is evidence of the finding on what brings it', () => {
    const [finding, ...others] = judged([added(CAMERA, CONTACTS)], [CONTACTS, CAMERA], { dataTypes: [A] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ permissions: [CONTACTS, CAMERA], severity: 'high', title: 'title of R' });
    expect(finding?.evidence.map(({ kind, name }) => [kind, name])).toEqual([
      ['permission', CONTACTS],
      ['implied-permission', CAMERA],
    ]);
    expect(finding).not.toHaveProperty('implied');
  });

  it('comes with another where any of its sources speaks for it', () => {
    const small = [
      { ...A, permissions: [CAMERA], sensitivity: 'low' as const },
      { ...B, sensitivity: 'high' as const },
    ];
    const bySms = judged([added(CAMERA, 'com.example.NONE', SMS)], [CAMERA, SMS], { dataTypes: small });
    expect(bySms.map(({ dataType: id }) => id)).toEqual(['b']);
    const byNone = judged([added(CAMERA, 'com.example.NONE')], [CAMERA, SMS], { dataTypes: small });
    expect(byNone.map(({ dataType: id }) => id)).toEqual(['a', 'b']);
  });

  const INTERNET = fullName('INTERNET');
  const through = AUDIT_WORDS.sentences.en.THROUGH_PERMISSION({ dataType: 'name of a' });
  const dropped = (...permissions: string[]): string =>
    AUDIT_WORDS.sentences.en.DROP_SOURCES({ permissions, added: ['CAMERA'], isAlternative: false });

  it('gives title and advice where it alone decides the verdict', () => {
    const [finding] = judged([added(CAMERA, INTERNET)], [INTERNET, CAMERA], { dataTypes: [A] });
    expect(finding).toMatchObject({
      implied: true,
      title: through,
      remediation: [dropped('INTERNET')],
      severity: 'medium',
    });
  });

  it('decides it beside a milder request, by what brings it and nothing else', () => {
    const made = { dataTypes: [A], category: { conditional: [need([CONTACTS], 'f')] } };
    const changes = [
      added(CAMERA, INTERNET),
      { ...added(CONTACTS, 'com.example.OTHER'), origin: 'requested' as const },
    ];
    const [finding] = judged(changes, [INTERNET, CAMERA, CONTACTS], made);
    expect(finding).toMatchObject({ implied: true, title: through, remediation: [dropped('INTERNET')] });
    expect(finding?.verdict).toBe('unjustified');
  });

  it('leaves them to the rule where a request is as bad', () => {
    for (const permissions of [
      [INTERNET, CAMERA, CONTACTS],
      [INTERNET, CONTACTS, CAMERA],
    ]) {
      const [finding] = judged([added(CAMERA, INTERNET)], permissions, { dataTypes: [A] });
      expect(finding).toMatchObject({ title: 'title of R', remediation: ['safer than a'], severity: 'high' });
      expect(finding).not.toHaveProperty('implied');
    }
  });
});
