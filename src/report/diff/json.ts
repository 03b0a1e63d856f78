/** The JSON of a difference: the difference itself, with the English sentence of each clause. */
import type { AuditDiff } from '../../audit/diff.js';
import { ENGLISH } from '../../words/messages.js';
import { withClauses, withReasons } from '../view/english-clauses.js';
import { escapeJsonDocument } from '../view/escape.js';

/** Two-space indentation, a line feed at the end, and no character that a terminal would act on. */
export function renderDiffJson(diff: AuditDiff): string {
  return `${escapeJsonDocument(JSON.stringify(documentOf(diff), null, 2))}\n`;
}

function documentOf({ cautions, ...diff }: AuditDiff): object {
  const { permissions, findings } = diff;
  return {
    ...diff,
    permissions: {
      added: permissions.added.map(withReasons),
      removed: permissions.removed.map(withReasons),
      widened: permissions.widened.map((one) => ({ ...one, how: ENGLISH.widened(one.how), howMessage: one.how })),
    },
    findings: {
      added: findings.added.map(withClauses),
      removed: findings.removed.map(withClauses),
      worse: findings.worse.map(({ ruleId, before, after }) => ({
        ruleId,
        before: withClauses(before),
        after: withClauses(after),
      })),
    },
    cautions: cautions.map((caution) => ENGLISH.caution(caution)),
    cautionMessages: cautions,
  };
}
