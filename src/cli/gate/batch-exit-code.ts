/** The exit code of a batch. */
import type { BatchSummary } from '../../batch/summary.js';
import type { BatchRow } from '../../batch/types.js';
import { isAtLeast, SEVERITIES } from '../../rulebook/orders.js';
import { EXIT, exitCodeOfError } from './exit-codes.js';
import type { FailOn } from '../../audit/fail-on.js';
import { thresholdsOf, thresholdText } from '../../api/reasons.js';

/** Worst first. */
const ORDER: readonly number[] = [EXIT.bug, EXIT.unreadable, EXIT.unsure, EXIT.refused, EXIT.failOn, EXIT.ok];

function shouldFail(row: BatchRow, failOn: FailOn): boolean {
  const { score, verdict } = row.accepted ?? row;
  switch (failOn.kind) {
    // A batch has no baseline: the command refuses `new` before it starts.
    case 'none':
    case 'new':
      return false;
    case 'any':
      return failOn.of.some((one) => shouldFail(row, one));
    case 'score':
      return score !== null && score < failOn.below;
    case 'verdict':
      return verdict === 'fail' || (verdict === 'review' && failOn.atLeast === 'review');
    case 'severity':
      return SEVERITIES.some((severity) => isAtLeast(severity, failOn.atLeast) && row.findings[severity] > 0);
  }
}

function exitCodeOfRow(row: BatchRow, failOn: FailOn): number {
  if (row.outcome === 'incomplete') return EXIT.unsure;
  if (row.outcome === 'refused') return EXIT.refused;
  if (row.outcome === 'error') return exitCodeOfError({ code: row.errorCode ?? '' });
  if (row.score === null) return EXIT.unsure;
  return shouldFail(row, failOn) ? EXIT.failOn : EXIT.ok;
}

/**
 * The worst of all files. What could not be looked at, and finding no APK at all, count as unreadable; results that do not
 * agree or are not there as not certain.
 * @param hasElsewhere other shards have apps: to have none is no fault
 */
export function exitCodeOfBatch(summary: BatchSummary, failOn: FailOn, hasElsewhere = false): number {
  const codes = new Set(summary.ranking.map((row) => exitCodeOfRow(row, failOn)));
  const missed = summary.notes.some(({ kind }) => kind === 'unreadable' || kind === 'no-match');
  if (missed || (summary.files.found === 0 && !hasElsewhere)) codes.add(EXIT.unreadable);
  if (summary.notes.some(({ kind }) => kind === 'conflict' || kind === 'missing')) codes.add(EXIT.unsure);
  return ORDER.find((code) => codes.has(code)) ?? EXIT.ok;
}

/** A line for each threshold that an app meets: how many do, and the worst of them. */
export function reasonsOfBatch({ ranking }: BatchSummary, failOn: FailOn): string[] {
  return thresholdsOf(failOn).flatMap((one) => {
    const failing = ranking.filter((row) => exitCodeOfRow(row, one) === EXIT.failOn);
    const [worst] = failing;
    if (worst === undefined) return [];
    const apps = `${failing.length} of ${ranking.length} app${ranking.length === 1 ? '' : 's'}`;
    const told = `${worst.package ?? worst.file} (${worst.score ?? 'none'}, ${worst.grade ?? '-'}, ${worst.verdict ?? '-'})`;
    return [`${thresholdText(one)}: ${apps}, the worst ${told}`];
  });
}
