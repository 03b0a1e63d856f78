/** A manifest as readable XML. */
import { utf8Length } from '../platform/index.js';
import type { ManifestNode } from '../facts/manifest-tree.js';
import { PermauditError } from '../bytes/errors.js';

/** The indentation grows with the square of the depth: deeper trees are refused. No real manifest is deeper than ten. */
export const DEEPEST_MANIFEST = 1000;

/** Bytes of a document: one string of the file may be told by each of its elements. */
export const MOST_MANIFEST_BYTES = 16 * 1024 * 1024;

const NAMESPACES: Readonly<Record<string, string>> = {
  android: 'http://schemas.android.com/apk/res/android',
  app: 'http://schemas.android.com/apk/res-auto',
  dist: 'http://schemas.android.com/apk/distribution',
  tools: 'http://schemas.android.com/tools',
};

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// The second sign of `##` too, with which a build's log could be given commands (see escapeText).
const NOT_PLAIN_ASCII = /[&<>"]|(?<=#)#|[^ -~]/gu;
const NOT_PLAIN = /[&<>"]|(?<=#)#|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Production Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets): what it does not have cannot be written at all. */
const LEGAL_CHARACTER = /[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * An attribute value: markup as entities; what a terminal would act on as a character reference, which means the same
 * to a parser; what XML cannot hold as the text `\u{..}`. In identifiers every non-ASCII letter is a reference.
 */
function escapeValue(value: string, isIdentifier: boolean): string {
  return value.replace(isIdentifier ? NOT_PLAIN_ASCII : NOT_PLAIN, (character) => {
    const entity = MARKUP[character];
    if (entity !== undefined) return entity;
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return LEGAL_CHARACTER.test(character) ? `&#x${hex};` : `\\u{${hex}}`;
  });
}

/** One character of a name as `_x0020_`, the convention of ECMA-376 part 1, 22.4.2.4. */
function escapeNameCharacter(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** A name that XML and every parser accept: ASCII letters, digits, `.`, `-`, `_`, and the colon of a known prefix. */
function safeName(name: string): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const hasPrefix = colon >= 0 && Object.hasOwn(NAMESPACES, prefix);
  const local = hasPrefix ? name.slice(colon + 1) : name;
  const escaped = local
    .replace(/[^A-Za-z0-9._-]/gu, escapeNameCharacter)
    .replace(/^[^A-Za-z_]|^__|^xml/i, (start) => escapeNameCharacter(start.charAt(0)) + start.slice(1));
  return (hasPrefix ? `${prefix}:` : '') + (escaped === '' ? '_' : escaped);
}

/** Attributes whose letters must show what they are: a Cyrillic one in a permission's name is made to mislead. */
const IDENTIFIERS: ReadonlySet<string> = new Set(['android:name', 'android:permission', 'package']);

/** Attributes as they are written, each after a space; a repeated name gets `.2`, `.3` ..., for XML allows it once. */
function attributesOf(node: ManifestNode, prefixes: Set<string>): string {
  const attributes = new Map<string, string>();
  const times = new Map<string, number>();
  for (const { name, value } of node.attributes) {
    const safe = safeName(name);
    let count = (times.get(safe) ?? 0) + 1;
    const key = (): string => (count === 1 ? safe : `${safe}.${count}`);
    while (attributes.has(key())) count++;
    times.set(safe, count);
    notePrefix(safe, prefixes);
    attributes.set(key(), escapeValue(value, IDENTIFIERS.has(safe)));
  }
  return [...attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
}

function notePrefix(name: string, prefixes: Set<string>): void {
  const colon = name.indexOf(':');
  if (colon >= 0) prefixes.add(name.slice(0, colon));
}

/** A line of the document: an element's start, or its end. */
type Pending = { depth: number } & ({ node: ManifestNode } | { end: string });

/** The elements a line each, without recursion, and the prefixes they use. */
function linesOf(root: ManifestNode): { lines: string[]; prefixes: Set<string> } {
  const prefixes = new Set(['android']);
  const lines: string[] = [];
  let left = MOST_MANIFEST_BYTES;
  const add = (line: string): void => {
    left -= utf8Length(line) + 1;
    if (left < 0) throw tooLarge();
    lines.push(line);
  };
  const pending: Pending[] = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { depth } = next;
    if (depth >= DEEPEST_MANIFEST) {
      const nesting = { problem: 'nesting', limit: DEEPEST_MANIFEST } as const;
      throw new PermauditError('LIMIT_NODES', nesting, { path: 'AndroidManifest.xml' });
    }
    const indent = '  '.repeat(depth);
    if ('end' in next) {
      add(`${indent}</${next.end}>`);
      continue;
    }
    const { node } = next;
    const name = safeName(node.name);
    notePrefix(name, prefixes);
    const isEmpty = node.children.length === 0;
    add(`${indent}<${name}${attributesOf(node, prefixes)}${isEmpty ? '/' : ''}>`);
    if (isEmpty) continue;
    pending.push({ end: name, depth });
    // Pushed last to first and taken first to last: the order of the file is kept.
    for (const child of [...node.children].reverse()) pending.push({ node: child, depth: depth + 1 });
  }
  return { lines, prefixes };
}

function tooLarge(): PermauditError {
  return new PermauditError('LIMIT_REPORT', { problem: 'tooLarge', format: 'xml', limit: MOST_MANIFEST_BYTES }, {});
}

/**
 * The manifest as an XML document in two-space indentation, with a declaration and the namespaces it uses. Whatever
 * the names and values hold, the result is well-formed and safe to show in a terminal.
 * @throws PermauditError `LIMIT_NODES` when elements are nested deeper than {@link DEEPEST_MANIFEST}, `LIMIT_REPORT` when it
 *   would have more than {@link MOST_MANIFEST_BYTES}
 */
export function renderManifestXml(root: ManifestNode): string {
  const { lines, prefixes } = linesOf(root);
  const [top = '', ...rest] = lines;
  const namespaces = [...prefixes].sort().map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix] ?? ''}"`);
  const declared = top.replace(/^<[^ />]+/, (start) => start + namespaces.join(''));
  return `<?xml version="1.0" encoding="utf-8"?>\n${[declared, ...rest].join('\n')}\n`;
}
