/** Clauses that speak of targetSdkVersion alone: what a store asks of every app, whatever it requests. */
import { clausesOnTarget, type AppliedClause } from './clause-state.js';
import type { AuditContext } from './request.js';

/** All that the selected policies say of the app's target, in force or not yet. They are notes: no permission breaches them. */
export function targetClauses(context: AuditContext): AppliedClause[] {
  return context.request.policies.flatMap((policy) => clausesOnTarget(policy, context));
}
