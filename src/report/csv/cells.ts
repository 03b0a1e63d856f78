/** CSV as RFC 4180 has it, in cells that no spreadsheet calculates. */
import { escapeText } from '../view/escape.js';

export type Cell = string | number | null | undefined;
export type Row<Column extends string> = Partial<Record<Column, Cell>>;

export interface CsvOptions {
  /** False leaves the heading line out, to append rows to a file. Default: true. */
  header?: boolean;
  /** Begins with a byte order mark, by which Excel knows UTF-8. Default: false. */
  bom?: boolean;
}

/** What a spreadsheet takes for the beginning of a formula, in ASCII or full width; leading spaces and quotes stop not all. */
const FORMULA = String.raw`[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]`;
const BEGINS_FORMULA = new RegExp(`^${FORMULA}`);
/** Where the decimal sign is a comma, spreadsheets part cells at semicolons, within quotation marks too. */
const BEGINS_AFTER_SEMICOLON = new RegExp(`;(?=${FORMULA})`, 'g');

/** One cell: control characters written out, formulas made text by an apostrophe, quoted where RFC 4180 asks. */
function cellText(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = escapeText(value).replace(BEGINS_AFTER_SEMICOLON, ";'");
  const guarded = BEGINS_FORMULA.test(text) ? `'${text}` : text;
  return /[",\s]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The table, each line ended by CR LF. */
export function csvText<Column extends string>(
  columns: readonly Column[],
  rows: readonly Row<Column>[],
  { header = true, bom = false }: CsvOptions = {},
): string {
  const lines = rows.map((row) => columns.map((column) => cellText(row[column])).join(','));
  const all = header ? [columns.join(','), ...lines] : lines;
  return (bom ? '\uFEFF' : '') + all.map((line) => `${line}\r\n`).join('');
}
