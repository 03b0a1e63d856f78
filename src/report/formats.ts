/** The report formats, by name. Each is loaded when it is first asked for, so that starting up stays quick. */
import type { Audit } from '../audit/types.js';
import type { Lang } from '../rulebook/types.js';
import type { Strings } from '../words/en/report.js';
import { CSV_FORMATS, csvKindOf, type CsvFormat, type CsvKind } from './csv/kinds.js';
import type { TextReportOptions } from './text/report.js';

export const FORMAT_IDS = [
  'text',
  'json',
  'ndjson',
  'sarif',
  'junit',
  'markdown',
  'csv',
  ...CSV_FORMATS,
  'html',
] as const;

export type FormatId = (typeof FORMAT_IDS)[number];

export interface RenderOptions {
  /** Language of the report's own words, where the format has them in more than one. Default: that of the audit. */
  lang?: Lang;
  /** How the terminal report is laid out. Default: 80 columns, no colour, Unicode. */
  text?: TextReportOptions;
  /** Where the pages of the rules are, for SARIF's `helpUri`. */
  docsBase?: string;
  /** CSV begins with a byte order mark. Default: false. */
  bom?: boolean;
}

export interface ReportFormat {
  id: FormatId;
  /** Without the dot; for `sarif` and others what their consumers look for. */
  extension: string;
  mediaType: string;
  /** What it is for, in a few words. */
  summary: string;
  /** Loads what the format needs, its words in `lang`. */
  load(lang: Lang): Promise<Renderer>;
}

/** The whole report as text, ended by a line feed. */
export type Renderer = (audit: Audit, options: RenderOptions) => string;

/** Of the terminal report, unless asked otherwise. */
export const PLAIN_TEXT: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true };

function csvFormat(id: CsvFormat, rows: string): ReportFormat {
  const kind = csvKindOf(id, 'findings');
  return {
    id,
    extension: id === 'csv' ? 'csv' : `${kind}.csv`,
    mediaType: 'text/csv',
    summary: `one row for each ${rows}, for spreadsheets`,
    load: async () => {
      const { renderCsv } = await import('./csv/report.js');
      return (audit, { bom = false }) => renderCsv(audit, kind, { bom });
    },
  };
}

/** What a row of each kind is. */
const CSV_ROWS: Readonly<Record<CsvKind, string>> = {
  findings: 'finding',
  permissions: 'permission, with the code that uses it',
  apps: 'app',
  capabilities: 'power without a request',
  anomalies: 'oddity of the file',
  sdks: 'known SDK in the code',
};

/** Every format a report can have. */
export const FORMATS: Readonly<Record<FormatId, ReportFormat>> = {
  text: {
    id: 'text',
    extension: 'txt',
    mediaType: 'text/plain',
    summary: 'for people, in a terminal',
    load: async (lang) => {
      const [{ renderText }, strings] = await Promise.all([import('./text/report.js'), wordsOf(lang)]);
      return (audit, options) => renderText(audit, { ...(options.text ?? PLAIN_TEXT), strings });
    },
  },
  json: {
    id: 'json',
    extension: 'json',
    mediaType: 'application/json',
    summary: 'everything, for programs',
    load: async () => (await import('./json.js')).renderJson,
  },
  ndjson: {
    id: 'ndjson',
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    summary: 'the JSON report on one line, for logs and many apps',
    load: async () => (await import('./ndjson.js')).renderNdjson,
  },
  sarif: {
    id: 'sarif',
    extension: 'sarif',
    mediaType: 'application/sarif+json',
    summary: 'SARIF 2.1.0, for code scanning',
    load: async (lang) => {
      const [{ renderSarif }, strings] = await Promise.all([import('./sarif/log.js'), wordsOf(lang)]);
      return (audit, { docsBase }) => renderSarif(audit, docsBase === undefined ? { strings } : { strings, docsBase });
    },
  },
  junit: {
    id: 'junit',
    extension: 'xml',
    mediaType: 'application/xml',
    summary: 'JUnit XML, for the test view of a CI system',
    load: async (lang) => {
      const [{ renderJunit }, strings] = await Promise.all([import('./junit.js'), wordsOf(lang)]);
      return (audit) => renderJunit(audit, strings);
    },
  },
  markdown: {
    id: 'markdown',
    extension: 'md',
    mediaType: 'text/markdown',
    summary: 'for a pull-request comment or a step summary',
    load: async (lang) => {
      const [{ renderMarkdown }, strings] = await Promise.all([import('./markdown/report.js'), wordsOf(lang)]);
      return (audit) => renderMarkdown(audit, strings);
    },
  },
  csv: csvFormat('csv', CSV_ROWS.findings),
  'csv-findings': csvFormat('csv-findings', CSV_ROWS.findings),
  'csv-permissions': csvFormat('csv-permissions', CSV_ROWS.permissions),
  'csv-apps': csvFormat('csv-apps', CSV_ROWS.apps),
  'csv-capabilities': csvFormat('csv-capabilities', CSV_ROWS.capabilities),
  'csv-anomalies': csvFormat('csv-anomalies', CSV_ROWS.anomalies),
  'csv-sdks': csvFormat('csv-sdks', CSV_ROWS.sdks),
  html: {
    id: 'html',
    extension: 'html',
    mediaType: 'text/html',
    summary: 'one self-contained page to read, print and hand over',
    load: async (lang) => {
      const { renderHtml } = await import('./html/document.js');
      return (audit) => renderHtml(audit, lang);
    },
  },
};

/** The id that `text` names, also by its file extension (`md`, `xml` ...); null for anything else. */
export function findFormat(text: string): FormatId | null {
  const name = text.toLowerCase();
  return FORMAT_IDS.find((id) => id === name) ?? FORMAT_IDS.find((id) => FORMATS[id].extension === name) ?? null;
}

async function wordsOf(lang: Lang): Promise<Strings> {
  const { stringsFor } = await import('../words/report.js');
  return stringsFor(lang);
}

/** The audit in one format. */
export async function renderReport(audit: Audit, format: FormatId, options: RenderOptions = {}): Promise<string> {
  const render = await FORMATS[format].load(options.lang ?? audit.options.lang ?? 'en');
  return render(audit, options);
}
