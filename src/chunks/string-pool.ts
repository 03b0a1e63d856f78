/**
 * String pools as Android reads them: ResStringPool (libs/androidfw/ResourceTypes.cpp) and StringBlock
 * (core/jni/android_util_StringBlock.cpp). Strings are decoded by index, when asked for.
 */
import { asText, isUtf8 } from '../platform/index.js';
import { codedError, PermauditError, type ErrorData } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import type { ChunkHeader } from './chunk.js';
import { decodeModifiedUtf8 } from '../bytes/modified-utf8.js';

const HEADER_SIZE = 28;
const UTF8_FLAG = 0x100;
const STYLE_END_WORDS = 3;

/** Android 7 refuses a UTF-16 string that no NUL follows (ResStringPool::stringAt); before, its length alone counted. */
const API_UTF16_END = 24;
/**
 * Android 9 refuses a UTF-8 string that no NUL follows (ResStringPool::string8At). Before, native code took its stated
 * length, and Java read it as a C string, on to the next NUL.
 */
const API_UTF8_END = 28;
/** A string's bytes in a UTF-8 pool: where they are and how long Android takes them to be. */
interface Utf8Span {
  start: number;
  length: number;
  /** No NUL follows the stated length. */
  isOpen?: true;
}

/** The formats that have string pools. */
type PoolCode = 'AXML_CORRUPT' | 'ARSC_CORRUPT';
/** What may be wrong with the pool of either. */
type PoolFault = ErrorData<PoolCode>;

interface PoolLayout {
  readonly count: number;
  readonly utf8: boolean;
  /** Offsets of the index and of the string data. */
  readonly entriesStart: number;
  readonly stringsStart: number;
  /** Length of the string data in char units. */
  readonly poolLength: number;
}

export class StringPool {
  readonly count: number;
  readonly isUtf8: boolean;
  /** Whole strings by index; null for those that cannot be read. */
  readonly #whole = new Map<number, string | null>();
  /** Strings of a UTF-8 pool that Java code sees cut at a NUL byte. */
  readonly #cut = new Map<number, string>();
  readonly #malformed = new Map<number, boolean>();
  readonly #holdsNul = new Map<number, boolean>();
  #decoded = 0;
  readonly #entriesStart: number;
  readonly #stringsStart: number;
  readonly #poolLength: number;

  private constructor(
    private readonly data: BoundedReader,
    private readonly reading: Reading,
    layout: PoolLayout,
  ) {
    this.count = layout.count;
    this.isUtf8 = layout.utf8;
    this.#entriesStart = layout.entriesStart;
    this.#stringsStart = layout.stringsStart;
    this.#poolLength = layout.poolLength;
  }

  /**
   * Reads a pool chunk with `ResStringPool::setTo`'s checks.
   * @param code the error for a pool Android would refuse
   * @throws PermauditError `code`, `LIMIT_STRINGS`
   */
  static parse(data: BoundedReader, chunk: ChunkHeader, code: PoolCode, reading: Reading): StringPool {
    const { offset: base, size, headerSize } = chunk;
    const fail = (problem: PoolFault): never => {
      throw codedError<PoolCode>(code, problem, { offset: base, path: data.path });
    };
    if (size < HEADER_SIZE || headerSize > size || base + size > data.size) fail({ problem: 'poolHeader' });
    const count = data.u32(base + 8);
    const styleCount = data.u32(base + 12);
    const utf8 = (data.u32(base + 16) & UTF8_FLAG) !== 0;
    const stringsStart = data.u32(base + 20);
    const stylesStart = data.u32(base + 24);
    let poolLength = 0;
    if (count > 0) {
      if (headerSize + count * 4 > size) fail({ problem: 'poolCount', count });
      if (stringsStart >= size - 2) fail({ problem: 'poolStringsOutside' });
      if (styleCount > 0 && stylesStart >= size - 2) fail({ problem: 'poolStylesOutside' });
      if (styleCount > 0 && stylesStart <= stringsStart) fail({ problem: 'poolStylesFirst' });
      const unit = utf8 ? 1 : 2;
      poolLength = Math.floor(((styleCount > 0 ? stylesStart : size) - stringsStart) / unit);
      if (poolLength === 0) fail({ problem: 'poolNoRoom' });
      const last = base + stringsStart + (poolLength - 1) * unit;
      if ((utf8 ? data.u8(last) : data.u16(last)) !== 0) fail({ problem: 'poolNoEnd' });
    }
    if (styleCount > 0) checkStyles(data, chunk, count, stylesStart, fail);
    // Last: a pool that Android refuses is refused, however large it says it is.
    checkLimits(count, size, base, data.path, reading);
    const starts = { entriesStart: base + headerSize, stringsStart: base + stringsStart };
    return new StringPool(data, reading, { count, utf8, ...starts, poolLength });
  }

