/** Apps as rows of CSV: what is told of one app, and of each of many. */
import type { Audit, AuditVerdict, Grade, Outcome, SettingsFile } from '../../audit/types.js';
import type { Severity, Verdict } from '../../rulebook/types.js';
import { ENGLISH } from '../../words/messages.js';
import { escapeName } from '../view/escape.js';
import { builtAs, innerApks, landing } from '../view/identity-facts.js';
import { settingsText } from '../view/settings-file.js';
import { signatureSchemes, signerDigests } from '../view/signature.js';
import { isWithoutNeed } from '../view/without-need.js';
import type { Row } from './cells.js';

/** What is told of each app of a batch. */
export const APP_COLUMNS = [
  'file',
  'package',
  'label',
  'version_name',
  'category',
  'outcome',
  'error',
  'score',
  'grade',
  'verdict',
  'points',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'anomalies',
  'over_requested',
  'settings',
] as const;

/** What an audit tells besides. */
export const AUDITED_APP_COLUMNS = [
  ...APP_COLUMNS,
  'version_code',
  'accepted_score',
  'accepted_grade',
  'accepted_verdict',
  'message',
  'line',
  'column',
  'notes',
  'sha256',
  'signature',
  'signer_sha256',
  'built_as',
  'apks',
  'modules',
] as const;

/** An app as a batch remembers it. */
export interface CsvApp {
  file: string;
  package: string | null;
  label: string | null;
  versionName: string | null;
  category: string | null;
  outcome: Outcome;
  errorCode: string | null;
  score: number | null;
  grade: Grade | null;
  verdict: AuditVerdict | null;
  points: number | null;
  findings: Readonly<Record<Severity, number>>;
  anomalies: number;
  overRequested: readonly { dataType: string; verdict?: Verdict; points?: number }[];
}

/**
 * The cells of {@link APP_COLUMNS}.
 * @param settings the settings file that counts
 */
export function appCells(app: CsvApp, settings: SettingsFile | undefined): Row<(typeof APP_COLUMNS)[number]> {
  return {
    file: app.file,
    package: app.package,
    label: app.label,
    version_name: app.versionName,
    category: app.category,
    outcome: app.outcome,
    error: app.errorCode,
    score: app.score,
    grade: app.grade,
    verdict: app.verdict,
    points: app.points,
    ...app.findings,
    anomalies: app.anomalies,
    over_requested: app.overRequested
      .filter(isWithoutNeed)
      .map(({ dataType }) => dataType)
      .join(' '),
    settings: settings === undefined ? null : settingsText(settings),
  };
}

function appOf(audit: Audit): CsvApp {
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, suppressedBy } of audit.findings) if (suppressedBy === null) findings[severity] += 1;
  const { file, package: packageName, label, versionName } = audit.subject;
  const { outcome, score, grade, verdict, points } = audit;
  return {
    file,
    package: packageName,
    label,
    versionName,
    category: audit.options.category,
    ...{ outcome, score, grade, verdict, points, findings },
    errorCode: audit.error?.code ?? null,
    anomalies: audit.anomalies.filter(({ severity }) => severity !== 'info').length,
    overRequested: audit.waterfall,
  };
}

/** The cells of {@link AUDITED_APP_COLUMNS}. */
export function auditedAppCells(audit: Audit): Row<(typeof AUDITED_APP_COLUMNS)[number]> {
  const { subject, accepted, error, options } = audit;
  const modules = audit.modules.map((module) => {
    const { capabilities = [], permissionsIgnored } = module;
    const ignored = permissionsIgnored.length === 0 ? [] : ['ignored:', ...permissionsIgnored.map(escapeName)];
    return [`${escapeName(module.name)}:`, landing(module), ...capabilities, ...ignored].join(' ');
  });
  return {
    ...appCells(appOf(audit), options.settings),
    version_code: subject.versionCode,
    accepted_score: accepted?.score ?? null,
    accepted_grade: accepted?.grade ?? null,
    accepted_verdict: accepted?.verdict ?? null,
    message: error === null ? null : ENGLISH.error(error),
    line: error?.line,
    column: error?.column,
    notes: audit.notes.map((note) => `${note.code}: ${ENGLISH.note(note)}`).join(' '),
    sha256: subject.sha256,
    signature: signatureSchemes(audit),
    signer_sha256: signerDigests(audit).join(' '),
    built_as: builtAs(audit).join(' '),
    apks: innerApks(audit)
      .map(({ name, sha256, size }) => `${name}: SHA-256 ${sha256}, ${size} bytes`)
      .join('; '),
    modules: modules.join('; '),
  };
}
