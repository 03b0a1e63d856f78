/** The verdict on one name: clauses, the category's need, capped policies, and what the code says against it. */
import { describe, expect, it } from 'vitest';
import { auditContext, type AuditRequest } from '../../src/audit/request.js';
import { judge, type Judgement } from '../../src/audit/verdicts.js';
import { evaluateRules } from '../../src/audit/findings.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Category, Clause, Policy, Rulebook, StatedVerdict } from '../../src/rulebook/types.js';
import { codeWith, evidence } from './advised.js';
import { factsOf, type AppShape } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const shipped = builtinRulebook();
const NAME = 'android.permission.READ_CONTACTS';
const LOAN = shipped.categories.find(({ id }) => id === 'lending');
const SOURCE = shipped.sources.find(({ inForce }) => inForce !== undefined && inForce < '2020');

function clause(verdict: StatedVerdict, over: Partial<Clause> = {}): Clause {
  return {
    id: `C-${verdict}`,
    source: SOURCE?.id ?? '',
    title: { en: verdict },
    categories: ['app'],
    verdict,
    basis: 'explicit',
    verification: 'primary',
    permissions: [NAME],
    capabilities: [],
    ...(verdict === 'conditional' ? { features: ['one'] } : {}),
    ...over,
  };
}

function policy(id: string, clauses: Clause[], severityCap?: Policy['severityCap']): Policy {
  const capped = severityCap === undefined ? {} : { severityCap };
  return { id, name: { en: id }, summary: { en: id }, regions: [], default: true, clauses, ...capped };
}

type Need = 'necessary' | 'conditional' | 'unjustified' | 'unexplained';

function rulebookOf(need: Need, policies: Policy[]): Rulebook {
  if (LOAN === undefined) throw new Error('the shipped rulebook has loans');
  const part = { permissions: [NAME], capabilities: [], why: { en: 'need' } };
  const app: Category = {
    ...LOAN,
    id: 'app',
    aliases: [],
    rules: [],
    baseline: [],
    necessary: need === 'necessary' ? [part] : [],
    conditional: need === 'conditional' ? [{ ...part, features: ['need'] }] : [],
    ...(need === 'unexplained' ? { necessity: 'not-judged' as const } : {}),
  };
  const general = shipped.categories.filter(({ id }) => id === 'general').map((each) => ({ ...each, conditional: [] }));
  return { ...shipped, categories: [...general, app], policies };
}

function judged(need: Need, policies: Policy[], features: string[] = []): { judgement: Judgement; severity: string } {
  const request: AuditRequest = {
    category: 'app',
    policies: policies.map(({ id }) => id),
    features,
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0' },
    words: AUDIT_WORDS,
  };
  const context = auditContext(factsOf({ permissions: [NAME], targetSdk: 36 }), rulebookOf(need, policies), request);
  const { findings, justified } = evaluateRules(context);
  return { judgement: judge(NAME, context), severity: [...findings, ...justified][0]?.severity ?? 'none' };
}

const NEEDS: readonly Need[] = ['necessary', 'conditional', 'unexplained', 'unjustified'];
const ORDER = ['necessary', 'conditional', 'unexplained', 'unjustified', 'prohibited'];

describe('one clause and the need of the category', () => {
  const cases = NEEDS.flatMap((need) =>
    (['necessary', 'conditional', 'unjustified', 'prohibited'] as const).map((says) => [need, says] as const),
  );
  it.each(cases)('need %s, a text on this category says %s: the text counts', (need, says) => {
    expect(judged(need, [policy('p', [clause(says)])]).judgement.verdict).toBe(says);
  });

  it.each(cases)('need %s, a text on every app says %s: the stricter counts', (need, says) => {
    const { judgement } = judged(need, [policy('p', [clause(says, { categories: ['*'] })])]);
    const [mild, strict] = [need, says].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    expect(judgement.verdict).toBe(mild === strict ? need : strict);
  });

  it('silence leaves the need', () => {
    for (const need of NEEDS) {
      expect(judged(need, []).judgement.verdict).toBe(need);
      expect(judged(need, [policy('p', [])]).judgement.answers).toMatchObject([{ verdict: need, says: false }]);
    }
  });
});

