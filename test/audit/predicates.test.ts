/** Rules that no single permission shows, each on a rulebook made for it, at its bounds. */
import { describe, expect, it } from 'vitest';
import { evaluateRules } from '../../src/audit/findings.js';
import { evaluatePredicates } from '../../src/audit/predicates.js';
import type { Finding } from '../../src/audit/types.js';
import type { AppFacts } from '../../src/facts/facts.js';
import type { Divergence } from '../../src/facts/divergence.js';
import type { Predicate, Rule } from '../../src/rulebook/types.js';
import { audit, factsOf, fullName } from './facts.js';
import { clause, dataType, madeContext, policy, rule, source } from './made-rulebook.js';

const TYPES = [dataType('whole', { sensitivity: 'medium' }), dataType('a'), dataType('b'), dataType('c')];

function told(predicate: Predicate, facts: AppFacts, more: Partial<Rule> = {}, findings: Finding[] = []): Finding[] {
  const rules = [rule('R', 'whole', { predicate, verdict: 'unjustified', ...more }), rule('PLAIN', 'a')];
  return evaluatePredicates(findings, madeContext(facts, { dataTypes: TYPES, rules }));
}

describe('an old target', () => {
  const LOW: Predicate = { kind: 'low-target', targetSdkBelow: 23 };
  const on = (targetSdk: number, permissions: string[], minSdk = 14): Finding | undefined =>
    told(LOW, factsOf({ permissions, targetSdk, minSdk }))[0];
  const shown = (finding: Finding | undefined): unknown =>
    finding && {
      names: finding.permissions.map((name) => name.replace('android.permission.', '')),
      severity: finding.severity,
      composite: finding.composite,
      isOfItsOwn: finding.title !== 'title of R',
    };
  const GRANTED = { severity: 'medium', composite: false };

  it.each<[string, number, string[], unknown]>([
    ['grants at installation below the bound', 22, ['CAMERA'], { names: ['CAMERA'], ...GRANTED, isOfItsOwn: true }],
    ['asks from the bound on', 23, ['CAMERA'], undefined],
    ['grants nothing that Android never asks for', 22, ['INTERNET'], undefined],
    [
      'adds what it does not list, and costs nothing itself',
      28,
      ['ACCESS_FINE_LOCATION'],
      { names: ['ACCESS_BACKGROUND_LOCATION'], severity: 'info', composite: true, isOfItsOwn: false },
    ],
    ['adds nothing once the rule has ended', 29, ['ACCESS_FINE_LOCATION'], undefined],
  ])('%s', (_, targetSdk, permissions, expected) => {
    expect(shown(on(targetSdk, permissions))).toEqual(expected);
  });

  it.each([
    [22, 23],
    [23, null],
    [28, null],
  ])('is evidence itself, with the bound that it is below: %i, %s', (targetSdk, below) => {
    const finding = on(targetSdk, ['ACCESS_FINE_LOCATION']);
    expect(finding?.evidence[0]).toEqual({
      ...{ kind: 'target-sdk', name: 'targetSdkVersion', apiRanges: [[14, 37]], offset: null },
      detail: { code: 'TARGET_SDK', data: { targetSdk, below } },
    });
    expect(finding?.evidence.slice(1).map(({ name }) => name)).toEqual(finding?.permissions);
    expect(finding?.apiRange).toEqual([14, 37]);
  });

  it.each<[string, Partial<AppFacts['permissions'][number]>, boolean]>([
    ['nothing', {}, true],
    ['being the app’s own', { definedBy: 'app' }, false],
    ['a level with a flag', { protection: [{ apiRange: [1, 37], level: 'dangerous|instant' }] }, true],
    ['another level', { protection: [{ apiRange: [1, 37], level: 'normal' }] }, false],
    ['being dangerous up to 22', { protection: [{ apiRange: [1, 22], level: 'dangerous' }] }, false],
    ['being dangerous up to 23', { protection: [{ apiRange: [1, 23], level: 'dangerous' }] }, true],
    [
      'being dangerous on some levels only',
      {
        protection: [
          { apiRange: [1, 25], level: 'normal' },
          { apiRange: [26, 37], level: 'dangerous' },
        ],
      },
      true,
    ],
    ['being held below 23 only', { apiRanges: [[14, 22]] }, false],
    [
      'being held on some levels besides',
      {
        apiRanges: [
          [14, 16],
          [20, 23],
        ],
      },
      true,
    ],
    [
      'being held where it is not dangerous',
      { apiRanges: [[14, 25]], protection: [{ apiRange: [26, 37], level: 'dangerous' }] },
      false,
    ],
  ])('grants unasked what a newer one would have to ask for: %s', (_, change, isGranted) => {
    const facts = factsOf({ permissions: ['CAMERA'], targetSdk: 22, minSdk: 14 });
    const permissions = facts.permissions.map((permission) => ({ ...permission, ...change }));
    expect(told(LOW, { ...facts, permissions })).toHaveLength(isGranted ? 1 : 0);
  });
});

