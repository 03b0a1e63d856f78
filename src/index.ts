/**
 * The library.
 *
 * ```ts
 * import { audit, render } from 'permaudit';
 *
 * const result = await audit('app.xapk', { category: 'lending' });
 * console.log(await render(result, 'text'));
 * ```
 *
 * What is wrong with an app is never an exception: it is in the audit, as `outcome` and `error`, and then there is no
 * score. What is thrown on purpose is a {@link CallError} (what was asked for cannot be done) or a {@link PermauditError}
 * (an app or a report that cannot be read, or needs too much); any other exception is a bug.
 *
 * Readers, judges and formats are loaded when they are first asked for.
 *
 * @packageDocumentation
 */
import type { AuditDiff } from './audit/diff.js';
import type { Audit } from './audit/types.js';
import type { PermauditError } from './bytes/errors.js';
import type { Batch, BatchOptions } from './api/batch.js';
import type { ScoredAudit } from './api/gate.js';
import type { AuditOptions, JudgingOptions, KnownOptions, ReadingOptions } from './api/options.js';
import type { DiffReportOptions, ReportOptions } from './api/render.js';
import type { AuditInput } from './api/source.js';
import type { SummaryFormat } from './api/summaries.js';
import type { BatchSummary } from './batch/summary.js';
import type { AppFacts } from './facts/facts.js';
import type { ManifestNode } from './facts/manifest-tree.js';
import type { DiffFormat } from './report/diff/formats.js';
import type { FormatId } from './report/formats.js';
import type { Lang, Rulebook } from './rulebook/types.js';
import type { Messages } from './words/messages.js';
import type { ToldError } from './audit/types.js';

/**
 * Audits one app: reads it as Android would, and judges what it may do by the rulebook.
 *
 * The options have the defaults of the command line, where `code` is read, signatures are not verified, and nothing is
 * taken from a permaudit.yaml. `limits.timeMs` holds for reading; what is hostile is better audited by {@link batch}, whose
 * processes are ended by time and memory.
 *
 * @param input a path, the paths of one app's split APKs, bytes, a `Blob` or `File`, or a {@link ByteSource}. Paths and
 * sources are read by ranges; a blob is read whole into memory, since its ranges can only be had asynchronously.
 * @returns the audit, plain data and JSON-safe. An input that cannot be read, that Android refuses, or that could not be
 * read whole has an audit too: its `score` is null, and `outcome` and `error` tell why. Never take that for a good one.
 * @throws {@link OptionError} `OPTION_UNKNOWN`, `OPTION_AMBIGUOUS`, `OPTION_INVALID`, before anything is read
 */
export async function audit(input: AuditInput, options: AuditOptions = {}): Promise<Audit> {
  return (await import('./api/audit.js')).audit(input, options);
}

/**
 * Reads the facts of an app without judging them: its manifest as each Android version reads it, permissions, code,
 * signer. For {@link auditFacts}.
 *
 * @returns plain data. What cannot be read is in `error`, never an exception.
 * @throws {@link OptionError} `OPTION_INVALID`
 */
export async function readFacts(input: AuditInput, options: ReadingOptions = {}): Promise<AppFacts> {
  return (await import('./api/audit.js')).readFacts(input, options);
}

/**
 * Judges facts that {@link readFacts} read, for those who judge one app by several categories. The same facts and options
 * give the same audit. It differs from that of {@link audit} in one thing: the hint at a category that was not declared
 * is made without the texts of the app's screens.
 *
 * @throws {@link OptionError}
 */
export async function auditFacts(facts: AppFacts, options: JudgingOptions & KnownOptions = {}): Promise<Audit> {
  return (await import('./api/audit.js')).auditFacts(facts, options);
}

/**
 * Reads the manifest that decides what an app may do, as the newest Android version that accepts it resolves it.
 *
 * @throws {@link PermauditError} by its class: {@link InputError} what cannot be read, {@link RefusedError} what no version
 * accepts, {@link UnsureError} what could not be read whole, {@link LimitError} what needs too much
 * @throws {@link OptionError}
 */
export async function readManifest(input: AuditInput, options: ReadingOptions = {}): Promise<ManifestNode> {
  return (await import('./api/audit.js')).readManifest(input, options);
}

/**
 * Makes a report of an audit in one of the formats of the command line ({@link FORMAT_IDS}).
 *
 * @param audits one; or several, in the order given, for `sarif`, `ndjson` and the CSV formats
 * @returns the whole document, ended by a line feed. Text of the app in it is escaped for its format.
 * @throws {@link LimitError} `LIMIT_REPORT` for a document that is larger than a report may be
 * @throws {@link OptionError} `OPTION_INVALID` for a format that there is not, or that does not hold so many
 */
export async function render(
  audits: Audit | readonly Audit[],
  format: FormatId,
  options: ReportOptions = {},
): Promise<string> {
  return (await import('./api/render.js')).render(audits, format, options);
}

