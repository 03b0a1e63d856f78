/** `--fail-on`: what makes a finished audit exit with 1. */
import type { Audit } from '../audit/types.js';
import type { Severity } from '../rulebook/types.js';

export type FailOn = { kind: 'none' } | { kind: 'severity'; atLeast: Severity } | { kind: 'score'; below: number };

const ASCENDING: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
const THRESHOLDS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Reads `none`, a severity, or `score:N`; null when it is none of them. */
export function parseFailOn(text: string): FailOn | null {
  if (text === 'none') return { kind: 'none' };
  const severity = THRESHOLDS.find((threshold) => threshold === text);
  if (severity !== undefined) return { kind: 'severity', atLeast: severity };
  const score = /^score:(\d{1,3})$/.exec(text)?.[1];
  return score === undefined || Number(score) > 100 ? null : { kind: 'score', below: Number(score) };
}

/** Whether the audit has an unsuppressed finding of that severity or worse, or a score below the one asked for. */
export function shouldFail(audit: Audit, failOn: FailOn): boolean {
  if (failOn.kind === 'none') return false;
  if (failOn.kind === 'score') return audit.score !== null && audit.score < failOn.below;
  const least = ASCENDING.indexOf(failOn.atLeast);
  return audit.findings.some(
    (finding) => finding.suppressedBy === null && ASCENDING.indexOf(finding.severity) >= least,
  );
}
