/** Severity: verdict x sensitivity of the data type, unless the rule overrides it with a stated reason. */
import { milder } from '../rulebook/orders.js';
import type { Rule, Sensitivity, Severity, Verdict } from '../rulebook/types.js';

/** Points lost at each severity. Published in docs/score.md. */
export const POINTS: Readonly<Record<Severity, number>> = { critical: 25, high: 15, medium: 8, low: 3, info: 0 };

const TABLE: Readonly<Record<Verdict, Readonly<Record<Sensitivity, Severity>>>> = {
  prohibited: { high: 'critical', medium: 'high', low: 'medium' },
  unjustified: { high: 'high', medium: 'medium', low: 'low' },
  unexplained: { high: 'medium', medium: 'low', low: 'info' },
  conditional: { high: 'low', medium: 'low', low: 'info' },
  necessary: { high: 'info', medium: 'info', low: 'info' },
};

/**
 * The severity of a finding. A rule's own severity replaces that of what is prohibited or unjustified, and bounds that of
 * what is unexplained: to be silent about the category must not cost more than one that has no need of it. A conditional
 * finding is never overridden.
 */
export function severityOf(rule: Pick<Rule, 'severity'>, verdict: Verdict, sensitivity: Sensitivity): Severity {
  const own = TABLE[verdict][sensitivity];
  if (rule.severity === undefined || verdict === 'necessary' || verdict === 'conditional') return own;
  return verdict === 'unexplained' ? milder(own, rule.severity) : rule.severity;
}
