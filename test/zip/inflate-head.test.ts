import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayInflateTo as mayInflate } from '../../src/zip/inflate-head.js';

const mayInflateTo = (input: Uint8Array, firsts: readonly number[]): boolean =>
  mayInflate(
    input,
    firsts.map((first) => Uint8Array.of(first, 0x65)),
  );

const EMPTY_BLOCK = Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]);
const levels = [0, 1, 6, 9].flatMap((level) =>
  [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED].map((strategy) => ({
    level,
    strategy,
  })),
);
/** Like code: few different bytes, so that deflating makes blocks of every kind. */
const content = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
  fc
    .array(fc.constantFrom(...Buffer.from('dexc\nPK')), { minLength: 1, maxLength: 3_000 })
    .map((bytes) => Uint8Array.from(bytes)),
);

describe('the first byte of deflated data', () => {
  it.each(levels)('is told exactly (%o)', (options) => {
    fc.assert(
      fc.property(content, fc.integer({ min: 0, max: 255 }), (data, other) => {
        const [first = 0] = data;
        const deflated = deflateRawSync(data, options);
        expect(mayInflateTo(deflated, [first])).toBe(true);
        expect(mayInflateTo(deflated, [first ^ 1, first ^ 0x80])).toBe(false);
        expect(mayInflateTo(deflated, [other])).toBe(other === first);
      }),
      { numRuns: 300, seed: 20260303 },
    );
  });

  it('may be anything behind an empty block, and where the data is cut', () => {
    const deflated = deflateRawSync(Buffer.from('some text '.repeat(50)));
    expect(mayInflateTo(deflated, [0x64])).toBe(false);
    expect(mayInflateTo(Buffer.concat([EMPTY_BLOCK, deflated]), [0x64])).toBe(true);
    expect(mayInflateTo(deflated.subarray(0, 1), [0x64])).toBe(true);
    expect(mayInflateTo(new Uint8Array(), [0x64])).toBe(true);
  });

  it('is nothing where the data is no deflate data', () => {
    expect(mayInflateTo(Uint8Array.of(0x07, 0, 0, 0), [0x64])).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (input) => {
        expect(typeof mayInflateTo(input, [0x64])).toBe('boolean');
      }),
      { numRuns: 2_000, seed: 20260304 },
    );
  });
});
