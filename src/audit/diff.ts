/** What changed between two audits of one app: the question of a pull request. */
import type { CodeEvidence } from '../apk/facts.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { Audit, AuditSubject, Finding, Grade, AuditVerdict } from './types.js';

type AuditedPermission = Audit['permissions'][number];

/** A permission that reaches further than before. */
export interface WidenedPermission {
  name: string;
  before: ApiRange[];
  after: ApiRange[];
  /** One plain clause, e.g. `maxSdkVersion 28 was lifted`. */
  how: string;
}

/** What changed in the code. */
export interface CodeDiff {
  nowUsed: string[];
  noLongerUsed: string[];
  /** Names of known SDKs. */
  sdksAdded: string[];
  sdksRemoved: string[];
}

export interface AuditDiff {
  schemaVersion: string;
  before: AuditSubject;
  after: AuditSubject;
  /** Null where one side has no score. */
  score: { before: number | null; after: number | null; delta: number | null };
  grade: { before: Grade | null; after: Grade | null };
  verdict: { before: AuditVerdict | null; after: AuditVerdict | null };
  permissions: { added: AuditedPermission[]; removed: AuditedPermission[]; widened: WidenedPermission[] };
  capabilities: { added: string[]; removed: string[] };
  findings: { added: Finding[]; removed: Finding[]; worse: { ruleId: string; before: Finding; after: Finding }[] };
  /** What the code does that it did not do before; null where the code of either was not looked at. */
  code: CodeDiff | null;
  /** The two audits were not made alike (category, policies, rulebook ...): what differs. */
  cautions: string[];
}

/** Compares two audits. The package may differ; a caution says so. */
export function diffAudits(before: Audit, after: Audit): AuditDiff {
  return {
    schemaVersion: after.schemaVersion,
    before: before.subject,
    after: after.subject,
    score: {
      before: before.score,
      after: after.score,
      delta: before.score === null || after.score === null ? null : after.score - before.score,
    },
    grade: { before: before.grade, after: after.grade },
    verdict: { before: before.verdict, after: after.verdict },
    permissions: diffPermissions(before, after),
    capabilities: diffCapabilities(before, after),
    findings: diffFindings(before, after),
    code: diffCode(before.code, after.code),
    cautions: cautionsOf(before, after),
  };
}

/** Permissions that code uses now and did not use, or the other way round; only where both sides were read in full. */
function diffCode(before: CodeEvidence | null, after: CodeEvidence | null): CodeDiff | null {
  if (before === null || after === null) return null;
  const used = ({ permissions }: CodeEvidence): string[] =>
    permissions.filter(({ use }) => use === 'used' || use === 'used-undeclared').map(({ permission }) => permission);
  const sdks = (code: CodeEvidence): Map<string, string> => new Map(code.sdks.map(({ id, name }) => [id, name]));
  const [old, now] = [sdks(before), sdks(after)];
  return {
    nowUsed: without(used(after), used(before)),
    noLongerUsed: after.state === 'complete' ? without(used(before), used(after)) : [],
    sdksAdded: [...now].filter(([id]) => !old.has(id)).map(([, name]) => name),
    sdksRemoved: after.state === 'complete' ? [...old].filter(([id]) => !now.has(id)).map(([, name]) => name) : [],
  };
}

function without(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}

const isEffective = ({ apiRanges }: AuditedPermission): boolean => apiRanges.length > 0;

function diffPermissions(before: Audit, after: Audit): AuditDiff['permissions'] {
  const old = new Map(before.permissions.filter(isEffective).map((permission) => [permission.name, permission]));
  const now = new Map(after.permissions.filter(isEffective).map((permission) => [permission.name, permission]));
  const widened: WidenedPermission[] = [];
  for (const [name, permission] of now) {
    const earlier = old.get(name);
    if (earlier !== undefined && reachesFurther(earlier, permission)) {
      widened.push({
        name,
        before: earlier.apiRanges,
        after: permission.apiRanges,
        how: howWidened(earlier, permission),
      });
    }
  }
  return {
    added: [...now.values()].filter(({ name }) => !old.has(name)),
    removed: [...old.values()].filter(({ name }) => !now.has(name)),
    widened,
  };
}

/** Some API level is new. */
function reachesFurther(before: AuditedPermission, after: AuditedPermission): boolean {
  return after.apiRanges.some(([from, to]) => {
    for (let api = from; api <= to; api++) {
      if (!before.apiRanges.some(([low, high]) => low <= api && api <= high)) return true;
    }
    return false;
  });
}

function howWidened(before: AuditedPermission, after: AuditedPermission): string {
  if (before.maxSdkVersion !== null && after.maxSdkVersion === null)
    return `maxSdkVersion ${before.maxSdkVersion} was lifted`;
  if (before.maxSdkVersion !== null && after.maxSdkVersion !== null && after.maxSdkVersion > before.maxSdkVersion) {
    return `maxSdkVersion went from ${before.maxSdkVersion} to ${after.maxSdkVersion}`;
  }
  const reason = after.impliedBy.find(
    ({ permission }) => !before.impliedBy.some((other) => other.permission === permission),
  );
  if (reason !== undefined) return `now ${reason.reason}`;
  return 'it is in force on more versions';
}

function diffCapabilities(before: Audit, after: Audit): AuditDiff['capabilities'] {
  const old = new Set(before.capabilities.map(({ id }) => id));
  const now = new Set(after.capabilities.map(({ id }) => id));
  return { added: [...now].filter((id) => !old.has(id)), removed: [...old].filter((id) => !now.has(id)) };
}

/** Findings are the same when rule and data type are: their permissions may have changed. */
function diffFindings(before: Audit, after: Audit): AuditDiff['findings'] {
  const key = ({ ruleId, dataType }: Finding): string => `${ruleId} ${dataType}`;
  const old = new Map(before.findings.map((finding) => [key(finding), finding]));
  const now = new Map(after.findings.map((finding) => [key(finding), finding]));
  const worse: AuditDiff['findings']['worse'] = [];
  for (const [id, finding] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) continue;
    const more = finding.permissions.some((name) => !earlier.permissions.includes(name));
    if (finding.points > earlier.points || more)
      worse.push({ ruleId: finding.ruleId, before: earlier, after: finding });
  }
  return {
    added: [...now].filter(([id]) => !old.has(id)).map(([, finding]) => finding),
    removed: [...old].filter(([id]) => !now.has(id)).map(([, finding]) => finding),
    worse,
  };
}

/** What two audits can differ in. */
type Compared = string | readonly string[] | null;

function cautionsOf(before: Audit, after: Audit): string[] {
  const cautions: string[] = [];
  const compare = (what: string, a: Compared, b: Compared): void => {
    if (JSON.stringify(a) !== JSON.stringify(b)) cautions.push(`${what} differs: ${show(a)} before, ${show(b)} after`);
  };
  compare('the package', before.subject.package, after.subject.package);
  compare('the category', before.options.category, after.options.category);
  compare('the set of policies', before.options.policies, after.options.policies);
  compare('the set of features', before.options.features, after.options.features);
  compare('the rulebook', before.rulebook.version, after.rulebook.version);
  return cautions;
}

function show(value: Compared): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : value.join(', ') || 'none';
}
