/** Reads of a file that is far away: the right bytes, in few requests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { hashOf } from '../../src/inputs/open-apk.js';
import { BLOCK, BlockSource } from '../../src/remote/block-source.js';

const MIB = 1024 * 1024;

function bytesOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 16)) & 0xff);
}

function sourceOf(bytes: Uint8Array): { source: BlockSource; asked: [offset: number, length: number][] } {
  const asked: [number, number][] = [];
  const source = new BlockSource(bytes.length, bytes.subarray(0, BLOCK), (offset, length) => {
    asked.push([offset, length]);
    return bytes.slice(offset, offset + length);
  });
  return { source, asked };
}

const LARGE = bytesOf(20 * MIB + 17);

describe('a file read by blocks', () => {
  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1])('of %i bytes is what it is', (size) => {
    const { source, asked } = sourceOf(LARGE.subarray(0, size));
    expect(source.read(0, size)).toEqual(LARGE.subarray(0, size));
    expect(asked).toEqual(size > BLOCK ? [[BLOCK, 1]] : []);
  });

  it('gives the bytes of the file, whatever is read in which order', () => {
    const memory = new MemoryByteSource(LARGE);
    const read = fc.tuple(fc.nat(LARGE.length), fc.oneof(fc.nat(100), fc.nat(3 * BLOCK), fc.nat(5 * MIB)));
    fc.assert(
      fc.property(fc.array(read, { minLength: 1, maxLength: 12 }), fc.boolean(), (reads, isInto) => {
        const { source, asked } = sourceOf(LARGE);
        for (const [offset, most] of reads) {
          const length = Math.min(most, LARGE.length - offset);
          const target = new Uint8Array(length);
          if (isInto) source.readInto(offset, target);
          const read = isInto ? target : source.read(offset, length);
          if (Buffer.compare(read, memory.read(offset, length)) !== 0) throw new Error(`other bytes at ${offset}`);
        }
        for (const [offset, length] of asked) {
          if (offset % BLOCK !== 0 || length > 64 * BLOCK || offset + length > LARGE.length) throw new Error('asked');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('asks once for what one read needs', () => {
    const { source, asked } = sourceOf(LARGE);
    source.read(10 * MIB + 5, 300_000);
    expect(asked).toEqual([[10 * MIB, 5 * BLOCK]]);
    source.read(10 * MIB + 7, 299_000);
    expect(asked).toHaveLength(1);
  });

  it('asks for more and more at once while it is read to its end', () => {
    const { source, asked } = sourceOf(LARGE);
    expect(hashOf(source)).toBe(hashOf(new MemoryByteSource(LARGE)));
    expect(asked.reduce((sum, [, length]) => sum + length, 0)).toBe(LARGE.length - BLOCK);
    expect(asked.map(([, length]) => Math.ceil(length / BLOCK))).toEqual([4, 5, 6, 12, 20, 36, 64, 64, 64, 45]);
  });

  it('keeps no more than it may', () => {
    const { source, asked } = sourceOf(LARGE);
    source.read(0, LARGE.length);
    const before = asked.length;
    source.read(LARGE.length - 8 * MIB + BLOCK, 7 * MIB);
    expect(asked).toHaveLength(before);
    source.read(BLOCK, 1);
    expect(asked).toHaveLength(before + 1);
  });

  it.each([
    [-1, 1],
    [0, 101],
    [100, 1],
    [Number.NaN, 1],
    [0, -1],
  ])('has no bytes outside: %i, %i', (offset, length) => {
    const { source, asked } = sourceOf(LARGE.subarray(0, 100));
    expect(() => source.read(offset, length)).toThrow(PermauditError);
    if (length >= 0)
      expect(() => {
        source.readInto(offset, new Uint8Array(length));
      }).toThrow(PermauditError);
    expect(asked).toEqual([]);
  });
});
