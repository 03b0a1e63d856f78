/** Whether a stored report says what its findings make: one that somebody altered may not. */
import { scoreOf, withPoints } from '../audit/score.js';
import type { Audit } from '../audit/types.js';

type Result = Pick<Audit, 'score' | 'grade' | 'verdict' | 'points'>;

/** Where a stated result is not the one that the findings make; null where it is. */
function differenceOf(what: string, stated: Result, made: Result): string | null {
  for (const key of ['score', 'grade', 'verdict', 'points'] as const) {
    if (stated[key] !== made[key]) {
      return `the report contradicts itself: ${what}${key} is ${String(stated[key])}, its findings make ${String(made[key])}`;
    }
  }
  return null;
}

/** What a report says of itself and cannot be, since its findings make another score, grade, verdict or points. */
export function contradictionIn(audit: Audit): string | null {
  const { findings, accepted, permissions } = audit;
  if (audit.score === null) {
    return differenceOf('', audit, { score: null, grade: null, verdict: null, points: null });
  }
  const all = differenceOf('', audit, scoreOf(findings));
  if (all !== null || accepted === null) return all;
  const open = findings.filter(({ suppressedBy }) => suppressedBy === null);
  return differenceOf('accepted.', accepted, scoreOf(withPoints(open, permissions)));
}
