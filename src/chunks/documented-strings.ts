/**
 * String pools as their published description has them (ResStringPool_header, libs/androidfw/include/androidfw/
 * ResourceTypes.h), and not as Android's code happens to read them: a length, the text, a terminator; UTF-8 is UTF-8.
 */
import { asText, isUtf8 } from '../platform/index.js';
import { PermauditError } from '../bytes/errors.js';
import { lazily } from '../bytes/lazy.js';
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import type { ChunkHeader } from './chunk.js';

const HEADER_SIZE = 28;
const UTF8_FLAG = 0x100;
const NOT_FATAL = lazily(() => new TextDecoder('utf-8', { ignoreBOM: true }));

/**
 * Which of two statements of one thing a plain reader takes: the first is the length of a string, the typed value, the
 * first of two attributes; the second its terminator, the raw value, the last of two attributes.
 */
export type Taking = 'first' | 'second';

export class DocumentedStrings {
  readonly #count: number;
  readonly #isUtf8: boolean;
  readonly #start: number;
  readonly #end: number;
  readonly #known = new Map<number, string | null>();
  #decoded = 0;

  constructor(
    private readonly data: BoundedReader,
    private readonly chunk: ChunkHeader,
    private readonly taking: Taking,
    private readonly reading: Reading,
  ) {
    const { offset, size } = chunk;
    const fits = size >= HEADER_SIZE;
    this.#count = fits ? data.u32(offset + 8) : 0;
    this.#isUtf8 = fits && (data.u32(offset + 16) & UTF8_FLAG) !== 0;
    this.#start = fits ? offset + data.u32(offset + 20) : offset;
    this.#end = offset + size;
  }

  /**
   * The string at an index; null where there is none that ends inside the pool.
   * @throws PermauditError `LIMIT_STRINGS`
   */
  get(index: number): string | null {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const text = this.#read(index);
    this.#known.set(index, text);
    return text;
  }

  #read(index: number): string | null {
    const entry = this.chunk.offset + this.chunk.headerSize + index * 4;
    if (index >= this.#count || entry + 4 > this.#end) return null;
    const at = this.#start + this.data.u32(entry);
    return this.#isUtf8 ? this.#utf8At(at) : this.#utf16At(at);
  }

  /** Two lengths, in UTF-16 units and in bytes, then the bytes and a NUL. */
  #utf8At(at: number): string | null {
    const units = this.#length8(at);
    const bytes = units === null ? null : this.#length8(units.next);
    if (units === null || bytes === null || bytes.next + bytes.length > this.#end) return null;
    const whole = this.#slice(bytes.next, bytes.length);
    if (this.taking === 'first') return NOT_FATAL().decode(whole);
    const nul = whole.indexOf(0);
    const text = NOT_FATAL().decode(nul < 0 ? whole : whole.subarray(0, nul));
    // What is no UTF-8 has no length in UTF-16 either.
    return isUtf8(whole) ? text.slice(0, units.length) : text;
  }

  #length8(at: number): { length: number; next: number } | null {
    if (at + 2 > this.#end) return null;
    const first = this.data.u8(at);
    if ((first & 0x80) === 0) return { length: first, next: at + 1 };
    return { length: ((first & 0x7f) << 8) | this.data.u8(at + 1), next: at + 2 };
  }

  #utf16At(at: number): string | null {
    if (at + 4 > this.#end) return null;
    let length = this.data.u16(at);
    let start = at + 2;
    if ((length & 0x8000) !== 0) {
      length = (length & 0x7fff) * 0x10000 + this.data.u16(start);
      start += 2;
    }
    if (start + length * 2 > this.#end) return null;
    const bytes = this.#slice(start, length * 2);
    const text = asText(bytes).toString('utf16le');
    const nul = this.taking === 'first' ? -1 : text.indexOf('\0');
    return nul < 0 ? text : text.slice(0, nul);
  }

  /** Overlapping strings can be far larger together than the pool: what is decoded is counted. */
  #slice(start: number, length: number): Uint8Array {
    this.#decoded += length;
    const { decodedBytes } = this.reading.limits;
    if (this.#decoded > decodedBytes) {
      throw new PermauditError(
        'LIMIT_STRINGS',
        { problem: 'decoded', limit: decodedBytes },
        {
          path: this.data.path,
        },
      );
    }
    return this.data.slice(start, start + length);
  }
}
