/** The sum of a batch as a document. */
import type { BatchSummary } from '../batch/summary.js';
import { PLAIN_TEXT } from '../report/formats.js';
import { builtinRulebook } from '../rulebook/load.js';
import { stringsFor } from '../words/report.js';
import type { ReportOptions } from './render.js';
import { OptionError } from './errors.js';

/** The formats of a batch's summary. */
export type SummaryFormat = 'text' | 'json' | 'csv' | 'html';

/** As in the entrance. */
export async function renderSummary(
  summary: BatchSummary,
  format: SummaryFormat,
  { lang = 'en', bom = false, text = {} }: Omit<ReportOptions, 'docsBase'> = {},
): Promise<string> {
  switch (format) {
    case 'text': {
      const [{ renderSummaryText }, strings] = await Promise.all([
        import('../batch/summary-text.js'),
        stringsFor(lang),
      ]);
      return renderSummaryText(summary, { ...PLAIN_TEXT, ...text, strings });
    }
    case 'json':
      return (await import('../batch/summary-json.js')).renderSummaryJson(summary);
    case 'csv':
      return (await import('../batch/summary-csv.js')).renderSummaryCsv(summary, { bom });
    case 'html': {
      const { renderDashboard } = await import('../batch/dashboard/document.js');
      return renderDashboard(summary, { lang, categories: builtinRulebook().categories });
    }
    default:
      // Callers without a compiler name anything.
      throw new OptionError('OPTION_INVALID', 'format', String(format), 'one of text, json, csv, html');
  }
}
