/** Why a gate fails an audit: each threshold that is met, with what met it. */
import { shouldFail, type FailOn } from '../audit/fail-on.js';
import type { Audit } from '../audit/types.js';
import { isAtLeast, MOST_SEVERE_FIRST } from '../rulebook/orders.js';
import type { Severity } from '../rulebook/types.js';

/** The thresholds, one by one. */
export function thresholdsOf(failOn: FailOn): FailOn[] {
  return failOn.kind === 'any' ? failOn.of.flatMap(thresholdsOf) : [failOn];
}

/** A threshold as it is typed. */
export function thresholdText(failOn: FailOn): string {
  switch (failOn.kind) {
    case 'any':
      return failOn.of.map(thresholdText).join(',');
    case 'score':
      return `score:${failOn.below}`;
    case 'none':
    case 'new':
      return failOn.kind;
    case 'severity':
    case 'verdict':
      return failOn.atLeast;
  }
}

/** e.g. `3 findings (1 critical, 2 high)`. */
export function countText(what: string, severities: readonly Severity[]): string {
  const counts = MOST_SEVERE_FIRST.map(
    (severity) => [severity, severities.filter((one) => one === severity).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  return `${severities.length} ${what}${severities.length === 1 ? '' : 's'} (${counts.join(', ')})`;
}

function reasonOf(audit: Audit, failOn: FailOn): string {
  const { accepted } = audit;
  const { score, verdict } = accepted ?? audit;
  const told = accepted === null ? 'the' : 'without accepted findings the';
  const open = audit.findings.filter(({ suppressedBy }) => suppressedBy === null).map(({ severity }) => severity);
  switch (failOn.kind) {
    case 'score':
      return `${told} score is ${score ?? 'none'}`;
    case 'verdict':
      return `${told} verdict is ${verdict ?? 'none'}`;
    case 'new':
      return countText('finding', open);
    case 'severity':
      return countText(
        'finding',
        open.filter((severity) => isAtLeast(severity, failOn.atLeast)),
      );
    default:
      return '';
  }
}

/** A line for each threshold that the audit meets. */
export function reasonsToFail(audit: Audit, failOn: FailOn): string[] {
  return thresholdsOf(failOn)
    .filter((one) => shouldFail(audit, one))
    .map((one) => `${thresholdText(one)}: ${reasonOf(audit, one)}`);
}
