/** The JSON report, documented by schema/report.schema.json and docs/report-format.md. */
import type {
  AppIdentity,
  Capability,
  CodeEvidence,
  DexFileFacts,
  EffectivePermission,
  EvidenceOwner,
  EvidenceSite,
  HidingSign,
  PermissionEvidence,
  SdkPresence,
} from '../facts/facts.js';
import type {
  Audit,
  Citation,
  Finding,
  FindingEvidence,
  SourceReference,
  StoredMessage,
  ToldAnomaly,
  ToldError,
} from '../audit/types.js';
import { beside, codeOf, withClauses, withReasons } from './view/english-clauses.js';
import type { Place } from '../bytes/place.js';
import { ENGLISH } from '../words/messages.js';
import { escapeJsonDocument } from './view/escape.js';

/** The version of the report's shape: major when a reader could break, minor when something is added. */
export const REPORT_SCHEMA_VERSION = '2.0.0';

/** An error as it is written: with its English sentence and hint. */
type ErrorDocument = StoredMessage & Place;
/** An anomaly as it is written. */
type AnomalyDocument = Omit<StoredMessage, 'hint'> &
  Pick<ToldAnomaly, 'severity' | 'android' | 'evidence' | 'evidenceMessage' | keyof Place>;

/**
 * Key order of every object in the report. `Record<keyof T, true>` makes the compiler demand each key of the type, so
 * that a new field cannot be forgotten here nor reach a report undocumented.
 */
type KeyOrder<T> = Record<keyof Required<T>, true>;

const TOP_LEVEL: KeyOrder<Audit> = {
  schemaVersion: true,
  tool: true,
  rulebook: true,
  subject: true,
  options: true,
  input: true,
  identity: true,
  modules: true,
  code: true,
  outcome: true,
  complete: true,
  score: true,
  grade: true,
  verdict: true,
  points: true,
  accepted: true,
  findings: true,
  justified: true,
  waterfall: true,
  permissions: true,
  capabilities: true,
  versions: true,
  anomalies: true,
  error: true,
  positives: true,
  notes: true,
};

const SUBJECT: KeyOrder<Audit['subject']> = {
  file: true,
  sha256: true,
  size: true,
  package: true,
  label: true,
  versionCode: true,
  versionName: true,
  minSdk: true,
  targetSdk: true,
};

const OPTIONS: KeyOrder<Audit['options']> = {
  category: true,
  categoryName: true,
  necessity: true,
  policies: true,
  policyNames: true,
  features: true,
  role: true,
  settings: true,
  asOf: true,
  apiRange: true,
  lang: true,
};

const FINDING: KeyOrder<Finding> = {
  ruleId: true,
  title: true,
  dataType: true,
  dataTypeName: true,
  verdict: true,
  severity: true,
  severityReason: true,
  points: true,
  countedIn: true,
  permissions: true,
  capabilities: true,
  implied: true,
  apiRange: true,
  evidence: true,
  why: true,
  exposes: true,
  articleQuote: true,
  articleTranslation: true,
  clauses: true,
  policyVerdicts: true,
  remediation: true,
  seeAlso: true,
  composite: true,
  features: true,
  justified: true,
  suppressedBy: true,
  suppressedByMessage: true,
  fingerprint: true,
};

const EVIDENCE: KeyOrder<FindingEvidence> = {
  kind: true,
  name: true,
  apiRanges: true,
  detail: true,
  detailMessage: true,
  offset: true,
  line: true,
  column: true,
  endLine: true,
  endColumn: true,
  divergence: true,
};

const CITATION: KeyOrder<Citation> = {
  clauseId: true,
  policy: true,
  source: true,
  sourceTitle: true,
  title: true,
  issuer: true,
  locator: true,
  quote: true,
  quoteLanguage: true,
  quoteTranslation: true,
  url: true,
  date: true,
  authority: true,
  status: true,
  basis: true,
  verification: true,
  verdict: true,
  state: true,
  effective: true,
  enforced: true,
  notBefore: true,
  until: true,
  supersededBy: true,
  permissions: true,
};

const SOURCE: KeyOrder<SourceReference> = {
  source: true,
  title: true,
  issuer: true,
  date: true,
  url: true,
  authority: true,
  verification: true,
};

const PERMISSION: KeyOrder<Audit['permissions'][number]> = {
  name: true,
  origin: true,
  element: true,
  verdict: true,
  dataType: true,
  maxSdkVersion: true,
  minSdkVersion: true,
  apiRange: true,
  apiRanges: true,
  protection: true,
  group: true,
  restricted: true,
  definedBy: true,
  impliedBy: true,
  requiredFeatures: true,
  requiredNotFeatures: true,
  neverForLocation: true,
  terms: true,
  devices: true,
  inert: true,
  inertMessage: true,
  offset: true,
  line: true,
  column: true,
  endLine: true,
  endColumn: true,
};

