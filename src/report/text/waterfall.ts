/** The sum behind the score, line by line. */
import type { Audit } from '../../audit/types.js';
import { columnsOf, padEnd, padStart, wrap } from '../view/columns.js';
import { MARGIN, type Page } from './page.js';
import { severityTag } from './theme.js';

const POINTS_COLUMNS = 5;
const SEVERITY_COLUMNS = 14;
const LONGEST_BAR = 50;
/** In narrower terminals the numbers alone tell the sum. */
const NO_BAR_BELOW = 60;
/** From here on a name of the usual length and a bar stand side by side. */
const NAMES_WHOLE_FROM = 78;
/** Margin, severity, points, score and a short bar. */
const BESIDE_NAMES = 40;

/** What remains of the score as a solid bar, and what this line took away from it as a hatched one. */
function bar(page: Page, before: number, after: number, columns: number): string {
  const { glyphs, quiet } = page.theme;
  if (columns === 0) return '';
  const left = Math.round((after / 100) * columns);
  const lost = Math.max(Math.round((before / 100) * columns) - left, before > after ? 1 : 0);
  const rest = Math.max(0, columns - left - lost);
  return glyphs.full.repeat(left) + quiet(glyphs.lost.repeat(lost)) + quiet(glyphs.empty.repeat(rest));
}

/** Every loss with its running score; what takes no points is left to the findings. */
export function waterfallSection(page: Page, audit: Audit): string[] {
  if (audit.score === null) return [];
  const lines = page.section(page.words.waterfall.title);
  const losses = audit.waterfall.filter((line) => line.points > 0);
  if (losses.length === 0) return [...lines, ...page.paragraph(page.words.waterfall.nothing)];
  const names = losses.map((line) => page.prose(line.dataTypeName));
  const most =
    page.columns >= NAMES_WHOLE_FROM
      ? Math.min(44, page.columns - BESIDE_NAMES)
      : page.columns >= NO_BAR_BELOW
        ? 26
        : 14;
  const nameColumns = Math.min(Math.max(...names.map(columnsOf), 5), most);
  const fixed = MARGIN.length + nameColumns + SEVERITY_COLUMNS + 2 * POINTS_COLUMNS + 6;
  const barColumns = page.columns < NO_BAR_BELOW ? 0 : Math.max(8, Math.min(LONGEST_BAR, page.columns - fixed));
  const row = (name: string, severity: string, points: string, score: number, before: number): string[] => {
    const [first = '', ...more] = wrap(name, nameColumns);
    const cells = [padEnd(first, nameColumns), padEnd(severity, SEVERITY_COLUMNS), padStart(points, POINTS_COLUMNS)];
    const head = `${MARGIN}${cells.join(' ')} ${padStart(String(score), POINTS_COLUMNS)}  ${bar(page, before, score, barColumns)}`;
    return [head.trimEnd(), ...more.map((line) => MARGIN + line)];
  };
  lines.push(...row(page.words.waterfall.start, '', '', 100, 100));
  let before = 100;
  for (const [index, line] of losses.entries()) {
    const tag = severityTag(page.theme, line.severity, page.words.severity);
    lines.push(...row(names[index] ?? '', tag, `-${line.points}`, line.scoreAfter, before));
    before = line.scoreAfter;
  }
  const points = audit.points ?? 0;
  if (points > 100) lines.push(...page.paragraph(page.words.waterfall.below(points)));
  return [...lines, ...gradeCap(page, audit)];
}

/** Why the grade is lower than the score alone would give. */
function gradeCap(page: Page, audit: Audit): string[] {
  const score = audit.score ?? 0;
  if (audit.verdict !== 'fail' || score < 60 || (audit.grade !== 'D' && audit.grade !== 'F')) return [];
  return ['', ...page.paragraph(page.words.waterfall.cap(audit.grade, score))];
}
