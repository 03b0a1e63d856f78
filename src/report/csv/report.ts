/**
 * An audit as CSV, for spreadsheets and databases: one kind of record in a file, so that every row has the same columns and
 * means the same. Each row begins with the app, so that files of many apps can be put under one another.
 */
import type { PermissionEvidence } from '../../facts/facts.js';
import type { Audit, Finding } from '../../audit/types.js';
import { shortApiRanges } from '../../words/android-versions.js';
import { ENGLISH } from '../../words/messages.js';
import { shownEvidence } from '../view/code-view.js';
import { escapeName } from '../view/escape.js';
import { placeOfFinding } from '../view/identity-facts.js';
import { settingsText } from '../view/settings-file.js';
import { AUDITED_APP_COLUMNS, auditedAppCells } from './apps.js';
import { csvText, type CsvOptions, type Row } from './cells.js';
import type { CsvKind } from './kinds.js';

/** What a row tells of its app first, and last. */
const APP_FIRST = [
  'file',
  'package',
  'label',
  'version_code',
  'category',
  'outcome',
  'score',
  'grade',
  'app_verdict',
] as const;
const APP_LAST = ['accepted_score', 'accepted_grade', 'accepted_verdict', 'sha256', 'settings'] as const;

function appCells(audit: Audit): Row<(typeof APP_FIRST)[number] | (typeof APP_LAST)[number]> {
  const { subject, accepted, options } = audit;
  return {
    file: subject.file,
    package: subject.package,
    label: subject.label,
    version_code: subject.versionCode,
    category: options.category,
    outcome: audit.outcome,
    score: audit.score,
    grade: audit.grade,
    app_verdict: audit.verdict,
    accepted_score: accepted?.score ?? null,
    accepted_grade: accepted?.grade ?? null,
    accepted_verdict: accepted?.verdict ?? null,
    sha256: subject.sha256,
    settings: options.settings === undefined ? null : settingsText(options.settings),
  };
}

/** One kind of record. New columns are only ever added at the end of its own. */
interface Records {
  columns: readonly string[];
  rows: (audit: Audit) => Row<string>[];
}

function stateOf({ justified, suppressedBy }: Finding): 'open' | 'accepted' | 'justified' {
  if (justified !== null) return 'justified';
  return suppressedBy === null ? 'open' : 'accepted';
}

const FINDINGS: Records = {
  columns: [
    'rule',
    'title',
    'data_type',
    'verdict',
    'severity',
    'points',
    'state',
    'permissions',
    'api_levels',
    'why',
    'clauses',
    'remediation',
    'accepted_because',
    'fingerprint',
    'line',
    'column',
  ],
  rows: ({ findings, justified }) =>
    [...findings, ...justified].map((finding) => ({
      rule: finding.ruleId,
      title: finding.title,
      data_type: finding.dataType,
      verdict: finding.verdict,
      severity: finding.severity,
      points: finding.points,
      state: stateOf(finding),
      permissions: [...finding.permissions, ...finding.capabilities].map(escapeName).join(' '),
      api_levels: finding.apiRange === null ? null : shortApiRanges([finding.apiRange]),
      why: finding.why,
      clauses: finding.clauses.map((clause) => clause.clauseId).join(' '),
      remediation: finding.remediation.join('; '),
      accepted_because:
        finding.suppressedBy === null ? finding.justified?.features.join(' ') : ENGLISH.accepted(finding),
      fingerprint: finding.fingerprint,
      line: placeOfFinding(finding)?.line,
      column: placeOfFinding(finding)?.column,
    })),
};

/** What the code shows of one permission; of one that is used, those who use it. */
function codeCells(evidence: PermissionEvidence | undefined): Row<string> {
  if (evidence === undefined) return {};
  const who = shownEvidence(evidence).owners.map(({ kind, name, package: packageName, sites }) =>
    [name ?? kind, ...(kind === 'app' || packageName === null ? [] : [`(${packageName})`]), sites].join(' '),
  );
  const { use, strength, totalSites } = evidence;
  return { code_use: use, code_strength: strength, code_sites: totalSites, used_by: who.join('; ') };
}

