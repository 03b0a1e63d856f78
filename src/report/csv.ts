/**
 * CSV (RFC 4180), for spreadsheets: one row for the app, for each finding, permission, capability, anomaly and note, for what
 * the code shows of each permission, and for each known SDK.
 */
import type { PermissionEvidence, SdkPresence } from '../facts/facts.js';
import type { Audit, Finding } from '../audit/types.js';
import { shortApiRanges } from '../words/android-versions.js';
import { shownEvidence } from './view/code-view.js';
import { escapeName, escapeText } from './view/escape.js';
import { builtAs, innerApks, landing, placeOfFinding } from './view/identity-facts.js';
import { settingsText } from './view/settings-file.js';
import { meaningNotes } from './view/meaning.js';
import { signatureSchemes, signerDigests } from './view/signature.js';
import { ENGLISH } from '../words/messages.js';

/** The columns, in order. New ones are only ever added at the end. */
export const CSV_COLUMNS = [
  'record',
  'file',
  'package',
  'label',
  'version_code',
  'outcome',
  'score',
  'grade',
  'app_verdict',
  'id',
  'title',
  'data_type',
  'verdict',
  'severity',
  'points',
  'permissions',
  'api_levels',
  'detail',
  'citations',
  'remediation',
  'accepted_because',
  'fingerprint',
  'sha256',
  'signature',
  'signer_sha256',
  'accepted_score',
  'accepted_grade',
  'accepted_verdict',
  'built_as',
  'line',
  'column',
] as const;

type Row = Partial<Record<(typeof CSV_COLUMNS)[number], string | number | null>>;

/**
 * Spreadsheets take a cell for a formula when its first visible character is one of these, in ASCII or full width.
 * Leading spaces do not stop all of them.
 */
