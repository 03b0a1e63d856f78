/**
 * Texts from a file as they are told: a name or a value may have millions of characters, and be told thousands of times.
 */
import { createDigest, utf16Of } from '../platform/index.js';

/** Longest text that is told whole, in UTF-16 units: no real name, label or value of a manifest is as long. */
export const LONGEST_TEXT = 4096;
/** How much of a longer one is told. */
export const TOLD_OF_LONG = 256;
const DIGEST_CHARACTERS = 16;

/** The text, or its beginning with how long it is and which: `aaa…[1000000 sha256:0123456789abcdef]`. */
export function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const digest = createDigest('sha256').update(utf16Of(text)).digest('hex').slice(0, DIGEST_CHARACTERS);
  return `${text.slice(0, TOLD_OF_LONG)}…[${text.length} sha256:${digest}]`;
}

/**
 * Plain data with every text in it cut as {@link cutText} does; the same object where none is too long. As deep as the
 * data: for facts and messages, whose shape no file decides.
 */
export function cutTexts<T>(value: T): T {
  return cutIn(value, new Map()) as T;
}

/** @param known one text is often told many times: it is cut once */
function cutIn(value: unknown, known: Map<string, string>): unknown {
  if (typeof value === 'string') {
    if (value.length <= LONGEST_TEXT) return value;
    let cut = known.get(value);
    if (cut === undefined) known.set(value, (cut = cutText(value)));
    return cut;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return cutList(value, known);
  const cuts: [key: string, cut: unknown][] = [];
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    const cut = cutIn(item, known);
    if (cut !== item) cuts.push([key, cut]);
  }
  // Not by assignment: a key can be `__proto__`.
  return cuts.length === 0 ? value : Object.fromEntries([...Object.entries(value), ...cuts]);
}

function cutList(list: readonly unknown[], known: Map<string, string>): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (const [index, item] of list.entries()) {
    const cut = cutIn(item, known);
    if (cut === item) continue;
    copy ??= [...list];
    copy[index] = cut;
  }
  return copy ?? list;
}