const IMPLIED_BY: KeyOrder<EffectivePermission['impliedBy'][number]> = {
  permission: true,
  targetSdkBelow: true,
  reason: true,
  reasonMessage: true,
};
const PROTECTION: KeyOrder<EffectivePermission['protection'][number]> = { apiRange: true, level: true };
const CAPABILITY: KeyOrder<Capability> = { id: true, apiRange: true, evidence: true };
const CAPABILITY_EVIDENCE: KeyOrder<Capability['evidence'][number]> = {
  component: true,
  detail: true,
  detailMessage: true,
  devices: true,
  module: true,
  offset: true,
  line: true,
  column: true,
  endLine: true,
  endColumn: true,
};
const CODE: KeyOrder<CodeEvidence> = {
  state: true,
  reason: true,
  reasonMessage: true,
  dexFiles: true,
  permissions: true,
  hiding: true,
  sdks: true,
};
const DEX_FILE: KeyOrder<DexFileFacts> = {
  name: true,
  module: true,
  size: true,
  version: true,
  loaded: true,
  problem: true,
  problemMessage: true,
};
const PERMISSION_EVIDENCE: KeyOrder<PermissionEvidence> = {
  permission: true,
  use: true,
  strength: true,
  totalSites: true,
  owners: true,
  sites: true,
};
const OWNER: KeyOrder<EvidenceOwner> = {
  kind: true,
  sdk: true,
  name: true,
  kindOfSdk: true,
  package: true,
  sites: true,
  strongSites: true,
};
const SITE: KeyOrder<EvidenceSite> = {
  kind: true,
  api: true,
  access: true,
  callerClass: true,
  callerMethod: true,
  dex: true,
  count: true,
  loaded: true,
  strength: true,
  owner: true,
};
const SITE_OWNER: KeyOrder<EvidenceSite['owner']> = { kind: true, sdk: true, name: true };
const HIDING: KeyOrder<HidingSign> = { kind: true, what: true, whatMessage: true, count: true, where: true };
const SDK: KeyOrder<SdkPresence> = {
  id: true,
  name: true,
  team: true,
  kind: true,
  purpose: true,
  classes: true,
  permissions: true,
};
const VERSION: KeyOrder<Audit['versions'][number]> = { apiRange: true, outcome: true, permissions: true, error: true };
const WATERFALL: KeyOrder<Audit['waterfall'][number]> = {
  dataType: true,
  dataTypeName: true,
  ruleIds: true,
  severity: true,
  verdict: true,
  points: true,
  scoreAfter: true,
};
const POLICY_VERDICT: KeyOrder<Finding['policyVerdicts'][number]> = {
  policy: true,
  verdict: true,
  says: true,
  clauseIds: true,
};
const ANOMALY: KeyOrder<AnomalyDocument> = {
  code: true,
  severity: true,
  message: true,
  data: true,
  path: true,
  offset: true,
  line: true,
  column: true,
  android: true,
  evidence: true,
  evidenceMessage: true,
};
const NOTE: KeyOrder<Omit<StoredMessage, 'hint'>> = { code: true, message: true, data: true };
const ERROR: KeyOrder<ErrorDocument> = {
  code: true,
  message: true,
  data: true,
  offset: true,
  line: true,
  column: true,
  path: true,
  hint: true,
};

/** A copy of `value` with exactly the keys of `order`, in that order. */
function inOrder<T extends object>(value: T, order: KeyOrder<T>): T {
  const copy = {} as T;
  for (const key of Object.keys(order) as (keyof T)[]) if (Object.hasOwn(value, key)) copy[key] = value[key];
  return copy;
}

function orderError(error: ToldError | null): ErrorDocument | null {
  if (error === null) return null;
  return inOrder<ErrorDocument>({ ...error, message: ENGLISH.error(error), hint: ENGLISH.hint(error) }, ERROR);
}

function orderAnomaly(anomaly: ToldAnomaly): AnomalyDocument {
  const evidence = ENGLISH.seen(anomaly);
  const message = beside('evidenceMessage', anomaly.evidence, anomaly.evidenceMessage);
  return inOrder<AnomalyDocument>({ ...anomaly, message: ENGLISH.anomaly(anomaly), evidence, ...message }, ANOMALY);
}

function orderFinding(finding: Finding): Finding {
  const ordered = inOrder(withClauses(finding), FINDING);
  ordered.evidence = ordered.evidence.map((item) => inOrder(item, EVIDENCE));
  ordered.clauses = finding.clauses.map((clause) => inOrder(clause, CITATION));
  ordered.policyVerdicts = finding.policyVerdicts.map((item) => inOrder(item, POLICY_VERDICT));
  ordered.seeAlso = finding.seeAlso.map((source) => inOrder(source, SOURCE));
  ordered.justified = finding.justified === null ? null : { features: finding.justified.features };
  return ordered;
}

