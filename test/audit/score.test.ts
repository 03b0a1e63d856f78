/** Score, grade and verdict, at every bound that docs/score.md publishes. */
import { describe, expect, it } from 'vitest';
import { costOf, scoreOf, withPoints, worstFirst } from '../../src/audit/score.js';
import type { Finding, Grade } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Severity, Verdict } from '../../src/rulebook/types.js';
import { audit } from './facts.js';
import { GRADE_ROWS, POINT_ROWS, SEVERITY_ROWS, VERDICT_ROWS } from './score-page.js';

const [TEMPLATE] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;
const VERDICTS = [...new Set(SEVERITY_ROWS.map(([verdict]) => verdict))];
const POINTS = new Map(POINT_ROWS);
const SEVERITIES = [...POINTS.keys()];
const pointsOf = (severity: Severity): number => POINTS.get(severity) ?? Number.NaN;
const atLeast = (a: Severity, b: Severity): boolean => SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b);

let made = 0;
function finding(over: Partial<Finding>): Finding {
  if (TEMPLATE === undefined) throw new Error('a loan app with contacts has a finding');
  return { ...TEMPLATE, dataType: `type-${(made += 1)}`, points: 0, ...over };
}

/**
 * Conditional findings, one data type each, that lose exactly these points without any weight in the verdict; null for a
 * sum that no findings have, such as 10.
 */
function losing(points: number): Finding[] | null {
  const severities = SEVERITIES.filter((severity) => pointsOf(severity) > 0);
  const reach = new Map<number, Severity[]>([[0, []]]);
  for (let sum = 1; sum <= points; sum += 1) {
    for (const severity of severities) {
      const before = reach.get(sum - pointsOf(severity));
      if (before !== undefined && !reach.has(sum)) reach.set(sum, [...before, severity]);
    }
  }
  return reach.get(points)?.map((severity) => finding({ verdict: 'conditional', severity })) ?? null;
}

function gradeFor(score: number): Grade {
  return GRADE_ROWS.find(([, from]) => score >= from)?.[0] ?? 'F';
}

describe('the page', () => {
  it('has a row for everything', () => {
    expect(VERDICTS).toEqual(['prohibited', 'unjustified', 'unexplained', 'conditional', 'necessary']);
    expect(SEVERITIES).toEqual(['critical', 'high', 'medium', 'low', 'info']);
    expect(GRADE_ROWS.map(([grade]) => grade)).toEqual(['A', 'B', 'C', 'D', 'F']);
    expect(VERDICT_ROWS.map(({ verdict }) => verdict)).toEqual(['fail', 'review', 'pass']);
  });
});

describe('the points', () => {
  it.each(POINT_ROWS)('%s costs %i', (severity, points) => {
    const result = scoreOf([finding({ severity })]);
    expect([costOf(finding({ severity })), result.points, result.score]).toEqual([points, points, 100 - points]);
    expect(costOf(finding({ severity, composite: true }))).toBe(0);
  });

  it('never take the score below 0, and are summed all the same', () => {
    const all = Array.from({ length: 5 }, () => finding({ severity: 'critical' }));
    const result = scoreOf(all);
    expect([result.points, result.score]).toEqual([5 * pointsOf('critical'), 0]);
    expect(result.waterfall.map(({ scoreAfter }) => scoreAfter)).toEqual([75, 50, 25, 0, 0]);
  });
});

describe('the grade', () => {
  /** The scores next to each bound, above and below, that some findings have. */
  const scores = GRADE_ROWS.flatMap(([, from]) => {
    const can = (score: number): boolean => score >= 0 && score <= 100 && losing(100 - score) !== null;
    const above = [0, 1, 2, 3].map((step) => from + step).find(can);
    const below = [1, 2, 3].map((step) => from - step).find(can);
    return [above, below].filter((score) => score !== undefined);
  });

  it.each([...new Set([100, ...scores])])('at %i', (score) => {
    const result = scoreOf(losing(100 - score) ?? []);
    expect([result.score, result.grade, result.verdict]).toEqual([score, gradeFor(score), 'pass']);
  });

  it('is tried exactly at the bounds that a sum can meet', () => {
    expect(scores).toEqual(expect.arrayContaining([75, 74, 60, 59, 40, 39]));
  });
});

describe('the verdict', () => {
  const cases = VERDICTS.flatMap((verdict) => SEVERITIES.map((severity): [Verdict, Severity] => [verdict, severity]));
  it.each(cases)('%s and %s', (verdict, severity) => {
    const row = VERDICT_ROWS.find(({ of, from }) => from === null || (of.includes(verdict) && atLeast(severity, from)));
    const result = scoreOf([finding({ verdict, severity })]);
    expect(result.verdict).toBe(row?.verdict);
    // The worse of the score's own grade and the best that the verdict allows.
    const own = gradeFor(100 - pointsOf(severity));
    expect(result.grade).toBe([own, row?.best ?? 'F'].sort().at(-1));
  });

  const heaviest: Record<string, Finding[]> = {
    fail: [finding({ verdict: 'prohibited', severity: 'high' })],
    review: [finding({ verdict: 'unexplained', severity: 'medium' })],
    pass: [],
  };
  it.each(VERDICT_ROWS)('$verdict allows $best at best, whatever the score', ({ verdict, best }) => {
    const weight = heaviest[verdict] ?? [];
    const spent = weight.reduce((sum, one) => sum + costOf(one), 0);
    const seen = new Set<Grade>();
    for (let rest = 0; rest <= 100 - spent; rest += 1) {
      const more = losing(rest);
      if (more === null) continue;
      const result = scoreOf([...weight, ...more]);
      expect(result.verdict).toBe(verdict);
      expect(result.grade).toBe([gradeFor(100 - spent - rest), best].sort().at(-1));
      seen.add(result.grade);
    }
    expect([...seen]).toEqual(GRADE_ROWS.map(([grade]) => grade).filter((grade) => grade >= best));
  });
});

