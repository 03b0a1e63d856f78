/** `--fail-on`: what makes a finished audit exit with 1. */
import type { Audit } from '../audit/types.js';
import type { Severity } from '../rulebook/types.js';

export type FailOn =
  | { kind: 'none' }
  | { kind: 'severity'; atLeast: Severity }
  | { kind: 'score'; below: number }
  /** The audit's verdict is this one or worse. */
  | { kind: 'verdict'; atLeast: 'review' | 'fail' }
  /** Anything that is not in the baseline. */
  | { kind: 'new' };

const ASCENDING: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
const THRESHOLDS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Reads `none`, `new`, a severity, a verdict, or `score:N`; null when it is none of them. */
export function parseFailOn(text: string): FailOn | null {
  if (text === 'none' || text === 'new') return { kind: text };
  if (text === 'review' || text === 'fail') return { kind: 'verdict', atLeast: text };
  const severity = THRESHOLDS.find((threshold) => threshold === text);
  if (severity !== undefined) return { kind: 'severity', atLeast: severity };
  const score = /^score:(\d{1,3})$/.exec(text)?.[1];
  return score === undefined || Number(score) > 100 ? null : { kind: 'score', below: Number(score) };
}

/**
 * Whether the audit fails the gate. Findings that are justified or in the baseline do not count, and neither do they in
 * the score and the verdict.
 */
export function shouldFail(audit: Audit, failOn: FailOn): boolean {
  const { score, verdict } = audit.accepted ?? audit;
  const open = audit.findings.filter(({ suppressedBy }) => suppressedBy === null);
  switch (failOn.kind) {
    case 'none':
      return false;
    case 'score':
      return score !== null && score < failOn.below;
    case 'verdict':
      return verdict === 'fail' || (verdict === 'review' && failOn.atLeast === 'review');
    case 'new':
      return open.length > 0;
    case 'severity': {
      const least = ASCENDING.indexOf(failOn.atLeast);
      return open.some(({ severity }) => ASCENDING.indexOf(severity) >= least);
    }
  }
}