describe('evasion', () => {
  const divergence: Divergence = {
    ...{ kind: 'formats', what: 'permission', android: ['a'], documented: [], obstacle: null },
    ...{ apiRanges: [[26, 30]], omitted: 0, how: ['ANOM_STR_NUL'] },
  };

  it('is a difference of readings, and none without', () => {
    expect(told({ kind: 'evasion' }, factsOf({ permissions: [] }))).toEqual([]);
    expect(told({ kind: 'evasion' }, factsOf({ permissions: [], divergences: [] }))).toEqual([]);
    expect(told({ kind: 'evasion' }, factsOf({ permissions: [], divergences: [divergence] }))).toMatchObject([
      { ruleId: 'R', verdict: 'unjustified', permissions: [], apiRange: [26, 30], evidence: [{ kind: 'divergence' }] },
    ]);
  });
});

describe('several findings together', () => {
  const [template] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;
  const part = (id: string, more: Partial<Finding> = {}): Finding => {
    if (template === undefined) throw new Error('a loan app with contacts has a finding');
    const evidence = template.evidence.map((item) => ({ ...item, name: fullName(id) }));
    return { ...template, ruleId: id, dataType: id, permissions: [fullName(id)], evidence, ...more };
  };
  const of = (predicate: Partial<Predicate>, parts: string[], more: Partial<Rule> = {}): Finding | undefined =>
    told(
      { kind: 'composite', atLeast: 9, dataTypes: [], ...predicate } as Predicate,
      factsOf({ permissions: [], targetSdk: 36 }),
      more,
      parts.map((id) => part(id)),
    )[0];
  const PAIR = { pairs: [{ anyOf: ['a', 'b'], with: ['c', 'd'] }] };

  it.each<[string, Partial<Predicate>, string[], string[] | undefined]>([
    ['fewer than asked', { atLeast: 2, dataTypes: ['a', 'b', 'c'] }, ['a', 'd'], undefined],
    ['as many as asked, and another', { atLeast: 2, dataTypes: ['a', 'b', 'c'] }, ['a', 'b', 'd'], ['a', 'b']],
    ['a pair', PAIR, ['b', 'c'], ['b', 'c']],
    ['a pair, and another', PAIR, ['a', 'd', 'e'], ['a', 'd']],
    ['one half of a pair', PAIR, ['a', 'b'], undefined],
    ['the other half of a pair', PAIR, ['c', 'd'], undefined],
  ])('%s', (_, predicate, parts, expected) => {
    const finding = of(predicate, parts);
    expect(finding?.permissions).toEqual(expected?.map(fullName));
    const details = expected?.map((id) => ({ code: 'OF_RULE', data: { rule: id, detail: { code: 'REQUESTED' } } }));
    expect(finding?.evidence.map(({ detail }) => detail) ?? []).toMatchObject(details ?? []);
  });

  it('are no stricter than the rule says', () => {
    const both = { atLeast: 2, dataTypes: ['a', 'b'] };
    expect(of(both, ['a', 'b'], { verdict: 'conditional' })?.verdict).toBe('conditional');
    expect(of(both, ['a', 'b'], { verdict: 'prohibited' })?.verdict).toBe(template?.verdict);
  });
});

