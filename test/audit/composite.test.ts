/** A composite is never stricter than its parts, and rests on grave, requested parts only. */
import { describe, expect, it } from 'vitest';
import { evaluatePredicates } from '../../src/audit/predicates.js';
import { auditContext } from '../../src/audit/request.js';
import type { Finding } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Severity, Verdict } from '../../src/rulebook/types.js';
import { audit, DEFAULT_POLICIES, factsOf } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const rulebook = builtinRulebook();
const context = auditContext(factsOf({ permissions: [], targetSdk: 36 }), rulebook, {
  category: 'lending',
  policies: DEFAULT_POLICIES,
  features: [],
  asOf: '2026-11-23',
  tool: { name: 'permaudit', version: '0' },
  words: AUDIT_WORDS,
});
const [TEMPLATE] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;

function part(dataType: string, verdict: Verdict, severity: Severity = 'high', more: Partial<Finding> = {}): Finding {
  if (TEMPLATE === undefined) throw new Error('a loan app with contacts has a finding');
  return { ...TEMPLATE, ruleId: `RULE-${dataType}`, dataType, verdict, severity, ...more };
}

const kit = (...parts: Finding[]): Finding | undefined =>
  evaluatePredicates(parts, context).find(({ ruleId }) => ruleId === 'LEND-HARASSMENT-KIT');

describe('a composite', () => {
  it.each<[Verdict, Verdict, Verdict]>([
    ['unjustified', 'unjustified', 'unjustified'],
    ['unjustified', 'prohibited', 'prohibited'],
    ['prohibited', 'unjustified', 'prohibited'],
    ['prohibited', 'prohibited', 'prohibited'],
  ])('of parts that are %s and %s is %s', (first, second, expected) => {
    expect(kit(part('contacts', first), part('sms', second))?.verdict).toBe(expected);
  });

  it.each<[string, Finding]>([
    ['is milder than unjustified', part('sms', 'conditional')],
    ['is only unexplained', part('sms', 'unexplained')],
    ['is of low severity', part('sms', 'unjustified', 'low')],
    ['is only implied', part('sms', 'prohibited', 'high', { implied: true })],
    ['is of the same data', part('contacts', 'prohibited')],
  ])('is not met where the second part %s', (_, second) => {
    expect(kit(part('contacts', 'prohibited'), part('sms', 'unjustified', 'medium'))).toBeDefined();
    expect(kit(part('contacts', 'prohibited'), second)).toBeUndefined();
  });

  it('names the rule of each part with its evidence, each permission once', () => {
    const both = kit(part('contacts', 'prohibited'), part('sms', 'prohibited'));
    expect(both?.permissions).toEqual(TEMPLATE?.permissions);
    expect(both?.evidence.map(({ detail }) => JSON.stringify(detail).match(/RULE-[a-z]+/)?.[0])).toEqual([
      'RULE-contacts',
      'RULE-sms',
    ]);
  });
});
