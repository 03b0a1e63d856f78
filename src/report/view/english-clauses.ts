/** The English sentences of JSON documents, with code and data beside them. */
import type { Audit, Finding } from '../../audit/types.js';
import type { Said, StoredClause } from '../../bytes/message.js';
import { ENGLISH } from '../../words/messages.js';

/** Code and data of a clause, which stand beside its English sentence; nothing where there is none. */
export function beside<Key extends string>(
  key: Key,
  said: Said<StoredClause> | null,
  stored: StoredClause | null | undefined,
): { [Name in Key]?: StoredClause } {
  const message = codeOf(said, stored);
  return message === null ? {} : ({ [key]: message } as { [Name in Key]: StoredClause });
}

/** Code and data of a clause; null where there is none. */
export function codeOf(said: Said<StoredClause> | null, stored: StoredClause | null | undefined): StoredClause | null {
  return typeof said === 'string' ? (stored ?? null) : said;
}

/** A finding with its English clauses. */
export function withClauses(finding: Finding): Finding {
  const { suppressedBy, suppressedByMessage } = finding;
  return {
    ...finding,
    evidence: finding.evidence.map((item) => ({
      ...item,
      detail: ENGLISH.evidence(item),
      ...beside('detailMessage', item.detail, item.detailMessage),
    })),
    suppressedBy: suppressedBy === null ? null : ENGLISH.accepted(finding),
    ...beside('suppressedByMessage', suppressedBy, suppressedByMessage),
  };
}

/** A permission with its English clauses. */
export function withReasons(permission: Audit['permissions'][number]): Audit['permissions'][number] {
  const { inert, inertMessage } = permission;
  return {
    ...permission,
    impliedBy: permission.impliedBy.map((item) => ({
      ...item,
      reason: ENGLISH.implied(item),
      ...beside('reasonMessage', item.reason, item.reasonMessage),
    })),
    inert: inert === null ? null : ENGLISH.inert(permission),
    ...beside('inertMessage', inert, inertMessage),
  };
}