describe('the texts of what is told together', () => {
  const [CONTACTS, SMS] = ['READ_CONTACTS', 'READ_SMS'].map(fullName) as [string, string];
  const sources = [source('S', { inForce: '2019' })];
  const policies = [
    policy('p', [
      clause('ON-CONTACTS', 'S', { permissions: [CONTACTS] }),
      clause('ON-SERVICE', 'S', { capabilities: ['vpn-service'] }),
      clause('ON-SMS', 'S', { permissions: [SMS] }),
      clause('LATER', 'S', { permissions: [CONTACTS], announced: '2025', effective: '2030' }),
    ]),
  ];
  const types = [
    ...TYPES.slice(0, 1),
    dataType('contacts', { permissions: [CONTACTS] }),
    dataType('traffic', { capabilities: ['vpn-service'] }),
    dataType('sms', { permissions: [SMS] }),
  ];
  const cited = (predicate: Predicate): unknown => {
    const facts = factsOf({ permissions: [CONTACTS, SMS], capabilities: ['vpn-service'], targetSdk: 36 });
    const rules = [
      rule('R', 'whole', { predicate, verdict: 'prohibited' }),
      ...['contacts', 'traffic', 'sms'].map((id) =>
        rule(id, id, { permissions: [CONTACTS, SMS], capabilities: ['vpn-service'] }),
      ),
    ];
    const context = madeContext(facts, { dataTypes: types, rules, policies, sources });
    return evaluatePredicates(evaluateRules(context).findings, context).map((finding) =>
      finding.clauses.map(({ clauseId, permissions }) => [clauseId, ...permissions]),
    );
  };
  const BOTH = [
    ['ON-CONTACTS', CONTACTS],
    ['ON-SERVICE', 'vpn-service'],
  ];

  it('are those in force on each finding that is part of it, and no others', () => {
    expect(cited({ kind: 'composite', atLeast: 2, dataTypes: ['contacts', 'traffic'] })).toEqual([BOTH]);
  });

  it('are those on each permission and capability of a combination', () => {
    const allOf = [{ permissions: [CONTACTS] }, { capabilities: ['vpn-service' as const] }];
    expect(cited({ kind: 'combination', allOf })).toEqual([BOTH]);
  });
});

describe('the finding of such a rule', () => {
  const BOTH: Predicate = {
    kind: 'combination',
    allOf: [{ permissions: [fullName('INTERNET')] }, { capabilities: ['vpn-service'] }],
  };
  const facts = (packageName: string): AppFacts =>
    factsOf({ permissions: ['INTERNET'], capabilities: ['vpn-service'], targetSdk: 36, packageName });
  const reason = { severity: 'low' as const, severityReason: { en: 'because' } };

  it('names what it rests on, and has neither points nor features of its own', () => {
    expect(told(BOTH, facts('x'))).toMatchObject([
      {
        ...{
          ruleId: 'R',
          dataType: 'whole',
          title: 'title of R',
          verdict: 'unjustified',
          severity: 'medium',
          points: 0,
        },
        ...{ permissions: [fullName('INTERNET')], capabilities: ['vpn-service'], clauses: [], policyVerdicts: [] },
        ...{ justified: null, features: [], suppressedBy: null, severityReason: null, composite: false },
      },
    ]);
    expect(told(BOTH, facts('x'), { composite: true })[0]?.composite).toBe(true);
    expect(told(BOTH, facts('x'), reason)[0]).toMatchObject({ severity: 'low', severityReason: 'because' });
    const low = factsOf({ permissions: ['ACCESS_FINE_LOCATION'], targetSdk: 28 });
    const added = told({ kind: 'low-target', targetSdkBelow: 23 }, low, reason)[0];
    expect(added).toMatchObject({ severity: 'info', severityReason: null });
  });

  it('is told from that of another package, or of other names', () => {
    const print = (app: AppFacts): unknown => told(BOTH, app)[0]?.fingerprint;
    const any: Predicate = { kind: 'combination', anyOf: [{ capabilities: ['vpn-service', 'device-admin'] }] };
    expect(print(facts('x'))).toBe(print(facts('x')));
    expect(print(facts('x'))).not.toBe(print(facts('y')));
    const able = (capability: 'vpn-service' | 'device-admin'): unknown =>
      told(any, factsOf({ permissions: [], capabilities: [capability] }))[0]?.fingerprint;
    expect(able('vpn-service')).not.toBe(able('device-admin'));
  });

  it('is none where the rulebook does not know its data type', () => {
    expect(told(BOTH, facts('x'), { dataType: 'nowhere' })).toEqual([]);
  });
});
