/** Permissions and capabilities that together say what none says alone. */
import { compareVerdicts } from '../rulebook/orders.js';
import type { Combination, CombinationPart, Severity, Verdict } from '../rulebook/types.js';
import type { AppliedClause } from './clause-state.js';
import { capabilityEvidence, permissionEvidence } from './finding-evidence.js';
import { heldOf, type AuditContext } from './request.js';
import type { FindingEvidence, PolicyVerdict } from './types.js';
import { judge } from './verdicts.js';

/** What a predicate met in an app. */
export interface PredicateOutcome {
  evidence: FindingEvidence[];
  /** Full names. */
  permissions: string[];
  verdict: Verdict;
  /** Instead of the rule's. */
  title?: string;
  severity?: Severity;
  composite?: boolean;
  /** The clauses it rests on, if it rests on any, and what they make each policy say. */
  applied?: AppliedClause[];
  policyVerdicts?: PolicyVerdict[];
}

/** What the app has of a combination, or null when it is not met. `verdict` is that of the rule. */
export function evaluateCombination(
  combination: Combination,
  verdict: Verdict,
  context: AuditContext,
): PredicateOutcome | null {
  const { allOf = [], anyOf = [], atLeast = 1, exceptNeeded = false } = combination;
  if (!speaksOfApp(combination, context)) return null;
  const all = allOf.map((part) => presentOf(part, context));
  if (all.some((names) => names.length === 0)) return null;
  const any = anyOf
    .map((part) => presentOf(part, context).filter((name) => !exceptNeeded || !mayBeNeeded(name, context)))
    .filter((names) => names.length > 0);
  if (anyOf.length > 0 && any.length < atLeast) return null;
  const names = new Set([...all, ...any].flat());
  const permissions = [...context.effective.values()].filter(({ name }) => names.has(name));
  const capabilities = context.able.filter(({ id }) => names.has(id));
  return {
    verdict,
    permissions: permissions.map(({ name }) => name),
    applied: [...names].flatMap((name) => judge(name, context).cited),
    evidence: [...permissions.map(permissionEvidence), ...capabilities.map(capabilityEvidence)],
  };
}

function speaksOfApp({ unlessCapabilities, requiresFeatures }: Combination, context: AuditContext): boolean {
  if (unlessCapabilities?.some((capability) => context.capabilities.has(capability)) === true) return false;
  return requiresFeatures?.some((feature) => context.features.has(feature)) !== false;
}

/** What of a part the app has and asks for. What Android adds unasked is no part of a combination. */
function presentOf(
  { permissions = [], capabilities = [], dataTypes = [] }: CombinationPart,
  context: AuditContext,
): string[] {
  const opened = dataTypes.flatMap((id) => context.index.dataType(id) ?? []);
  const held = heldOf([...permissions, ...opened.flatMap((dataType) => dataType.permissions)], context);
  const can = [...capabilities, ...opened.flatMap((dataType) => dataType.capabilities)];
  return [
    ...held.filter(({ origin }) => origin === 'requested').map(({ name }) => name),
    ...can.filter((capability) => context.capabilities.has(capability)),
  ];
}

/** Whether the category needs it, be it with a feature. What nobody explains is not needed. */
function mayBeNeeded(name: string, context: AuditContext): boolean {
  const { verdict } = judge(name, context);
  return verdict !== null && compareVerdicts(verdict, 'unexplained') < 0;
}