/**
 * Tells what changed between two versions of an app.
 *
 * @param before an audit, which stands as it is, or an input, which is audited first
 * @param options for the sides that are audited
 * @returns plain data: permissions and capabilities that came, went or reach further, findings, scores, code
 * @throws {@link PermauditError} by its class for a side without a score: of what cannot be read, nothing can be compared
 * @throws {@link OptionError}
 */
export async function diff(
  before: Audit | AuditInput,
  after: Audit | AuditInput,
  options: AuditOptions = {},
): Promise<AuditDiff> {
  return (await import('./api/diff.js')).diff(before, after, options);
}

/**
 * Makes a document of a difference.
 *
 * @returns the whole document, ended by a line feed
 * @throws {@link LimitError} `LIMIT_REPORT`
 * @throws {@link OptionError} `OPTION_INVALID`
 */
export async function renderDiff(
  difference: AuditDiff,
  format: DiffFormat,
  options: DiffReportOptions = {},
): Promise<string> {
  return (await import('./api/render.js')).renderDiff(difference, format, options);
}

/**
 * Puts own rules on top of the rulebook, validated as strictly as the built-in ones.
 *
 * @param paths YAML files, and folders of them
 * @param base the rulebook below; default: the one that ships with permaudit
 * @returns a rulebook for the option `rulebook`, with a digest of its own and a version that ends in `+custom`; without
 * paths `base` itself
 * @throws {@link RulesError} with every problem, by code, file and line
 */
export async function loadRules(paths: readonly string[], base?: Rulebook): Promise<Rulebook> {
  return (await import('./api/rules.js')).loadRules(paths, base);
}

/**
 * Audits many apps, each in a process of its own limits: one that hangs or takes all memory is reported, and the others go
 * on.
 *
 * @param inputs files, folders, and patterns with `*`, `?` and `**`
 * @returns an async iterable of one record for each app, in the order in which they are done, and their sum. Leaving the
 * loop ends the batch. An app that cannot be audited has a record with an audit that says why. The loop throws
 * {@link OptionError} before the first record, and {@link BatchError} when no process can be started.
 */
export function batch(inputs: readonly string[], options: BatchOptions = {}): Batch {
  let running: Batch | null = null;
  return {
    async *[Symbol.asyncIterator]() {
      running ??= (await import('./api/batch.js')).batch(inputs, options);
      yield* running;
    },
    summary() {
      if (running === null) throw new TypeError('a batch that has not begun has no summary');
      return running.summary();
    },
  };
}

/**
 * Makes a document of what a batch comes to; `html` is the dashboard.
 *
 * @returns the whole document, ended by a line feed
 * @throws {@link OptionError} `OPTION_INVALID`
 */
export async function renderSummary(
  summary: BatchSummary,
  format: SummaryFormat,
  options: Omit<ReportOptions, 'docsBase'> = {},
): Promise<string> {
  return (await import('./api/summaries.js')).renderSummary(summary, format, options);
}

/**
 * Reads a JSON report back, of this version or an older one of the same major `schemaVersion`; of a newer minor version,
 * what is not known is left out.
 *
 * @param json the text of the report
 * @throws {@link ReportError} `REPORT_NOT_JSON`, `REPORT_NOT_A_REPORT`, `REPORT_VERSION`, `REPORT_INVALID`,
 * `REPORT_CONTRADICTS`
 */
export async function readReport(json: string): Promise<Audit> {
  return (await import('./api/reports.js')).readReport(json);
}

/**
 * Tells why a build should stop, as `--fail-on` does. Fails closed: an audit without a score is a reason.
 *
 * @param failOn `none`, a severity, `review`, `fail`, `score:N`, `new` (with a baseline), or several with commas; default
 * `high`. Findings that are accepted do not count.
 * @returns one English line for each threshold that is met; none: go on
 * @throws {@link OptionError} `OPTION_INVALID`
 */
export async function gate(audit: Audit, failOn = 'high'): Promise<string[]> {
  return (await import('./api/gate.js')).gate(audit, failOn);
}

/**
 * Why there is no sure result, as an exception of its class, for those who would rather throw.
 *
 * @returns null where nothing is wrong, and for faults of permaudit's own in a batch (`INTERNAL_ERROR`, `WORKER_DIED`)
 */
export async function failureOf(audit: Audit): Promise<PermauditError | null> {
  return (await import('./api/gate.js')).failureOf(audit);
}

/**
 * What an error says, and what can be done about it.
 *
 * @returns plain clauses without a full stop; `hint` is null where nothing is to be done. They hold text of the app: escape
 * it on output.
 */
export async function describeError(
  error: ToldError | PermauditError,
  lang: Lang = 'en',
): Promise<{ message: string; hint: string | null }> {
  return (await import('./api/describe.js')).describeError(error, lang);
}

