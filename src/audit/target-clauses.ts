/** Clauses that speak of targetSdkVersion alone: what a store asks of every app, whatever it requests. */
import type { Verdict } from '../rulebook/types.js';
import type { PredicateOutcome } from './combination.js';
import { clausesOnTarget, compareVerdicts, stricter, type AppliedClause } from './clause-state.js';
import type { AuditContext } from './request.js';
import type { PolicyVerdict } from './types.js';

/** All that the selected policies say of the app's target, in force or not yet. */
export function targetClauses(context: AuditContext): AppliedClause[] {
  return context.request.policies.flatMap((policy) => clausesOnTarget(policy, context));
}

function verdictsOf(applied: readonly AppliedClause[]): PolicyVerdict[] {
  return [...new Set(applied.map(({ policy }) => policy))].map((policy) => {
    const own = applied.filter((entry) => entry.policy === policy).map(({ clause }) => clause);
    const verdict = own.reduce<Verdict>((worst, clause) => stricter(worst, clause.verdict), 'necessary');
    const deciding = own.filter((clause) => compareVerdicts(clause.verdict, verdict) === 0);
    return { policy, verdict, says: true, clauseIds: deciding.map(({ id }) => id) };
  });
}

/** The clauses in force on the app's target; null when there is none. */
export function evaluateTargetClauses(verdict: Verdict, context: AuditContext): PredicateOutcome | null {
  const all = targetClauses(context);
  const inForce = all.filter(({ state }) => state === 'in-force');
  if (inForce.length === 0) return null;
  return {
    verdict,
    permissions: [],
    evidence: [
      {
        kind: 'target-sdk',
        name: 'targetSdkVersion',
        apiRanges: [context.facts.apiRange],
        detail: `targetSdkVersion ${context.targetSdk}`,
        offset: null,
      },
    ],
    applied: all,
    policyVerdicts: verdictsOf(inForce),
  };
}