const PERMISSIONS: Records = {
  columns: [
    'permission',
    'data_type',
    'verdict',
    'origin',
    'element',
    'api_levels',
    'implied_by',
    'inert',
    'code_use',
    'code_strength',
    'code_sites',
    'used_by',
  ],
  rows: ({ permissions, code }) => {
    const evidence = new Map((code?.permissions ?? []).map((one) => [one.permission, one]));
    const rows = permissions.map((permission): Row<string> => ({
      permission: escapeName(permission.name),
      data_type: permission.dataType,
      verdict: permission.verdict,
      origin: permission.origin,
      element: permission.element,
      api_levels: shortApiRanges(permission.apiRanges),
      implied_by: permission.impliedBy.map((by) => ENGLISH.implied(by)).join('; '),
      inert: permission.inert === null ? null : ENGLISH.inert(permission),
      ...codeCells(evidence.get(permission.name)),
    }));
    // Powers without a request are looked for in the code too.
    for (const { name } of permissions) evidence.delete(name);
    const others = [...evidence.values()].map((one) => ({ permission: escapeName(one.permission), ...codeCells(one) }));
    return [...rows, ...others];
  },
};

const CAPABILITIES: Records = {
  columns: ['capability', 'api_levels', 'evidence'],
  rows: ({ capabilities }) =>
    capabilities.map(({ id, apiRange, evidence }) => ({
      capability: id,
      api_levels: shortApiRanges([apiRange]),
      evidence: evidence.map((item) => `${item.component} ${ENGLISH.capability(item)}`.trim()).join('; '),
    })),
};

const ANOMALIES: Records = {
  columns: ['code', 'severity', 'api_levels', 'path', 'message', 'seen', 'line', 'column'],
  rows: ({ anomalies }) =>
    anomalies.map((anomaly) => ({
      code: anomaly.code,
      severity: anomaly.severity,
      api_levels: shortApiRanges([anomaly.android]),
      path: anomaly.path,
      message: ENGLISH.anomaly(anomaly),
      seen: ENGLISH.seen(anomaly),
      line: anomaly.line,
      column: anomaly.column,
    })),
};

const SDKS: Records = {
  columns: ['sdk', 'name', 'kind', 'purpose', 'team', 'classes', 'permissions'],
  rows: ({ code }) =>
    (code?.sdks ?? []).map(({ id, name, team, kind, purpose = kind, classes, permissions }) => ({
      sdk: id,
      name,
      kind,
      purpose,
      team,
      classes,
      permissions: permissions.map(escapeName).join(' '),
    })),
};

const KINDS = {
  findings: FINDINGS,
  permissions: PERMISSIONS,
  capabilities: CAPABILITIES,
  anomalies: ANOMALIES,
  sdks: SDKS,
} satisfies Record<Exclude<CsvKind, 'apps'>, Records>;

/** The columns of a kind of record, in order. */
export function csvColumns(kind: CsvKind): readonly string[] {
  return kind === 'apps' ? AUDITED_APP_COLUMNS : [...APP_FIRST, ...KINDS[kind].columns, ...APP_LAST];
}

/**
 * The rows of one kind of one audit. An app of which there is none has one row all the same, with the app's cells alone: no
 * app that could not be read looks like one without findings. Points of open and accepted findings add up to those of the
 * app.
 */
export function renderCsv(audit: Audit, kind: CsvKind, options: CsvOptions = {}): string {
  if (kind === 'apps') return csvText(AUDITED_APP_COLUMNS, [auditedAppCells(audit)], options);
  const app = appCells(audit);
  const rows = KINDS[kind].rows(audit);
  const told: Row<string>[] = rows.length === 0 ? [app] : rows.map((row) => ({ ...app, ...row }));
  return csvText(csvColumns(kind), told, options);
}
