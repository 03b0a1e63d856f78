/** Which clauses apply on a date, to an app, and how strictly. */
import type { Clause, Verdict } from '../rulebook/types.js';
import type { AuditContext } from './request.js';

/** `in-force` clauses decide; `announced` and `future` ones are dated warnings. */
export type ClauseState = 'in-force' | 'announced' | 'future';

/** A clause that speaks of a permission or capability of this app, and its state on the date asked for. */
export interface AppliedClause {
  clause: Clause;
  policy: string;
  state: ClauseState;
}

const STRICTNESS: readonly Verdict[] = ['necessary', 'conditional', 'unjustified', 'prohibited'];

/** Negative, zero or positive as `a` is less strict than, as strict as, or stricter than `b`. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return STRICTNESS.indexOf(a) - STRICTNESS.indexOf(b);
}

/** The stricter of two verdicts. */
export function stricter(a: Verdict, b: Verdict): Verdict {
  return compareVerdicts(a, b) >= 0 ? a : b;
}

/**
 * The state of a clause on a date; null before it was announced. Dates may be as short as a year: a clause of `2021` counts
 * from the first day of that year.
 */
export function clauseState(clause: Clause, context: AuditContext): ClauseState | null {
  const source = context.index.source(clause.source);
  const { asOf } = context.request;
  const announced = clause.announced ?? source?.issued;
  const effective = clause.effective ?? clause.enforced ?? source?.inForce;
  if (announced !== undefined && asOf < announced) return null;
  if (effective === undefined || asOf >= effective) return 'in-force';
  return announced === undefined ? 'future' : 'announced';
}

/** The clauses of a policy that name a permission or capability and speak of this app. */
export function clausesNaming(name: string, policy: string, context: AuditContext): AppliedClause[] {
  const applied: AppliedClause[] = [];
  for (const clause of context.index.clausesFor(policy, context.category?.id ?? null)) {
    if (!clause.permissions.includes(name) && !(clause.capabilities as readonly string[]).includes(name)) continue;
    if (!speaksOfApp(clause, context) || !speaksOfRole(clause, context)) continue;
    const state = clauseState(clause, context);
    if (state !== null) applied.push({ clause, policy, state });
  }
  return applied;
}

/** The clauses of a policy that speak of the app's targetSdkVersion, and of no permission or capability. */
export function clausesOnTarget(policy: string, context: AuditContext): AppliedClause[] {
  const applied: AppliedClause[] = [];
  for (const clause of context.index.clausesFor(policy, context.category?.id ?? null)) {
    if (clause.targetSdk === undefined || clause.permissions.length + clause.capabilities.length > 0) continue;
    if (!speaksOfApp(clause, context) || !speaksOfRole(clause, context)) continue;
    const state = clauseState(clause, context);
    if (state !== null) applied.push({ clause, policy, state });
  }
  return applied;
}

function speaksOfRole({ source }: Clause, { index, request }: AuditContext): boolean {
  return request.role !== 'supply' || index.source(source)?.appliesTo !== 'consumer';
}

function speaksOfApp(clause: Clause, context: AuditContext): boolean {
  const { targetSdk, requiresPermissions, requiresFeatures, unlessCapabilities, unlessFeatures } = clause;
  if (targetSdk?.min !== undefined && context.targetSdk < targetSdk.min) return false;
  if (targetSdk?.max !== undefined && context.targetSdk > targetSdk.max) return false;
  if (requiresPermissions?.some((permission) => !context.effective.has(permission)) === true) return false;
  if (requiresFeatures?.some((feature) => context.features.has(feature)) === false) return false;
  if (unlessCapabilities?.some((capability) => context.capabilities.has(capability)) === true) return false;
  return unlessFeatures?.some((feature) => context.features.has(feature)) !== true;
}
