/** Several audits in one report, in the formats that can hold them. */
import type { Audit } from '../audit/types.js';
import { renderCsv } from './csv.js';
import { renderNdjson } from './ndjson.js';
import { mergeSarif, renderSarifLog, toSarifLog } from './sarif/log.js';

const RENDERERS = {
  sarif: (audits) => renderSarifLog(mergeSarif(audits.map((audit) => toSarifLog([audit])))),
  ndjson: (audits) => audits.map((audit) => renderNdjson(audit)).join(''),
  csv: (audits) => audits.map((audit, index) => renderCsv(audit, { header: index === 0 })).join(''),
} as const satisfies Record<string, (audits: readonly Audit[]) => string>;

export type ManyFormat = keyof typeof RENDERERS;

/** The formats that hold more than one audit. */
export const MANY_FORMATS = Object.keys(RENDERERS) as ManyFormat[];

/** Whether a format holds more than one audit. */
export function holdsMany(format: string): format is ManyFormat {
  return Object.hasOwn(RENDERERS, format);
}

/** All audits in one report, in the order given: a run, a line, or rows for each. */
export function renderMany(audits: readonly Audit[], format: ManyFormat): string {
  return RENDERERS[format](audits);
}
