/** Rules that no single permission shows: old targets, evasion, combinations. */
import { hullOf, mergeRanges } from '../bytes/api-range.js';
import type { AnomalySeverity } from '../bytes/anomaly.js';
import { isSensitive } from '../knowledge/index.js';
import type { DataType, Predicate, Rule, Severity, Verdict } from '../rulebook/types.js';
import { stricter, compareVerdicts } from './clause-state.js';
import { evaluateCombination, type PredicateOutcome } from './combination.js';
import { cite } from './citations.js';
import { ruleTexts } from './findings.js';
import { fingerprintOf } from './fingerprint.js';
import { evaluateNamedPackages } from './named-packages.js';
import { textIn, type AuditContext } from './request.js';
import { compareSeverities, severityOf } from './severity.js';
import { evaluateTargetClauses } from './target-clauses.js';
import type { Finding, FindingEvidence } from './types.js';

const ANOMALY_ORDER: readonly AnomalySeverity[] = ['info', 'low', 'medium', 'high'];

/** Evaluates the predicate rules; composites look at the findings of the other rules. Points are not yet set. */
export function evaluatePredicates(findings: readonly Finding[], context: AuditContext): Finding[] {
  const found: Finding[] = [];
  for (const rule of context.index.rulesFor(context.category?.id ?? null)) {
    const dataType = context.index.dataType(rule.dataType);
    if (rule.predicate === undefined || dataType === undefined) continue;
    const outcome = run(rule.predicate, rule.verdict ?? 'unjustified', findings, context);
    if (outcome !== null) found.push(finding(rule, dataType, outcome, context));
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
      return evasion(predicate.minSeverity, verdict, context);
    case 'composite':
      return composite(predicate, verdict, findings);
    case 'combination':
      return evaluateCombination(predicate, verdict, context);
    case 'named-packages':
      return evaluateNamedPackages(predicate, verdict, context);
    case 'target-clauses':
      return evaluateTargetClauses(verdict, context);
  }
}

/**
 * A target below the bound, or sensitive permissions that the old target brings. One that is listed as well counts too:
 * else listing it would better the score.
 */
function lowTarget(bound: number, verdict: Verdict, context: AuditContext): PredicateOutcome | null {
  const { facts, targetSdk } = context;
  const implied = facts.permissions.filter(
    ({ name, apiRanges, impliedBy }) =>
      apiRanges.length > 0 && impliedBy.some(({ targetSdkBelow }) => targetSdkBelow !== null) && isSensitive(name),
  );
  if (targetSdk >= bound && implied.length === 0) return null;
  const target: FindingEvidence = {
    kind: 'target-sdk',
    name: 'targetSdkVersion',
    apiRanges: [facts.apiRange],
    detail: targetSdk < bound ? `targetSdkVersion ${targetSdk}, below ${bound}` : `targetSdkVersion ${targetSdk}`,
    offset: null,
  };
  return {
    verdict,
    permissions: implied.map(({ name }) => name),
    evidence: [
      target,
      ...implied.map(({ name, apiRanges, impliedBy }): FindingEvidence => ({
        kind: 'implied-permission',
        name,
        apiRanges,
        detail: impliedBy.map(({ reason }) => reason).join('; '),
        offset: null,
      })),
    ],
  };
}

/** Anomalies that make other readers see another manifest. */
function evasion(minSeverity: AnomalySeverity, verdict: Verdict, context: AuditContext): PredicateOutcome | null {
  const bound = ANOMALY_ORDER.indexOf(minSeverity);
  const anomalies = context.facts.anomalies.filter(({ severity }) => ANOMALY_ORDER.indexOf(severity) >= bound);
  if (anomalies.length === 0) return null;
  return {
    verdict,
    permissions: [],
    evidence: anomalies.map(({ code, android, path, message, evidence, offset }): FindingEvidence => ({
      kind: 'anomaly',
      name: code,
      apiRanges: [android],
      detail: `${path === '' ? 'archive' : path}: ${message} (${evidence})`,
      offset,
    })),
  };
}

/** Several findings that together do what none does alone. Its verdict is never stricter than its parts. */
function composite(
  predicate: Extract<Predicate, { kind: 'composite' }>,
  verdict: Verdict,
  findings: readonly Finding[],
): PredicateOutcome | null {
  const grave = findings.filter(
    (part) => compareVerdicts(part.verdict, 'unjustified') >= 0 && compareSeverities(part.severity, 'medium') >= 0,
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
  return {
    verdict: compareVerdicts(worst, verdict) < 0 ? worst : verdict,
    permissions: [...new Set(parts.flatMap(({ permissions }) => permissions))],
    evidence: parts.flatMap(({ ruleId, evidence }) =>
      evidence.map((item) => ({ ...item, detail: joined(ruleId, item.detail) })),
    ),
  };
}

function joined(ruleId: string, detail: string): string {
  return detail === '' ? ruleId : `${ruleId}: ${detail}`;
}

function finding(rule: Rule, dataType: DataType, outcome: PredicateOutcome, context: AuditContext): Finding {
  const { verdict, evidence, permissions } = outcome;
  const severity: Severity = severityOf(rule, verdict, dataType.sensitivity);
  return {
    ...ruleTexts(rule, dataType, context),
    verdict,
    severity,
    points: 0,
    permissions,
    capabilities: [...new Set(evidence.filter(({ kind }) => kind === 'capability').map(({ name }) => name))],
    apiRange: hullOf(mergeRanges(evidence.flatMap(({ apiRanges }) => apiRanges))),
    evidence,
    clauses: cite(outcome.applied ?? [], new Set(), context),
    policyVerdicts: outcome.policyVerdicts ?? [],
    justified: null,
    features: [],
    suppressedBy: null,
    severityReason: rule.severityReason === undefined ? null : textIn(rule.severityReason, context.request.lang),
    fingerprint: fingerprintOf(
      rule.id,
      dataType.id,
      context.facts.manifest?.packageName ?? '',
      evidence.map(({ name }) => name),
    ),
    composite: rule.composite === true,
  };
}