const FORMULA_START = /^[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/;

/** One cell: control characters written out, formulas made text by a leading apostrophe, quoted where RFC 4180 asks. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = escapeText(value);
  const guarded = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\s]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function appRow(audit: Audit): Row {
  const { subject, error } = audit;
  const meaning = meaningNotes(audit).map((note) => ENGLISH.note(note));
  const told = error === null ? meaning.join(' ') : `${error.code}: ${ENGLISH.error(error)}`;
  return {
    record: 'app',
    id: subject.package,
    title: subject.label,
    points: audit.points,
    detail: told,
    sha256: subject.sha256,
    signature: signatureSchemes(audit),
    signer_sha256: signerDigests(audit).join(' '),
    built_as: builtAs(audit).join(' '),
    ...placeCells(error),
  };
}

function placeCells(place: { line?: number; column?: number } | null): Row {
  return { line: place?.line ?? null, column: place?.column ?? null };
}

/** The APKs in a container or beside one another, and the modules that an app is made of. */
function partRows(audit: Audit): Row[] {
  const apks = innerApks(audit).map(({ name, sha256, size }): Row => ({
    record: 'apk',
    id: name,
    detail: `${size} bytes`,
    sha256,
  }));
  const modules = audit.modules.map((module): Row => ({
    record: 'module',
    id: escapeName(module.name),
    title: landing(module),
    permissions: module.permissionsIgnored.map(escapeName).join(' '),
    detail: (module.capabilities ?? []).join(' '),
  }));
  return [...apks, ...modules];
}

function findingRow(finding: Finding): Row {
  return {
    record: finding.justified === null ? 'finding' : 'justified',
    id: finding.ruleId,
    title: finding.title,
    data_type: finding.dataType,
    verdict: finding.verdict,
    severity: finding.severity,
    points: finding.points,
    permissions: [...finding.permissions, ...finding.capabilities].map(escapeName).join(' '),
    api_levels: finding.apiRange === null ? '' : shortApiRanges([finding.apiRange]),
    detail: finding.why,
    citations: finding.clauses.map((clause) => clause.clauseId).join(' '),
    remediation: finding.remediation.join('; '),
    accepted_because:
      finding.suppressedBy === null ? (finding.justified?.features.join(' ') ?? '') : ENGLISH.accepted(finding),
    fingerprint: finding.fingerprint,
    ...placeCells(placeOfFinding(finding)),
  };
}

function permissionRow(permission: Audit['permissions'][number]): Row {
  const implied = permission.impliedBy.map((by) => ENGLISH.implied(by));
  const detail = [
    permission.origin,
    permission.element,
    ...implied,
    permission.inert === null ? null : ENGLISH.inert(permission),
  ];
  return {
    record: 'permission',
    id: escapeName(permission.name),
    data_type: permission.dataType,
    verdict: permission.verdict,
    permissions: escapeName(permission.name),
    api_levels: shortApiRanges(permission.apiRanges),
    detail: detail.filter((part) => part !== null).join('; '),
  };
}

/** What the code shows of one permission; of one that is used, those who use it. */
function codeRow(evidence: PermissionEvidence): Row {
  const { permission, use, strength, totalSites } = evidence;
  const who = shownEvidence(evidence).owners.map(({ kind, name, package: packageName, sites }) =>
    [name ?? kind, ...(kind === 'app' || packageName === null ? [] : [`(${packageName})`]), sites].join(' '),
  );
  const detail = [strength === null ? '' : `${strength} evidence`, `${totalSites} sites`, ...who];
  return {
    record: 'code',
    id: escapeName(permission),
    title: use,
    permissions: escapeName(permission),
    detail: detail.filter((part) => part !== '').join('; '),
  };
}

/** A known SDK in the code, with the permissions that its code uses. */
function sdkRow({ id, name, team, kind, purpose = kind, classes, permissions }: SdkPresence): Row {
  return {
    record: 'sdk',
    id,
    title: name,
    permissions: permissions.map(escapeName).join(' '),
    detail: [purpose, ...(team === null ? [] : [team]), `${classes} classes`].join('; '),
  };
}

function otherRows(audit: Audit): Row[] {
  const capabilities = audit.capabilities.map((capability): Row => ({
    record: 'capability',
    id: capability.id,
    api_levels: shortApiRanges([capability.apiRange]),
    detail: capability.evidence.map((item) => `${item.component} ${ENGLISH.capability(item)}`.trim()).join('; '),
  }));
  const anomalies = audit.anomalies.map((anomaly): Row => ({
    record: 'anomaly',
    id: anomaly.code,
    severity: anomaly.severity,
    api_levels: shortApiRanges([anomaly.android]),
    detail: `${ENGLISH.anomaly(anomaly)} (${anomaly.path} ${ENGLISH.seen(anomaly)})`,
    ...placeCells(anomaly),
  }));
  const notes = audit.notes.map((note): Row => ({ record: 'note', id: note.code, detail: ENGLISH.note(note) }));
  const { settings } = audit.options;
  const file: Row[] =
    settings === undefined ? [] : [{ record: 'note', id: 'SETTINGS', detail: settingsText(settings) }];
  return [...capabilities, ...anomalies, ...notes, ...file];
}

/** What every row repeats, so that rows of many apps can be put under one another. */
function commonCells(audit: Audit): Row {
  const { subject } = audit;
  return {
    file: subject.file,
    package: subject.package,
    label: subject.label,
    version_code: subject.versionCode,
    outcome: audit.outcome,
    score: audit.score,
    grade: audit.grade,
    app_verdict: audit.verdict,
    accepted_score: audit.accepted?.score ?? null,
    accepted_grade: audit.accepted?.grade ?? null,
    accepted_verdict: audit.accepted?.verdict ?? null,
  };
}

/**
 * The rows of one audit under one heading line, lines ended by CR LF. Points of the `finding` rows add up to the points
 * of the `app` row. `header: false` leaves the heading out, to append the rows of a further audit.
 */
export function renderCsv(audit: Audit, options: { header?: boolean } = {}): string {
  const rows = [
    appRow(audit),
    ...audit.findings.map(findingRow),
    ...audit.justified.map(findingRow),
    ...audit.permissions.map(permissionRow),
    ...otherRows(audit),
    ...partRows(audit),
    ...(audit.code?.permissions ?? []).map(codeRow),
    ...(audit.code?.sdks ?? []).map(sdkRow),
  ];
  const common = commonCells(audit);
  const lines = rows.map((row) => CSV_COLUMNS.map((column) => cell({ ...common, ...row }[column])).join(','));
  const heading = options.header === false ? [] : [CSV_COLUMNS.join(',')];
  return `${[...heading, ...lines].join('\r\n')}\r\n`;
}
