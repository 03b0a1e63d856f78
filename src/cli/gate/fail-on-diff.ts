/** `--fail-on` of a difference. Apart from that of an audit, so that the command line starts without it. */
import { hasMore, moreOf, openMore, type AuditDiff } from '../../audit/diff.js';
import type { Audit } from '../../audit/types.js';
import { isAtLeast } from '../../rulebook/orders.js';
import { shouldFail, type FailOn } from '../../audit/fail-on.js';
import { countText, reasonsToFail, thresholdsOf, thresholdText } from '../../api/reasons.js';

/**
 * Whether a difference fails the gate. Severities are those of findings that are new or worse, and not accepted; score
 * and verdict are those of the later audit; `new` is anything it has more of, accepted findings aside.
 */
export function shouldFailDiff(diff: AuditDiff, after: Audit, failOn: FailOn): boolean {
  switch (failOn.kind) {
    case 'any':
      return failOn.of.some((one) => shouldFailDiff(diff, after, one));
    case 'new':
      return hasMore(diff);
    case 'severity':
      return openMore(diff).some(({ severity }) => isAtLeast(severity, failOn.atLeast));
    default:
      return shouldFail(after, failOn);
  }
}

/** A line for each threshold that the difference meets. */
export function reasonsToFailDiff(diff: AuditDiff, after: Audit, failOn: FailOn): string[] {
  return thresholdsOf(failOn)
    .filter((one) => shouldFailDiff(diff, after, one))
    .flatMap((one) => {
      if (one.kind === 'new') return [`new: ${moreText(diff)}`];
      if (one.kind !== 'severity') return reasonsToFail(after, one);
      const severities = openMore(diff).map(({ severity }) => severity);
      const more = severities.filter((severity) => isAtLeast(severity, one.atLeast));
      return [`${thresholdText(one)}: new or worse ${countText('finding', more)}`];
    });
}

function moreText(diff: AuditDiff): string {
  const { added, widened, capabilities, findings, worse } = moreOf(diff);
  const counts = {
    'new permissions': added,
    'wider permissions': widened,
    capabilities,
    'new findings': findings,
    'worse findings': worse,
  };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return told.map(([what, count]) => `${count} ${what}`).join(', ');
}
