/** Severity: verdict x sensitivity of the data type, unless the rule overrides it with a stated reason. */
import type { Rule, Sensitivity, Severity, Verdict } from '../rulebook/types.js';

const ORDER: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/** Points lost at each severity. Published in docs/score.md. */
export const POINTS: Readonly<Record<Severity, number>> = { critical: 25, high: 15, medium: 8, low: 3, info: 0 };

const TABLE: Readonly<Record<Verdict, Readonly<Record<Sensitivity, Severity>>>> = {
  prohibited: { high: 'critical', medium: 'high', low: 'medium' },
  unjustified: { high: 'high', medium: 'medium', low: 'low' },
  conditional: { high: 'low', medium: 'low', low: 'info' },
  necessary: { high: 'info', medium: 'info', low: 'info' },
};

/** Negative, zero or positive as `a` is less severe than, as severe as, or more severe than `b`. */
export function compareSeverities(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** The less severe of two. */
export function milder(a: Severity, b: Severity): Severity {
  return compareSeverities(a, b) <= 0 ? a : b;
}

/** The severity of a finding; a conditional one is never overridden. */
export function severityOf(rule: Rule, verdict: Verdict, sensitivity: Sensitivity): Severity {
  const overridable = verdict === 'prohibited' || verdict === 'unjustified';
  return overridable && rule.severity !== undefined ? rule.severity : TABLE[verdict][sensitivity];
}

/** One step less severe; `info` stays. */
export function oneStepMilder(severity: Severity): Severity {
  return ORDER[Math.max(0, ORDER.indexOf(severity) - 1)] ?? 'info';
}
