/** The days that bound a clause: from when it can be cited, from when it binds, and until when. */
import type { Clause, Source } from './types.js';

/** Days of the calendar, `YYYY-MM-DD`. */
export interface ClauseDays {
  /** The first day on which the text is known to have existed: it is cited for no earlier day. */
  known: string;
  /** Whether `known` is a day of announcement or issue, and not only one on which the text was there. */
  isAnnounced: boolean;
  /** The first day it binds. */
  binds: string;
  /** The first day it binds no more; null while nothing has replaced it. */
  until: string | null;
}

type ClauseDates = Pick<Clause, 'announced' | 'notBefore' | 'effective' | 'enforced' | 'until'>;
type SourceDates = Pick<Source, 'issued' | 'notBefore' | 'inForce' | 'until'>;

/**
 * The last day that an ISO date can mean, as `YYYY-MM-DD`: of `2021-02` the 28th. A text of a year or month is known to
 * have existed by its last day, and on none before.
 */
export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year = 0, month = 0] = date.split('-').map(Number);
  return `${date}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`;
}

/** Whether an ISO date, be it as short as a year or a month, is on the calendar: `2021-02-30` is not. */
export function isOnCalendar(date: string): boolean {
  const day = Date.parse(`${lastDayOf(date)}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March in some engines: the round trip tells.
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(date);
}

/** Whether the first date is after the second: only what both say is compared, so `2026-10` is not after `2026-10-28`. */
export function isAfter(date: string, other: string): boolean {
  const length = Math.min(date.length, other.length);
  return date.slice(0, length) > other.slice(0, length);
}

/** The dates of a clause as they are written, ISO, as precise as known. */
export interface StatedDates {
  /** Of its announcement, else of the issue of its source. */
  issued: string | undefined;
  /** From when it is in force. */
  effective: string | undefined;
  enforced: string | undefined;
  /** A day on which the text was there. */
  notBefore: string | undefined;
  /** From when it is in force no more. */
  until: string | undefined;
}

/**
 * The dates of a clause: its own, else those of its source. One that says of itself that it is younger (`notBefore`) has
 * none of the days on which its source was issued and came into force, and one that was announced after its source came
 * into force, or is enforced from a day of its own, did not bind from that day.
 */
export function statedDates(clause: ClauseDates, source: SourceDates | undefined): StatedDates {
  const { announced, effective, enforced, notBefore } = clause;
  const { issued, inForce } = notBefore === undefined ? (source ?? {}) : {};
  const bindsWithSource =
    enforced === undefined && (announced === undefined || inForce === undefined || !isAfter(announced, inForce));
  return {
    issued: announced ?? issued,
    effective: effective ?? (bindsWithSource ? inForce : undefined),
    enforced,
    notBefore: notBefore ?? source?.notBefore,
    until: clause.until ?? source?.until,
  };
}

/**
 * The days of a clause, from its own dates and those of its source; null when neither has any. Its own come first: a
 * sentence may be younger or older than the page it stands on. A clause whose text says no day of effect binds from the
 * day it is known to have existed.
 */
export function clauseDays(clause: ClauseDates, source: SourceDates | undefined): ClauseDays | null {
  const { issued, effective, enforced, notBefore, until } = statedDates(clause, source);
  const effect = effective ?? enforced;
  const seen = issued ?? notBefore ?? effect;
  if (seen === undefined) return null;
  // Issued in May and in force from the 8th of May: it was there on the 8th.
  const known = lastDayOf(effect?.startsWith(seen) === true ? effect : seen);
  const binds = lastDayOf(effect ?? seen);
  return { known, isAnnounced: issued !== undefined, binds, until: until === undefined ? null : lastDayOf(until) };
}
