/** The score, large and calm, and the verdict in words. */
import { meaningNotes } from '../view/meaning.js';
import type { Audit } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { columnsOf } from '../view/columns.js';
import type { Strings } from '../../words/en/report.js';
import { describeVerdict } from '../../words/verdict.js';
import { MARGIN, type Page } from './page.js';

/** Three lines high, drawn with half blocks. */
const LARGE: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▀█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  A: ['█▀█', '█▀█', '▀ ▀'],
  B: ['█▀▄', '█▀▄', '▀▀ '],
  C: ['█▀▀', '█  ', '▀▀▀'],
  D: ['█▀▄', '█ █', '▀▀ '],
  F: ['█▀▀', '█▀ ', '▀  '],
  ' ': ['  ', '  ', '  '],
};

const SCORE_BAR_COLUMNS = 40;
/** In narrower terminals the words alone tell the score. */
const LARGE_FROM = 72;

function large(text: string): [string, string, string] {
  const glyphs = Array.from(text, (character) => LARGE[character] ?? LARGE[' '] ?? ['', '', '']);
  const row = (index: 0 | 1 | 2): string => glyphs.map((glyph) => glyph[index]).join(' ');
  return [row(0), row(1), row(2)];
}

/** e.g. `4 findings: 2 critical, 1 high, 1 low`. */
function countFindings({ findings }: Audit, { score, severity: names }: Strings): string {
  if (findings.length === 0) return score.noFindings;
  const counts = MOST_SEVERE_FIRST.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  }));
  const parts = counts.filter(({ count }) => count > 0).map((one) => score.count(one.count, names[one.severity]));
  return score.findings(findings.length, parts);
}

/** The lines beside the large digits: the same in words, a bar, the number of findings. */
function besideScore(page: Page, audit: Audit, score: number): [string, string, string] {
  const { theme } = page;
  const paint = theme.grade[audit.grade ?? 'F'];
  const filled = Math.round((score / 100) * SCORE_BAR_COLUMNS);
  const rest = theme.quiet(theme.glyphs.empty.repeat(SCORE_BAR_COLUMNS - filled));
  return [
    theme.strong(page.words.score.headline(score, audit.grade ?? 'F')),
    paint(theme.glyphs.full.repeat(filled)) + rest,
    countFindings(audit, page.words),
  ];
}

/** Score and grade, large where there is room. Empty when there is no score. */
export function scoreLines(page: Page, audit: Audit): string[] {
  if (audit.score === null || audit.grade === null) return [];
  const beside = besideScore(page, audit, audit.score);
  const lines =
    page.theme.unicode && page.columns >= LARGE_FROM
      ? withLargeDigits(page, audit, beside)
      : beside.map((line) => MARGIN + line);
  return ['', ...lines, ''];
}

/** Score, grade, what they mean, and verdict. Empty when there is no score. */
export function scoreSection(page: Page, audit: Audit): string[] {
  const lines = scoreLines(page, audit);
  if (lines.length === 0) return [];
  const meaning = meaningLines(
    page,
    meaningNotes(audit).map((note) => page.words.note(note)),
  );
  return [...lines, ...meaning, ...(meaning.length === 0 ? [] : ['']), ...verdictLines(page, audit)];
}

function withLargeDigits(page: Page, audit: Audit, beside: readonly string[]): string[] {
  const digits = large(String(audit.score));
  const letter = large(audit.grade ?? ' ');
  const paint = page.theme.grade[audit.grade ?? 'F'];
  return digits.map((row, index) => `${MARGIN}${paint(`${row}    ${letter[index] ?? ''}`)}    ${beside[index] ?? ''}`);
}

/** What the score means where nobody says what the app needs: the first lines below it. */
export function meaningLines(page: Page, told: readonly string[], most = Number.POSITIVE_INFINITY): string[] {
  const [first, ...more] = told;
  if (first === undefined) return [];
  const { arrow, warn } = page.theme.glyphs;
  const indent = columnsOf(MARGIN + warn) + 1;
  const strong = page
    .bullet(first, warn, most)
    .map((line) => line.slice(0, indent) + page.theme.strong(line.slice(indent)));
  return [...strong, ...more.flatMap((text) => page.bullet(text, arrow, most))];
}

/** The verdict in words, and that without what somebody answers for. */
export function verdictLines(page: Page, audit: Audit): string[] {
  if (audit.verdict === null) return [];
  const { word, sentence } = describeVerdict(audit, page.words);
  const paint = page.theme.verdict[audit.verdict];
  const [first = '', ...more] = page.paragraph(`${word}${page.words.colon}${sentence}`);
  return [first.replace(word, paint), ...more, ...acceptedLines(page, audit)];
}

/** The second score, when somebody answers for findings or an earlier report knew them. Both are always shown. */
function acceptedLines(page: Page, { accepted, findings }: Audit): string[] {
  if (accepted === null) return [];
  const count = findings.filter(({ suppressedBy }) => suppressedBy !== null).length;
  const verdict = page.words.appVerdict[accepted.verdict];
  return page.paragraph(page.words.score.accepted(count, accepted.score, accepted.grade, verdict));
}
