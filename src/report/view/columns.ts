/** How many terminal columns text takes, and wrapping by that measure. */
import { lazily } from '../../bytes/lazy.js';

/** East Asian Wide and Fullwidth blocks (UAX #11), inclusive. */
const WIDE_RANGES: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const FIRST_WIDE = 0x1100;
/** The punctuation, lines and blocks of our own reports, told without making the classes below. */
const NARROW_RANGES: readonly (readonly [number, number])[] = [
  [0x2010, 0x2027],
  [0x2500, 0x259f],
];
const NO_ADVANCE = lazily(() => /[\p{Mn}\p{Me}]/u);
const EMOJI = lazily(() => /\p{Emoji_Presentation}/u);

function isWithin(ranges: readonly (readonly [number, number])[], codePoint: number): boolean {
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** 0, 1 or 2 columns for one printable code point. */
export function columnsOfCodePoint(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x300 || isWithin(NARROW_RANGES, codePoint)) return 1;
  const character = String.fromCodePoint(codePoint);
  if (NO_ADVANCE().test(character)) return 0;
  if (codePoint < FIRST_WIDE) return 1;
  if (isWithin(WIDE_RANGES, codePoint)) return 2;
  return EMOJI().test(character) ? 2 : 1;
}

// Only our own colour codes can occur: escapeText leaves no ESC in data.
// eslint-disable-next-line no-control-regex
const COLOUR_CODES = /\u001b\[[0-9;]*m/g;

/** The columns `text` takes in a terminal; colour codes take none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text.replace(COLOUR_CODES, '')) columns += columnsOfCodePoint(character.codePointAt(0) ?? 0);
  return columns;
}

/** `text` with spaces after it up to `columns`; longer text is returned as it is. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** `text` with spaces before it up to `columns`; longer text is returned as it is. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/** `text` in at most `most` columns; what is longer ends in `mark`. For text without colour. Linear time. */
export function cut(text: string, most: number, mark: string): string {
  if (columnsOf(text) <= most) return text;
  const room = Math.max(0, most - columnsOf(mark));
  let kept = '';
  let columns = 0;
  for (const character of text) {
    columns += columnsOfCodePoint(character.codePointAt(0) ?? 0);
    if (columns > room) break;
    kept += character;
  }
  return kept.trimEnd() + mark;
}

/** `text` in at most `most` columns; what is longer begins with `mark` and keeps its end. For text without colour, escapes whole. Linear time. */
export function cutStart(text: string, most: number, mark: string): string {
  if (columnsOf(text) <= most) return text;
  let columns = columnsOf(mark);
  let from = text.length;
  while (from > 0) {
    const before = from - lastCharacterLength(text, from);
    columns += columnsOfCodePoint(text.codePointAt(before) ?? 0);
    if (columns > most) break;
    from = before;
  }
  return mark + text.slice(from + insideEscape(text, from));
}

/** 2 where a pair of surrogates ends at `end`, else 1. */
function lastCharacterLength(text: string, end: number): number {
  return end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff ? 2 : 1;
}

/** How many characters from `at` on end an escape (`\u{1F}`) that begins before it: half of one would read as a name. */
function insideEscape(text: string, at: number): number {
  const start = at === 0 ? -1 : text.lastIndexOf('\\u{', at - 1);
  const end = start < 0 ? -1 : text.indexOf('}', start);
  return end >= at ? end + 1 - at : 0;
}

/** Where a long name reads well in two parts. */
const NAME_JOINT = /[-._/,:;]/;

const WITHOUT_SPACES = /[\u3000-\u9fff\uac00-\ud7a3\uff00-\uff60]/;
/** Closing marks never begin a line, opening ones never end it (the rules of Chinese and Japanese typesetting). */
const NEVER_FIRST =
  /[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300b\u300d\u300f\u3011\u201d\u2019\u2026%\]),.;:!?]/;
const NEVER_LAST = /[\uff08\u300a\u300c\u300e\u3010\u201c\u2018([]/;

/** Whether a line may break between two neighbours: beside a character of a script written without spaces. */
function breaksBetween(before: string, after: string): boolean {
  const isBeside = WITHOUT_SPACES.test(before) || WITHOUT_SPACES.test(after);
  return isBeside && !NEVER_FIRST.test(after) && !NEVER_LAST.test(before);
}

/** The columns of a word up to the first place where a line may break; infinite when there is none. */
function columnsToFirstBreak(word: string, most: number): number {
  let columns = 0;
  let before = '';
  for (const character of word) {
    if (before !== '' && breaksBetween(before, character)) return columns;
    columns += columnsOfCodePoint(character.codePointAt(0) ?? 0);
    if (columns > most) break;
    before = character;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * The length of the part of a full line's `piece` that stays on it, where `next` would follow: up to its last place to
 * break, else up to its last joint, if that is not too early.
 */
function splitPoint(piece: string, next: string): number {
  if (WITHOUT_SPACES.test(piece)) {
    for (let index = piece.length; index > 0; index--) {
      if (breaksBetween(piece[index - 1] ?? '', piece[index] ?? next)) return index;
    }
  }
  for (let index = piece.length - 1; index > piece.length / 2; index--) {
    if (NAME_JOINT.test(piece[index] ?? '')) return index + 1;
  }
  return piece.length;
}

/** Cuts `word` into pieces of at most `width` columns, the first of at most `firstWidth`. */
function splitWord(word: string, firstWidth: number, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  let room = firstWidth;
  for (const character of word) {
    const advance = columnsOfCodePoint(character.codePointAt(0) ?? 0);
    if (columns + advance > room) {
      const cut = splitPoint(piece, character);
      pieces.push(piece.slice(0, cut));
      piece = piece.slice(cut);
      columns = columnsOf(piece);
      room = width;
    }
    piece += character;
    columns += advance;
  }
  pieces.push(piece);
  return pieces;
}

/**
 * Breaks uncoloured text into lines of at most `width` columns at its spaces; words that are longer, and text written
 * without spaces, break where the line is full. Always returns at least one line. Linear time.
 */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(width, 2);
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(' ')) {
    if (word === '') continue;
    const wordColumns = columnsOf(word);
    const gap = line === '' ? 0 : 1;
    if (columns + gap + wordColumns <= limit) {
      line += ' '.repeat(gap) + word;
      columns += gap + wordColumns;
      continue;
    }
    const room = limit - columns - gap;
    const startsHere = line !== '' && room >= 8 && columnsToFirstBreak(word, room) <= room;
    if (line !== '' && !startsHere) {
      lines.push(line);
      line = '';
    }
    const pieces = splitWord(word, startsHere ? room : limit, limit);
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      lines.push(line === '' ? piece : `${line} ${piece}`);
      line = '';
    }
    line = line === '' ? last : `${line} ${last}`;
    columns = columnsOf(line);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** {@link wrap} in at most `most` lines; the last of them ends in `mark` where more was left out. */
export function wrapUpTo(text: string, width: number, most: number, mark: string): string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const room = Math.max(width, 2) - columnsOf(mark) - 1;
  return [...lines.slice(0, most - 1), `${cut(lines[most - 1] ?? '', room, '')} ${mark}`];
}
