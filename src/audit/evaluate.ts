/** Facts meet rules: the audit of one app. Pure: the same facts, rulebook and request give the same audit. */
import type { AppFacts, EffectivePermission } from '../facts/facts.js';
import type { Rulebook } from '../rulebook/types.js';
import { evaluateRules } from './findings.js';
import { notesOf } from './notes.js';
import { isScored, outcomeOf } from './outcome.js';
import { positivesOf } from './positives.js';
import { evaluatePredicates } from './predicates.js';
import { auditContext, isNecessityJudged, textIn, type AuditContext, type AuditRequest } from './request.js';
import { rulebookIdentity, scoreOf, withPoints, worstFirst } from './score.js';
import type { Audit, AuditSubject, Finding } from './types.js';
import { judge } from './verdicts.js';

export type { AuditRequest } from './request.js';

/** Version of the report's shape, see schema/report.schema.json. */
export const SCHEMA_VERSION = '2.0.0';

/**
 * Audits the facts of one app.
 * @param request ids must be known to `rulebook`: the caller checks them
 */
export function auditApp(facts: AppFacts, rulebook: Rulebook, request: AuditRequest): Audit {
  const context = auditContext(facts, rulebook, request);
  const outcome = outcomeOf(facts);
  const scored = isScored(outcome);
  const { findings, justified } = scored ? judgeAll(context) : { findings: [], justified: [] };
  const score = scored ? scoreOf(findings) : null;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: request.tool.name, version: request.tool.version },
    rulebook: rulebookIdentity(rulebook),
    subject: subjectOf(facts),
    options: {
      category: context.category?.id ?? null,
      ...(context.category === null ? {} : { categoryName: textIn(context.category.name, request.lang) }),
      necessity: isNecessityJudged(context) ? 'judged' : 'not-judged',
      policies: [...request.policies],
      policyNames: policyNames(rulebook, request),
      features: [...request.features],
      ...(request.role === 'supply' ? { role: request.role } : {}),
      asOf: request.asOf,
      apiRange: facts.manifest === null ? null : facts.apiRange,
      lang: request.lang ?? 'en',
    },
    input: facts.input ?? null,
    identity: facts.identity ?? null,
    modules: facts.modules ?? [],
    code: facts.code ?? null,
    outcome,
    complete: facts.complete,
    score: score?.score ?? null,
    grade: score?.grade ?? null,
    verdict: score?.verdict ?? null,
    points: score?.points ?? null,
    accepted: null,
    findings,
    justified,
    waterfall: score?.waterfall ?? [],
    permissions: facts.permissions.map((permission) => judgedPermission(permission, context)),
    capabilities: facts.capabilities,
    versions: facts.readings.map(({ apiRange, outcome: each, manifest, error }) => ({
      apiRange,
      outcome: each,
      permissions: [...new Set((manifest?.requested ?? []).map(({ name }) => name))],
      error,
    })),
    anomalies: facts.anomalies,
    error: facts.error,
    positives: scored ? positivesOf(findings, outcome, context) : [],
    notes: scored ? notesOf(findings, outcome, context) : [],
  };
}

function policyNames({ policies }: Rulebook, request: AuditRequest): string[] {
  return request.policies.map((id) => {
    const policy = policies.find((one) => one.id === id);
    return policy === undefined ? id : textIn(policy.name, request.lang);
  });
}

function judgeAll(context: AuditContext): { findings: Finding[]; justified: Finding[] } {
  const rules = evaluateRules(context);
  const all = [...rules.findings, ...evaluatePredicates(rules.findings, context)];
  return {
    findings: withPoints(all, context.facts.permissions).sort(worstFirst),
    justified: [...rules.justified].sort(worstFirst),
  };
}

function subjectOf({ file, sha256, size, manifest }: AppFacts): AuditSubject {
  return {
    file,
    sha256,
    size,
    package: manifest?.packageName ?? null,
    label: manifest?.label ?? null,
    versionCode: manifest?.versionCode ?? null,
    versionName: manifest?.versionName ?? null,
    minSdk: manifest?.minSdk ?? null,
    targetSdk: manifest?.targetSdk ?? null,
  };
}

function judgedPermission(permission: EffectivePermission, context: AuditContext): Audit['permissions'][number] {
  const dataType = context.index.dataTypeOf(permission.name)?.id ?? null;
  const verdict = context.effective.has(permission.name) ? judge(permission.name, context).verdict : null;
  return { ...permission, verdict, dataType };
}
