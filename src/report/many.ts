/** Several audits in one report, in the formats that can hold them. */
import type { Audit } from '../audit/types.js';
import { csvKindOf, isCsv, type CsvFormat, type CsvKind } from './csv/kinds.js';
import { renderCsv } from './csv/report.js';
import type { FormatId } from './formats.js';
import { renderNdjson } from './ndjson.js';
import { mergeSarif, renderSarifLog, toSarifLog } from './sarif/log.js';

export type ManyFormat = Extract<FormatId, 'sarif' | 'ndjson'> | CsvFormat;

/** The formats that hold more than one audit, as they are told. */
export const MANY_FORMATS: readonly string[] = ['sarif', 'ndjson', 'csv', 'csv-...'];

/** Whether a format holds more than one audit. */
export function holdsMany(format: FormatId): format is ManyFormat {
  return format === 'sarif' || format === 'ndjson' || isCsv(format);
}

function csvOf(audits: readonly Audit[], kind: CsvKind, bom: boolean): string {
  return audits
    .map((audit, index) => renderCsv(audit, kind, { header: index === 0, bom: bom && index === 0 }))
    .join('');
}

/** All audits in one report, in the order given: a run, a line, or rows for each. `bom`: CSV begins with a byte order mark. */
export function renderMany(audits: readonly Audit[], format: ManyFormat, bom = false): string {
  if (isCsv(format)) return csvOf(audits, csvKindOf(format, 'findings'), bom);
  if (format === 'ndjson') return audits.map((audit) => renderNdjson(audit)).join('');
  return renderSarifLog(mergeSarif(audits.map((audit) => toSarifLog([audit]))));
}
