/** The numbers of what a report cites. */
import { describe, expect, it } from 'vitest';
import type { Citation, SourceReference } from '../../../src/audit/types.js';
import { referencesOf, sharedBy } from '../../../src/report/view/references.js';
import { finding, PLAY_CLAUSE } from '../samples.js';

const clause = (clauseId: string, source: string, more: Partial<Citation> = {}): Citation => ({
  ...PLAY_CLAUSE,
  clauseId,
  source,
  ...more,
});
const context = (source: string): SourceReference => ({ ...PLAY_CLAUSE, source, title: source });

describe('references', () => {
  it('number each source once, in the order it is cited, and letter its clauses where it has more than one', () => {
    const { sources, markOf } = referencesOf([
      finding({ clauses: [clause('a1', 'a'), clause('b1', 'b')] }),
      finding({ clauses: [clause('b1', 'b'), clause('a2', 'a'), clause('c1', 'c')] }),
    ]);
    expect(sources.map(({ number, clauses }) => [number, clauses.map(({ clauseId }) => clauseId)])).toEqual([
      [1, ['a1', 'a2']],
      [2, ['b1']],
      [3, ['c1']],
    ]);
    expect(['a1', 'a2', 'b1', 'c1'].map((clauseId) => markOf({ clauseId }))).toEqual(['[1a]', '[1b]', '[2]', '[3]']);
  });

  it('go on after z', () => {
    const clauses = Array.from({ length: 703 }, (_, index) => clause(`c${index}`, 's'));
    const { markOf } = referencesOf([finding({ clauses })]);
    const marks = [0, 25, 26, 51, 52, 701, 702].map((index) => markOf({ clauseId: `c${index}` }));
    expect(marks).toEqual(['[1a]', '[1z]', '[1aa]', '[1az]', '[1ba]', '[1zz]', '[1aaa]']);
    expect(new Set(clauses.map(markOf)).size).toBe(703);
  });

  it('name as context what no clause is cited of, once', () => {
    const seeAlso = [context('a'), context('d'), context('d')];
    const told = referencesOf([finding({ clauses: [], seeAlso }), finding({ clauses: [clause('a1', 'a')] })]).context;
    expect(told.map(({ source }) => source)).toEqual(['d']);
  });

  it('know what a part of a combination cites too, with the same verdict', () => {
    const kit = finding({ composite: true, clauses: [clause('k', 'a')] });
    const part = finding({ clauses: [clause('p', 'a'), clause('q', 'a', { verdict: 'unjustified' })] });
    const { isCitedByPart } = referencesOf([kit, part]);
    expect(isCitedByPart({ clauseId: 'p', verdict: 'prohibited' })).toBe(true);
    expect(isCitedByPart({ clauseId: 'q', verdict: 'prohibited' })).toBe(false);
    expect(isCitedByPart({ clauseId: 'k', verdict: 'prohibited' })).toBe(false);
  });

  it('share what all have alike, null too', () => {
    expect(sharedBy([1, 3, 5], (one) => one % 2)).toBe(1);
    expect(sharedBy([1, 2], (one) => one)).toBeUndefined();
    expect(sharedBy([1, 2], () => null)).toBeNull();
    expect(sharedBy([], () => 1)).toBeUndefined();
  });
});
