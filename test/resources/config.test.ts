import { describe, expect, it } from 'vitest';
import { concat, fill, patch, u16, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { BoundedReader } from '../../src/bytes/reader.js';
import { isBetter, matchesParser, readConfig, type ResourceConfig } from '../../src/resources/config.js';

const SIZE = 64;

/** A config of these bytes at their offsets, empty otherwise, between bytes of others. */
function config(fields: Readonly<Record<number, Uint8Array>>, size = SIZE): ResourceConfig {
  let bytes = patch(fill(SIZE), 0, u32(size));
  for (const [offset, value] of Object.entries(fields)) bytes = patch(bytes, Number(offset), value);
  const around = concat(fill(8, 0xee), bytes.slice(0, Math.max(4, size)), fill(SIZE, 0xee));
  return readConfig(new BoundedReader(around, 'ARSC_CORRUPT', 'resources.arsc'), 8);
}

const byte = (value: number): Uint8Array => Uint8Array.of(value);

describe('readConfig', () => {
  it('of nothing', () => {
    expect(config({})).toEqual({ locale: '', density: 0, sdkVersion: 0, other: false });
  });

  it.each([
    [14, 0, 0],
    [15, 0, 0],
    [16, 640, 0],
    [24, 640, 0],
    [25, 640, 0],
    [26, 640, 30],
    [SIZE, 640, 30],
  ])('of %i bytes has the fields that are whole', (size, density, sdkVersion) => {
    expect(config({ 14: u16(640), 24: u16(30) }, size)).toEqual({ locale: '', density, sdkVersion, other: false });
  });

  it.each([
    ['language', { 8: utf8('de') }, 'de'],
    ['language and region', { 8: utf8('zhCN') }, 'zh-rCN'],
    ['region', { 10: utf8('CN') }, '-rCN'],
    ['packed language', { 8: Uint8Array.of(0xad, 0x05) }, 'fil'],
    ['packed region', { 8: utf8('es'), 10: Uint8Array.of(0xa4, 0x24) }, 'es-r419'],
    ['script', { 8: utf8('sr'), 36: utf8('Latn') }, 'b+sr+Latn'],
    ['variant', { 8: utf8('sl'), 40: utf8('rozaj') }, 'b+sl+rozaj'],
    ['all', { 8: utf8('srRS'), 36: utf8('Latn'), 40: utf8('ekavsk\0x') }, 'b+sr+Latn+RS+ekavsk'],
    ['script alone', { 36: utf8('Latn') }, ''],
    ['letters of no locale', { 8: utf8('\n<') }, '??'],
    ['a NUL in the language', { 8: utf8('\0d') }, '?'],
    ['a NUL in the region', { 10: utf8('\0D') }, ''],
  ])('names the locale: %s', (_, fields, locale) => {
    expect(config(fields).locale).toBe(locale);
  });

  it.each([
    [11, ''],
    [12, 'sr-rRS'],
    [39, 'sr-rRS'],
    [40, 'b+sr+Latn+RS'],
    [47, 'b+sr+Latn+RS'],
    [48, 'b+sr+Latn+RS+ekavsk'],
  ])('of %i bytes has the locale "%s"', (size, locale) => {
    expect(config({ 8: utf8('srRS'), 36: utf8('Latn'), 40: utf8('ekavsk') }, size).locale).toBe(locale);
  });
});

describe('matchesParser', () => {
  /** What ResTable_config::match asks of a parser whose config is empty, by the offset of each byte: the bits that count. */
  const COUNTING: Readonly<Record<number, number>> = {
    ...Object.fromEntries([4, 5, 6, 7, 12, 13, 16, 17, 19, 20, 21, 22, 23, 26, 27, 28].map((at) => [at, 0xff])),
    ...Object.fromEntries([30, 31, 32, 33, 34, 35].map((at) => [at, 0xff])),
    8: 0xff,
    9: 0xff,
    10: 0xff,
    18: 0x0f,
    29: 0x3f,
    48: 0x03,
    49: 0x0f,
  };

  it.each(Array.from({ length: SIZE - 4 }, (_, index) => index + 4))('byte %i of a config', (at) => {
    const bits = Array.from({ length: 8 }, (_, bit) => 1 << bit);
    const refused = bits.filter((bit) => !matchesParser(config({ [at]: byte(bit) })));
    expect(refused.reduce((mask, bit) => mask | bit, 0)).toBe(COUNTING[at] ?? 0);
  });

  it('leaves what lies behind the stated size aside', () => {
    for (const at of [4, 12, 16, 20, 26, 28, 30, 32, 34, 48]) {
      expect(matchesParser(config({ [at]: byte(1) }, at))).toBe(true);
      expect(matchesParser(config({ [at]: byte(1) }, at + 2))).toBe(false);
    }
  });
});

describe('isBetter', () => {
  const of = (density: number, sdkVersion = 0): ResourceConfig => ({ locale: '', density, sdkVersion, other: false });
  const ANY = 0xfffe;

  /** ResTable_config::isBetterThan for a request without density: the first of each pair against the second, and back. */
  it.each([
    // None stated is medium: the two are equal, and then Android takes whichever comes later.
    [0, 160, true, true],
    [160, 160, false, false],
    [0, 0, false, false],
    [ANY, ANY, false, false],
    [ANY, 0, true, false],
    [ANY, 160, true, false],
    [ANY, 159, true, false],
    [ANY, 0xffff, true, false],
    [159, 160, false, true],
    [161, 160, false, true],
    [0, 159, true, false],
    [0, 161, true, false],
    [120, 159, false, true],
    [161, 640, true, false],
    [240, 320, true, false],
    // One below, one above: (2 * low - 160) * high against 160 * 160.
    [120, 319, false, true],
    [120, 320, false, true],
    [120, 321, true, false],
    [80, 161, false, true],
    [80, 65_000, false, true],
    [159, 161, false, true],
    [159, 162, false, true],
    [159, 163, true, false],
  ])('density %i against %i: %s, and back: %s', (one, other, forward, backward) => {
    expect([isBetter(of(one), of(other)), isBetter(of(other), of(one))]).toEqual([forward, backward]);
    // The version does not matter where densities differ.
    if (one === other) return;
    expect(isBetter(of(one, 1), of(other, 2))).toBe(forward);
    expect(isBetter(of(one, 2), of(other, 1))).toBe(forward);
  });

  it.each([
    [0, 0, false],
    [1, 0, true],
    [0, 1, false],
    [26, 25, true],
    [26, 26, false],
    [26, 27, false],
  ])('version %i against %i: %s', (one, other, expected) => {
    expect(isBetter(of(160, one), of(160, other))).toBe(expected);
  });
});