describe('a policy with a cap', () => {
  it.each([
    // What it bars counts as unjustified, no heavier than the cap; never lighter than the need alone.
    ['necessary', 'prohibited', 'unjustified', 'low'],
    ['unjustified', 'prohibited', 'unjustified', 'high'],
    ['unjustified', 'unjustified', 'unjustified', 'high'],
    ['unexplained', 'unjustified', 'unjustified', 'medium'],
    ['unexplained', 'prohibited', 'unjustified', 'medium'],
    ['unjustified', 'conditional', 'conditional', 'low'],
    ['conditional', 'conditional', 'conditional', 'low'],
  ] as const)('need %s, it says %s: %s, %s', (need, says, verdict, severity) => {
    const result = judged(need, [policy('p', [clause(says)], 'low')]);
    expect([result.judgement.verdict, result.severity]).toEqual([verdict, severity]);
  });

  it('bounds nothing where the policy is silent', () => {
    expect(judged('unjustified', [policy('p', [], 'low')]).severity).toBe('high');
  });
});

describe('features', () => {
  const two = [
    clause('conditional', { id: 'C-1', features: ['one'] }),
    clause('conditional', { id: 'C-2', features: ['two'] }),
  ];

  it('must satisfy every deciding clause of a policy', () => {
    for (const [features, satisfied] of [
      [[], false],
      [['one'], false],
      [['two'], false],
      [['one', 'two'], true],
    ] as const) {
      expect(judged('necessary', [policy('p', two)], [...features]).judgement.satisfied).toBe(satisfied);
    }
  });

  it('are asked for only where a policy is not yet satisfied', () => {
    const policies = [policy('p', two.slice(0, 1)), policy('q', two.slice(1))];
    expect(judged('necessary', policies).judgement.features).toEqual(['one', 'two']);
    expect(judged('necessary', policies, ['one']).judgement).toMatchObject({ features: ['two'], satisfied: false });
    expect(judged('necessary', policies, ['one', 'two']).judgement).toMatchObject({
      features: ['one', 'two'],
      satisfied: true,
    });
  });
});

it('is worked out once for each context', () => {
  const context = auditContext(factsOf({ permissions: [NAME] }), shipped, {
    category: null,
    policies: [],
    features: [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '0' },
    words: AUDIT_WORDS,
  });
  expect(judge(NAME, context)).toBe(judge(NAME, context));
  expect(judge(NAME, { ...context })).not.toBe(judge(NAME, context));
});

const OWN = 'com.example.OWN';
interface Case extends Partial<AppShape> {
  name?: string;
  need?: Need;
  policies?: Policy[];
  features?: string[];
  change?: (rulebook: Rulebook) => Rulebook;
  /** Whether the code was read, and shows no use of the name. */
  isUnused?: boolean;
  category?: string | null;
}

function judgementOf({ name = NAME, need = 'unjustified', policies = [], features = [], ...more }: Case): Judgement {
  const { change = (same: Rulebook): Rulebook => same, isUnused = false, category = 'app', ...app } = more;
  const facts = factsOf({ permissions: [name], targetSdk: 36, ...app });
  const code = isUnused ? { code: codeWith([evidence(name, {})]) } : {};
  const context = auditContext({ ...facts, ...code }, change(rulebookOf(need, policies)), {
    ...{ category, features, policies: policies.map(({ id }) => id), asOf: '2026-11-23', words: AUDIT_WORDS },
    tool: { name: 'permaudit', version: '0' },
  });
  return judge(name, context);
}

