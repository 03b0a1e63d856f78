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
  sourceTitle: source,
  clauseId,
  ...more,
});
const names = (source: string): typeof reference => ({ ...reference, source, title: source });
const about = (dataType: string, clauses: (typeof clause)[], seeAlso: (typeof reference)[] = []): Finding =>
  finding({ dataType, clauses, seeAlso });
const titles = (findings: Finding[]): string[] => new Sources(findings).list().map(({ title }) => title);

describe('the sources of an audit', () => {
  const sources = new Sources([
    about('a', [cites('X'), cites('Y')], [names('Z'), names('V')]),
    about('b', [cites('Y'), cites('V', 'V-1'), cites('V', 'V-2')], [names('Z'), names('X')]),
  ]);

  it('are numbered from 1, each once: the cited by first mention, then the context', () => {
    expect(sources.list().map(({ number, title }) => [number, title])).toEqual([
      [1, 'X'],
      [2, 'Y'],
      [3, 'V'],
      [4, 'Z'],
    ]);
    expect(['X', 'Y', 'V', 'Z', 'W'].map((source) => sources.numberOf(source))).toEqual([1, 2, 3, 4, 0]);
  });

  it('have all their clauses, each once, and what they are as context where they are only that', () => {
    const [x, , v, z] = sources.list();
    expect(v?.clauses.map(({ clauseId }) => clauseId)).toEqual(['V-1', 'V-2']);
    expect([x?.clauses.length, x?.reference]).toEqual([1, null]);
    expect([z?.clauses, z?.reference?.source]).toEqual([[], 'Z']);
  });

  it('are pointed at by marks, with a letter where there is more than one clause', () => {
    expect(sources.markOf(cites('X'))).toBe('[1]');
    expect(sources.markOf(cites('V', 'V-2'))).toBe('[3b]');
  });

  it('follow the order in which findings are shown, not that of the report', () => {
    const mild = { ...about('a', [cites('X')]), severity: 'low' as const, points: 3 };
    const grave = { ...about('b', [cites('Y')]), severity: 'critical' as const, points: 25 };
    expect(titles([mild, grave])).toEqual(['Y', 'X']);
  });

  it('come with the strictest clauses of a finding first', () => {
    const strict = cites('Y', 'Y-1', { verdict: 'prohibited' });
    const mild = cites('X', 'X-1', { verdict: 'conditional' });
    expect(clausesOf(about('a', [mild, strict]))).toEqual([strict, mild]);
  });

  it('are none where nothing is cited', () => {
    expect(titles([])).toEqual([]);
    expect(titles([about('a', [])])).toEqual([]);
  });
});
