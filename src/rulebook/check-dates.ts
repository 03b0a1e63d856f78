/** Dates: on the calendar, in order, never missing; and what is replaced is replaced by something that is there. */
import { report, type CheckContext } from './check-context.js';
import { clauseDays, isAfter, isOnCalendar, lastDayOf } from './clause-dates.js';
import type { Clause, Rule, Source } from './types.js';

type Replaced = Pick<Source, 'id' | 'supersededBy'>;

function checkCalendar(context: CheckContext, part: { id: string }, dates: Record<string, string | undefined>): void {
  for (const [key, date] of Object.entries(dates)) {
    if (date === undefined || isOnCalendar(date)) continue;
    report(context, 'RULE_DATE_UNKNOWN', part, `${part.id}: the calendar has no ${date}`, [key]);
  }
}

function checkOrder(context: CheckContext, part: { id: string }, dates: Record<string, string | undefined>): void {
  const known = Object.entries(dates).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const isDisordered = known.some(([, date], at) => at > 0 && isAfter(known[at - 1]?.[1] ?? date, date));
  if (!isDisordered) return;
  report(context, 'RULE_DATE_ORDER', part, `${part.id}: ${known.map(([key]) => key).join(', ')} out of order`);
}

/** @param next the day that what replaces `part` binds */
function checkEnd(
  context: CheckContext,
  part: Replaced,
  next: string | null | undefined,
  until: string | undefined,
): void {
  const wrong = (message: string): void => {
    report(context, 'RULE_SUPERSEDED', part, `${part.id} ${message}`, ['supersededBy']);
  };
  const { supersededBy } = part;
  if (supersededBy === undefined) return;
  if (until === undefined) wrong('is replaced, and no date says from when (until)');
  else if (supersededBy === part.id) wrong('replaces itself');
  else if (next === null || next === undefined)
    wrong(`is replaced by ${supersededBy}, which is not there or has no date`);
  else if (next > lastDayOf(until)) wrong(`ends on ${until}, before ${supersededBy} binds`);
}

function checkSource(context: CheckContext, source: Source, byId: ReadonlyMap<string, Source>): void {
  const { issued, inForce, notBefore, until, supersededBy, status } = source;
  checkCalendar(context, source, { issued, inForce, notBefore, until });
  checkOrder(context, source, { issued, inForce, until });
  const next = supersededBy === undefined ? undefined : byId.get(supersededBy);
  checkEnd(context, source, next && clauseDays({}, next)?.binds, until);
  if (status === 'superseded' && until === undefined) {
    report(context, 'RULE_SUPERSEDED', source, `${source.id} is superseded, and no date says from when (until)`);
  }
}

function checkClause(
  context: CheckContext,
  clause: Clause,
  sources: ReadonlyMap<string, Source>,
  clauses: ReadonlyMap<string, Clause>,
): void {
  const { announced, effective, enforced, notBefore, until, supersededBy } = clause;
  checkCalendar(context, clause, { announced, effective, enforced, notBefore, until });
  checkOrder(context, clause, { announced, effective, enforced, until });
  const next = supersededBy === undefined ? undefined : clauses.get(supersededBy);
  // The end may be that of the source.
  const end = until ?? sources.get(clause.source)?.until;
  checkEnd(context, clause, next && clauseDays(next, sources.get(next.source))?.binds, end);
  const days = clauseDays(clause, sources.get(clause.source));
  // A source that no file defines is told by itself.
  if (days === null && sources.has(clause.source)) {
    const message = `${clause.id} has no date, nor has ${clause.source}; say from when it is known to be there (notBefore)`;
    report(context, 'RULE_DATE_REQUIRED', clause, message);
  }
}

function checkContextSources(context: CheckContext, rule: Rule, sources: ReadonlyMap<string, Source>): void {
  for (const id of rule.seeAlso ?? []) {
    const source = sources.get(id);
    if (source === undefined || clauseDays({}, source) !== null) continue;
    const message = `${rule.id} names ${id}, which has no date; say from when it is known to be there (notBefore)`;
    report(context, 'RULE_DATE_REQUIRED', rule, message, ['seeAlso']);
  }
}

/** Checks the dates of every source, of every clause of every policy, and of what rules name as context. */
export function checkDates(context: CheckContext): void {
  const { sources, policies, categories } = context.assembly;
  const clauses = policies.flatMap((policy) => policy.clauses);
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const clauseById = new Map(clauses.map((clause) => [clause.id, clause]));
  for (const source of sources) checkSource(context, source, sourceById);
  for (const clause of clauses) checkClause(context, clause, sourceById, clauseById);
  for (const rule of categories.flatMap((category) => category.rules)) checkContextSources(context, rule, sourceById);
}