describe('the clauses of a policy', () => {
  it.each([
    ['necessary', 'necessary'],
    ['conditional', 'conditional'],
    ['unexplained', 'unexplained'],
    ['unjustified', 'prohibited'],
  ] as const)('that bar only over-asking leave need %s: %s', (need, verdict) => {
    const judgement = judgementOf({ need, policies: [policy('p', [clause('prohibited', { whenUnneeded: true })])] });
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.cited).toHaveLength(need === 'unjustified' ? 1 : 0);
  });

  it('are cited in force, and warn before', () => {
    const announced = clause('prohibited', { announced: '2026-01-01', effective: '2026-11-24' });
    const before = judgementOf({ need: 'necessary', policies: [policy('p', [announced, clause('conditional')])] });
    const ids = (clauses: Judgement['cited']): string[] => clauses.map((each) => each.clause.id);
    expect([before.verdict, ids(before.cited), ids(before.warnings)]).toEqual([
      'conditional',
      ['C-conditional'],
      ['C-prohibited'],
    ]);
  });

  it('decide by the strictest, whose features alone satisfy', () => {
    const both = [clause('conditional'), clause('unjustified')];
    const [answer] = judgementOf({ policies: [policy('p', both)], features: ['one'] }).answers;
    expect(answer).toMatchObject({ verdict: 'unjustified', says: true, features: [], satisfied: false });
    expect(answer?.deciding.map((each) => each.clause.id)).toEqual(['C-unjustified']);
  });

  it('count where one of them is on the category, and as strict as the need', () => {
    const everybody = clause('conditional', { id: 'C-all', categories: ['*'] });
    expect(judgementOf({ policies: [policy('p', [everybody, clause('conditional')])] }).verdict).toBe('conditional');
    const equal = judgementOf({ need: 'conditional', policies: [policy('p', [everybody])] });
    expect(equal.answers).toMatchObject([{ says: true, features: ['one'] }]);
    const barely = judgementOf({ name: OWN, policies: [policy('p', [{ ...everybody, permissions: [OWN] }])] });
    expect(barely.answers).toMatchObject([{ says: true, verdict: 'conditional' }]);
  });

  it('never bar what nobody requests', () => {
    const name = 'android.permission.ACCESS_BACKGROUND_LOCATION';
    const bars = [policy('p', [clause('prohibited', { permissions: [name] })])];
    const permissions = ['ACCESS_FINE_LOCATION'];
    expect(judgementOf({ name, policies: bars, permissions, targetSdk: 28 })).toMatchObject({
      ...{ isImplied: true, verdict: 'unjustified', answers: [{ verdict: 'unjustified' }] },
    });
    expect(judgementOf({ name, policies: bars, permissions: [...permissions, name], targetSdk: 28 })).toMatchObject({
      ...{ isImplied: false, verdict: 'prohibited', answers: [{ verdict: 'prohibited' }] },
    });
    const milder = [policy('p', [clause('conditional', { permissions: [name] })])];
    expect(judgementOf({ name, policies: milder, permissions, targetSdk: 28 }).verdict).toBe('conditional');
  });
});

describe('what is nothing sensitive', () => {
  const bars = clause('prohibited', { permissions: [OWN] });

  it('has no verdict where nobody speaks of it', () => {
    expect(judgementOf({ name: OWN })).toMatchObject({ verdict: null, answers: [], votes: [], satisfied: false });
    expect(judgementOf({ name: OWN, policies: [policy('p', [])] })).toMatchObject({
      ...{ verdict: null, votes: [], answers: [{ policy: 'p', verdict: null, says: false, features: [] }] },
    });
  });

  it.each([[['p', 'q']], [['q', 'p']]])('has that of the policy that speaks: %j', (order) => {
    const policies = order.map((id) => policy(id, id === 'p' ? [bars] : []));
    expect(judgementOf({ name: OWN, policies }).verdict).toBe('prohibited');
  });

  it('weighs no more than the cap of the one policy that speaks', () => {
    expect(judgementOf({ name: OWN, policies: [policy('p', [bars], 'low')] }).votes).toEqual([
      { verdict: 'unjustified', cap: 'low' },
    ]);
  });

  it('is sensitive by its data type or by Android alone', () => {
    const [first] = shipped.dataTypes;
    if (first === undefined) throw new Error('the shipped rulebook has data types');
    const owned = { ...first, id: 'own', permissions: [OWN], capabilities: [] };
    const change = (rulebook: Rulebook): Rulebook => ({ ...rulebook, dataTypes: [owned] });
    expect(judgementOf({ name: OWN, change })).toMatchObject({ verdict: 'unjustified', features: [] });
    expect(judgementOf({ change }).verdict).toBe('unjustified');
  });
});