  /**
   * The string Java code gets (`StringBlock.nativeGetString`): from a UTF-8 pool cut at the first NUL, from a UTF-16
   * pool with its stated length. Null where Android throws IndexOutOfBoundsException.
   */
  get(index: number): string | null {
    const whole = this.getFull(index);
    return this.#cut.get(index) ?? whole;
  }

  /**
   * The string as native code compares it: its whole stated length, NULs included. Null where it cannot be read.
   * @throws PermauditError `LIMIT_STRINGS` when the strings asked for are larger together than any pool can be in earnest
   */
  getFull(index: number): string | null {
    const known = this.#whole.get(index);
    if (known !== undefined) return known;
    const inPool = index >= 0 && index < this.count;
    const whole = !inPool ? null : this.isUtf8 ? this.#utf8At(index) : this.#utf16At(index);
    this.#whole.set(index, whole);
    return whole;
  }

  #utf8At(index: number): string | null {
    const span = this.#utf8Span(index);
    if (span === null) return null;
    this.#spend(span.length);
    const bytes = this.data.slice(span.start, span.start + span.length);
    const nul = bytes.indexOf(0);
    if (nul >= 0) this.#cut.set(index, decodeModifiedUtf8(bytes.subarray(0, nul)));
    else if (span.isOpen === true) this.#cut.set(index, this.#toNextNul(span.start));
    return decodeModifiedUtf8(bytes);
  }

  /** A string as NewStringUTF reads it, to the first NUL; the pool ends with one. */
  #toNextNul(start: number): string {
    const rest = this.data.slice(start, this.#stringsStart + this.#poolLength);
    const end = rest.indexOf(0);
    this.#spend(end);
    return decodeModifiedUtf8(rest.subarray(0, end));
  }

  /** Overlapping strings can be far larger together than the pool: what is decoded is counted. */
  #spend(bytes: number): void {
    this.#decoded += bytes;
    if (this.#decoded <= this.reading.limits.decodedBytes) return;
    throw new PermauditError(
      'LIMIT_STRINGS',
      { problem: 'decoded', limit: this.reading.limits.decodedBytes },
      {
        path: this.data.path,
      },
    );
  }

  /** The UTF-16 length a UTF-8 pool states for a string; null for UTF-16 pools and unreadable strings. */
  statedUtf16Length(index: number): number | null {
    if (!this.isUtf8 || index < 0 || index >= this.count) return null;
    const offset = this.data.u32(this.#entriesStart + index * 4);
    return offset < this.#poolLength - 1 ? (this.#utf8Length(offset)?.length ?? null) : null;
  }

  /**
   * Whether a string of a UTF-8 pool is not well-formed UTF-8 (overlong forms, lone surrogates): Android decodes it
   * leniently, other readers replace or refuse it. False for UTF-16 pools and unreadable strings.
   */
  isMalformed(index: number): boolean {
    if (!this.isUtf8 || index < 0 || index >= this.count) return false;
    return remembered(this.#malformed, index, () => {
      const span = this.#utf8Span(index);
      return span !== null && !isUtf8(this.data.slice(span.start, span.start + span.length));
    });
  }

  /** Whether the string that Java code gets holds a NUL; false for one that cannot be read. */
  holdsNul(index: number): boolean {
    return remembered(this.#holdsNul, index, () => this.get(index)?.includes('\0') === true);
  }

  /** decodeLength: one or two bytes at `offset` of the string data; null past its end. */
  #utf8Length(offset: number): { length: number; next: number } | null {
    if (offset >= this.#poolLength) return null;
    const first = this.data.u8(this.#stringsStart + offset);
    if ((first & 0x80) === 0) return { length: first, next: offset + 1 };
    if (offset + 1 >= this.#poolLength) return null;
    return { length: ((first & 0x7f) << 8) | this.data.u8(this.#stringsStart + offset + 1), next: offset + 2 };
  }

  /** string8At and stringDecodeAt. */
  #utf8Span(index: number): Utf8Span | null {
    const offset = this.data.u32(this.#entriesStart + index * 4);
    if (offset >= this.#poolLength - 1) return null;
    const utf16 = this.#utf8Length(offset);
    const stated = utf16 === null ? null : this.#utf8Length(utf16.next);
    if (stated === null) return null;
    // Strings over 0x7fff bytes were written with their length cut to 15 bits: Android tries each longer reading.
    for (let extra = 0, length = stated.length; stated.next + length < this.#poolLength;) {
      const start = this.#stringsStart + stated.next;
      if (this.data.u8(start + length) === 0) return { start, length };
      extra++;
      length = extra * 0x8000 + (stated.length & 0x7fff);
    }
    const isInside = stated.next + stated.length < this.#poolLength;
    if (!isInside || this.reading.since(API_UTF8_END)) return null;
    return { start: this.#stringsStart + stated.next, length: stated.length, isOpen: true };
  }

  /** stringAt for UTF-16 pools. */
  #utf16At(index: number): string | null {
    const offset = Math.floor(this.data.u32(this.#entriesStart + index * 4) / 2);
    if (offset >= this.#poolLength - 1) return null;
    let at = offset;
    let length = this.data.u16(this.#stringsStart + at * 2);
    at++;
    if ((length & 0x8000) !== 0) {
      if (at >= this.#poolLength) return null;
      length = (length & 0x7fff) * 0x10000 + this.data.u16(this.#stringsStart + at * 2);
      at++;
    }
    if (at + length >= this.#poolLength) return null;
    const start = this.#stringsStart + at * 2;
    if (this.data.u16(start + length * 2) !== 0 && this.reading.since(API_UTF16_END)) return null;
    this.#spend(length * 2);
    const bytes = this.data.slice(start, start + length * 2);
    return asText(bytes).toString('utf16le');
  }
}

/** Of one string many attributes can be made: it is looked through once. */
function remembered(known: Map<number, boolean>, index: number, look: () => boolean): boolean {
  let answer = known.get(index);
  if (answer === undefined) known.set(index, (answer = look()));
  return answer;
}

function checkLimits(count: number, size: number, base: number, path: string, reading: Reading): void {
  const { poolStrings, poolBytes } = reading.limits;
  if (count > poolStrings || size > poolBytes) {
    throw new PermauditError(
      'LIMIT_STRINGS',
      { problem: 'pool', count, size, countLimit: poolStrings, sizeLimit: poolBytes },
      {
        offset: base,
        path,
      },
    );
  }
}

function checkStyles(
  data: BoundedReader,
  chunk: ChunkHeader,
  count: number,
  stylesStart: number,
  fail: (problem: PoolFault) => never,
): void {
  const { offset: base, size, headerSize } = chunk;
  if (headerSize + count * 4 > size) fail({ problem: 'poolStyleIndex' });
  if (stylesStart >= size) fail({ problem: 'poolStylesOutside' });
  const words = Math.floor((size - stylesStart) / 4);
  if (words < STYLE_END_WORDS) fail({ problem: 'poolStylesNoEnd' });
  for (let word = words - STYLE_END_WORDS; word < words; word++) {
    if (data.u32(base + stylesStart + word * 4) !== 0xffffffff) fail({ problem: 'poolStylesNoEnd' });
  }
}
