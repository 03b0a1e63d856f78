/** `--fail-on`: what makes a finished audit exit with 1. */
import type { Audit } from './types.js';
import { isAtLeast, SEVERITIES } from '../rulebook/orders.js';
import type { Severity } from '../rulebook/types.js';

export type FailOn =
  | { kind: 'none' }
  | { kind: 'severity'; atLeast: Severity }
  | { kind: 'score'; below: number }
  /** The audit's verdict is this one or worse. */
  | { kind: 'verdict'; atLeast: 'review' | 'fail' }
  /** Anything that is not in the baseline. */
  | { kind: 'new' }
  /** One of several is enough. */
  | { kind: 'any'; of: readonly FailOn[] };

const THRESHOLDS: readonly Severity[] = SEVERITIES.filter((severity) => severity !== 'info');

/** The words of a threshold; beside them there is `score:N`. */
export const FAIL_ON_WORDS = ['none', 'low', 'medium', 'high', 'critical', 'review', 'fail', 'new'] as const;

/** Reads `none`, `new`, a severity, a verdict or `score:N`, or several of them with commas; null for anything else. */
export function parseFailOn(text: string): FailOn | null {
  const parts = text.split(',').map((part) => parseOne(part.trim()));
  const known = parts.filter((part) => part !== null);
  const [first, ...more] = known;
  if (first === undefined || known.length < parts.length) return null;
  return more.length === 0 ? first : { kind: 'any', of: known };
}

function parseOne(text: string): FailOn | null {
  if (text === 'none' || text === 'new') return { kind: text };
  if (text === 'review' || text === 'fail') return { kind: 'verdict', atLeast: text };
  const severity = THRESHOLDS.find((threshold) => threshold === text);
  if (severity !== undefined) return { kind: 'severity', atLeast: severity };
  const score = /^score:(\d{1,3})$/.exec(text)?.[1];
  return score === undefined || Number(score) > 100 ? null : { kind: 'score', below: Number(score) };
}

/** Whether a threshold asks for what is new, and so needs something to compare with. */
export function asksForNew(failOn: FailOn | undefined): boolean {
  return failOn?.kind === 'any' ? failOn.of.some(asksForNew) : failOn?.kind === 'new';
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
    case 'any':
      return failOn.of.some((one) => shouldFail(audit, one));
    case 'severity':
      return open.some(({ severity }) => isAtLeast(severity, failOn.atLeast));
  }
}
