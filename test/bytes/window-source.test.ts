import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource, type ByteSource } from '../../src/bytes/byte-source.js';
import { WindowSource } from '../../src/bytes/window-source.js';

const CONTENT = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) & 0xff);

/** Counts the reads of the source behind. */
class Counted implements ByteSource {
  readonly size = CONTENT.length;
  reads = 0;
  readonly #inner = new MemoryByteSource(CONTENT);

  read(offset: number, length: number): Uint8Array {
    return this.#inner.read(offset, length);
  }

  readInto(offset: number, target: Uint8Array): void {
    this.reads++;
    target.set(this.#inner.read(offset, target.length));
  }
}

describe('a source that reads ahead', () => {
  const places = fc.array(fc.tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 50_000 })), { maxLength: 30 });

  it.each([
    ['memory', () => new MemoryByteSource(CONTENT)],
    ['a file', () => new Counted()],
  ])('gives the bytes of %s', (_, make) => {
    fc.assert(
      fc.property(places, (reads) => {
        const source = new WindowSource(make());
        for (const [offset, length] of reads) {
          const fitting = Math.min(length, CONTENT.length - offset);
          expect(Buffer.from(source.read(offset, fitting)).equals(CONTENT.subarray(offset, offset + fitting))).toBe(
            true,
          );
        }
      }),
      { numRuns: 200, seed: 20260305 },
    );
  });

  it('reads once for many small reads', () => {
    const inner = new Counted();
    const source = new WindowSource(inner);
    for (let at = 0; at < 30_000; at += 100) source.read(at, 100);
    expect(inner.reads).toBe(1);
  });

  it('refuses what is outside, and goes on', () => {
    const source = new WindowSource(new Counted());
    expect(() => source.read(99_999, 2)).toThrow(expect.objectContaining({ code: 'IO_READ' }));
    expect(() => source.read(-1, 1)).toThrow(expect.objectContaining({ code: 'IO_READ' }));
    expect(source.read(99_999, 1)).toEqual(CONTENT.subarray(99_999));
  });
});
