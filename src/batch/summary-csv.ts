/** The ranking of a batch as CSV (RFC 4180), for spreadsheets: one row for each file, worst first. */
import { escapeText } from '../report/view/escape.js';
import { isWithoutNeed, type BatchSummary } from './summary.js';
import type { BatchRow } from './types.js';

/** The columns, in order. New ones are only ever added at the end. */
export const BATCH_CSV_COLUMNS = [
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
] as const;

/** Spreadsheets take a cell for a formula when its first visible character is one of these, full width included. */
const FORMULA_START = /^[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = escapeText(value);
  const guarded = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\s]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function cellsOf(row: BatchRow): Record<(typeof BATCH_CSV_COLUMNS)[number], string | number | null> {
  return {
    file: row.file,
    package: row.package,
    label: row.label,
    version_name: row.versionName,
    category: row.category,
    outcome: row.outcome,
    error: row.errorCode,
    score: row.score,
    grade: row.grade,
    verdict: row.verdict,
    points: row.points,
    ...row.findings,
    anomalies: row.anomalies,
    over_requested: row.overRequested
      .filter(isWithoutNeed)
      .map(({ dataType }) => dataType)
      .join(' '),
  };
}

/** The whole table, lines ended by CR LF. */
export function renderSummaryCsv({ ranking }: BatchSummary): string {
  const rows = ranking.map((row) => {
    const cells = cellsOf(row);
    return BATCH_CSV_COLUMNS.map((column) => cell(cells[column])).join(',');
  });
  return [BATCH_CSV_COLUMNS.join(','), ...rows].map((line) => `${line}\r\n`).join('');
}
