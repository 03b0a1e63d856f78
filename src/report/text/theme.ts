/** Colours and signs of the terminal report. Every colour only repeats what a word or a sign already says. */
import { Chalk, type ColorSupportLevel } from 'chalk';
import type { AuditVerdict, Grade } from '../../audit/types.js';
import type { Severity } from '../../rulebook/types.js';

type Paint = (text: string) => string;

/** The drawing characters, in Unicode or in plain ASCII. */
export interface Glyphs {
  rule: string;
  heavyRule: string;
  full: string;
  lost: string;
  empty: string;
  mark: string;
  noMark: string;
  bullet: string;
  tick: string;
  warn: string;
  arrow: string;
  dash: string;
  dot: string;
  openQuote: string;
  closeQuote: string;
  /** What stands for the rest of a text that was cut. */
  more: string;
}

const UNICODE: Glyphs = {
  rule: '─',
  heavyRule: '━',
  full: '█',
  lost: '▒',
  empty: '·',
  mark: '■',
  noMark: '□',
  bullet: '•',
  tick: '✓',
  warn: '▲',
  arrow: '→',
  dash: '–',
  dot: '·',
  openQuote: '“',
  closeQuote: '”',
  more: '…',
};

const ASCII: Glyphs = {
  rule: '-',
  heavyRule: '=',
  full: '#',
  lost: 'x',
  empty: '.',
  mark: '#',
  noMark: '.',
  bullet: '*',
  tick: '+',
  warn: '!',
  arrow: '->',
  dash: '-',
  dot: '|',
  openQuote: '"',
  closeQuote: '"',
  more: '...',
};

/**
 * The hues are the colour-blind-safe palette of Okabe and Ito (2008), https://jfly.uni-koeln.de/color/, which chalk
 * brings down to what the terminal has.
 */
const HUES = { vermilion: '#D55E00', orange: '#E69F00', skyBlue: '#56B4E9', green: '#009E73' } as const;

export interface Theme {
  unicode: boolean;
  glyphs: Glyphs;
  strong: Paint;
  quiet: Paint;
  title: Paint;
  severity: Record<Severity, Paint>;
  verdict: Record<AuditVerdict, Paint>;
  grade: Record<Grade, Paint>;
}

/** @param level 0 no colour, 1 sixteen colours, 2 256, 3 true colour */
export function createTheme(level: ColorSupportLevel, unicode: boolean): Theme {
  const chalk = new Chalk({ level });
  // chalk joins all its arguments: without this, `lines.map(paint)` would print the line numbers too.
  const single =
    (style: (text: string) => string): Paint =>
    (text) =>
      style(text);
  const bad = single(chalk.hex(HUES.vermilion).bold);
  const poor = single(chalk.hex(HUES.orange).bold);
  const middling = single(chalk.hex(HUES.skyBlue));
  const good = single(chalk.hex(HUES.green).bold);
  const plain: Paint = (text) => text;
  const quiet = single(chalk.dim);
  return {
    unicode,
    glyphs: unicode ? UNICODE : ASCII,
    strong: single(chalk.bold),
    quiet,
    title: single(chalk.bold),
    severity: { critical: bad, high: poor, medium: middling, low: plain, info: quiet },
    verdict: { fail: bad, review: poor, pass: good },
    grade: { A: good, B: good, C: poor, D: bad, F: bad },
  };
}

/** How bad a severity is: 4 for critical to 0 for info. */
const RANK: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1, info: 0 };

/**
 * e.g. `■■■□ high`, so that the severity is read from the shape and the word, and the colour is only a help.
 * @param words the word for each severity
 */
export function severityTag(theme: Theme, severity: Severity, words: Readonly<Record<Severity, string>>): string {
  const rank = RANK[severity];
  const { mark, noMark } = theme.glyphs;
  return theme.severity[severity](`${mark.repeat(rank)}${noMark.repeat(4 - rank)} ${words[severity]}`);
}
