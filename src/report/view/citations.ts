/** Clauses in words: what every format says of where they stand and how they were checked. */
import type { Citation } from '../../audit/types.js';
import { EN, type Strings } from '../../words/en/report.js';

/** Whether a clause binds yet, in words; null when it simply does. */
export function describeState(clause: Citation, words: Strings = EN): string | null {
  return clause.state === 'in-force' ? null : words.clauseState(clause.state, clause.effective, clause.enforced);
}

/** From when a clause binds no more, and what replaces it; null for one that stays. */
export function describeEnd({ until, supersededBy }: Citation, words: Strings): string | null {
  return until === null ? null : words.clauseEnd(until, supersededBy);
}

/** Source, place and standing of a clause in one sentence. */
export function describeCitation(clause: Citation, words: Strings): string {
  const seen = clause.date === null && clause.notBefore !== null ? words.clauseSeen(clause.notBefore) : clause.date;
  const where = [clause.issuer, clause.sourceTitle, clause.locator, seen];
  const standing = [
    words.authority[clause.authority],
    words.status[clause.status],
    words.basis[clause.basis],
    words.verification[clause.verification],
    describeState(clause, words),
    describeEnd(clause, words),
  ];
  return words.citation.sentence(
    where.filter((part): part is string => part !== null && part !== ''),
    standing.filter((part) => part !== null),
  );
}
