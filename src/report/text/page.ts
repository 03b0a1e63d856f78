/** The page a terminal report is written on: its width, its signs, and the only ways data gets onto it. */
import { columnsOf, padEnd, wrap, wrapUpTo } from '../view/columns.js';
import { escapeName, escapePath, escapeText, quoteText } from '../view/escape.js';
import { EN, type Strings } from '../../words/en/report.js';
import type { Theme } from './theme.js';

/** Longer lines of prose are hard to read, however wide the terminal is. */
const LONGEST_PROSE = 100;
const WIDE_FROM = 132;
const WIDEST = 170;
/** Narrower than this, lines are allowed to overflow: nothing readable fits. */
const NARROWEST = 40;
/** A sentence with data in it is cut, visibly, after this many columns. */
const LONGEST_TEXT = 4000;
/** What prose may hold beyond ASCII, and how it is written where only ASCII can be shown. */
const ASCII_FORMS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '→': '->',
  '×': 'x',
  '§': 'section ',
  '≥': '>=',
  '≤': '<=',
  '·': '|',
  '\u00a0': ' ',
};

/** The spaces before everything. */
export const MARGIN = '  ';

export class Page {
  readonly columns: number;
  /** From 132 columns on, findings stand in two columns. */
  readonly isWide: boolean;
  /** The width of section rules and of two columns together, margin included. */
  readonly ruleColumns: number;
  /** The width of prose, margin included. */
  readonly proseColumns: number;

  constructor(
    columns: number,
    readonly theme: Theme,
    /** The report's own words. */
    readonly words: Strings = EN,
  ) {
    this.columns = Math.max(columns, NARROWEST);
    this.proseColumns = Math.min(this.columns, LONGEST_PROSE);
    this.isWide = this.columns >= WIDE_FROM;
    this.ruleColumns = this.isWide ? Math.min(this.columns, WIDEST) : this.proseColumns;
  }

  /** Sentences, our own or with data in them. */
  prose(text: string): string {
    if (this.theme.unicode) return escapeText(text, { maxColumns: LONGEST_TEXT });
    const plain = Array.from(text, (character) => ASCII_FORMS[character] ?? character).join('');
    return escapeText(plain, { ascii: true, maxColumns: LONGEST_TEXT });
  }

  /** A quoted value from the APK, capped. */
  value(text: string): string {
    return quoteText(text, { ascii: !this.theme.unicode });
  }

  /** A permission, component, package or entry name. */
  name(text: string): string {
    return escapeName(text);
  }

  /** The input's path. */
  path(text: string): string {
    return this.theme.unicode ? escapePath(text) : escapeName(text);
  }

  /** A section title with a rule to the end of the prose, e.g. `  ── Findings ─────`. */
  heading(title: string, columns = this.ruleColumns): string[] {
    const { rule } = this.theme.glyphs;
    const rest = Math.max(2, columns - columnsOf(title) - 6);
    return ['', `${MARGIN}${rule}${rule} ${this.theme.title(title)} ${this.theme.quiet(rule.repeat(rest - 1))}`, ''];
  }

  /** A heading with what it is of right below it. */
  section(title: string): string[] {
    return this.heading(title).slice(0, -1);
  }

  /** Prose wrapped under the margin. */
  paragraph(text: string, indent = MARGIN, paint: (line: string) => string = (line) => line): string[] {
    return wrap(this.prose(text), this.proseColumns - indent.length).map((line) => indent + paint(line));
  }

  /** A bulleted text with hanging indentation, in at most `most` lines. */
  bullet(text: string, sign = this.theme.glyphs.bullet, most = Number.POSITIVE_INFINITY): string[] {
    const indent = MARGIN.length + columnsOf(sign) + 1;
    return wrapUpTo(this.prose(text), this.proseColumns - indent, most, this.theme.glyphs.more).map((line, index) =>
      index === 0 ? `${MARGIN}${sign} ${line}` : ' '.repeat(indent) + line,
    );
  }
}

/**
 * `label   text` with the text wrapped beside the label. `text` is already safe; `paint` colours each finished line.
 */
export function labelled(
  label: string,
  text: string,
  layout: {
    labelColumns: number;
    columns: number;
    label: (text: string) => string;
    paint?: (text: string) => string;
    /** The most lines, and what ends the last of them where more was left out. */
    most?: number;
    mark?: string;
  },
): string[] {
  const { paint = (line: string) => line, most = Number.POSITIVE_INFINITY, mark = '' } = layout;
  return wrapUpTo(text, layout.columns - layout.labelColumns, most, mark).map(
    (line, index) => layout.label(padEnd(index === 0 ? label : '', layout.labelColumns)) + paint(line),
  );
}