/**
 * What codes and data of an audit say in words: errors, anomalies, notes, clauses of evidence. The JSON report has these
 * sentences in English.
 */
export async function messagesFor(lang: Lang): Promise<Messages> {
  return (await import('./words/load.js')).messagesFor(lang);
}

/** Whether an audit has a score; where it has, grade, verdict and points are there too. */
export function isScored(audit: Audit): audit is ScoredAudit {
  return audit.score !== null && audit.grade !== null && audit.verdict !== null && audit.points !== null;
}

export { BatchError, CallError, OptionError, ReportError, RulesError, type CheckedOption } from './api/errors.js';
export {
  ERROR_KINDS,
  InputError,
  LimitError,
  PermauditError,
  RefusedError,
  UnsureError,
  type ErrorCode,
  type ErrorKind,
} from './bytes/errors.js';
export { builtinRulebook } from './rulebook/load.js';
export { escapeText, type EscapeOptions } from './report/view/escape.js';
export { FORMAT_IDS, type FormatId } from './report/formats.js';
export { NEWEST_API, type ApiRange } from './bytes/api-range.js';
export { DEFAULT_LIMITS, type Budget, type Limits } from './bytes/limits.js';
export type { ByteSource } from './bytes/byte-source.js';
export type { Batch, BatchOptions } from './api/batch.js';
export type { ScoredAudit } from './api/gate.js';
export type { AuditOptions, JudgingOptions, JustificationOption, KnownOptions, ReadingOptions } from './api/options.js';
export type { DiffReportOptions, ReportOptions } from './api/render.js';
export type { AuditInput } from './api/source.js';
export type { SummaryFormat } from './api/summaries.js';
export type { AuditDiff, CodeDiff, WidenedCapability, WidenedPermission } from './audit/diff.js';
export type * from './audit/types.js';
export type { BatchSummary, DataTypeCount, SdkCount } from './batch/summary.js';
export type { BatchRecord, BatchRow, DiscoveryNote, DiscoveryNoteKind, OverRequested, SdkUse } from './batch/types.js';
export type {
  Anomaly,
  AnomalyCode,
  AnomalyData,
  AnomalyMessage,
  AnomalySetting,
  AnomalySeverity,
} from './bytes/anomaly.js';
export type * from './facts/facts.js';
export type { ManifestNode } from './facts/manifest-tree.js';
export type { DiffFormat } from './report/diff/formats.js';
export type { Messages } from './words/messages.js';
export type * from './rulebook/types.js';
export type {
  AcceptedClause,
  AcceptedDetails,
  EvidenceClause,
  EvidenceDetails,
  WidenedClause,
  WidenedDetails,
} from './audit/clauses.js';
export type { Justification } from './audit/justify.js';
export type { Note, NoteDetails } from './audit/notes-data.js';
export type { AppRole } from './audit/request.js';
export type { CategoryRule } from './batch/category-map.js';
export type { AnomalyDetails } from './bytes/anomaly-details.js';
export type { DeviceSetting } from './bytes/device.js';
export type {
  DexTableName,
  ErrorDetails,
  ErrorMessage,
  FaultDetails,
  FaultMessage,
  ForeignFormat,
  IntentPart,
  NameFault,
  PoolDetails,
} from './bytes/error-details.js';
export type { ErrorArguments, ErrorData, LimitCode } from './bytes/errors.js';
export type { ClauseOf, DataOf, MessageOf, None, Said, StoredClause } from './bytes/message.js';
export type { Place } from './bytes/place.js';
export type { CodeLevel } from './code/read-parts.js';
export type {
  CapabilityClause,
  CapabilityDetails,
  CodeGap,
  CodeGapClause,
  CodeGapDetails,
  ImpliedClause,
  ImpliedDetails,
  InertClause,
  InertDetails,
  SignatureClause,
  SignatureDetails,
  SignerProblem,
  SignerProblemDetails,
} from './facts/clauses.js';
export type {
  DivergentThing,
  Divergence,
  FormatDivergence,
  ManifestObstacle,
  VersionDivergence,
} from './facts/divergence.js';
export type { RequiredComponent, RequiredMetaData } from './manifest/roles.js';
export type { TextManifestContext } from './inputs/text-manifest.js';
export type { ReportProblemCode } from './report/parse-report.js';
export type { TextLayout, TextView } from './report/text/report.js';
export type { RuleProblem } from './rulebook/problem.js';
export type { SchemeName, SchemeProblem, SchemeProblemDetails } from './bytes/scheme-problems.js';
export type { SeenClause, SeenDetails } from './bytes/seen.js';
export type { ValuesFile } from './inputs/text-resources.js';
export type { PermissionKind } from './knowledge/catalog.js';
export type { DiscoveryDetails, DiscoveryMessage } from './words/batch.js';
export type { PredicateWords } from './words/predicates.js';
