/** Values of command-line options, checked. */
import type { Shard } from '../../batch/shard.js';
import { NEWEST_API, type ApiRange } from '../../bytes/api-range.js';
import type { AppRole } from '../../audit/request.js';
import type { Lang } from '../../rulebook/types.js';
import { daysJudged, isDay } from '../../api/days.js';
import { UsageError } from '../io/failures.js';
import { FAIL_ON_WORDS, parseFailOn, type FailOn } from '../../audit/fail-on.js';
import { didYouMean } from './suggest.js';

/** @param words what might be meant */
function reject(option: string, value: string, expected: string, words: readonly string[] = []): never {
  const candidates = words.map((word) => ({ word, shown: word }));
  const message = `${option}: "${value}" is not ${expected}`;
  throw new UsageError(message, words.length === 0 ? '' : didYouMean(value, candidates, ''));
}

/**
 * One of a few words.
 * @throws UsageError that lists them, with the near one
 */
export function readWord<Word extends string>(option: string, words: readonly Word[]): (value: string) => Word {
  const listed = words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
  return (value) => words.find((word) => word === value) ?? reject(option, value, listed ?? '', words);
}

/**
 * Comma-separated ids; the option may be given more than once.
 * @throws UsageError where there is none in it: "by no policies" would be an audit that nothing can fail
 */
export function collectIds(value: string, previous: string[] | undefined): string[] {
  const ids = value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw new UsageError(`"${value}" names nothing: one or more ids are wanted, with commas`);
  return [...new Set([...(previous ?? []), ...ids])];
}

/** A path; the option may be given more than once. */
export function collectPaths(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

/**
 * A day of the calendar, `YYYY-MM-DD`, from 2011 to a year from now: what texts are known to hold later is no promise.
 * @throws UsageError for anything else
 */
export function readDate(value: string, now: Date = new Date()): string {
  if (!isDay(value)) {
    return reject('--as-of', value, 'a day of the calendar, such as 2026-11-23');
  }
  const [first, last] = daysJudged(now);
  if (value >= first && value <= last) return value;
  return reject('--as-of', value, `a day from ${first} to ${last}, a year from today`);
}

/** @throws UsageError for anything but `en` and `zh` */
export const readLang: (value: string) => Lang = readWord('--lang', ['en', 'zh']);

/** @throws UsageError for anything but `consumer` and `supply` */
export const readRole: (value: string) => AppRole = readWord('--role', ['consumer', 'supply']);

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

/**
 * One threshold, or several with commas.
 * @throws UsageError for the first that is none
 */
export function readFailOn(value: string): FailOn {
  const parsed = parseFailOn(value);
  if (parsed !== null) return parsed;
  const wrong = value.split(',').find((part) => parseFailOn(part) === null) ?? value;
  return reject('--fail-on', wrong.trim(), `${FAIL_ON_WORDS.join(', ')} or score:N with N from 0 to 100`, [
    ...FAIL_ON_WORDS,
    'score:70',
  ]);
}

/** What `rules new` can start. */
export const STARTERS = ['category', 'policy'] as const;
export type Starter = (typeof STARTERS)[number];

/** @throws UsageError for anything but a kind of starter file */
export const readStarter: (value: string) => Starter = readWord('rules new', STARTERS);

/** Reads a whole number within bounds. */
export function readCount(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const count = /^\d{1,7}$/.test(value) ? Number(value) : -1;
    if (count >= least && count <= most) return count;
    throw new UsageError(`${option}: "${value}" is not a number from ${least} to ${most}`, '');
  };
}

/** Shards at most: what the number of an array job or a matrix can be, and more. */
const MOST_SHARDS = 100_000;

/** @throws UsageError for anything but `n/of` with n from 1 to `of` */
export function readShard(value: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index !== '' && shard.index >= 1 && shard.index <= shard.of && shard.of <= MOST_SHARDS) return shard;
  throw new UsageError(`--shard: "${value}" is not a part such as 3/16`, `the first of 16 is 1/16, the last 16/16`);
}
