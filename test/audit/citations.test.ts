/** What a report cites: each text once, with its own words, dates and standing, on the day that was asked for. */
import { describe, expect, it } from 'vitest';
import { cite, references, sourceThen } from '../../src/audit/citations.js';
import type { AppliedClause, ClauseState } from '../../src/audit/clause-state.js';
import type { AuditContext, AuditRequest } from '../../src/audit/request.js';
import type { Citation } from '../../src/audit/types.js';
import type { Clause, Source, SourceStatus, StatedVerdict } from '../../src/rulebook/types.js';
import { factsOf } from './facts.js';
import { clause, madeContext, policy, source } from './made-rulebook.js';

const NOBODY: ReadonlySet<string> = new Set();

interface Cited {
  sources: Source[];
  clauses?: Clause[];
  request?: Partial<AuditRequest>;
}
function contextOf({ sources, clauses = [], request }: Cited): AuditContext {
  return madeContext(factsOf({ permissions: [] }), { sources, policies: [policy('p', clauses)] }, request);
}

/** The citation of one clause. */
function cited(of: Clause, made: Cited, names = NOBODY, state: ClauseState = 'in-force'): Citation | undefined {
  const context = contextOf({ ...made, clauses: [of, ...(made.clauses ?? [])] });
  return cite([{ clause: of, policy: 'p', state }], names, context)[0];
}

describe('a citation', () => {
  it('of a bare clause says nothing that its text does not', () => {
    expect(cited(clause('C', 'S'), { sources: [source('S')] })).toEqual({
      clauseId: 'C',
      policy: 'p',
      source: 'S',
      sourceTitle: 'text of S',
      title: 'title of C',
      issuer: 'issuer of S',
      locator: null,
      quote: null,
      url: null,
      date: null,
      authority: 'law',
      status: 'in-force',
      basis: 'explicit',
      verification: 'primary',
      verdict: 'prohibited',
      state: 'in-force',
      effective: null,
      enforced: null,
      notBefore: null,
      until: null,
      supersededBy: null,
      permissions: [],
    });
  });

  it('of a full one needs no rulebook to be read, in either language', () => {
    const text = source('S', {
      ...{ title: { en: 'Act', zh: '法' }, issuer: { en: 'Office', zh: '办公室' }, language: 'hi' },
      ...{ url: 'https://example.org/act', authority: 'guidance', verification: 'secondary', status: 'draft' },
    });
    const full = clause('C', 'S', {
      ...{ title: { en: 'No contacts', zh: '不得读取联系人' }, locator: 'Art. 3', quote: 'शब्द' },
      ...{ translation: { en: 'words', zh: '词' }, verdict: 'conditional', basis: 'derived' },
      verification: 'unverified-high',
    });
    const english = cited(full, { sources: [text] }, NOBODY, 'future');
    expect(english).toMatchObject({
      ...{ sourceTitle: 'Act', issuer: 'Office', title: 'No contacts', locator: 'Art. 3', quote: 'शब्द' },
      ...{ quoteLanguage: 'hi', quoteTranslation: 'words', url: 'https://example.org/act' },
      // How the clause was checked, not how its source was.
      ...{ authority: 'guidance', status: 'draft', basis: 'derived', verification: 'unverified-high' },
      ...{ verdict: 'conditional', state: 'future' },
    });
    const chinese = cited(full, { sources: [text], request: { lang: 'zh' } });
    expect(chinese).toMatchObject({
      ...{ sourceTitle: '法', issuer: '办公室', title: '不得读取联系人' },
      ...{ quote: 'शब्द', quoteLanguage: 'hi', quoteTranslation: '词' },
    });
  });

  // docs/report-format.md: `quoteLanguage` is absent for English, and where nothing is quoted.
  it.each<[string, Partial<Source>, Partial<Clause>, Partial<Citation>]>([
    ['an English one', {}, { quote: 'words' }, { quote: 'words' }],
    ['a Chinese one', { language: 'zh' }, { quote: '词' }, { quote: '词', quoteLanguage: 'zh' }],
    ['none', { language: 'zh' }, {}, { quote: null }],
    [
      'one translated into Chinese only',
      { language: 'hi' },
      { quote: 'शब्द', translation: { zh: '词' } },
      { quote: 'शब्द', quoteLanguage: 'hi' },
    ],
  ])('has the language of its quotation: %s', (_, of, more, expected) => {
    const citation = cited(clause('C', 'S', more), { sources: [source('S', of)] });
    const { quote, quoteLanguage, quoteTranslation } = citation ?? {};
    const told = Object.entries({ quote, quoteLanguage, quoteTranslation }).filter(([, each]) => each !== undefined);
    expect(Object.fromEntries(told)).toEqual(expected);
    expect('quoteLanguage' in (citation ?? {})).toBe('quoteLanguage' in expected);
    expect('quoteTranslation' in (citation ?? {})).toBe(false);
  });

  it.each<[SourceStatus, SourceStatus]>([
    ['in-force', 'in-force'],
    ['draft', 'draft'],
    ['notice', 'notice'],
    ['published', 'published'],
    // It was replaced later: on the day asked for it was in force, or it would not be cited.
    ['superseded', 'in-force'],
  ])('of a text that is %s tells %s', (status, told) => {
    expect(cited(clause('C', 'S'), { sources: [source('S', { status })] })?.status).toBe(told);
  });

  it('of a source that no file defines is a fault of the rulebook', () => {
    expect(() => cited(clause('C', 'S'), { sources: [source('T')] })).toThrow('clause C cites an unknown source');
  });
});

