/** Reads a stored JSON report back, to render it in another format. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Audit } from '../audit/types.js';
import { loadValidators } from '../platform/index.js';
import { REPORT_SCHEMA_VERSION, toReportDocument } from './json.js';

export type ReportProblemCode = 'REPORT_NOT_JSON' | 'REPORT_NOT_A_REPORT' | 'REPORT_VERSION' | 'REPORT_INVALID';

/** Why a text is no report. `message` may hold text from it: escape on output. */
export interface ReportProblem {
  code: ReportProblemCode;
  message: string;
}

export type ParsedReport = { ok: true; audit: Audit } | { ok: false; problem: ReportProblem };

const VERSION = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;

function problem(code: ReportProblemCode, message: string): ParsedReport {
  return { ok: false, problem: { code, message } };
}

/** Major and minor number of a schema version, or null. */
function versionOf(text: unknown): { major: number; minor: number } | null {
  const parts = typeof text === 'string' ? VERSION.exec(text) : null;
  return parts === null ? null : { major: Number(parts[1]), minor: Number(parts[2]) };
}

/**
 * @param isNewer the report has fields this version does not know: they are dropped, as a minor version promises that a
 * reader may do
 */
function validatorOf(isNewer: boolean): ValidateFunction<Audit> {
  return (loadValidators(isNewer ? 'newer-report' : 'report') as { report: ValidateFunction<Audit> }).report;
}

function describeError(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it does not follow the schema';
  const extra = (error.params as { additionalProperty?: unknown }).additionalProperty;
  const named = typeof extra === 'string' ? `: ${extra}` : '';
  return `${error.instancePath === '' ? 'the report' : error.instancePath} ${error.message ?? 'is not valid'}${named}`;
}

/** JSON, or undefined when it is not (no JSON text parses to undefined). A leading byte order mark is passed over. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** As {@link parseDocument}, of the text of a report. */
export function parseReport(text: string): ParsedReport {
  const document = parseJson(text);
  return document === undefined ? problem('REPORT_NOT_JSON', 'this is not JSON') : parseDocument(document);
}

/**
 * Checks a JSON value against schema/report.schema.json and returns the audit it holds. A report of another major version
 * is refused; of a newer minor version, what this version does not know is left out.
 */
export function parseDocument(document: unknown): ParsedReport {
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, 'schemaVersion')) {
    return problem('REPORT_NOT_A_REPORT', 'this JSON is not a permaudit report: it has no schemaVersion');
  }
  const stated = (document as { schemaVersion: unknown }).schemaVersion;
  const found = versionOf(stated);
  const known = versionOf(REPORT_SCHEMA_VERSION);
  if (found === null || known === null || found.major !== known.major) {
    const shown = typeof stated === 'string' ? stated : 'no version';
    return problem(
      'REPORT_VERSION',
      `the report has schema version ${shown}; this program reads ${known?.major ?? ''}.x`,
    );
  }
  const validate = validatorOf(found.minor > known.minor);
  if (!validate(document)) return problem('REPORT_INVALID', describeError(validate.errors?.[0]));
  return { ok: true, audit: { ...toReportDocument(document), schemaVersion: REPORT_SCHEMA_VERSION } };
}
