/** Text and addresses as SARIF 2.1.0 takes them. */
import { escapeText } from '../view/escape.js';

/**
 * Text for a SARIF message. Braces mark placeholders and brackets embedded links there (SARIF 2.1.0, 3.11.5, 3.11.6),
 * so both are escaped, and what {@link escapeText} writes as `\u{1B}` becomes `(U+1B)`.
 */
export function sarifText(text: string): string {
  return escapeText(text)
    .replace(/\\u\{([0-9A-F]{1,6})\}/g, '(U+$1)')
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/** Each lone surrogate becomes U+FFFD, as URIs are made of well-formed text only. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** One path segment, percent-encoded so that nothing but unreserved characters and `%` remain (RFC 3986, 2.3). */
export function uriSegment(segment: string): string {
  return encodeURIComponent(wellFormed(segment)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A drive letter or a network share. */
const WINDOWS_ROOT = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/**
 * A file path as a relative URI reference below the working directory. Absolute paths, and paths that leave the
 * directory, are cut down to the file name: a report must not tell where on a machine a file lay.
 */
export function relativeUri(path: string): string {
  const isWindows = WINDOWS_ROOT.test(path);
  const parts = path.split(isWindows ? /[\\/]/ : '/');
  const kept: string[] = [];
  let leaves = isWindows || path.startsWith('/');
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) leaves = true;
  }
  const segments = leaves ? kept.slice(-1) : kept;
  return segments.length === 0 ? 'input' : segments.map(uriSegment).join('/');
}
