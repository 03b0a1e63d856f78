/** Text as Markdown (CommonMark with GitHub's extensions) takes it. */
import { escapeName, escapeText } from './escape.js';

/** Every ASCII punctuation character that CommonMark or GitHub gives a meaning, a backslash before each. */
const PUNCTUATION = /[\\`*_{}[\]()<>#|~&!@:$^=+-]/g;

/**
 * Prose of the rulebook as plain Markdown text: no emphasis, link, mention, HTML or autolink can come of it. Not for
 * text from an APK, which goes into a {@link codeSpan}.
 */
export function markdownText(text: string): string {
  return escapeText(text)
    .replace(PUNCTUATION, '\\$&')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`)
    .replace(/^(\d{1,9})\./, '$1\\.');
}

/**
 * Any text as a code span, fenced by more backticks than it holds, so that nothing in it is Markdown. A vertical bar
 * becomes `¦`: in a table it would end the cell even here, and outside one its escape would show.
 */
export function codeSpan(text: string): string {
  const shown = escapeText(text).replaceAll('|', '¦');
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return fence + pad + shown + pad + fence;
}

/** A permission, component or other name as a code span; look-alike letters show themselves. */
export function codeName(name: string): string {
  return codeSpan(escapeName(name));
}
