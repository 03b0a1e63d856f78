/** The formats of each command, and `--report fmt=path`, repeatable: more reports in one run. */
import { basename } from 'node:path';
import { CSV_FORMATS, CSV_KINDS, isCsv } from '../../report/csv/kinds.js';
import type { DiffFormat } from '../../report/diff/formats.js';
import { FORMAT_IDS, FORMATS, findFormat, type FormatId } from '../../report/formats.js';
import { isDevice } from '../io/destinations.js';
import { UsageError } from '../io/failures.js';
import { didYouMean } from './suggest.js';

/** The formats of a batch: of its summary, and CSV of what is in its apps. */
export const BATCH_FORMATS = ['text', 'ndjson', 'csv', ...CSV_FORMATS, 'json', 'html'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** The formats of a difference. */
export const DIFF_FORMATS = ['text', 'json', 'markdown', 'html'] as const satisfies readonly DiffFormat[];

/** One more report of the same run. */
export interface ExtraReport {
  format: FormatId;
  path: string;
}

/** One more report of the same difference. */
export interface DiffReport {
  format: DiffFormat;
  path: string;
}

/** One more summary of the same run. */
export interface BatchReport {
  format: BatchFormat;
  path: string;
}

/** @throws UsageError that lists the formats, with the near one */
function noFormat(value: string, known: readonly string[], option = '--format'): never {
  const candidates = known.map((word) => ({ word, shown: word }));
  throw new UsageError(`${option}: "${value}" is not one of ${listed(known)}`, didYouMean(value, candidates, ''));
}

/**
 * A format by name or file extension.
 * @throws UsageError for a name that is none
 */
export function readFormat(value: string): FormatId {
  return findFormat(value) ?? noFormat(value, FORMAT_IDS);
}

/** @throws UsageError for a name that is not a format of a batch */
export function readBatchFormat(value: string): BatchFormat {
  return SUMMARIES.find(value) ?? noFormat(value, BATCH_FORMATS);
}

/** @throws UsageError for a name that is not a format of a difference */
export function readDiffFormat(value: string): DiffFormat {
  return DIFFERENCES.find(value) ?? noFormat(value, DIFF_FORMATS);
}

/** How a command knows its formats: by name, or by the extension of a file. */
interface Formats<Format extends string> {
  known: readonly Format[];
  find: (name: string) => Format | null;
}

export const REPORTS: Formats<FormatId> = { known: FORMAT_IDS, find: findFormat };
export const SUMMARIES: Formats<BatchFormat> = { known: BATCH_FORMATS, find: among(BATCH_FORMATS) };
export const DIFFERENCES: Formats<DiffFormat> = { known: DIFF_FORMATS, find: among(DIFF_FORMATS) };

/** A list of formats for the help: the kinds of CSV stand behind `csv`. */
export function listed(formats: readonly string[]): string {
  const kinds: readonly string[] = CSV_FORMATS;
  return formats
    .filter((format) => !kinds.includes(format))
    .map((format) => (format === 'csv' ? `csv (csv-${CSV_KINDS.join(', -')})` : format))
    .join(', ');
}

/** A byte order mark is for CSV alone. @throws UsageError where none is written */
export function checkBom({
  bom,
  format,
  report = [],
}: {
  bom?: boolean;
  format: string;
  report?: { format: string }[];
}): void {
  if (bom !== true) return;
  const written = [format, ...report.map((one) => one.format)];
  if (!written.some(isCsv)) {
    throw new UsageError('--bom is for CSV, and none is written', 'with -f csv, or --report csv=findings.csv');
  }
}

function among<Format extends string>(known: readonly Format[]): (name: string) => Format | null {
  return (name) => {
    const format = findFormat(name);
    return known.find((one) => one === format) ?? null;
  };
}

/** The format that the name of a file tells: `out.sarif`, `quick-loan-permissions.csv`; null where it tells none of these. */
function formatOfName<Format extends string>(path: string, { find }: Formats<Format>): Format | null {
  const name = basename(path);
  const kind = /(?:^|[._-])([a-z]{1,20}\.csv)$/i.exec(name)?.[1];
  if (kind !== undefined && findFormat(kind) !== null) return find(kind);
  const extension = /[^.]\.([^.]+)$/.exec(name)?.[1];
  return extension === undefined ? null : find(extension);
}

/**
 * The format of what goes to stdout or to the file of `-o`: the one asked for, else the one that the name tells. A device
 * gets text, as stdout does.
 * @throws UsageError for a file whose name tells none
 */
export function formatOf<Format extends string>(
  { format, output }: { format?: Format | undefined; output?: string | undefined },
  formats: Formats<Format>,
): Format | 'text' {
  if (format !== undefined) return format;
  if (output === undefined || isDevice(output)) return 'text';
  const told = formatOfName(output, formats);
  if (told !== null) return told;
  throw new UsageError(
    `-o: the name "${output}" tells none of the formats ${listed(formats.known)}`,
    'name one with -f, or by the end of the name: report.html, report.json',
  );
}

/** `sarif=out.sarif`, or a path alone whose extension names the format. */
function reportCollector<Format extends string>(
  formats: Formats<Format>,
): (value: string, previous: { format: Format; path: string }[] | undefined) => { format: Format; path: string }[] {
  return (value, previous = []) => {
    // What stands before a `=` is a format, unless it is a folder.
    const [, name, path = ''] = /^([^=/\\]*)=(.*)$/s.exec(value) ?? [];
    if (name === undefined) {
      const format = formatOfName(value, formats);
      if (format !== null) return [...previous, { format, path: value }];
      const example = formats.find(value) === null ? `html=${value}` : `${value}=report.${extensionOf(value)}`;
      throw new UsageError(`--report: the name "${value}" tells no format`, `say which: --report ${example}`);
    }
    if (path === '') throw new UsageError(`--report: "${value}" names no file`, `such as ${value}report.txt`);
    return [...previous, { format: formats.find(name) ?? noFormat(name, formats.known, '--report'), path }];
  };
}

function extensionOf(format: string): string {
  const id = findFormat(format);
  return id === null ? format : FORMATS[id].extension;
}

/** `--report` of the audit of one app; may be given more than once. */
export const collectReports = reportCollector(REPORTS);

/** `--report` of a difference; may be given more than once. */
export const collectDiffReports = reportCollector(DIFFERENCES);

/** `--report` of a batch; may be given more than once. */
export const collectBatchReports = reportCollector(SUMMARIES);
