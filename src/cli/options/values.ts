/** Values of command-line options, checked. */
import { NEWEST_API, type ApiRange } from '../../bytes/api-range.js';
import type { AppRole } from '../../audit/request.js';
import { isOnCalendar } from '../../rulebook/clause-dates.js';
import type { Lang } from '../../rulebook/types.js';
import { UsageError } from '../io/failures.js';
import { parseFailOn, type FailOn } from '../gate/fail-on.js';

function reject(option: string, value: string, expected: string): never {
  throw new UsageError(`${option}: "${value}" is not ${expected}`);
}

/** Comma-separated ids; the option may be given more than once. */
export function collectIds(value: string, previous: string[] | undefined): string[] {
  const ids = value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  return [...new Set([...(previous ?? []), ...ids])];
}

/** A path; the option may be given more than once. */
export function collectPaths(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/** No text of the rulebook speaks of apps before it, so that a score of an earlier day would say nothing. */
const FIRST_DAY = '2011-01-01';

/**
 * A day of the calendar, `YYYY-MM-DD`, from 2011 to a year from now: what texts are known to hold later is no promise.
 * @throws UsageError for anything else
 */
export function readDate(value: string, now: Date = new Date()): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isOnCalendar(value)) {
    return reject('--as-of', value, 'a day of the calendar, such as 2026-11-23');
  }
  const day = today(now);
  const lastDay = String(Number(day.slice(0, 4)) + 1) + day.slice(4);
  if (value >= FIRST_DAY && value <= lastDay) return value;
  return reject('--as-of', value, `a day from ${FIRST_DAY} to ${lastDay}, a year from today`);
}

/** @throws UsageError for anything but `en` and `zh` */
export function readLang(value: string): Lang {
  return value === 'en' || value === 'zh' ? value : reject('--lang', value, 'en or zh');
}

/** @throws UsageError for anything but `consumer` and `supply` */
export function readRole(value: string): AppRole {
  return value === 'consumer' || value === 'supply' ? value : reject('--role', value, 'consumer or supply');
}

/** `30` or `26-34`. */
export function readApiRange(value: string): ApiRange {
  const parts = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(value);
  const from = Number(parts?.[1] ?? Number.NaN);
  const to = Number(parts?.[2] ?? from);
  const isRange = from >= 1 && from <= to && to <= NEWEST_API;
  return isRange
    ? [from, to]
    : reject('--api', value, `an API level or range within 1-${NEWEST_API}, such as 30 or 26-34`);
}

export function readFailOn(value: string): FailOn {
  return (
    parseFailOn(value) ??
    reject(
      '--fail-on',
      value,
      'none, low, medium, high, critical, review, fail, new or score:N with N from 0 to 100, or several with commas',
    )
  );
}

/** Today in UTC. The only clock of an audit: everything below is given the date. */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 10);
}

/** What `rules new` can start. */
export const STARTERS = ['category', 'policy'] as const;
export type Starter = (typeof STARTERS)[number];

/** @throws UsageError for anything but a kind of starter file */
export function readStarter(value: string): Starter {
  const kind = STARTERS.find((one) => one === value);
  if (kind === undefined) throw new UsageError(`rules new: "${value}" is not ${STARTERS.join(' or ')}`);
  return kind;
}

/** Reads a whole number within bounds. */
export function readCount(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const count = /^\d{1,7}$/.test(value) ? Number(value) : -1;
    if (count >= least && count <= most) return count;
    throw new UsageError(`${option}: "${value}" is not a number from ${least} to ${most}`);
  };
}
