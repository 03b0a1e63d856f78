/** The summaries of many apps: to stdout or the file of `-o`, and to those of `--report`. */
import { dirname, relative, resolve, sep } from 'node:path';
import { renderDashboard } from '../../../batch/dashboard/document.js';
import { reportNameOf } from '../../../batch/report-file.js';
import { renderSummaryCsv } from '../../../batch/summary-csv.js';
import { renderSummaryJson } from '../../../batch/summary-json.js';
import { renderSummaryText } from '../../../batch/summary-text.js';
import type { BatchSummary } from '../../../batch/summary.js';
import type { BatchRow } from '../../../batch/types.js';
import { isCsv } from '../../../report/csv/kinds.js';
import { createPage } from '../../../report/text/page-of.js';
import { summaryLines } from '../../../report/text/summary.js';
import type { Lang, Rulebook } from '../../../rulebook/types.js';
import { asksForNew } from '../../../audit/fail-on.js';
import { UsageError } from '../../io/failures.js';
import { langOfLocale, layoutOfProcess } from '../../io/lang.js';
import { writeReport } from '../../io/output.js';
import type { BatchFlags, MergeFlags } from '../../options/flags.js';
import { BATCH_FORMATS, checkBom, listed, type BatchFormat } from '../../options/formats.js';
import type { CsvRecords } from './csv-records.js';

/** What says how summaries are written. */
type SummaryFlags = MergeFlags & Pick<BatchFlags, 'reports'>;

export interface SummarySources {
  csv: CsvRecords;
  rulebook: Rulebook;
  /** The language of pages. */
  lang: Lang;
}

/**
 * What only the audit of one app has is refused: the options may come from the command without a name.
 * @throws UsageError
 */
export function checkSummaryFlags(flags: MergeFlags, command: 'batch' | 'merge' | 'results'): void {
  const { format, report = [], failOn } = flags;
  checkBom(flags);
  for (const asked of [format, ...report.map((one) => one.format)]) {
    if (!BATCH_FORMATS.includes(asked)) {
      throw new UsageError(
        `a ${command} has no format "${asked}", only ${listed(BATCH_FORMATS)}`,
        `with --results results.ndjson, then: permaudit render results.ndjson -f ${asked}`,
      );
    }
  }
  if (report.some((one) => one.format === 'ndjson')) {
    throw new UsageError(`--report ndjson=file: the results file of a ${command} is --results file`);
  }
  if (asksForNew(failOn)) throw new UsageError(`--fail-on new: a ${command} has no baseline`);
}

/** What is for people is in the language of the locale, as the report of one app is; the rest in English. */
export function langOf({ lang, format }: Pick<MergeFlags, 'lang' | 'format'>): Lang {
  return lang ?? (format === 'text' ? langOfLocale(process.env) : 'en');
}

/** Writes every summary that was asked for. */
export async function writeSummaries(
  summary: BatchSummary,
  flags: SummaryFlags,
  sources: SummarySources,
): Promise<void> {
  const { format, output, quiet, report = [] } = flags;
  if (quiet !== true || output !== undefined) await writeSummary(summary, format, output, flags, sources);
  for (const one of report) await writeSummary(summary, one.format, one.path, flags, sources);
}

async function writeSummary(
  summary: BatchSummary,
  format: BatchFormat,
  output: string | undefined,
  flags: SummaryFlags,
  { csv, rulebook: { categories }, lang }: SummarySources,
): Promise<void> {
  const { color, top, quiet, reports, bom = false } = flags;
  if (format === 'csv') return writeReport(renderSummaryCsv(summary, { bom }), output, quiet);
  if (isCsv(format)) return writeReport(csv.text(format, summary.ranking, bom), output, quiet);
  switch (format) {
    case 'json':
      return writeReport(renderSummaryJson(summary), output, quiet);
    case 'html': {
      const page = renderDashboard(summary, { hrefOf: hrefFrom(output, reports), lang, categories });
      return writeReport(page, output, quiet);
    }
    case 'text': {
      const layout = await layoutOfProcess({ noColor: !color, toFile: output !== undefined, lang: langOf(flags) });
      const text =
        flags.summary === true
          ? `${summaryLines(createPage(layout), summary.ranking).join('\n')}\n`
          : renderSummaryText(summary, layout, top);
      return writeReport(text, output, quiet);
    }
    case 'ndjson':
      // Its lines are written as they are done.
      return undefined;
  }
}

/** The address of an app's report, as seen from the dashboard; on stdout, from the working directory. */
function hrefFrom(output: string | undefined, reports: string | undefined): (row: BatchRow) => string | null {
  if (reports === undefined) return () => null;
  const way = relative(output === undefined ? '.' : dirname(resolve(output)), resolve(reports));
  const folders = way.split(sep).filter((part) => part !== '');
  return (row) => [...folders, reportNameOf(row)].map(encodeURIComponent).join('/');
}