describe('the dates of a citation', () => {
  type Dates = Pick<Citation, 'date' | 'effective' | 'enforced' | 'notBefore' | 'until'>;
  const NONE: Dates = { date: null, effective: null, enforced: null, notBefore: null, until: null };

  it.each<[string, Partial<Clause>, Partial<Source>, Partial<Dates>]>([
    [
      'are those of its source',
      {},
      { issued: '2020-01-01', inForce: '2020-06-01', until: '2030' },
      { date: '2020-01-01', effective: '2020-06-01', until: '2030' },
    ],
    ['are those of its source: seen', {}, { notBefore: '2020' }, { notBefore: '2020' }],
    [
      'are its own first',
      { announced: '2021', effective: '2022', enforced: '2023', until: '2024' },
      { issued: '2020', inForce: '2020', notBefore: '2019', until: '2030' },
      { date: '2021', effective: '2022', enforced: '2023', notBefore: '2019', until: '2024' },
    ],
    ['are its own first: seen', { notBefore: '2021' }, { notBefore: '2020' }, { notBefore: '2021' }],
    // What is younger than its source was not there when that was issued, nor did it bind with it.
    [
      'are its own alone, where it is younger',
      { notBefore: '2021' },
      { issued: '2018', inForce: '2019' },
      { notBefore: '2021' },
    ],
    [
      'are its own alone, where it is announced after the source came into force',
      { announced: '2021-03' },
      { issued: '2018', inForce: '2019' },
      { date: '2021-03' },
    ],
    [
      'are those of both, where it is announced before the source comes into force',
      { announced: '2018-03' },
      { issued: '2018', inForce: '2019' },
      { date: '2018-03', effective: '2019' },
    ],
    [
      'are those of both, where it is announced in the year of effect',
      { announced: '2019' },
      { inForce: '2019-05-01' },
      { date: '2019', effective: '2019-05-01' },
    ],
    [
      'are its own day of effect, where it is enforced later than its source',
      { enforced: '2023' },
      { issued: '2018', inForce: '2019' },
      { date: '2018', enforced: '2023' },
    ],
  ])('%s', (_, own, of, expected) => {
    const citation = cited(clause('C', 'S', own), { sources: [source('S', of)] });
    const { date, effective, enforced, notBefore, until } = citation ?? NONE;
    expect({ date, effective, enforced, notBefore, until }).toEqual({ ...NONE, ...expected });
  });
});

