/** What is fine: only what nothing in the app opens, and only what weighs. */
import { describe, expect, it } from 'vitest';
import { positivesOf } from '../../src/audit/positives.js';
import type { Finding, Outcome } from '../../src/audit/types.js';
import { audit, factsOf, fullName, type AppShape } from './facts.js';
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

  it('is told of a complete reading alone', () => {
    expect(told({}, {}, [], 'complete-with-anomalies')).toEqual([]);
    expect(told({}, {}, [], 'version-dependent')).toEqual([]);
  });
});
