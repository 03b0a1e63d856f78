import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/platform/index.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { BoundedReader } from '../../src/bytes/reader.js';
import { utf8 } from '../../fixtures/hostile/bytes.js';

describe('BoundedReader', () => {
  it('reads little-endian numbers, of a view too', () => {
    const whole = Uint8Array.of(9, 0x01, 0x02, 0x03, 0x84);
    const reader = new BoundedReader(whole.subarray(1), 'AXML_BAD_NODE', 'x');
    expect([reader.u8(0), reader.u16(1), reader.u32(0), reader.i32(0)]).toEqual([1, 0x0302, 0x84030201, -2080177663]);
    expect([...reader.slice(1, 3)]).toEqual([2, 3]);
  });

  it('refuses every read that leaves the data, with its own code', () => {
    const reader = new BoundedReader(new Uint8Array(6), 'ARSC_CORRUPT', 'x');
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 20 }), (offset) => {
        const fits = offset >= 0 && offset + 4 <= 6;
        try {
          reader.u32(offset);
          expect(fits).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PermauditError);
          expect([(error as PermauditError).code, fits]).toEqual(['ARSC_CORRUPT', false]);
        }
      }),
    );
  });
});

describe('crc32', () => {
  it('agrees with the check value of the standard', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});