function orderPermission(permission: Audit['permissions'][number]): Audit['permissions'][number] {
  const ordered = inOrder(withReasons(permission), PERMISSION);
  return {
    ...ordered,
    impliedBy: ordered.impliedBy.map((item) => inOrder(item, IMPLIED_BY)),
    protection: permission.protection.map((item) => inOrder(item, PROTECTION)),
  };
}

function orderCapability(capability: Capability): Capability {
  const evidence = capability.evidence.map((item) =>
    inOrder(
      { ...item, detail: ENGLISH.capability(item), ...beside('detailMessage', item.detail, item.detailMessage) },
      CAPABILITY_EVIDENCE,
    ),
  );
  return inOrder({ ...capability, evidence }, CAPABILITY);
}

function orderDexFile(file: DexFileFacts): DexFileFacts {
  const problem = file.problem === null ? null : ENGLISH.dexProblem(file);
  return inOrder({ ...file, problem, ...beside('problemMessage', file.problem, file.problemMessage) }, DEX_FILE);
}

function orderIdentity(identity: AppIdentity): AppIdentity {
  const { signer } = identity;
  if (signer === null) return identity;
  const { schemes, certificates, lineage, blocks, problems, problemMessages, verifiedNote, verifiedNoteMessage } =
    signer;
  const { debugKey } = signer;
  return {
    ...identity,
    signer: {
      schemes,
      certificates,
      verifiedNote: ENGLISH.signature(signer),
      ...beside('verifiedNoteMessage', verifiedNote, verifiedNoteMessage),
      problems: ENGLISH.signerProblems(signer),
      problemMessages: problems.map((problem, at) => codeOf(problem, problemMessages?.[at])),
      ...(lineage === undefined ? {} : { lineage }),
      ...(blocks === undefined ? {} : { blocks }),
      ...(debugKey === undefined ? {} : { debugKey }),
    },
  };
}

function orderCode(code: CodeEvidence): CodeEvidence {
  const reason = code.reason === null ? null : ENGLISH.codeGap(code);
  const ordered = inOrder({ ...code, reason, ...beside('reasonMessage', code.reason, code.reasonMessage) }, CODE);
  return {
    ...ordered,
    dexFiles: code.dexFiles.map(orderDexFile),
    permissions: code.permissions.map((evidence) => ({
      ...inOrder(evidence, PERMISSION_EVIDENCE),
      owners: evidence.owners.map((owner) => inOrder(owner, OWNER)),
      sites: evidence.sites.map((site) => ({ ...inOrder(site, SITE), owner: inOrder(site.owner, SITE_OWNER) })),
    })),
    hiding: code.hiding.map((sign) =>
      inOrder({ ...sign, what: ENGLISH.hiding(sign), ...beside('whatMessage', sign.what, sign.whatMessage) }, HIDING),
    ),
    sdks: code.sdks.map((sdk) => inOrder(sdk, SDK)),
  };
}

/** The report as a plain object: the audit with every key in its documented order and nothing else. */
export function toReportDocument(audit: Audit): Audit {
  const ordered = inOrder(audit, TOP_LEVEL);
  ordered.tool = { name: audit.tool.name, version: audit.tool.version };
  ordered.rulebook = { version: audit.rulebook.version, sha256: audit.rulebook.sha256 };
  ordered.subject = inOrder(audit.subject, SUBJECT);
  ordered.options = inOrder(audit.options, OPTIONS);
  ordered.identity = audit.identity === null ? null : orderIdentity(audit.identity);
  ordered.code = audit.code === null ? null : orderCode(audit.code);
  ordered.findings = audit.findings.map(orderFinding);
  ordered.justified = audit.justified.map(orderFinding);
  ordered.waterfall = audit.waterfall.map((line) => inOrder(line, WATERFALL));
  ordered.permissions = audit.permissions.map(orderPermission);
  ordered.capabilities = audit.capabilities.map(orderCapability);
  ordered.versions = audit.versions.map((version) => ({
    ...inOrder(version, VERSION),
    error: orderError(version.error),
  }));
  ordered.anomalies = audit.anomalies.map(orderAnomaly);
  ordered.error = orderError(audit.error);
  ordered.notes = audit.notes.map((note) => inOrder({ ...note, message: ENGLISH.note(note) }, NOTE));
  return ordered;
}

/**
 * The JSON report: two-space indentation, a line feed at the end, the same bytes for the same audit, and no character
 * that a terminal would act on.
 */
export function renderJson(audit: Audit): string {
  return `${escapeJsonDocument(JSON.stringify(toReportDocument(audit), null, 2))}\n`;
}
