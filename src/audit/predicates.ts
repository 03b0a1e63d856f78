/** Rules that no single permission shows: old targets, evasion, combinations. */
import { hullOf, intersectRange, mergeRanges } from '../bytes/api-range.js';
import type { EffectivePermission } from '../facts/facts.js';
import { isSensitive } from '../knowledge/index.js';
import { compareVerdicts, isAtLeast, stricter } from '../rulebook/orders.js';
import type { DataType, Predicate, Rule, Severity, Verdict } from '../rulebook/types.js';
import { evaluateCombination, type PredicateOutcome } from './combination.js';
import { cite } from './citations.js';
import { permissionEvidence } from './finding-evidence.js';
import { ruleTexts } from './findings.js';
import { divergenceEvidence } from './divergence-evidence.js';
import { fingerprintOf } from './fingerprint.js';
import { evaluateNamedPackages } from './named-packages.js';
import { textIn, type AuditContext } from './request.js';
import { severityOf } from './severity.js';
import type { Finding, FindingEvidence } from './types.js';
import { judge } from './verdicts.js';

/** Evaluates the predicate rules; composites look at the findings of the other rules. Points are not yet set. */
export function evaluatePredicates(findings: readonly Finding[], context: AuditContext): Finding[] {
  const found: Finding[] = [];
  for (const rule of context.index.rulesFor(context.category?.id ?? null)) {
    if (rule.predicate === undefined) continue;
    const outcome = run(rule.predicate, rule.verdict ?? 'unjustified', findings, context);
    const dataType = outcome === null ? undefined : context.index.dataType(rule.dataType);
    if (outcome !== null && dataType !== undefined) found.push(finding(rule, dataType, outcome, context));
  }
  return found;
}

function run(
  predicate: Predicate,
  verdict: Verdict,
  findings: readonly Finding[],
  context: AuditContext,
): PredicateOutcome | null {
  switch (predicate.kind) {
    case 'low-target':
      return lowTarget(predicate.targetSdkBelow, verdict, context);
    case 'evasion':
      return evasion(verdict, context);
    case 'composite':
      return composite(predicate, verdict, findings, context);
    case 'combination':
      return evaluateCombination(predicate, verdict, context);
    case 'named-packages':
      return evaluateNamedPackages(predicate, verdict, context);
  }
}

/** The first release that asks while the app runs. */
const FIRST_RUNTIME_API = 23;

/**
 * What an old target brings: sensitive permissions that it adds, and, below the bound, those that Android then grants at
 * installation without a question. Permissions that are added only explain the findings of their data types, which take
 * the points. One that is listed as well counts too: else listing it would better the score.
 */
function lowTarget(bound: number, verdict: Verdict, context: AuditContext): PredicateOutcome | null {
  const { effective, facts, targetSdk } = context;
  const held = [...effective.values()];
  const added = held.filter(
    ({ name, impliedBy }) => impliedBy.some(({ targetSdkBelow }) => targetSdkBelow !== null) && isSensitive(name),
  );
  const granted = targetSdk < bound ? held.filter(isAskedAtRunTime) : [];
  const permissions = held.filter((permission) => added.includes(permission) || granted.includes(permission));
  if (permissions.length === 0) return null;
  const target: FindingEvidence = {
    kind: 'target-sdk',
    name: 'targetSdkVersion',
    apiRanges: [facts.apiRange],
    detail: { code: 'TARGET_SDK', data: { targetSdk, below: targetSdk < bound ? bound : null } },
    offset: null,
  };
  return {
    verdict,
    ...(granted.length === 0 ? { severity: 'info', composite: true } : {}),
    // Of its own only where Android never asks; what an old target adds is a finding of its own data type.
    ...(added.length === 0 ? { title: context.sentences.NEVER_ASKED({}) } : {}),
    permissions: permissions.map(({ name }) => name),
    evidence: [target, ...permissions.map(permissionEvidence)],
  };
}

