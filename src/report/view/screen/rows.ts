/** Each finding as a row: how bad, which data, by which permission, who uses it, who bars it, what it costs. */
import type { Audit, Finding } from '../../../audit/types.js';
import type { Strings } from '../../../words/en/report.js';
import { evidenceOfFinding } from '../code-view.js';
import { subjectsOf } from '../subjects.js';
import { isStory } from './story.js';

/** More findings than these are counted by severity. */
export const MOST_ROWS = 14;

/** One finding of the first screen. Nothing in it is escaped. */
export interface FindingRow {
  finding: Finding;
  /** The name of the data; whether somebody answers for it stands in the finding. */
  data: string;
  /** Permissions, capabilities, or what an entry of permaudit.yaml names. */
  subjects: string[];
  /** Whose code is seen to use it; empty where nobody's is. */
  users: string[];
  /** Why no user is named, in words; null where one is, or where this finding's code was not looked at. */
  noUser: string | null;
  /** Policies whose clauses in force make the verdict what it is; of an explained verdict none. */
  policies: string[];
}

/** The findings of the table, and what is left out of it: what is told as a sentence, or weighs nothing, is in neither. */
export function tableFindings({ findings }: Pick<Audit, 'findings'>): { shown: Finding[]; rest: Finding[] } {
  const weighing = findings.filter((finding) => !isStory(finding) && finding.severity !== 'info');
  return { shown: weighing.slice(0, MOST_ROWS), rest: weighing.slice(MOST_ROWS) };
}

type Users = Pick<FindingRow, 'users' | 'noUser'>;

function usersOf(words: Strings, audit: Pick<Audit, 'code'>, finding: Finding): Users {
  const { usedBy } = words.screen;
  const shown = evidenceOfFinding(audit, finding);
  if (shown.length === 0) return { users: [], noUser: null };
  const users = shown
    .filter(({ evidence: { use } }) => use === 'used' || use === 'used-undeclared')
    .flatMap(({ owners }) => owners)
    .map(({ kind, name, sdk }) => (kind === 'sdk' ? (name ?? sdk ?? '') : usedBy[kind]));
  if (users.length > 0) return { users: [...new Set(users)], noUser: null };
  if (shown.some(({ evidence }) => evidence.strength === 'weak')) return { users, noUser: usedBy.hint };
  const isUnknown = shown.some(({ evidence: { use } }) => use === 'not-scanned');
  return { users, noUser: isUnknown ? usedBy.unknown : usedBy.none };
}

/** The policies whose clauses make the verdict what it is: those in force, as no other bars anything yet. */
function policiesOf({ clauses, verdict }: Finding): string[] {
  if (verdict !== 'prohibited' && verdict !== 'unjustified') return [];
  const deciding = clauses.filter((clause) => clause.state === 'in-force' && clause.verdict === verdict);
  return [...new Set(deciding.map(({ policy }) => policy))];
}

/** The row of a finding, in the language of `words`. */
export function findingRow(words: Strings, audit: Pick<Audit, 'code'>, finding: Finding): FindingRow {
  return {
    finding,
    data: words.ownFinding(finding).dataTypeName,
    subjects: subjectsOf(finding),
    ...usersOf(words, audit, finding),
    policies: policiesOf(finding),
  };
}

/** The last-but-one column in words: the policies that bar it, else the verdict, with whose text it is. `list` is safe to show. */
export function barredBy({ screen, verdict }: Strings, { finding, policies }: FindingRow, list: string): string {
  if (policies.length === 0) return verdict[finding.verdict];
  return finding.verdict === 'prohibited' ? list : screen.by(verdict[finding.verdict], list);
}
