import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adler32 } from '../../src/dex/adler32.js';

/** As zlib has it: a stream ends with the sum of what it holds (RFC 1950, 2.2). */
function byZlib(bytes: Uint8Array): number {
  const stream = deflateSync(bytes, { level: 1 });
  return stream.readUInt32BE(stream.length - 4);
}

describe('Adler-32', () => {
  it.each([0, 1, 3, 63, 64, 65, 2047, 2048, 2049, 2112, 300_000])(
    'is that of zlib for the largest %i bytes',
    (length) => {
      const bytes = new Uint8Array(length).fill(0xff);
      expect(adler32(bytes, 0, length)).toBe(byZlib(bytes));
    },
  );

  it('is that of zlib for any part of any bytes, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(200), fc.nat(200), (all, before, after) => {
        const bytes = all.subarray(Math.min(1, all.length));
        const start = Math.min(before, bytes.length);
        const end = Math.max(start, bytes.length - after);
        expect(adler32(bytes, start, end)).toBe(byZlib(bytes.subarray(start, end)));
      }),
    );
  });
});