describe('what replaces a clause', () => {
  const sources = [
    source('OLD', { title: { en: 'Old', zh: '旧' } }),
    source('NEW', { title: { en: 'New', zh: '新' } }),
    source('REPLACED', { supersededBy: 'NEW' }),
    source('LOST', { supersededBy: 'NOWHERE' }),
  ];
  const clauses = [
    clause('NEXT', 'NEW'),
    clause('BESIDE', 'OLD', { title: { en: 'Beside', zh: '旁' } }),
    clause('BESIDE-REPLACED', 'REPLACED'),
  ];

  it.each<[string, string, string | undefined, string | null]>([
    ['nothing', 'OLD', undefined, null],
    ['a clause of another text, by its text', 'OLD', 'NEXT', 'New'],
    ['a clause of the same text, by its title', 'OLD', 'BESIDE', 'Beside'],
    ['what replaces its text', 'REPLACED', undefined, 'New'],
    ['its own successor before that of its text', 'REPLACED', 'BESIDE-REPLACED', 'title of BESIDE-REPLACED'],
    ['a clause that is not there, so what replaces its text', 'REPLACED', 'NOWHERE', 'New'],
    ['a clause that is not there', 'OLD', 'NOWHERE', null],
    ['a text that is not there', 'LOST', undefined, null],
  ])('is %s', (_, of, supersededBy, expected) => {
    const one = clause('C', of, supersededBy === undefined ? {} : { supersededBy });
    expect(cited(one, { sources, clauses })?.supersededBy).toBe(expected);
  });

  it('is told in the language of the report', () => {
    const request = { lang: 'zh' as const };
    const told = (supersededBy: string): unknown =>
      cited(clause('C', 'OLD', { supersededBy }), { sources, clauses, request })?.supersededBy;
    expect(told('NEXT')).toBe('新');
    expect(told('BESIDE')).toBe('旁');
  });
});

describe('the permissions of a citation', () => {
  it.each<[string, Partial<Clause>, string[], string[]]>([
    ['are those of the finding that it names', { permissions: ['A', 'B'] }, ['B', 'C'], ['B']],
    ['stand in its own order', { permissions: ['B', 'A'] }, ['A', 'B'], ['B', 'A']],
    [
      'are capabilities too',
      { permissions: ['A'], capabilities: ['vpn-service'] },
      ['vpn-service', 'A'],
      ['A', 'vpn-service'],
    ],
    [
      'are those under a wildcard too, after the others',
      { permissions: ['a.*', 'B'] },
      ['a.x', 'B', 'a.y', 'C'],
      ['B', 'a.x', 'a.y'],
    ],
    ['stand there once', { permissions: ['a.*', 'a.x'] }, ['a.x', 'a.y'], ['a.x', 'a.y']],
    ['are none where it names others', { permissions: ['A'] }, ['B'], []],
  ])('%s', (_, more, names, expected) => {
    expect(cited(clause('C', 'S', more), { sources: [source('S')] }, new Set(names))?.permissions).toEqual(expected);
  });
});

describe('citations', () => {
  const applied = (id: string, verdict: StatedVerdict, state: ClauseState, of: string): AppliedClause => ({
    ...{ clause: clause(id, 'S', { verdict }), state, policy: of },
  });
  const EXPECTED = [
    applied('A', 'prohibited', 'in-force', 'q'),
    applied('B', 'prohibited', 'in-force', 'p'),
    applied('C', 'unjustified', 'in-force', 'q'),
    applied('D', 'conditional', 'in-force', 'p'),
    applied('E', 'necessary', 'in-force', 'p'),
    applied('F', 'prohibited', 'announced', 'q'),
    applied('G', 'prohibited', 'future', 'p'),
    applied('H', 'unjustified', 'announced', 'q'),
    applied('I', 'unjustified', 'future', 'p'),
  ];
  const context = contextOf({ sources: [source('S')], request: { policies: ['q', 'p'] } });
  const ids = (list: AppliedClause[]): string[] => cite(list, NOBODY, context).map(({ clauseId }) => clauseId);

  it('stand in one order: in force first, then strict before mild, then as the policies were asked for', () => {
    const expected = EXPECTED.map((each) => each.clause.id);
    expect(ids(EXPECTED)).toEqual(expected);
    expect(ids([...EXPECTED].reverse())).toEqual(expected);
    expect(ids([4, 8, 1, 6, 0, 3, 7, 2, 5].flatMap((at) => EXPECTED[at] ?? []))).toEqual(expected);
  });

  it('stand once each', () => {
    const [first, second] = EXPECTED;
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(ids([first, second, { ...first }, second])).toEqual(['A', 'B']);
    expect(cite([], NOBODY, context)).toEqual([]);
  });
});

