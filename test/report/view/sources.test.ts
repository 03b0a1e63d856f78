import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/audit/types.js';
import { clausesOf, Sources } from '../../../src/report/view/sources.js';
import { finding, overCollectingAudit } from '../samples.js';

const [clause] = finding().clauses;
const [reference] = overCollectingAudit().findings.flatMap(({ seeAlso }) => seeAlso);
if (clause === undefined || reference === undefined) throw new Error('the sample cites nothing');

const cites = (source: string, clauseId = `${source}-1`, more: Partial<typeof clause> = {}): typeof clause => ({
  ...clause,
  source,
  clauseId,
  ...more,
});
const names = (source: string): typeof reference => ({ ...reference, source });
const about = (dataType: string, clauses: (typeof clause)[], seeAlso: (typeof reference)[] = []): Finding =>
  finding({ dataType, clauses, seeAlso });

describe('the sources of an audit', () => {
  it('are numbered from 1 by first mention, each once', () => {
    const sources = new Sources([
      about('a', [cites('X'), cites('Y')], [names('Z')]),
      about('b', [cites('Y'), cites('V')], [names('Z'), names('X')]),
    ]);
    expect(sources.list().map(({ number, source }) => [number, source])).toEqual([
      [1, 'X'],
      [2, 'Y'],
      [3, 'Z'],
      [4, 'V'],
    ]);
    expect(['X', 'Y', 'Z', 'V', 'W'].map((source) => sources.numberOf(source))).toEqual([1, 2, 3, 4, 0]);
  });

  it('have all their clauses, each once, and know where they are context too', () => {
    const [x, y] = new Sources([
      about('a', [cites('X', 'X-1'), cites('X', 'X-2')]),
      about('b', [cites('X', 'X-1'), cites('X', 'X-3')], [names('X'), names('Y')]),
    ]).list();
    expect(x?.clauses.map(({ clauseId }) => clauseId)).toEqual(['X-1', 'X-2', 'X-3']);
    expect(x?.reference?.source).toBe('X');
    expect([y?.clauses, y?.reference?.source]).toEqual([[], 'Y']);
  });

  it('follow the order in which findings are shown, not that of the report', () => {
    const mild = { ...about('a', [cites('X')]), severity: 'low' as const, points: 3 };
    const grave = { ...about('b', [cites('Y')]), severity: 'critical' as const, points: 25 };
    expect(new Sources([mild, grave]).list().map(({ source }) => source)).toEqual(['Y', 'X']);
  });

  it('come with the strictest clauses first', () => {
    const strict = cites('Y', 'Y-1', { verdict: 'prohibited' });
    const mild = cites('X', 'X-1', { verdict: 'conditional' });
    const one = about('a', [mild, strict]);
    expect(clausesOf(one)).toEqual([strict, mild]);
    expect(new Sources([one]).numberOf('Y')).toBe(1);
  });

  it('are none where nothing is cited', () => {
    expect(new Sources([]).list()).toEqual([]);
    expect(new Sources([about('a', [])]).list()).toEqual([]);
  });
});
