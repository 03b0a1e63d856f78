/** The days that bound a clause, at each edge and for each precision that a date may have. */
import { describe, expect, it } from 'vitest';
import {
  clauseDays,
  isAfter,
  isOnCalendar,
  lastDayOf,
  statedDates,
  type ClauseDays,
} from '../../src/rulebook/clause-dates.js';

type Clause = Parameters<typeof clauseDays>[0];
type Source = NonNullable<Parameters<typeof clauseDays>[1]>;

describe('the last day of a date', () => {
  it.each([
    ['2021', '2021-12-31'],
    ['2021-01', '2021-01-31'],
    ['2021-02', '2021-02-28'],
    ['2024-02', '2024-02-29'],
    ['2021-04', '2021-04-30'],
    ['2021-12', '2021-12-31'],
    ['2021-05-08', '2021-05-08'],
  ])('of %s is %s', (date, day) => {
    expect(lastDayOf(date)).toBe(day);
  });
});

describe('the calendar', () => {
  it.each(['2021', '2021-12', '2024-02-29', '2021-01-31', '2000-02-29'])('has %s', (date) => {
    expect(isOnCalendar(date)).toBe(true);
  });

  it.each(['2021-02-29', '2021-02-30', '2021-04-31', '2021-13-01', '2021-13', '1900-02-29', '2021-00', '2021-01-00'])(
    'has no %s',
    (date) => {
      expect(isOnCalendar(date)).toBe(false);
    },
  );
});

describe('one date', () => {
  it.each<[string, string, boolean]>([
    ['2021-05-02', '2021-05-01', true],
    ['2021-05-01', '2021-05-01', false],
    ['2021-05-01', '2021-05-02', false],
    ['2021-05', '2021-05-01', false],
    ['2021-05-01', '2021-05', false],
    ['2021-06', '2021-05-31', true],
    ['2022', '2021-12-31', true],
    ['2021-12-31', '2022', false],
    ['2022-01-01', '2021', true],
  ])('%s is after %s: %s', (date, other, expected) => {
    expect(isAfter(date, other)).toBe(expected);
  });
});

/** Clause, source; known, announced, binds, until. */
const DATED: [string, Clause, Source, ...([] | [string, boolean, string, string | null])][] = [
  ['nothing', {}, {}],
  ['an end alone', { until: '2025' }, { until: '2025' }],
  ['announced', { announced: '2023-04-05' }, {}, '2023-04-05', true, '2023-04-05', null],
  ['issued', {}, { issued: '2023-04-05' }, '2023-04-05', true, '2023-04-05', null],
  ['not before', { notBefore: '2023-04-05' }, {}, '2023-04-05', false, '2023-04-05', null],
  ['source not before', {}, { notBefore: '2023-04' }, '2023-04-30', false, '2023-04-30', null],
  ['effective', { effective: '2023-04-05' }, {}, '2023-04-05', false, '2023-04-05', null],
  ['enforced', { enforced: '2023-04-05' }, {}, '2023-04-05', false, '2023-04-05', null],
  ['source in force', {}, { inForce: '2023' }, '2023-12-31', false, '2023-12-31', null],
  ['effective and enforced', { effective: '2021', enforced: '2023' }, {}, '2021-12-31', false, '2021-12-31', null],
  ['announced, enforced', { announced: '2021', enforced: '2023' }, {}, '2021-12-31', true, '2023-12-31', null],
  ['issued, in force', {}, { issued: '2021-03-12', inForce: '2021-05-01' }, '2021-03-12', true, '2021-05-01', null],
  [
    'issued in the year of effect',
    { effective: '2021-05-01' },
    { issued: '2021' },
    '2021-05-01',
    true,
    '2021-05-01',
    null,
  ],
  [
    'issued in the month of effect',
    {},
    { issued: '2021-05', inForce: '2021-05-08' },
    '2021-05-08',
    true,
    '2021-05-08',
    null,
  ],
  [
    'own announcement first',
    { announced: '2019' },
    { issued: '2018', notBefore: '2017' },
    '2019-12-31',
    true,
    '2019-12-31',
    null,
  ],
  [
    'younger than its source',
    { notBefore: '2022-06-01' },
    { issued: '2018', inForce: '2019' },
    '2022-06-01',
    false,
    '2022-06-01',
    null,
  ],
  [
    'announced after its source came into force',
    { announced: '2022-06-01' },
    { issued: '2018', inForce: '2019' },
    '2022-06-01',
    true,
    '2022-06-01',
    null,
  ],
  [
    'enforced from a day of its own',
    { enforced: '2022-06-01' },
    { issued: '2018', inForce: '2019' },
    '2018-12-31',
    true,
    '2022-06-01',
    null,
  ],
  [
    'there, and to come',
    { notBefore: '2022-06-01', effective: '2022-07-01' },
    {},
    '2022-06-01',
    false,
    '2022-07-01',
    null,
  ],
  ['older than the page read', { announced: '2018' }, { notBefore: '2022' }, '2018-12-31', true, '2018-12-31', null],
  [
    'own effect first',
    { effective: '2020-01-02' },
    { issued: '2019-01-01', inForce: '2019-06-01' },
    '2019-01-01',
    true,
    '2020-01-02',
    null,
  ],
  [
    'until',
    { announced: '2020', until: '2022-01-01' },
    { until: '2025' },
    '2020-12-31',
    true,
    '2020-12-31',
    '2022-01-01',
  ],
  ['source until', { announced: '2020' }, { until: '2025-11' }, '2020-12-31', true, '2020-12-31', '2025-11-30'],
];

describe('the days of a clause', () => {
  it.each(DATED)('%s', (_, clause, source, ...days) => {
    const [known, isAnnounced, binds, until] = days;
    const expected = known === undefined ? null : ({ known, isAnnounced, binds, until } as ClauseDays);
    expect(clauseDays(clause, source)).toEqual(expected);
  });

  it('need no source', () => {
    expect(clauseDays({}, undefined)).toBeNull();
    expect(clauseDays({ effective: '2021' }, undefined)?.binds).toBe('2021-12-31');
  });
});

describe('the dates of a clause as written', () => {
  const own = { announced: '2021', effective: '2022', enforced: '2023', notBefore: '2020', until: '2024' };
  const of = { issued: '2011', inForce: '2012', notBefore: '2010', until: '2014' };

  it('are its own, else those of its source', () => {
    const { announced, ...same } = own;
    expect(statedDates(own, of)).toEqual({ issued: announced, ...same });
    const { inForce, ...rest } = of;
    expect(statedDates({}, of)).toEqual({ ...rest, effective: inForce, enforced: undefined });
    expect(Object.values(statedDates({}, undefined))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('of one that is younger are not those of its source, but for when that ends', () => {
    expect(statedDates({ notBefore: '2013' }, of)).toEqual({
      ...{ issued: undefined, effective: undefined, enforced: undefined, notBefore: '2013', until: '2014' },
    });
  });

  it.each<[Clause, string | undefined]>([
    [{}, '2012'],
    [{ announced: '2011' }, '2012'],
    [{ announced: '2012' }, '2012'],
    [{ announced: '2012-06' }, '2012'],
    [{ announced: '2013' }, undefined],
    [{ enforced: '2013' }, undefined],
    [{ effective: '2013', enforced: '2014' }, '2013'],
  ])('of %j: in force from %s', (clause, expected) => {
    expect(statedDates(clause, of).effective).toBe(expected);
  });
});
