import type { DexFile } from './dex-file.js';
import { encodeModifiedUtf8 } from '../bytes/modified-utf8.js';

/** How often time is looked at in a pass over all strings. */
const CHECK_EVERY = 16_384;

/** Orders bytes of modified UTF-8 like the UTF-16 units they stand for: C0 80 is NUL, just above the end of the string. */
function order(byte: number): number {
  return byte === 0xc0 ? 1 : 2 * byte;
}

interface Needle {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Texts to look for in many DEX files, encoded once. */
export class SearchTexts {
  /** In the order of strings in a DEX file. */
  readonly needles: readonly Needle[];
  #byHead: Map<number, Needle[]> | null = null;

  constructor(texts: Iterable<string>) {
    // A DEX file orders its strings by their UTF-16 units, as JavaScript does.
    const sorted = [...new Set(texts)].sort();
    this.needles = needlesOf(sorted);
  }

  /** The texts by their first four bytes: a pass over strings then compares few of them. */
  get byHead(): ReadonlyMap<number, readonly Needle[]> {
    this.#byHead ??= groupByHead(this.needles);
    return this.#byHead;
  }
}

/** Encodes all texts at once: one by one takes most of the time that a search costs to prepare. */
function needlesOf(texts: readonly string[]): Needle[] {
  const all = texts.join('');
  const bytes = encodeModifiedUtf8(all);
  // Where a letter takes more than one byte, it is not known where a text begins.
  if (bytes.length !== all.length) return texts.map((text) => ({ text, bytes: encodeModifiedUtf8(text) }));
  let end = 0;
  return texts.map((text) => ({ text, bytes: bytes.subarray(end, (end += text.length)) }));
}

function groupByHead(needles: readonly Needle[]): Map<number, Needle[]> {
  const groups = new Map<number, Needle[]>();
  for (const needle of needles) {
    const head = headOf(needle.bytes, 0);
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [needle]);
    else group.push(needle);
  }
  return groups;
}

/**
 * Finds strings in one DEX file. ART demands that they are sorted and different; where they are, a search is a binary
 * search, where they are not (a problem `DEX_CORRUPT`), it is one pass over all.
 */
export class StringSearch {
  /** Whether the strings are in order, so that a binary search finds everything. */
  readonly sorted: boolean;

  constructor(private readonly dex: DexFile) {
    const firstBad = firstOutOfOrder(dex);
    this.sorted = firstBad < 0;
    if (!this.sorted) {
      const { offset } = dex.header.strings;
      dex.problems.add('DEX_CORRUPT', offset + 4 * firstBad, () => ({ problem: 'stringOrder', index: firstBad }));
    }
  }

  /**
   * The indices of each of `texts` that is there, usually one.
   * @throws PermauditError `LIMIT_TIME`
   */
  exact(texts: SearchTexts): Map<string, number[]> {
    if (!this.sorted) return this.#exactUnsorted(texts);
    const found = new Map<string, number[]>();
    let index = 0;
    for (const { text, bytes } of texts.needles) {
      index = this.#lowerBound(bytes, index);
      if (index < this.dex.stringCount && this.#compare(index, bytes, false) === 0) found.set(text, [index]);
    }
    return found;
  }

  /**
   * The indices of all strings that begin with `prefix`, in order.
   * @throws PermauditError `LIMIT_TIME`
   */
  withPrefix(prefix: string): number[] {
    const needle = encodeModifiedUtf8(prefix);
    const found: number[] = [];
    if (!this.sorted) {
      this.#forEachIndex((index) => {
        if (this.#compare(index, needle, true) === 0) found.push(index);
      });
      return found;
    }
    const { stringCount } = this.dex;
    for (let index = this.#lowerBound(needle); index < stringCount; index++) {
      if (this.#compare(index, needle, true) !== 0) break;
      found.push(index);
    }
    return found;
  }

  /**
   * The indices of all strings that `wanted` accepts. Decodes every string: far slower than the other searches.
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
   */
  where(wanted: (text: string) => boolean): number[] {
    const found: number[] = [];
    this.#forEachIndex((index) => {
      const text = this.dex.string(index);
      if (text !== null && wanted(text)) found.push(index);
    });
    return found;
  }

  #exactUnsorted(texts: SearchTexts): Map<string, number[]> {
    const found = new Map<string, number[]>();
    const needles = texts.byHead;
    this.#forEachIndex((index) => {
      const start = this.dex.stringStart(index);
      if (start < 0) return;
      const head = headOf(this.dex.bytes, start);
      for (const { text, bytes } of needles.get(head) ?? []) {
        if (this.#compare(index, bytes, false) !== 0) continue;
        const indices = found.get(text);
        if (indices === undefined) found.set(text, [index]);
        else indices.push(index);
      }
    });
    return found;
  }

  /** The first index whose string is not below `needle`. @param from an index that is not above it */
  #lowerBound(needle: Uint8Array, from = 0): number {
    const { stringCount } = this.dex;
    let low = from;
    let high = from;
    // Texts stand close together: what comes next is rarely far away.
    for (let step = 1; high < stringCount && this.#compare(high, needle, false) < 0; step *= 2) {
      low = high + 1;
      high = Math.min(stringCount, low + step);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, needle, false) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Below 0 when the string is below `needle`, 0 when equal or, for a prefix, when it begins so. */
  #compare(index: number, needle: Uint8Array, asPrefix: boolean): number {
    const start = this.dex.stringStart(index);
    if (start < 0) return 1;
    const { bytes } = this.dex;
    for (let at = 0; at < needle.length; at++) {
      const one = bytes[start + at] ?? 0;
      const other = needle[at] ?? 0;
      if (one !== other) return order(one) - order(other);
    }
    return asPrefix ? 0 : (bytes[start + needle.length] ?? 0);
  }

  #forEachIndex(visit: (index: number) => void): void {
    const { stringCount, budget, path } = this.dex;
    for (let index = 0; index < stringCount; index++) {
      if (index % CHECK_EVERY === 0) budget.reading.checkTime(path);
      visit(index);
    }
  }
}

/** The first index whose string is bad or not above the one before it; -1 when all are in order. */
function firstOutOfOrder(dex: DexFile): number {
  const { bytes, stringCount } = dex;
  // Honest strings share no bytes, so that comparing neighbours reads each byte twice at most.
  let work = 2 * bytes.length;
  let before = -1;
  for (let index = 0; index < stringCount; index++) {
    const start = dex.stringStart(index);
    if (start < 0 || work < 0) return index;
    if (before >= 0) {
      const same = sharedLength(bytes, before, start, work);
      work -= same + 1;
      if (order(bytes[before + same] ?? 0) >= order(bytes[start + same] ?? 0)) return index;
    }
    before = start;
  }
  return -1;
}

/** How many bytes two strings have in common, zero byte not counted, at most `limit`. */
function sharedLength(bytes: Uint8Array, first: number, second: number, limit: number): number {
  let length: number = 0;
  while (length < limit) {
    const byte = bytes[first + length];
    if (byte === 0 || byte === undefined || byte !== bytes[second + length]) break;
    length++;
  }
  return length;
}

/** The first four bytes of a string as one number, zeros after its end. */
function headOf(bytes: Uint8Array, start: number): number {
  let head = 0;
  let ended = false;
  for (let at = 0; at < 4; at++) {
    const byte: number = ended ? 0 : (bytes[start + at] ?? 0);
    ended = byte === 0;
    head = (head << 8) | byte;
  }
  return head;
}
