/**
 * Justifications: findings that somebody answers for. They stay visible and keep their points; only the accepted score,
 * shown beside the raw one, leaves them out.
 */
import { codeContradicts } from './code.js';
import { fingerprintOf } from './fingerprint.js';
import { scoreOf, withPoints, worstFirst } from './score.js';
import type { Audit, Finding, FindingEvidence, SettingsFile } from './types.js';
import type { AcceptedClause } from './clauses.js';
import { JUSTIFICATION, type AuditWords, type JustificationProblem, type OwnRules } from './words.js';

/** One entry of `justifications:` in permaudit.yaml. */
export interface Justification {
  /** Full or short permission name, capability id, or null. */
  permission: string | null;
  /** Rule id, or null. Exactly one of the two is set. */
  rule: string | null;
  /** The feature that needs it. */
  feature: string | null;
  reason: string;
  owner: string;
  /** ISO date after which the entry no longer counts. */
  expires: string | null;
  /** Where the entry stands, for messages, e.g. `permaudit.yaml:12`. */
  place: string;
}

const PLATFORM = 'android.permission.';

/** Whether code evidence speaks against a justified permission; null when the code was not looked at. */
export type Contradicts = (permission: string) => boolean | null;

/**
 * The audit with justified findings marked, problems of the entries added as findings without points, and the accepted
 * score. `asOf` of the audit decides what has expired. What is told of a problem is English in every audit, and told in
 * the language of the report where it is rendered.
 */
export function applyJustifications(
  audit: Audit,
  entries: readonly Justification[],
  { rules }: AuditWords,
  contradicts: Contradicts = (permission) => codeContradicts(audit.code, permission),
): Audit {
  if (audit.score === null || entries.length === 0) return audit;
  const { asOf } = audit.options;
  const active = entries.filter(({ expires }) => expires === null || asOf <= expires);
  const findings = audit.findings.map((finding) => accept(finding, active));
  const problems = entries.flatMap((entry) =>
    problemsOf(entry, audit, contradicts).map((kind) => problem(kind, entry, audit, rules)),
  );
  return withAcceptedScore({ ...audit, findings: [...findings, ...problems].sort(worstFirst) });
}

/** The audit, telling the settings file that it followed. */
export function withSettings(audit: Audit, settings: SettingsFile | undefined): Audit {
  return settings === undefined ? audit : { ...audit, options: { ...audit.options, settings } };
}

/** A finding of an earlier report. */
export type KnownFinding = Pick<Finding, 'fingerprint' | 'apiRange'>;

/**
 * The audit with findings of an older report marked as known, and the accepted score. A finding that reaches older
 * Android versions than the one known, as with a lower minSdkVersion, is new.
 */
export function applyBaseline(audit: Audit, known: readonly KnownFinding[]): Audit {
  if (audit.score === null) return audit;
  const byFingerprint = new Map(known.map((finding) => [finding.fingerprint, finding]));
  const isKnown = ({ fingerprint, apiRange }: Finding): boolean => {
    const earlier = byFingerprint.get(fingerprint);
    if (earlier === undefined || apiRange === null) return earlier !== undefined;
    return earlier.apiRange !== null && earlier.apiRange[0] <= apiRange[0];
  };
  const findings = audit.findings.map((finding) =>
    finding.suppressedBy === null && isKnown(finding)
      ? { ...finding, suppressedBy: { code: 'BASELINE' as const, data: {} } }
      : finding,
  );
  return withAcceptedScore({ ...audit, findings });
}

function withAcceptedScore(audit: Audit): Audit {
  const open = audit.findings.filter(({ suppressedBy }) => suppressedBy === null);
  // Anew: what was counted in an accepted finding counts by itself.
  const { score, grade, verdict, points } = scoreOf(withPoints(open, audit.permissions));
  return { ...audit, accepted: { score, grade, verdict, points } };
}

function accept(finding: Finding, active: readonly Justification[]): Finding {
  if (finding.suppressedBy !== null) return finding;
  const byRule = active.find(({ rule }) => rule === finding.ruleId);
  const entry = byRule ?? coveringEntry(finding, active);
  return entry === null ? finding : { ...finding, suppressedBy: describe(entry) };
}

/** A finding is covered by permission entries only when they cover everything it names. */
function coveringEntry(finding: Finding, active: readonly Justification[]): Justification | null {
  const names = [...finding.permissions, ...finding.capabilities];
  const covering = names.map((name) =>
    active.find((entry) => entry.permission !== null && fullName(entry.permission) === name),
  );
  const [first] = covering;
  return first !== undefined && covering.every((entry) => entry !== undefined) && !finding.composite ? first : null;
}

function describe({ reason, owner, expires, feature }: Justification): AcceptedClause {
  return { code: 'JUSTIFIED', data: { reason, owner, feature, expires } };
}

/** Capability ids have no dot and no capital: they stay as they are. */
function fullName(name: string): string {
  return name.includes('.') || /^[a-z-]+$/.test(name) ? name : PLATFORM + name;
}

/** A rule id, or the full name of what the entry answers for. */
function subjectOf(entry: Justification): string {
  return entry.rule ?? fullName(entry.permission ?? '');
}

/** At most one: what has expired or matches nothing is not held against the code. */
function problemsOf(entry: Justification, audit: Audit, contradicts: Contradicts): JustificationProblem[] {
  const subject = subjectOf(entry);
  if (entry.expires !== null && audit.options.asOf > entry.expires) return ['EXPIRED'];
  const present =
    entry.rule === null
      ? audit.permissions.some(({ name, apiRanges }) => name === subject && apiRanges.length > 0) ||
        audit.capabilities.some(({ id }) => id === subject)
      : audit.findings.some(({ ruleId }) => ruleId === entry.rule);
  if (!present) return ['STALE'];
  const names = entry.rule === null ? [subject] : permissionsOfRule(entry.rule, audit);
  return names.length > 0 && names.every((name) => contradicts(name) === true) ? ['CONTRADICTED'] : [];
}

/** What the findings of a rule ask for; empty where one of them rests on more than permissions. */
function permissionsOfRule(rule: string, { findings }: Audit): string[] {
  const found = findings.filter(({ ruleId }) => ruleId === rule);
  const isPermissionsOnly = found.every(({ capabilities, composite }) => capabilities.length === 0 && !composite);
  return isPermissionsOnly ? found.flatMap(({ permissions }) => permissions) : [];
}

function problem(kind: JustificationProblem, entry: Justification, audit: Audit, rules: OwnRules): Finding {
  const { id, title, why, remediation, severity } = rules.justification[kind];
  const { name, exposes } = rules.justifications;
  const subject = subjectOf(entry);
  const evidence: FindingEvidence = {
    kind: 'justification',
    name: subject,
    apiRanges: [],
    detail: { code: 'JUSTIFICATION', data: { place: entry.place, accepted: describe(entry) } },
    offset: null,
  };
  return {
    ruleId: id,
    title: title.en,
    dataType: JUSTIFICATION,
    dataTypeName: name.en,
    verdict: 'unjustified',
    severity,
    points: 0,
    permissions: [],
    capabilities: [],
    apiRange: null,
    evidence: [evidence],
    why: why.en,
    exposes: exposes.en,
    articleQuote: null,
    clauses: [],
    policyVerdicts: [],
    remediation: remediation.map(({ en }) => en),
    seeAlso: [],
    composite: true,
    justified: null,
    features: [],
    suppressedBy: null,
    severityReason: null,
    fingerprint: fingerprintOf(id, JUSTIFICATION, audit.subject.package ?? '', [{ name: subject, apiRanges: [] }], 1),
  };
}
