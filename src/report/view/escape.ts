/**
 * Makes text from an APK, or from the command line, safe to print.
 *
 * Labels, permission names, entry names and file names are written by whoever built the APK. Printed as they are they
 * could move the cursor, recolour a verdict, reverse the reading direction or forge a line of the report.
 */
import { lazily } from '../../bytes/lazy.js';
import { columnsOfCodePoint } from './columns.js';

/**
 * Control, format, surrogate, private-use and unassigned characters, line and paragraph separators, and everything
 * that renders as nothing (zero width, fillers, tags, variation selectors).
 */
const UNSAFE_CHARACTER = lazily(() => /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
/**
 * Combining marks that one character may have: Hebrew with vowels and cantillation has four. They take no column, so that
 * more of them would make a line of any length, and be drawn over the lines above.
 */
const MOST_MARKS = 4;
const MARK = '[\\p{Mn}\\p{Me}]';
const UNSAFE_CHARACTERS = lazily(
  () => new RegExp(`${UNSAFE_CHARACTER().source}|${MARK}(?<=${MARK}{${MOST_MARKS + 1}})`, 'gu'),
);
/** As above without C0, which JSON.stringify escapes itself and whose line feed is the document's own layout. */
const UNSAFE_IN_JSON = lazily(() => /(?![\n])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu);

/**
 * Almost every text is ASCII, or has the letters, quotation marks and Chinese characters of our own texts besides: none
 * of these is unsafe. The Unicode classes above take V8 longer to make than a whole report takes to write.
 */
const PRINTABLE_ASCII = /^[ -~]*$/;
const COMMON = ' -~\\u00a1-\\u00ac\\u00ae-\\u017f\\u2010-\\u2027\\u3001-\\u3029\\u4e00-\\u9fa5\\uff01-\\uff5e';
const COMMON_TEXT = new RegExp(`^[${COMMON}]*$`);
const COMMON_LINES = new RegExp(`^[\\n${COMMON}]*$`);

/**
 * What build systems take for commands wherever a report is printed to a log: `::name::` at the start of a line and
 * `##[name]` anywhere in it (actions/runner, ActionCommand.cs, TryParseV2 and TryParse), `##vso[` and `##teamcity[`. The
 * second colon or number sign of a run is written out, before lines are wrapped, so that none of them can come about.
 * GitLab's section markers need a carriage return and ESC (`build_trace_section_regex`), which no text keeps.
 */
const COMMAND_SIGNS = /(?<=:):|(?<=#)#/g;

/** Whether `text` has two colons or number signs in a row. */
function holdsCommandSigns(text: string): boolean {
  return text.includes('::') || text.includes('##');
}

/** Whether the second colon or number sign of a run stands at an index. */
function isCommandSign(text: string, index: number): boolean {
  const character = text[index];
  return (character === ':' || character === '#') && text[index - 1] === character;
}

/** The default width, in terminal columns, after which one value is cut with a visible count. */
export const VALUE_COLUMNS = 200;

export interface EscapeOptions {
  /** Columns after which the rest is replaced by `…(+n)`, n in characters. Default: no cap. */
  maxColumns?: number;
  /** Write every non-ASCII character as an escape too. Default false. */
  ascii?: boolean;
}

/** `\u{1F}` for one code point. */
function bracedEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/**
 * Text for a terminal or a build's log: every character that a terminal could act on, or that a reader could not see,
 * becomes `\u{..}`, and so does what would make a command of the build system (second colon of `::`, second sign of `##`).
 * Linear in the length of `text`. Follows the Unicode general categories of the running Node.
 */
export function escapeText(text: string, options: EscapeOptions = {}): string {
  const { maxColumns = Number.POSITIVE_INFINITY, ascii = false } = options;
  const isHarmless = !holdsCommandSigns(text);
  if (isHarmless && text.length <= maxColumns && PRINTABLE_ASCII.test(text)) return text;
  if (maxColumns === Number.POSITIVE_INFINITY && !ascii) {
    const shown = isHarmless ? text : text.replace(COMMAND_SIGNS, bracedEscape);
    return COMMON_TEXT.test(shown) ? shown : shown.replace(UNSAFE_CHARACTERS(), bracedEscape);
  }
  let told = '';
  let columns = 0;
  let marks = 0;
  for (let at = 0; at < text.length;) {
    const character = characterAt(text, at);
    const advance = columnsOfCodePoint(character.codePointAt(0) ?? 0);
    marks = advance === 0 ? marks + 1 : 0;
    const isSafe = marks <= MOST_MARKS && !UNSAFE_CHARACTER().test(character) && !isCommandSign(text, at);
    const isPlain = isSafe && (!ascii || character.charCodeAt(0) < 0x80);
    const shown = isPlain ? character : bracedEscape(character);
    columns += isPlain ? advance : shown.length;
    if (columns > maxColumns) return `${told}${ascii ? '...' : '…'}(+${countFrom(text, at)})`;
    told += shown;
    at += character.length;
  }
  return told;
}

/** The character that begins at an index, which may be half of a pair alone. */
function characterAt(text: string, index: number): string {
  return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

/** How many characters begin at an index or behind it. Not by a list of them: a text may have millions. */
function countFrom(text: string, index: number): number {
  let count = 0;
  for (let at = index; at < text.length; at += characterAt(text, at).length) count++;
  return count;
}

/**
 * A value in double quotes, so that its beginning and end can be told from the report's own words; quotes and
 * backslashes inside are escaped, and it is cut after {@link VALUE_COLUMNS}.
 */
export function quoteText(text: string, options: EscapeOptions = {}): string {
  const escaped = escapeText(text.replace(/["\\]/g, '\\$&'), { maxColumns: VALUE_COLUMNS, ...options });
  return `"${escaped}"`;
}

/** What names and paths are made of when nobody plays tricks. Bounded classes only: linear. */
const PLAIN_NAME = /^[A-Za-z0-9_.$/:@+~,=<>-]+$/;

/**
 * A name (permission, component, package, entry, path): as it is when it is plain ASCII without spaces, else quoted
 * with every non-ASCII character escaped, so that `android.permission.RЕAD_SMS` with a Cyrillic letter shows itself.
 */
export function escapeName(name: string): string {
  if (PLAIN_NAME.test(name) && name.length <= VALUE_COLUMNS && !holdsCommandSigns(name)) return name;
  return quoteText(name, { ascii: true });
}

/** A file path as the user typed it: letters of every script stay, everything else as {@link escapeName}. */
export function escapePath(path: string): string {
  if (PLAIN_NAME.test(path) && !holdsCommandSigns(path)) return path;
  return quoteText(path, { maxColumns: 4096 });
}

/** `\uXXXX` for each UTF-16 unit. */
function jsonEscape(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

/** The second sign of `##`, of which JSON has none outside its strings. No line of JSON begins with a colon. */
const COMMAND_SIGNS_IN_JSON = /(?<=#)#/g;

/**
 * Makes the output of `JSON.stringify` safe to show in a terminal or a build's log, without changing what it parses to:
 * unsafe characters and `##` only ever occur inside its strings, where `\uXXXX` means the same.
 */
export function escapeJsonDocument(json: string): string {
  const harmless = json.includes('##') ? json.replace(COMMAND_SIGNS_IN_JSON, jsonEscape) : json;
  return COMMON_LINES.test(harmless) ? harmless : harmless.replace(UNSAFE_IN_JSON(), jsonEscape);
}
