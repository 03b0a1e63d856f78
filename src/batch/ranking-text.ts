/** The worst apps of a batch in a terminal, one line each. */
import { columnsOf, cut, cutStart, padEnd, padStart } from '../report/view/columns.js';
import { commonFolder } from '../report/view/common-folder.js';
import { MARGIN, type Page } from '../report/text/page.js';
import { BATCH_WORDS } from '../words/batch.js';
import type { BatchRow } from './types.js';

const GAP = 2;
/** Narrower than this, the file alone names the app. */
const BOTH_FROM = 36;
const APP_SHARE = 0.45;

/** The columns of the names: what is left, and no more than they need. */
function nameColumns(page: Page, taken: number, apps: readonly string[], files: readonly string[]): [number, number] {
  const room = page.columns - MARGIN.length - taken;
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(columnsOf));
  if (room < BOTH_FROM) return [0, room];
  const file = Math.min(widest(files), room - GAP);
  const app = Math.min(widest(apps), Math.max(room - GAP - file, Math.floor(room * APP_SHARE)));
  return [app, room - GAP - app];
}

/**
 * Verdict, score, grade, points, app and file of each row. Files are told below the folder that they have in common; what
 * is too long is cut, of a file the beginning.
 * @param rows with a score, the worst first
 */
export function rankingLines(page: Page, rows: readonly BatchRow[]): string[] {
  const { ranking } = BATCH_WORDS[page.words.lang];
  const { theme } = page;
  const folder = commonFolder(rows.map(({ file }) => file));
  const cells = rows.map((row) => ({
    row,
    verdict: row.verdict === null ? theme.glyphs.dash : page.words.score.verdictWord[row.verdict],
    numbers: [
      String(row.score ?? theme.glyphs.dash),
      row.grade ?? theme.glyphs.dash,
      String(row.points ?? theme.glyphs.dash),
    ],
    app: row.package === null ? theme.glyphs.dash : page.name(row.package),
    file: page.path(row.file.slice(folder.length)),
  }));
  const heads = [ranking.score, ranking.grade, ranking.points];
  const numberColumns = heads.map((head, index) =>
    Math.max(columnsOf(head), ...cells.map(({ numbers }) => columnsOf(numbers[index] ?? ''))),
  );
  const verdictColumns = Math.max(columnsOf(ranking.verdict), ...cells.map(({ verdict }) => columnsOf(verdict)));
  const taken = [verdictColumns, ...numberColumns].reduce((sum, width) => sum + width + GAP, 0);
  const [appColumns, fileColumns] = nameColumns(
    page,
    taken,
    [ranking.app, ...cells.map(({ app }) => app)],
    [ranking.file, ...cells.map(({ file }) => file)],
  );
  const line = (verdict: string, numbers: readonly string[], app: string, file: string): string => {
    const padded = numbers.map((text, index) => padStart(text, numberColumns[index] ?? 0));
    const names = appColumns === 0 ? [file] : [padEnd(cut(app, appColumns, theme.glyphs.more), appColumns), file];
    return MARGIN + [padEnd(verdict, verdictColumns), ...padded, ...names].join(' '.repeat(GAP)).trimEnd();
  };
  return [
    ...(folder === ''
      ? []
      : page.paragraph(BATCH_WORDS[page.words.lang].below(page.path(folder)), MARGIN, theme.quiet)),
    theme.quiet(line(ranking.verdict, heads, ranking.app, cut(ranking.file, fileColumns, theme.glyphs.more))),
    ...cells.map(({ row, verdict, numbers, app, file }) => {
      const text = line(verdict, numbers, app, cutStart(file, fileColumns, theme.glyphs.more));
      return row.verdict === null ? text : text.replace(verdict, theme.verdict[row.verdict]);
    }),
  ];
}
