import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeModifiedUtf8 } from '../../src/bytes/modified-utf8.js';

describe('decodeModifiedUtf8', () => {
  it('decodes all well-formed UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeModifiedUtf8(new TextEncoder().encode(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['overlong letter', [0xc1, 0x92], 'R'],
    ['modified NUL', [0xc0, 0x80], '\0'],
    ['surrogate pair in two times three bytes', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], '\u{1f600}'],
    ['lone surrogate', [0xed, 0xa0, 0x80], '\ud800'],
    ['four bytes', [0xf0, 0x9f, 0x98, 0x80], '\u{1f600}'],
  ])('%s', (_, bytes, text) => {
    expect(decodeModifiedUtf8(Uint8Array.from(bytes))).toBe(text);
  });

  it('never gives more units than bytes and one, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeModifiedUtf8(bytes).length).toBeLessThanOrEqual(bytes.length + 1);
      }),
    );
  });
});
