/** Rule files as YAML: what is none, or would take the parser too deep, is a problem and never an exception. */
import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '../../src/rulebook/rule-file.js';

const problemsOf = (text: string): string[] => {
  const parsed = parseRuleFile({ path: 'own.yaml', text, kind: 'policy' });
  return Array.isArray(parsed) ? parsed.map(({ code }) => code) : [];
};

describe('a rule file', () => {
  it.each([
    ['lists within lists', `clauses: ${'['.repeat(100_000)}`],
    ['lists within lists, closed', `clauses: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['an alias of nothing', 'clauses: *nothing'],
    ['a key twice', 'id: a\nid: b'],
    [
      'aliases of aliases',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'.split('').map((name, at) => {
          const before = 'abcdefghi'[at] ?? '';
          return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
        }),
      ].join('\n'),
    ],
  ])('of %s is told as RULE_YAML', (_, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems)).toEqual(new Set(['RULE_YAML']));
  });
});
