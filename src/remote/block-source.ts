/** A file that is far away, read in few requests: by blocks, of which the last ones are kept, and ahead where reads follow one another. */
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';

/** Bytes of a block: the end record with the longest comment, or most directories of archives, are a few of them. */
export const BLOCK = 64 * 1024;
/** Blocks that are kept. */
const MOST_KEPT = 128;
/** Most blocks of one request. */
const MOST_ASKED = 64;

/** Reads `length` bytes at `offset`, which are in the file. */
export type ReadRange = (offset: number, length: number) => Uint8Array;

export class BlockSource implements ByteSource {
  /** By number; the one that was used last stands last. */
  readonly #blocks = new Map<number, Uint8Array>();
  /** The block after those that were asked for last. */
  #next = 0;
  /** How many blocks more are asked for, while reads follow one another. */
  #ahead = 0;

  /** @param head the first block of the file, or all of it */
  constructor(
    readonly size: number,
    head: Uint8Array,
    private readonly ask: ReadRange,
  ) {
    if (head.length > 0) this.#blocks.set(0, head);
    this.#next = 1;
  }

  read(offset: number, length: number): Uint8Array {
    this.#check(offset, length);
    const first = Math.floor(offset / BLOCK);
    const start = offset - first * BLOCK;
    if (length > 0 && start + length <= BLOCK) return this.#block(first).subarray(start, start + length);
    const bytes = new Uint8Array(length);
    this.#fill(offset, bytes);
    return bytes;
  }

  readInto(offset: number, target: Uint8Array): void {
    this.#check(offset, target.length);
    this.#fill(offset, target);
  }

  #check(offset: number, length: number): void {
    if (offset >= 0 && length >= 0 && offset + length <= this.size) return;
    const place = { start: offset, end: offset + length, size: this.size };
    throw new PermauditError('IO_READ', { problem: 'outside', ...place }, { offset });
  }

  #fill(offset: number, target: Uint8Array): void {
    const end = offset + target.length;
    for (let at = offset; at < end;) {
      const number = Math.floor(at / BLOCK);
      const block = this.#block(number, Math.ceil(end / BLOCK) - number);
      const piece = block.subarray(at - number * BLOCK, Math.min(block.length, end - number * BLOCK));
      target.set(piece, at - offset);
      at += piece.length;
    }
  }

  /** @param wanted how many blocks from this one on are about to be read */
  #block(number: number, wanted = 1): Uint8Array {
    const known = this.#blocks.get(number);
    if (known === undefined) return this.#asked(number, wanted);
    this.#blocks.delete(number);
    this.#blocks.set(number, known);
    return known;
  }

  /** Asks for a block, for those that are read next, and for some more where this continues what was read before. */
  #asked(number: number, wanted: number): Uint8Array {
    this.#ahead = number === this.#next ? Math.min(Math.max(1, 2 * this.#ahead), MOST_ASKED) : 0;
    const last = Math.ceil(this.size / BLOCK);
    let count = 1;
    while (count < Math.min(wanted + this.#ahead, MOST_ASKED, last - number) && !this.#blocks.has(number + count)) {
      count += 1;
    }
    const offset = number * BLOCK;
    const bytes = this.ask(offset, Math.min(count * BLOCK, this.size - offset));
    this.#next = number + count;
    for (let index = count - 1; index >= 0; index--) {
      // Copied: one block that is used must not keep all the others.
      this.#keep(number + index, bytes.slice(index * BLOCK, (index + 1) * BLOCK));
    }
    return this.#blocks.get(number) ?? bytes.subarray(0, BLOCK);
  }

  #keep(number: number, block: Uint8Array): void {
    this.#blocks.set(number, block);
    for (const [oldest] of this.#blocks) {
      if (this.#blocks.size <= MOST_KEPT) return;
      this.#blocks.delete(oldest);
    }
  }
}
