/** The ranking of a batch as CSV: one row for each file, worst first. */
import { APP_COLUMNS, appCells } from '../report/csv/apps.js';
import { csvText, type CsvOptions } from '../report/csv/cells.js';
import type { BatchSummary } from './summary.js';

/** The whole table, lines ended by CR LF. Its columns are the first of those that `csv-apps` has. */
export function renderSummaryCsv({ ranking, options: judged }: BatchSummary, options: CsvOptions = {}): string {
  const rows = ranking.map((row) => appCells(row, judged.settings));
  return csvText(APP_COLUMNS, rows, options);
}
