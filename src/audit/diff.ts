/** What changed between two audits of one app: the question of a pull request. */
import { needed } from '../bytes/device.js';
import type { CodeEvidence, PermissionTerms } from '../facts/facts.js';
import { intersectRange, type ApiRange } from '../bytes/api-range.js';
import type { Audit, StatedOptions, AuditSubject, Finding, Grade, AuditVerdict } from './types.js';
import type { CautionClause, WidenedClause } from './clauses.js';

type AuditedPermission = Audit['permissions'][number];

/** A permission that reaches further than before. */
export interface WidenedPermission {
  name: string;
  before: readonly ApiRange[];
  after: readonly ApiRange[];
  /** One plain clause, e.g. `maxSdkVersion 28 was lifted`. */
  how: WidenedClause;
}

/** A capability that is there on more versions than before. */
export interface WidenedCapability {
  id: string;
  before: ApiRange;
  after: ApiRange;
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
  /** What made the later audit. */
  tool: Audit['tool'];
  rulebook: { before: Audit['rulebook']; after: Audit['rulebook'] };
  options: { before: StatedOptions; after: StatedOptions };
  before: AuditSubject;
  after: AuditSubject;
  /** Null where one side has no score. */
  score: { before: number | null; after: number | null; delta: number | null };
  /** The scores without accepted findings; null where none were asked to be. */
  accepted: { before: number | null; after: number | null };
  grade: { before: Grade | null; after: Grade | null };
  verdict: { before: AuditVerdict | null; after: AuditVerdict | null };
  permissions: { added: AuditedPermission[]; removed: AuditedPermission[]; widened: WidenedPermission[] };
  capabilities: { added: string[]; removed: string[]; widened: WidenedCapability[] };
  findings: { added: Finding[]; removed: Finding[]; worse: { ruleId: string; before: Finding; after: Finding }[] };
  /** What the code does that it did not do before; null where the code of either was not looked at. */
  code: CodeDiff | null;
  /** The two audits were not made alike (category, policies, rulebook ...): what differs. */
  cautions: CautionClause[];
}

/** How many things of each kind are there that were not before. */
export interface MoreCounts {
  added: number;
  widened: number;
  capabilities: number;
  findings: number;
  worse: number;
}

/** What the later audit has more of. Findings that are accepted are not counted; what the app asks for always is. */
export function moreOf({ permissions, capabilities, findings }: AuditDiff): MoreCounts {
  return {
    added: permissions.added.length,
    widened: permissions.widened.length,
    capabilities: capabilities.added.length + capabilities.widened.length,
    findings: findings.added.filter(isOpen).length,
    worse: findings.worse.filter(({ after }) => isOpen(after)).length,
  };
}

/** Whether the later audit has more of anything. */
export function hasMore(diff: AuditDiff): boolean {
  return Object.values(moreOf(diff)).some((count) => count > 0);
}

/** Whether nobody answers for a finding. */
const isOpen = ({ suppressedBy }: Finding): boolean => suppressedBy === null;

/** The findings that are new or worse, and not accepted, as the later audit has them. */
export function openMore({ findings }: AuditDiff): Finding[] {
  return [...findings.added, ...findings.worse.map(({ after }) => after)].filter(isOpen);
}

