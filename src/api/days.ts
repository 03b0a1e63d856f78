/** The days on which an app can be judged. The only clock of an audit: everything below is given the date. */
import { isOnCalendar } from '../rulebook/clause-dates.js';

/** No text of the rulebook speaks of apps before it, so that a score of an earlier day would say nothing. */
const FIRST_DAY = '2011-01-01';

/** Today in UTC, `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 10);
}

/** The first and the last day: 2011, and a year from now, since what texts are known to hold later is no promise. */
export function daysJudged(now: Date): readonly [first: string, last: string] {
  const day = today(now);
  return [FIRST_DAY, String(Number(day.slice(0, 4)) + 1) + day.slice(4)];
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && isOnCalendar(value);
}
