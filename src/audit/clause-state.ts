/** Which clauses apply on a date, to an app, and how strictly. */
import { clauseDays } from '../rulebook/clause-dates.js';
import { namesPermission } from '../rulebook/permission-names.js';
import type { Clause } from '../rulebook/types.js';
import { heldOf, type AuditContext } from './request.js';

/** `in-force` clauses decide; `announced` and `future` ones are dated warnings. */
export type ClauseState = 'in-force' | 'announced' | 'future';

/** A clause that speaks of a permission or capability of this app, and its state on the date asked for. */
export interface AppliedClause {
  clause: Clause;
  policy: string;
  state: ClauseState;
}

/**
 * The state of a clause on the day of the audit; null on days on which its text is not known to have existed, and from
 * the day on which another replaced it. Dates as short as a year or month count from their last day.
 */
export function clauseState(clause: Clause, context: AuditContext): ClauseState | null {
  const days = clauseDays(clause, context.index.source(clause.source));
  const { asOf } = context.request;
  if (days === null || asOf < days.known || (days.until !== null && asOf >= days.until)) return null;
  if (asOf >= days.binds) return 'in-force';
  return days.isAnnounced ? 'announced' : 'future';
}

/** The clauses of a policy that name a permission or capability and speak of this app. */
export function clausesNaming(name: string, policy: string, context: AuditContext): AppliedClause[] {
  const applied: AppliedClause[] = [];
  for (const clause of context.index.clausesFor(policy, context.category?.id ?? null)) {
    const isNamed =
      namesPermission(clause.permissions, name) || (clause.capabilities as readonly string[]).includes(name);
    if (!isNamed) continue;
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
  const { requiresUsesFeatures, unlessUsesFeatures } = clause;
  const needsDevice = (name: string): boolean =>
    context.facts.manifest?.usesFeatures.some((feature) => feature.required && feature.name === name) === true;
  if (requiresUsesFeatures?.some(needsDevice) === false) return false;
  if (unlessUsesFeatures?.some(needsDevice) === true) return false;
  const { targetSdk, requiresPermissions, requiresFeatures, unlessCapabilities, unlessFeatures } = clause;
  if (targetSdk?.min !== undefined && context.targetSdk < targetSdk.min) return false;
  if (targetSdk?.max !== undefined && context.targetSdk > targetSdk.max) return false;
  if (requiresPermissions?.some((name) => heldOf([name], context).length === 0) === true) return false;
  if (requiresFeatures?.some((feature) => context.features.has(feature)) === false) return false;
  if (unlessCapabilities?.some((capability) => context.capabilities.has(capability)) === true) return false;
  return unlessFeatures?.some((feature) => context.features.has(feature)) !== true;
}