/** Compares two audits. The package may differ; a caution says so. */
export function diffAudits(before: Audit, after: Audit): AuditDiff {
  return {
    schemaVersion: after.schemaVersion,
    tool: after.tool,
    rulebook: { before: before.rulebook, after: after.rulebook },
    options: { before: before.options, after: after.options },
    before: before.subject,
    after: after.subject,
    score: {
      before: before.score,
      after: after.score,
      delta: before.score === null || after.score === null ? null : after.score - before.score,
    },
    accepted: { before: before.accepted?.score ?? null, after: after.accepted?.score ?? null },
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

/**
 * The versions on which a reach can be compared: those that both sides run on. An app that starts to run on older
 * versions does not reach further on any that it ran on before. Null, for no limit, where there are none.
 */
function comparable(before: Audit, after: Audit): ApiRange | null {
  const [old, now] = [before.options.apiRange, after.options.apiRange];
  return old === null || now === null ? null : intersectRange(old, now);
}

function diffPermissions(before: Audit, after: Audit): AuditDiff['permissions'] {
  const on = comparable(before, after);
  const old = new Map(before.permissions.filter(isEffective).map((permission) => [permission.name, permission]));
  const now = new Map(after.permissions.filter(isEffective).map((permission) => [permission.name, permission]));
  const widened: WidenedPermission[] = [];
  for (const [name, permission] of now) {
    const earlier = old.get(name);
    const how = earlier === undefined ? null : howWidened(earlier, permission, on);
    if (earlier !== undefined && how !== null) {
      widened.push({ name, before: earlier.apiRanges, after: permission.apiRanges, how });
    }
  }
  return {
    added: [...now.values()].filter(({ name }) => !old.has(name)),
    removed: [...old.values()].filter(({ name }) => !now.has(name)),
    widened,
  };
}

/** Some API level is new, of those to compare on. */
function reachesFurther(before: readonly ApiRange[], after: readonly ApiRange[], on: ApiRange | null): boolean {
  return after.some((range) => {
    const [from, to] = on === null ? range : (intersectRange(range, on) ?? [1, 0]);
    for (let api = from; api <= to; api++) {
      if (!before.some(([low, high]) => low <= api && api <= high)) return true;
    }
    return false;
  });
}

/** What makes the permission reach further; null when it does not. */
function howWidened(before: AuditedPermission, after: AuditedPermission, on: ApiRange | null): WidenedClause | null {
  const further = reachesFurther(before.apiRanges, after.apiRanges, on);
  if (!further) return looserTerms(before, after, on);
  const [from, to] = [before.maxSdkVersion, after.maxSdkVersion];
  if (from !== null && to === null) return { code: 'MAX_SDK_LIFTED', data: { maxSdkVersion: from } };
  if (from !== null && to !== null && to > from) return { code: 'MAX_SDK_RAISED', data: { from, to } };
  const implied = after.impliedBy.find(
    ({ permission }) => !before.impliedBy.some((other) => other.permission === permission),
  );
  return implied === undefined
    ? { code: 'MORE_VERSIONS', data: {} }
    : { code: 'NOW_IMPLIED', data: { by: implied.reason } };
}

const termsOn = (permission: AuditedPermission, api: number): Omit<PermissionTerms, 'apiRange'> =>
  permission.terms?.find(({ apiRange: [from, to] }) => from <= api && api <= to) ?? permission;

/** What was promised or needed of the device before on some version that both sides run on, and no longer is. */
function looserTerms(before: AuditedPermission, after: AuditedPermission, on: ApiRange | null): WidenedClause | null {
  const lifted = new Set<string>();
  for (const range of after.apiRanges) {
    const [from, to] = on === null ? range : (intersectRange(range, on) ?? [1, 0]);
    for (let api = from; api <= to; api++) {
      const [old, now] = [termsOn(before, api), termsOn(after, api)];
      if (old.neverForLocation && !now.neverForLocation) return { code: 'FOR_LOCATION', data: {} };
      for (const feature of without(old.requiredFeatures, now.requiredFeatures)) lifted.add(feature);
      for (const feature of without(old.requiredNotFeatures, now.requiredNotFeatures)) lifted.add(feature);
    }
  }
  if (lifted.size > 0) return { code: 'FEATURES_LIFTED', data: { features: [...lifted] } };
  return isOnMoreDevices(before, after) ? { code: 'MORE_DEVICES', data: {} } : null;
}

/** Some devices alone had it before, or had it on more versions: others do now. */
function isOnMoreDevices({ devices: before }: AuditedPermission, { devices: after }: AuditedPermission): boolean {
  if (before === undefined) return false;
  return after === undefined || JSON.stringify(needed([...before, ...after])) !== JSON.stringify(needed(before));
}

function diffCapabilities(before: Audit, after: Audit): AuditDiff['capabilities'] {
  const on = comparable(before, after);
  const old = new Map(before.capabilities.map(({ id, apiRange }) => [id, apiRange]));
  const now = new Map(after.capabilities.map(({ id, apiRange }) => [id, apiRange]));
  const widened = [...now].flatMap(([id, range]): WidenedCapability[] => {
    const earlier = old.get(id);
    return earlier !== undefined && reachesFurther([earlier], [range], on)
      ? [{ id, before: earlier, after: range }]
      : [];
  });
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    widened,
  };
}

/** Findings are the same when rule and data type are: their permissions may have changed. */
function diffFindings(before: Audit, after: Audit): AuditDiff['findings'] {
  // Of an entry of permaudit.yaml its subject tells it from others.
  const key = ({ ruleId, dataType, evidence: [first] }: Finding): string =>
    JSON.stringify([ruleId, dataType, first?.kind === 'justification' ? first.name : '']);
  const old = new Map(before.findings.map((finding) => [key(finding), finding]));
  const now = new Map(after.findings.map((finding) => [key(finding), finding]));
  const worse: AuditDiff['findings']['worse'] = [];
  for (const [id, finding] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) continue;
    const more = finding.permissions.some((name) => !earlier.permissions.includes(name));
    const noLongerAccepted = earlier.suppressedBy !== null && finding.suppressedBy === null;
    if (finding.points > earlier.points || more || noLongerAccepted)
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

function cautionsOf(before: Audit, after: Audit): CautionClause[] {
  const cautions: CautionClause[] = [];
  const compare = (what: CautionClause['data']['what'], a: Compared, b: Compared): void => {
    if (JSON.stringify(a) === JSON.stringify(b)) return;
    cautions.push({ code: 'DIFFERS', data: { what, before: shown(a), after: shown(b) } });
  };
  compare('package', before.subject.package, after.subject.package);
  compare('category', before.options.category, after.options.category);
  compare('policies', before.options.policies, after.options.policies);
  compare('features', before.options.features, after.options.features);
  compare('android', levels(before), levels(after));
  compare('rulebook', before.rulebook.version, after.rulebook.version);
  return cautions;
}

function levels({ options }: Audit): string | null {
  return options.apiRange === null ? null : `API ${options.apiRange.join('-')}`;
}

function shown(value: Compared): string | null {
  if (value === null || typeof value === 'string') return value;
  return value.length === 0 ? null : value.join(', ');
}
