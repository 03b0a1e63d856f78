/** The verdict on one name: clauses, the category's need, capped policies, and what the code says against it. */
import { describe, expect, it } from 'vitest';
import { auditContext, type AuditRequest } from '../../src/audit/request.js';
import { judge, type Judgement } from '../../src/audit/verdicts.js';
import { evaluateRules } from '../../src/audit/findings.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Category, Clause, Policy, Rulebook, StatedVerdict } from '../../src/rulebook/types.js';
import { factsOf } from './facts.js';
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