describe('a source on a day', () => {
  const sources = [
    source('FIRST', { issued: '2018-03', until: '2020-01-01', supersededBy: 'SECOND' }),
    source('SECOND', { notBefore: '2020-01-01', until: '2022', supersededBy: 'THIRD' }),
    source('THIRD', { issued: '2022-06-15', inForce: '2023-01-01' }),
    source('GAP', { issued: '2018', until: '2020-01-01', supersededBy: 'THIRD' }),
    source('ENDED', { issued: '2018', until: '2020-01-01' }),
    source('UNDATED'),
    source('ROUND', { issued: '2018', until: '2019', supersededBy: 'ABOUT' }),
    source('ABOUT', { issued: '2018', until: '2019', supersededBy: 'ROUND' }),
  ];
  const on = (id: string, asOf: string): string | undefined =>
    sourceThen(id, contextOf({ sources, request: { asOf } }))?.id;

  // A date as short as a month or year counts from its last day, and ends with it.
  it.each<[string, string, string | undefined]>([
    ['FIRST', '2018-03-30', undefined],
    ['FIRST', '2018-03-31', 'FIRST'],
    ['FIRST', '2019-12-31', 'FIRST'],
    ['FIRST', '2020-01-01', 'SECOND'],
    ['FIRST', '2022-12-30', 'SECOND'],
    ['FIRST', '2022-12-31', 'THIRD'],
    ['SECOND', '2019-12-31', undefined],
    ['THIRD', '2022-06-14', undefined],
    ['THIRD', '2022-06-15', 'THIRD'],
    ['GAP', '2019-06-01', 'GAP'],
    ['GAP', '2021-01-01', undefined],
    ['GAP', '2022-06-15', 'THIRD'],
    ['ENDED', '2019-12-31', 'ENDED'],
    ['ENDED', '2020-01-01', undefined],
    ['UNDATED', '2026-01-01', undefined],
    ['ROUND', '2026-01-01', undefined],
    ['NOWHERE', '2026-01-01', undefined],
  ])('%s on %s is %s', (id, asOf, expected) => {
    expect(on(id, asOf)).toBe(expected);
  });

  it('is named for further reading as it stood then, each once', () => {
    const context = contextOf({ sources, request: { asOf: '2020-05-01' } });
    const ids = ['SECOND', 'FIRST', 'UNDATED', 'THIRD', 'FIRST'];
    expect(references(ids, context)).toEqual([
      {
        ...{ source: 'SECOND', title: 'text of SECOND', issuer: 'issuer of SECOND', date: null, url: null },
        ...{ authority: 'law', verification: 'primary' },
      },
    ]);
    expect(references([], context)).toEqual([]);
  });

  it('is named with its date and address, in the language of the report', () => {
    const full = source('S', {
      ...{ title: { en: 'Study', zh: '研究' }, issuer: { en: 'School', zh: '学校' }, issued: '2020' },
      ...{ url: 'https://example.org', authority: 'research', verification: 'secondary' },
    });
    const of = (lang: 'en' | 'zh'): unknown => references(['S'], contextOf({ sources: [full], request: { lang } }));
    const same = {
      source: 'S',
      date: '2020',
      url: 'https://example.org',
      authority: 'research',
      verification: 'secondary',
    };
    expect(of('en')).toEqual([{ ...same, title: 'Study', issuer: 'School' }]);
    expect(of('zh')).toEqual([{ ...same, title: '研究', issuer: '学校' }]);
  });
});
