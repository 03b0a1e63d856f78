import type { ByteSource } from './byte-source.js';

const WINDOW = 32 * 1024;

/**
 * A source that reads a little ahead, for many small reads whose places mostly follow one another. What
 * {@link WindowSource.read} returns is good until the next read.
 */
export class WindowSource implements ByteSource {
  readonly size: number;
  readonly #buffer: Uint8Array;
  #bytes: Uint8Array = new Uint8Array();
  #start = 0;

  constructor(private readonly source: ByteSource) {
    this.size = source.size;
    this.#buffer = new Uint8Array(Math.min(WINDOW, source.size));
  }

  /** As {@link ByteSource.read}; a later read may change the bytes. */
  read(offset: number, length: number): Uint8Array {
    if (length > this.#buffer.length || !(offset >= 0)) return this.source.read(offset, length);
    let at = offset - this.#start;
    if (at < 0 || at + length > this.#bytes.length) {
      this.#fill(offset, length);
      at = 0;
    }
    return this.#bytes.subarray(at, at + length);
  }

  #fill(offset: number, length: number): void {
    const { source } = this;
    const size = Math.max(length, Math.min(this.#buffer.length, source.size - offset));
    const target = this.#buffer.subarray(0, size);
    if (source.readInto === undefined) this.#bytes = Uint8Array.from(source.read(offset, size));
    else {
      // A read that fails leaves no window behind.
      this.#bytes = new Uint8Array();
      source.readInto(offset, target);
      this.#bytes = target;
    }
    this.#start = offset;
  }
}
