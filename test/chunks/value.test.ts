import { describe, expect, it } from 'vitest';
import { coerceToString, isIntType } from '../../src/chunks/value.js';

describe('coerceToString', () => {
  it.each([
    ['null', 0x00, 0, null],
    ['string', 0x03, 5, null],
    ['reference', 0x01, 0x7f010000, '@2130771968'],
    ['attribute', 0x02, 0x01010003, '?16842755'],
    ['integer', 0x10, 0xffffffff, '-1'],
    ['hexadecimal', 0x11, 0x1c, '0x1c'],
    ['true', 0x12, 0xffffffff, 'true'],
    ['false', 0x12, 0, 'false'],
    ['colour', 0x1c, 0xff00ff00, '#ff00ff00'],
    ['float', 0x04, 0x41900000, '18'],
    ['dimension', 0x05, 0x1001, '16dip'],
    ['unknown', 0x0b, 1, null],
  ])('%s', (_, type, data, text) => {
    expect(coerceToString({ type, data })).toBe(text);
  });

  it('knows the integer types', () => {
    expect([0x0f, 0x10, 0x12, 0x1f, 0x20].map(isIntType)).toEqual([false, true, true, true, false]);
  });
});
