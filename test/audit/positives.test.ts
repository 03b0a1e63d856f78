/** What is fine: only what nothing in the app opens, and only what weighs. */
import { describe, expect, it } from 'vitest';
import { positivesOf } from '../../src/audit/positives.js';
import type { Finding, Outcome } from '../../src/audit/types.js';
import { audit, factsOf, fullName, type AppShape } from './facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { codeWith } from './advised.js';
import { dataType, madeContext, rule, type Made } from './made-rulebook.js';

const A = dataType('a', { permissions: [fullName('CAMERA')], capabilities: ['vpn-service'] });
const WORDS = [{ en: 'good' }];

function told(made: Made, app: Partial<AppShape> = {}, found: string[] = [], outcome: Outcome = 'complete'): string[] {
  const [template] = audit({ permissions: ['READ_CONTACTS'] }).findings;
  const findings: Finding[] = found.flatMap((id) => (template === undefined ? [] : [{ ...template, dataType: id }]));
  const context = madeContext(
    { ...factsOf({ permissions: [], targetSdk: 36, ...app }), code: codeWith([]) },
    {
      ...{ dataTypes: [A], rules: [rule('R', 'a')] },
      ...made,
      category: { positives: WORDS, ...made.category },
    },
  );
  return positivesOf(findings, outcome, context);
}

const ABSENT = ['good', 'No access requested to: name of a'];

describe('what is fine', () => {
  it.each<[string, Made, Partial<AppShape>, string[], string[]]>([
    ['nothing of it is there', {}, {}, [], ABSENT],
    ['other permissions are', {}, { permissions: ['INTERNET'] }, [], ABSENT],
    ['two rules look for it', { rules: [rule('R', 'a'), rule('S', 'a')] }, {}, [], ABSENT],
    ['a permission opens it', {}, { permissions: ['CAMERA'] }, [], ['good']],
    ['a capability opens it', {}, { capabilities: ['vpn-service'] }, [], ['good']],
    ['a finding speaks of it', {}, {}, ['a'], ['good']],
    ['a finding speaks of something else', {}, {}, ['b'], ABSENT],
    ['it weighs little', { dataTypes: [{ ...A, sensitivity: 'medium' }] }, {}, [], ['good']],
    ['the rulebook does not know it', { dataTypes: [] }, {}, [], ['good']],
    ['a predicate looks for it', { rules: [rule('R', 'a', { predicate: { kind: 'evasion' } })] }, {}, [], ['good']],
    ['no rule looks for it', { rules: [] }, {}, [], ['good']],
  ])('where %s', (_, made, app, found, expected) => {
    expect(told(made, app, found)).toEqual(expected);
  });

  it('is no sentence that the app itself contradicts', () => {
    const positives = [{ en: 'first' }, { en: 'second', without: [fullName('CAMERA'), fullName('READ_CONTACTS')] }];
    const said = (...permissions: string[]): string[] =>
      told({ dataTypes: [], category: { positives } }, { permissions });
    expect(said('INTERNET')).toEqual(['first', 'second']);
    expect([said('CAMERA'), said('READ_CONTACTS')]).toEqual([['first'], ['first']]);
  });

  it('names the permission that a shipped sentence says to do without', () => {
    const all = builtinRulebook().categories.flatMap(({ positives }) => positives);
    const claims = all.filter(({ en }) => /, without \b|without [A-Z]/.test(en));
    expect(claims.length).toBeGreaterThan(15);
    expect(claims.filter(({ without = [] }) => without.length === 0).map(({ en }) => en)).toEqual([
      'A device owner manages permissions, apps and networks with DevicePolicyManager, without reading what the person does.',
    ]);
    for (const { en, without = [] } of all) {
      const [, name] = /without ([A-Z]+_[A-Z_]+)/.exec(en) ?? [];
      if (name !== undefined) expect(without, en).toEqual([fullName(name)]);
    }
  });

  it('is told of a complete reading alone', () => {
    expect(told({}, {}, [], 'complete-with-anomalies')).toEqual([]);
    expect(told({}, {}, [], 'version-dependent')).toEqual([]);
  });
});
