import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateHead } from '../../src/zip/inflate-head.js';

const head = (input: Uint8Array, length = 4): string =>
  Buffer.from(inflateHead(input, length).bytes).toString('latin1');
const DEX = Buffer.from(`dex\n035\0${'some code '.repeat(200)}`, 'latin1');

describe('the head of deflated data', () => {
  const levels = [0, 1, 6, 9].flatMap((level) =>
    [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED].map((strategy) => ({
      level,
      strategy,
    })),
  );

  it.each(levels)('is what zlib inflates (%o)', (options) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 2_000 }), (content) => {
        const data = Buffer.concat([Buffer.from('dex\n'), content]);
        expect(head(deflateRawSync(data, options))).toBe('dex\n');
        const { bytes } = inflateHead(deflateRawSync(content, options), 4);
        expect(bytes).toEqual([...content.subarray(0, bytes.length)]);
      }),
      { numRuns: 200, seed: 20260303 },
    );
    expect(head(deflateRawSync(DEX, options))).toBe('dex\n');
  });

  it('goes on behind empty blocks', () => {
    const empty = Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]);
    expect(head(Buffer.concat([empty, empty, deflateRawSync(DEX)]))).toBe('dex\n');
  });

  it('says when there is too little of it to tell', () => {
    const many = Buffer.concat(Array.from({ length: 100 }, () => Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff])));
    expect(inflateHead(many, 4)).toEqual({ bytes: [], undecided: true });
    expect(inflateHead(deflateRawSync(DEX).subarray(0, 3), 4).undecided).toBe(true);
    expect(inflateHead(new Uint8Array(), 4)).toEqual({ bytes: [], undecided: true });
  });

  it('ends at once on what is no deflate data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (input) => {
        expect(inflateHead(input, 4).bytes.length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 2_000, seed: 20260304 },
    );
  });
});
