/** Tables that never cut a cell: what is too long for its column goes on, or pushes the rest to a new line. */
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import { MARGIN, type Page } from './page.js';

export interface Column {
  title: string;
  /** The widest the column may become. */
  most: number;
}

const GAP = 2;
/** The last column, which holds sentences, gets at least this much where it needs it. */
const NARROWEST_LAST = 16;
const NARROWEST_CELL = 6;

/** The widths of all columns: what they need, what they may, and then less of the widest until the table fits. */
function columnWidths(page: Page, columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  const widths = columns.map((column, index) => {
    const widest = rows.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? '')), columnsOf(column.title));
    return Math.min(widest, column.most);
  });
  const room = page.columns - MARGIN.length - GAP * (columns.length - 1);
  const last = widths.pop() ?? 0;
  const taken = (): number => widths.reduce((sum, width) => sum + width, 0);
  const least = Math.min(last, NARROWEST_LAST);
  while (taken() + least > room && Math.max(...widths) > NARROWEST_CELL) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return [...widths, Math.max(least, Math.min(last, room - taken()))];
}

/** Rows of plain, already safe text. The last column takes what is left; `paint` colours a finished cell. */
export function tableLines(
  page: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: (text: string, column: number, row: number) => string = (text) => text,
): string[] {
  const widths = columnWidths(page, columns, rows);
  const render = (
    cells: readonly (readonly string[])[],
    colour: (text: string, column: number) => string,
  ): string[] => {
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = cells.map((cell) => cell[line] ?? '');
      const used = texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
      // Nothing is padded after the last word: colour codes would hide trailing spaces from any trimming.
      const parts = used.map((text, index) =>
        colour(index === used.length - 1 ? text : padEnd(text, widths[index] ?? 0), index),
      );
      return parts.length === 0 ? '' : MARGIN + parts.join(' '.repeat(GAP));
    });
  };
  const split = (row: readonly string[]): string[][] =>
    columns.map((_, index) => wrap(row[index] ?? '', widths[index] ?? 1));
  const title = render(split(columns.map((column) => column.title)), (text) => page.theme.quiet(text));
  const ruleColumns = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
  const rule = MARGIN + page.theme.quiet(page.theme.glyphs.rule.repeat(ruleColumns));
  return [
    ...title,
    rule,
    ...rows.flatMap((row, index) => render(split(row), (text, column) => paint(text, column, index))),
  ];
}
