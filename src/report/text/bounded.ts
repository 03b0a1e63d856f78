/** How long a report in a terminal may be, whatever is reported: what is left out is counted. */
import { MARGIN, type Page } from './page.js';

/** Nobody reads on, and no terminal scrolls back further. */
export const MOST_LINES = 2000;

/** How many lines each section gets: the short ones all of theirs, the others equal shares of the rest. */
function sharesOf(lengths: readonly number[], most: number): number[] {
  let left = most;
  let others = lengths.length;
  const shares = new Map<number, number>();
  for (const [index, length] of [...lengths.entries()].sort(([, a], [, b]) => a - b)) {
    const share = Math.min(length, Math.floor(left / others));
    shares.set(index, share);
    left -= share;
    others -= 1;
  }
  return lengths.map((_, index) => shares.get(index) ?? 0);
}

function cutTo(page: Page, lines: readonly string[], share: number): readonly string[] {
  if (lines.length <= share) return lines;
  const told = (omitted: number): string[] =>
    page.paragraph(page.words.closing.leftOut(omitted), MARGIN, page.theme.quiet);
  const shown = Math.max(0, share - told(lines.length).length);
  return [...lines.slice(0, shown), ...told(lines.length - shown)];
}

/**
 * The lines of all sections, in their order, at most `most`. A section that is too long for it ends in the number of its
 * lines that are left out.
 */
export function withinLines(page: Page, sections: readonly (readonly string[])[], most = MOST_LINES): string[] {
  const shares = sharesOf(
    sections.map(({ length }) => length),
    most,
  );
  return sections.flatMap((lines, index) => cutTo(page, lines, shares[index] ?? 0));
}