describe('a data type', () => {
  it('counts once, at its worst finding, and tells all its rules worst first', () => {
    const same = [
      finding({ dataType: 'a', severity: 'low', ruleId: 'LOW' }),
      finding({ dataType: 'a', severity: 'high', ruleId: 'HIGH', verdict: 'unjustified' }),
    ];
    expect(scoreOf(same)).toMatchObject({
      points: pointsOf('high'),
      waterfall: [{ ruleIds: ['HIGH', 'LOW'], severity: 'high', points: pointsOf('high') }],
    });
  });

  it('gives back with one finding only what its siblings do not cost', () => {
    const points = (list: readonly Finding[]): number[] => withPoints(list, []).map((one) => one.points);
    const high = finding({ dataType: 'a', severity: 'high' });
    const medium = finding({ dataType: 'a', severity: 'medium' });
    expect(points([high, medium])).toEqual([pointsOf('high') - pointsOf('medium'), 0]);
    expect(points([high, { ...high, ruleId: 'TWIN' }])).toEqual([0, 0]);
    expect(points([high, { ...medium, dataType: 'b' }])).toEqual([pointsOf('high'), pointsOf('medium')]);
    expect(points([{ ...high, composite: true }, medium])).toEqual([0, pointsOf('medium')]);
  });
});

describe('the order of findings', () => {
  it('is combinations first, then by severity, the words of the article, rule and data type', () => {
    const list = [
      finding({ severity: 'high', ruleId: 'B', dataType: 'x' }),
      finding({ severity: 'high', ruleId: 'A', dataType: 'y' }),
      finding({ severity: 'high', ruleId: 'A', dataType: 'x' }),
      finding({ severity: 'high', ruleId: 'C', dataType: 'sms', articleQuote: 'a quotation' }),
      finding({ severity: 'high', ruleId: 'C', dataType: 'microphone', articleQuote: 'a quotation' }),
      finding({ severity: 'high', ruleId: 'A', dataType: 'sms', articleQuote: null }),
      finding({ severity: 'low', ruleId: 'K', dataType: 'w', composite: true }),
      finding({ severity: 'info', ruleId: 'K', dataType: 'v', composite: true }),
      finding({ severity: 'low', ruleId: 'J', dataType: 'justification', composite: true }),
      finding({ severity: 'critical', ruleId: 'Z', dataType: 'z' }),
    ];
    expect([...list].sort(worstFirst).map(({ ruleId, dataType }) => `${ruleId} ${dataType}`)).toEqual([
      'K w',
      'Z z',
      'C microphone',
      'C sms',
      'A sms',
      'A x',
      'A y',
      'B x',
      'J justification',
      'K v',
    ]);
    expect([...list].reverse().sort(worstFirst)).toEqual([...list].sort(worstFirst));
  });

  it('has the four kinds of data of the article first among equals, in its order, with its words alone', () => {
    const order = ['microphone', 'contacts', 'sms', 'photos-videos', 'a', 'z'];
    const ids = (quoted: boolean): string[] =>
      ['z', 'photos-videos', 'a', 'contacts', 'sms', 'microphone']
        .map((id) => finding({ severity: 'high', ruleId: 'R', dataType: id, articleQuote: quoted ? 'words' : null }))
        .sort(worstFirst)
        .map(({ dataType }) => dataType);
    expect(ids(true)).toEqual(order);
    expect(ids(false)).toEqual([...order].sort());
  });
});

describe('a tie', () => {
  it('between findings of one severity is led by what costs something', () => {
    const free = finding({ severity: 'info', composite: true, ruleId: 'A', dataType: 'x' });
    const justified = finding({ severity: 'medium', composite: true, ruleId: 'A', dataType: 'justification' });
    const costly = finding({ severity: 'medium', ruleId: 'B', dataType: 'y' });
    expect([free, justified, costly].sort(worstFirst)).toEqual([costly, justified, free]);
  });

  it('between lines of a waterfall is settled by severity, then by data type', () => {
    const list = [
      finding({ severity: 'info', dataType: 'a' }),
      finding({ severity: 'low', dataType: 'c' }),
      finding({ severity: 'low', dataType: 'b' }),
      finding({ severity: 'high', composite: true, dataType: 'd' }),
    ];
    const order = (findings: readonly Finding[]): string[] =>
      scoreOf(findings).waterfall.map(({ dataType }) => dataType);
    expect(order(list)).toEqual(['b', 'c', 'd', 'a']);
    expect(order([...list].reverse())).toEqual(['b', 'c', 'd', 'a']);
  });
});

it('is made by a rulebook that the report names', () => {
  const { version, sha256 } = builtinRulebook();
  expect(audit({ permissions: [] }).rulebook).toEqual({ version, sha256 });
});