describe('what a category needs', () => {
  const withCategories =
    (changes: Record<string, Partial<Category>>) =>
    (rulebook: Rulebook): Rulebook => ({
      ...rulebook,
      categories: rulebook.categories.map((each) => ({ ...each, ...changes[each.id] })),
    });
  const part = (permission: string, ...features: string[]): Category['conditional'][number] => ({
    ...{ permissions: [permission], capabilities: [], features, why: { en: 'need' } },
  });
  const basic = { permissions: [OWN, NAME], why: { en: 'basic' } };

  it.each<[string, Record<string, Partial<Category>>, string | null, string, string[]]>([
    ['nothing', {}, 'app', 'unjustified', []],
    ['nothing, without a category', {}, null, 'unexplained', []],
    ['its own basics', { app: { baseline: [basic] } }, 'app', 'necessary', []],
    ['the basics of every app', { general: { baseline: [basic] } }, 'app', 'necessary', []],
    ['the basics of every app, without a category', { general: { baseline: [basic] } }, null, 'necessary', []],
    ['its own, with a feature', { app: { conditional: [part(NAME, 'b', 'a')] } }, 'app', 'conditional', ['a', 'b']],
    ['something else, with a feature', { app: { conditional: [part(OWN, 'a')] } }, 'app', 'unjustified', []],
    ['as every app, with a feature', { general: { conditional: [part(NAME, 'c')] } }, 'app', 'conditional', ['c']],
    [
      'its own before that of every app',
      { app: { conditional: [part(NAME, 'a')] }, general: { conditional: [part(NAME, 'c')] } },
      'app',
      'conditional',
      ['a'],
    ],
  ])('%s', (_, changes, category, verdict, features) => {
    const change = withCategories(changes);
    expect(judgementOf({ change, category })).toMatchObject({ verdict, features });
    const [silent] = judgementOf({ change, category, policies: [policy('p', [])] }).answers;
    expect([...(silent?.features ?? ['none'])].sort()).toEqual(features);
  });

  it('may be necessary in itself, and then needs no feature', () => {
    const { answers } = judgementOf({ need: 'necessary', policies: [policy('p', [])] });
    expect(answers).toMatchObject([{ verdict: 'necessary', features: [], satisfied: false }]);
  });

  it('may be a capability', () => {
    const need = { permissions: [], capabilities: ['vpn-service' as const], why: { en: 'need' } };
    const app: Case = { name: 'vpn-service', permissions: [], capabilities: ['vpn-service'] };
    expect(judgementOf(app)).toMatchObject({ verdict: 'unjustified', isImplied: false });
    expect(judgementOf({ ...app, change: withCategories({ app: { necessary: [need] } }) }).verdict).toBe('necessary');
  });
});

describe('a condition', () => {
  const TWO = clause('conditional', { features: ['one', 'two'] });

  it.each<[string, Case, boolean, string[]]>([
    ['of the category, not declared', { need: 'conditional' }, false, ['need']],
    ['of the category, declared', { need: 'conditional', features: ['need'] }, true, ['need']],
    ['of a clause, one of two declared', { policies: [policy('p', [TWO])], features: ['two'] }, true, ['one', 'two']],
    [
      'of one policy, where another says it is necessary',
      { policies: [policy('p', [TWO]), policy('q', [clause('necessary')])], features: ['one'] },
      true,
      ['one', 'two'],
    ],
    ['that no clause names', { policies: [policy('p', [clause('conditional', { features: [] })])] }, false, []],
  ])('%s', (_, asked, satisfied, features) => {
    expect(judgementOf(asked)).toMatchObject({ verdict: 'conditional', satisfied, features, contradicted: null });
  });

  it('is met by any of its features', () => {
    const change = (rulebook: Rulebook): Rulebook => ({
      ...rulebook,
      categories: rulebook.categories.map((each) => ({
        ...each,
        conditional: each.conditional.map((need) => ({ ...need, features: ['other', 'need'] })),
      })),
    });
    expect(judgementOf({ need: 'conditional', features: ['need'], change }).satisfied).toBe(true);
  });

  it('met by a declaration that the code contradicts is unjustified', () => {
    const unused: Case = { need: 'conditional', isUnused: true };
    expect(judgementOf({ ...unused, features: ['need'] })).toMatchObject({
      ...{ verdict: 'unjustified', satisfied: false, contradicted: 'need', features: ['need'] },
      votes: [
        { verdict: 'conditional', cap: undefined },
        { verdict: 'unjustified', cap: undefined },
      ],
    });
    expect(judgementOf(unused)).toMatchObject({ verdict: 'conditional', satisfied: false, contradicted: null });
    expect(judgementOf({ ...unused, need: 'unjustified' })).toMatchObject({ satisfied: false, contradicted: null });
    const two: Case = { policies: [policy('p', [TWO])], isUnused: true, features: ['two'] };
    expect(judgementOf(two).contradicted).toBe('two');
  });
});
