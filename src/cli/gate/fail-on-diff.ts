/** `--fail-on` of a difference. Apart from that of an audit, so that the command line starts without it. */
import { moreOf, type AuditDiff } from '../../audit/diff.js';
import type { Audit } from '../../audit/types.js';
import { isAtLeast } from '../../rulebook/orders.js';
import { shouldFail, type FailOn } from './fail-on.js';

/**
 * Whether a difference fails the gate. Severities are those of findings that are new or worse, and not accepted; score
 * and verdict are those of the later audit; `new` is anything it has more of.
 */
export function shouldFailDiff(diff: AuditDiff, after: Audit, failOn: FailOn): boolean {
  switch (failOn.kind) {
    case 'any':
      return failOn.of.some((one) => shouldFailDiff(diff, after, one));
    case 'new':
      return Object.values(moreOf(diff)).some((count) => count > 0);
    case 'severity': {
      const more = [...diff.findings.added, ...diff.findings.worse.map((change) => change.after)];
      return more.some(({ severity, suppressedBy }) => suppressedBy === null && isAtLeast(severity, failOn.atLeast));
    }
    default:
      return shouldFail(after, failOn);
  }
}
