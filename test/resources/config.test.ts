import { describe, expect, it } from 'vitest';
import { concat, fill, patch, u16, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { BoundedReader } from '../../src/bytes/reader.js';
import { DEFAULT_DEVICE, type Device } from '../../src/bytes/device.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { isBetter, matches, matchesSomeDevice, readConfig, type ResourceConfig } from '../../src/resources/config.js';

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
    ['a NUL in the region', { 10: utf8('\0D') }, '?'],
    ['a NUL in the region of a language', { 8: utf8('de\0D') }, 'de'],
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

/** A device that differs from the default one. */
const on = (device: Partial<Device> = {}, api = 37): Reading =>
  new Reading(api, DEFAULT_LIMITS, Number.POSITIVE_INFINITY, { ...DEFAULT_DEVICE, ...device });

/** The bits of each byte that keep a config from matching, by its offset. */
function barring(barred: (config: ResourceConfig) => boolean): Record<number, number> {
  const bits = Array.from({ length: 8 }, (_, bit) => 1 << bit);
  const masks = Array.from({ length: SIZE - 4 }, (_, index) => index + 4).map((at) => {
    const set = bits.filter((bit) => barred(config({ [at]: byte(bit) })));
    return [at, set.reduce((mask, bit) => mask | bit, 0)] as const;
  });
  return Object.fromEntries(masks.filter(([, mask]) => mask !== 0));
}

const all = (...offsets: number[]): Record<number, number> => Object.fromEntries(offsets.map((at) => [at, 0xff]));

/** What ResTable_config::match never finds set in the config of a package parser. */
const NEVER: Readonly<Record<number, number>> = {
  ...all(4, 5, 6, 7, 12, 13, 16, 17, 19, 26, 27, 30, 31, 32, 33, 34, 35),
  18: 0x0f,
  28: 0x3f,
  29: 0x3f,
  48: 0x03,
  49: 0x0f,
};

describe('matches', () => {
  it('what the default device does not match, bit by bit', () => {
    const refused = barring((config) => !matches(config, on()));
    // Language and region; right to left; screens of more than 2400 by 1080 pixels.
    expect(refused).toEqual({ ...NEVER, ...all(8, 9, 10, 11), 21: 0xf0, 23: 0xf8, 28: 0xbf });
  });

  it.each([
    [19, 34],
    [48, 23],
    [49, 26],
  ])('byte %i counts since API %i', (at, since) => {
    const set = config({ [at]: byte(1) });
    expect([since - 1, since].map((api) => matches(set, on({}, api)))).toEqual([true, false]);
  });

  it('leaves what lies behind the stated size aside', () => {
    for (const at of [4, 12, 16, 26, 30, 32, 34, 48]) {
      expect(matches(config({ [at]: byte(1) }, at), on())).toBe(true);
      expect(matches(config({ [at]: byte(1) }, at + 2), on())).toBe(false);
    }
  });

  it.each([
    ['', 'de', true],
    ['de', 'de', true],
    ['de', '', false],
    ['de', 'fr', false],
    ['de', 'de-rAT', true],
    ['de-rAT', 'de-rAT', true],
    ['de-rAT', 'de-rCH', true],
    ['fil', 'fi', false],
    ['b+sr+Latn', 'sr', false],
    ['b+sr+Latn', 'b+sr+Latn+RS', true],
    ['sr', 'b+sr+Latn', true],
    ['b+de+1996', 'de', true],
  ])('the locale "%s" on a device set to "%s": %s', (locale, device, expected) => {
    expect(matches({ locale, density: 0, sdkVersion: 0, other: false }, on({ locale: device }))).toBe(expected);
  });

  it.each([
    [0x40, 0x40, true],
    [0x80, 0x40, false],
    [0x40, 0x80, false],
    [0x80, 0x80, true],
    [0xc0, 0x40, false],
    [0xc0, 0x80, false],
  ])('the direction %i on a device of %i: %s', (bits, direction, expected) => {
    expect(matches(config({ 28: byte(bits) }), on({ direction }))).toBe(expected);
  });

  it.each([
    [1, 1, true],
    [800, 480, true],
    [801, 480, false],
    [800, 481, false],
  ])('a screen of %ix%i on a display of 800x480: %s', (width, height, expected) => {
    const device = on({ screenWidth: 800, screenHeight: 480 });
    expect(matches(config({ 20: u16(width), 22: u16(height) }), device)).toBe(expected);
  });
});

describe('matchesSomeDevice', () => {
  it('bars what no package parser asks for, bit by bit', () => {
    // One byte of a language, or a region alone, is none; 0x80 is the first of a packed "aaa". Screens have at most 16,384 pixels a side.
    const refused = barring((config) => !matchesSomeDevice(config, on()));
    expect(refused).toEqual({ ...NEVER, ...all(9, 10, 11), 8: 0x7f, 21: 0x80, 23: 0x80 });
    expect(matchesSomeDevice(config({ 28: byte(0xc0) }), on())).toBe(false);
  });

  it.each([
    [{ 8: utf8('en') }, true],
    [{ 8: utf8('enUS') }, true],
    [{ 8: Uint8Array.of(0xad, 0x05) }, true],
    [{ 8: utf8('EN') }, false],
    [{ 8: utf8('\0d') }, false],
    [{ 8: utf8('\0\x01') }, false],
    [{ 10: utf8('US') }, false],
    [{ 8: utf8('en\0\x01') }, true],
    [{ 36: utf8('Latn') }, true],
  ])('a locale %#: %s', (fields, expected) => {
    expect(matchesSomeDevice(config(fields), on())).toBe(expected);
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

  /** What decides before, in the order of ResTable_config::isBetterThan. */
  it.each([
    ['a locale that fits before none', { locale: 'de' }, {}, true, false],
    ['the exact locale', { locale: 'de-rAT' }, { locale: 'de' }, true, false],
    ['the language before another region', { locale: 'de' }, { locale: 'de-rCH' }, true, false],
    ['a script before none', { locale: 'b+de+Latn' }, { locale: 'de' }, true, false],
    ['a script with a region before none', { locale: 'b+de+Latn+CH' }, { locale: 'de' }, true, false],
    ['a script before one with another region', { locale: 'b+de+Latn' }, { locale: 'b+de+Latn+CH' }, true, false],
    ['the language before a variant of it', { locale: 'de' }, { locale: 'b+de+1996' }, true, false],
    ['a locale before a density that fits', { locale: 'de' }, { density: 480 }, true, true],
    ['a direction before none', { direction: 0x40 }, {}, true, false],
    ['a direction before a density that fits', { direction: 0x40 }, { density: 480 }, true, false],
    ['the density that is asked for', { density: 480 }, {}, true, false],
    ['the larger screen', { screenWidth: 800 }, { screenWidth: 640 }, true, false],
    ['a screen before a version', { screenHeight: 1 }, { sdkVersion: 30 }, true, false],
  ] as [string, Partial<ResourceConfig>, Partial<ResourceConfig>, boolean, boolean][])(
    'takes %s',
    (_, one, other, forward, backward) => {
      const device = { ...DEFAULT_DEVICE, locale: 'de-rAT', density: 480 };
      const [mine, theirs] = [
        { ...of(0), ...one },
        { ...of(0), ...other },
      ];
      expect([isBetter(mine, theirs, device), isBetter(theirs, mine, device)]).toEqual([forward, backward]);
    },
  );
});
