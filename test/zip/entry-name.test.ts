import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, hasNul, hasUtf8Shape } from '../../src/zip/entry-name.js';

describe('hasUtf8Shape', () => {
  it.each([
    ['plain', [0x61], true],
    ['two bytes', [0xc3, 0xa9], true],
    ['overlong', [0xc0, 0x80], true],
    ['surrogate', [0xed, 0xa0, 0x80], true],
    ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80], true],
    ['six bytes', [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80], true],
    ['lone continuation', [0x80], false],
    ['lead FE', [0xfe, 0x80], false],
    ['lead FF', [0xff], false],
    ['cut short', [0xe2, 0x82], false],
    ['lead then letter', [0xc3, 0x61], false],
  ])('%s', (_, bytes, shape) => {
    expect(hasUtf8Shape(Uint8Array.from(bytes))).toBe(shape);
  });

  it('accepts all well-formed UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => hasUtf8Shape(new TextEncoder().encode(text))));
  });
});

describe('names for people', () => {
  it('decodes UTF-8 where it is valid and keeps the bytes where it is not', () => {
    expect(displayName('plain')).toBe('plain');
    expect(displayName(Buffer.from('é', 'utf8').toString('latin1'))).toBe('é');
    expect(displayName('\u00ff')).toBe('\u00ff');
  });

  it('sees a NUL', () => {
    expect(hasNul(Uint8Array.of(0x61, 0))).toBe(true);
    expect(hasNul(Uint8Array.of(0x61))).toBe(false);
  });
});