/** Whether a newer target would have to ask the user for it while the app runs. */
function isAskedAtRunTime({ apiRanges, definedBy, protection }: EffectivePermission): boolean {
  if (definedBy === 'app') return false;
  return protection.some(
    ({ apiRange, level }) =>
      level.split('|')[0] === 'dangerous' &&
      apiRanges.some((range) => {
        const both = intersectRange(range, apiRange);
        return both !== null && both[1] >= FIRST_RUNTIME_API;
      }),
  );
}

/** What other readers are shown otherwise than Android reads it. An oddity of the file alone is no finding. */
function evasion(verdict: Verdict, { facts }: AuditContext): PredicateOutcome | null {
  const { divergences = [] } = facts;
  if (divergences.length === 0) return null;
  return { verdict, permissions: [], evidence: divergences.map(divergenceEvidence) };
}

/** Several findings that together do what none does alone. Its verdict is never stricter than its parts. */
function composite(
  predicate: Extract<Predicate, { kind: 'composite' }>,
  verdict: Verdict,
  findings: readonly Finding[],
  context: AuditContext,
): PredicateOutcome | null {
  const grave = findings.filter(
    (part) =>
      part.implied !== true && compareVerdicts(part.verdict, 'unjustified') >= 0 && isAtLeast(part.severity, 'medium'),
  );
  const present = new Set(grave.map(({ dataType }) => dataType));
  const counted = predicate.dataTypes.filter((id) => present.has(id));
  const pairs = (predicate.pairs ?? []).filter(
    ({ anyOf, with: others }) => anyOf.some((id) => present.has(id)) && others.some((id) => present.has(id)),
  );
  if (counted.length < predicate.atLeast && pairs.length === 0) return null;
  const involved = new Set([...counted, ...pairs.flatMap(({ anyOf, with: others }) => [...anyOf, ...others])]);
  const parts = grave.filter(({ dataType }) => involved.has(dataType));
  const worst = parts.reduce<Verdict>((strictest, part) => stricter(strictest, part.verdict), 'unjustified');
  const names = new Set(parts.flatMap(({ permissions, capabilities }) => [...permissions, ...capabilities]));
  return {
    verdict: compareVerdicts(worst, verdict) < 0 ? worst : verdict,
    permissions: [...new Set(parts.flatMap(({ permissions }) => permissions))],
    applied: [...names].flatMap((name) => judge(name, context).cited),
    evidence: parts.flatMap(({ ruleId, evidence }) =>
      evidence.map((item) => ({ ...item, detail: { code: 'OF_RULE', data: { rule: ruleId, detail: item.detail } } })),
    ),
  };
}

function finding(rule: Rule, dataType: DataType, outcome: PredicateOutcome, context: AuditContext): Finding {
  const { verdict, evidence, permissions } = outcome;
  const severity: Severity = outcome.severity ?? severityOf(rule, verdict, dataType.sensitivity);
  const capabilities = [...new Set(evidence.filter(({ kind }) => kind === 'capability').map(({ name }) => name))];
  const { title, ...texts } = ruleTexts(rule, dataType, context);
  return {
    ...texts,
    title: outcome.title ?? title,
    verdict,
    severity,
    points: 0,
    permissions,
    capabilities,
    apiRange: hullOf(mergeRanges(evidence.flatMap(({ apiRanges }) => apiRanges))),
    evidence,
    clauses: cite(outcome.applied ?? [], new Set([...permissions, ...capabilities]), context),
    policyVerdicts: outcome.policyVerdicts ?? [],
    justified: null,
    features: [],
    suppressedBy: null,
    severityReason:
      rule.severityReason === undefined || outcome.severity !== undefined
        ? null
        : textIn(rule.severityReason, context.request.lang),
    fingerprint: fingerprintOf(
      rule.id,
      dataType.id,
      context.facts.manifest?.packageName ?? '',
      evidence,
      context.facts.apiRange[0],
    ),
    composite: outcome.composite ?? rule.composite === true,
  };
}
