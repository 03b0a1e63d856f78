import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/audit/types.js';
import { clausesOf, Sources } from '../../../src/report/view/sources.js';
import { renderReport } from '../../../src/report/formats.js';
import { audit } from '../../audit/facts.js';
import { DETAILS } from '../details.js';
import { finding, overCollectingAudit, SAMPLES } from '../samples.js';

const MANY = ['READ_CONTACTS', 'READ_SMS', 'RECORD_AUDIO', 'QUERY_ALL_PACKAGES', 'READ_MEDIA_IMAGES'];

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

  it('go on after z', () => {
    const clauses = Array.from({ length: 703 }, (_, index) => cites('S', `c${index}`));
    const many = new Sources([about('a', clauses)]);
    const marks = [0, 25, 26, 51, 52, 701, 702].map((index) => many.markOf({ clauseId: `c${index}` }));
    expect(marks).toEqual(['[1a]', '[1z]', '[1aa]', '[1az]', '[1ba]', '[1zz]', '[1aaa]']);
    expect(new Set(clauses.map((one) => many.markOf(one))).size).toBe(703);
    expect(many.markOf({ clauseId: 'nowhere' })).toBe('[?]');
  });

  it('know what a part of a combination cites too, with the same verdict', () => {
    const kit = finding({ composite: true, clauses: [cites('A', 'k')] });
    const part = finding({ clauses: [cites('A', 'p'), cites('A', 'q', { verdict: 'unjustified' })] });
    const both = new Sources([kit, part]);
    expect(both.isCitedByPart({ clauseId: 'p', verdict: 'prohibited' })).toBe(true);
    expect(both.isCitedByPart({ clauseId: 'q', verdict: 'prohibited' })).toBe(false);
    expect(both.isCitedByPart({ clauseId: 'k', verdict: 'prohibited' })).toBe(false);
  });

  it('are none where nothing is cited', () => {
    expect(titles([])).toEqual([]);
    expect(titles([about('a', [])])).toEqual([]);
  });
});

/** What stands behind each number: in the terminal a paragraph, in HTML the head of an item. */
const squeezed = (text: string): string => text.replace(/\s+/g, '');
const unescaped = (html: string): string =>
  html
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

describe('a number', () => {
  const audits = Object.entries({ ...SAMPLES, made: () => audit({ permissions: MANY, targetSdk: 34 }) });

  it.each(audits)('means the same text in the terminal, in HTML and in the list: %s', async (_, make) => {
    const one = make();
    const list = new Sources(one.findings);
    const text = await renderReport(one, 'text', DETAILS);
    const html = await renderReport(one, 'html');
    const heads = new Map(
      [...html.matchAll(/<li id="source-(\d+)">[^]*?<cite>([^]*?)<\/cite>/g)].map((m) => [m[1], m[2]]),
    );
    expect(heads.size).toBe(list.list().length);
    for (const { number, title } of list.list()) expect(unescaped(heads.get(String(number)) ?? '')).toBe(title);
    // The list is the last part of the terminal report.
    const told = text.slice(text.lastIndexOf('── '));
    const begins = [...told.matchAll(/^ {2}\[(\d+)\] /gm)];
    expect(begins.map(([, number]) => Number(number))).toEqual(list.cited.map(({ number }) => number));
    for (const [index, begin] of begins.entries()) {
      const paragraph = squeezed(told.slice(begin.index, begins[index + 1]?.index));
      expect(paragraph).toContain(squeezed(list.cited[index]?.title ?? ''));
    }
    // A finding points at a clause by one mark in both.
    for (const clause of one.findings.flatMap((each) => (each.composite ? [] : each.clauses))) {
      expect(text).toContain(list.markOf(clause));
      expect(html).toContain(
        `<a class="source-number" href="#source-${list.numberOf(clause.source)}">${list.markOf(clause)}</a>`,
      );
    }
  });

  it('is in use: the app that was made cites more than one text', () => {
    expect(new Sources(audit({ permissions: MANY, targetSdk: 34 }).findings).cited.length).toBeGreaterThan(3);
  });
});
