/** The orders of verdicts, severities and sensitivities, and how two of them compare. Nothing else orders them. */
import type { Sensitivity, Severity, StatedVerdict, Verdict } from './types.js';

/** Mildest first. */
export const VERDICTS = ['necessary', 'conditional', 'unexplained', 'unjustified', 'prohibited'] as const;
/** Mildest first. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
/** Least sensitive first. */
export const SENSITIVITIES = ['low', 'medium', 'high'] as const;

/** Strictest first, as reports list them. */
export const STRICTEST_FIRST: readonly Verdict[] = [...VERDICTS].reverse();
/** What clauses can say, strictest first. */
export const STATED_STRICTEST_FIRST: readonly StatedVerdict[] = STRICTEST_FIRST.filter(
  (verdict) => verdict !== 'unexplained',
);
/** Most severe first, as reports list them. */
export const MOST_SEVERE_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** Negative, zero or positive as `a` is less strict than, as strict as, or stricter than `b`. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return VERDICTS.indexOf(a) - VERDICTS.indexOf(b);
}

/** The stricter of two verdicts. */
export function stricter(a: Verdict, b: Verdict): Verdict {
  return compareVerdicts(a, b) >= 0 ? a : b;
}

/** The strictest of some verdicts; null for none. */
export function strictestOf(verdicts: readonly (Verdict | null)[]): Verdict | null {
  return STRICTEST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? null;
}

/** Negative, zero or positive as `a` is less severe than, as severe as, or more severe than `b`. */
export function compareSeverities(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Whether a severity is this one or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return compareSeverities(severity, least) >= 0;
}

/** The less severe of two. */
export function milder(a: Severity, b: Severity): Severity {
  return compareSeverities(a, b) <= 0 ? a : b;
}

/** One step less severe; `info` stays. */
export function oneStepMilder(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) - 1] ?? 'info';
}

/** The most severe of several; `info` for none. */
export function worstSeverity(severities: readonly Severity[]): Severity {
  return severities.reduce<Severity>((worst, each) => (compareSeverities(each, worst) > 0 ? each : worst), 'info');
}

/** Negative, zero or positive as `a` is less sensitive than, as sensitive as, or more sensitive than `b`. */
export function compareSensitivities(a: Sensitivity, b: Sensitivity): number {
  return SENSITIVITIES.indexOf(a) - SENSITIVITIES.indexOf(b);
}
