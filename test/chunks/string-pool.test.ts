import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { BoundedReader } from '../../src/bytes/reader.js';
import { Reading } from '../../src/bytes/reading.js';
import { chunkAt } from '../../src/chunks/chunk.js';
import { StringPool } from '../../src/chunks/string-pool.js';
import { concat, fill, u16, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildPool, type PoolSpec } from '../../fixtures/hostile/string-pool-writer.js';

function parse(spec: PoolSpec, reading = new Reading(37)): StringPool {
  const data = new BoundedReader(buildPool(spec), 'AXML_BAD_NODE', 'x');
  return StringPool.parse(data, chunkAt(data, 0, data.size)!, 'AXML_CORRUPT', reading);
}

const corrupt = expect.objectContaining({ code: 'AXML_CORRUPT' }) as Error;

describe('StringPool', () => {
  it('gives back any strings, in both encodings', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (strings) => {
        const pool = parse({ strings });
        expect(strings.map((_, index) => pool.get(index))).toEqual(strings);
      }),
    );
    const graphemes = fc.string({ unit: 'grapheme', maxLength: 300 }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(graphemes, { minLength: 1, maxLength: 8 }), (strings) => {
        const pool = parse({ strings, utf8: true });
        expect(strings.map((_, index) => pool.get(index))).toEqual(strings);
        expect(strings.some((_, index) => pool.isMalformed(index))).toBe(false);
      }),
    );
  });

  it('looks through a string once, however often it is asked', () => {
    const strings = ['a\0b', 'ab'];
    for (const pool of [parse({ strings }), parse({ strings, utf8: true })]) {
      expect([0, 1, 2, 0].map((index) => pool.holdsNul(index))).toEqual([!pool.isUtf8, false, false, !pool.isUtf8]);
    }
    const data = new BoundedReader(buildPool({ strings: ['é'.repeat(9)], utf8: true }), 'AXML_BAD_NODE', 'x');
    const pool = StringPool.parse(data, chunkAt(data, 0, data.size)!, 'AXML_CORRUPT', new Reading(37));
    const slice = vi.spyOn(data, 'slice');
    for (let count = 0; count < 5; count++) expect([pool.isMalformed(0), pool.holdsNul(0)]).toEqual([false, false]);
    expect(slice).toHaveBeenCalledTimes(2);
  });

  it('cuts UTF-8 strings at a NUL for Java, and not UTF-16 strings', () => {
    const utf8Pool = parse({ strings: ['a\0b'], utf8: true });
    expect([utf8Pool.get(0), utf8Pool.getFull(0)]).toEqual(['a', 'a\0b']);
    const utf16Pool = parse({ strings: ['a\0b'] });
    expect([utf16Pool.get(0), utf16Pool.getFull(0)]).toEqual(['a\0b', 'a\0b']);
  });

  it('ignores the UTF-16 length of a UTF-8 string, but tells it', () => {
    const pool = parse({ strings: [{ text: 'hello', utf16Length: 2 }], utf8: true });
    expect([pool.get(0), pool.statedUtf16Length(0)]).toEqual(['hello', 2]);
  });

  it('finds the end of a UTF-8 string whose length was cut to 15 bits', () => {
    const long = 'x'.repeat(70_000);
    expect(parse({ strings: [long], utf8: true }).get(0)).toBe(long);
  });

  it('reads two-unit lengths', () => {
    const long = 'x'.repeat(40_000);
    expect(parse({ strings: [long] }).get(0)).toBe(long);
  });

  it.each([
    ['index past the count', {}, 1],
    ['negative index', {}, -1],
    ['offset past the pool', { offset: 1000 }, 0],
    ['length past the pool', { utf16Length: 1000, utf8Length: 1000 }, 0],
    ['no NUL behind', { terminator: u16(0x4141) }, 0],
  ])('has no string: %s', (_, odd, index) => {
    for (const isUtf8 of [false, true]) {
      expect(parse({ strings: [{ text: 'hello', ...odd }], utf8: isUtf8 }).get(index)).toBeNull();
    }
  });

  /** ResStringPool::stringAt and string8At of the version, through StringBlock.nativeGetString: Java's string, native code's. */
  it.each([
    [false, 23, 'hello', 'hello'],
    [false, 24, null, null],
    [true, 27, 'helloA', 'hello'],
    [true, 28, null, null],
  ])('without a NUL behind it (UTF-8: %s), API %i', (utf8, api, java, native) => {
    const terminator = utf8 ? Uint8Array.of(0x41, 0) : u16(0x41);
    const reading = new Reading(api);
    const pool = parse({ strings: [{ text: 'hello', terminator }, 'next'], utf8 }, reading);
    expect([pool.get(0), pool.getFull(0), pool.get(1)]).toEqual([java, native, 'next']);
    expect(reading.validFor).not.toEqual([1, Number.MAX_SAFE_INTEGER]);
  });

  it('asks for no version where every string ends with a NUL, also one whose length was cut', () => {
    const reading = new Reading(37);
    for (const utf8 of [false, true]) expect(parse({ strings: ['a', 'b'], utf8 }, reading).get(1)).toBe('b');
    expect(parse({ strings: ['x'.repeat(70_000)], utf8: true }, reading).get(0)).toHaveLength(70_000);
    expect(reading.marks).toBe(0);
  });

  it.each([
    ['more strings than fit', { stringCount: 1000 }],
    ['strings start outside', { stringsStart: 5000 }],
    ['styles before strings', { styleCount: 1, stylesStart: 4 }],
    ['styles outside', { styleCount: 1, stylesStart: 5000 }],
    ['styles without an end', { styleCount: 1, stylesStart: 40 }],
    ['header larger than the chunk', { headerSize: 5000 }],
  ])('refuses a pool with: %s', (_, header) => {
    expect(() => parse({ strings: ['hello', 'world'], header })).toThrow(corrupt);
  });

  it('asks for a NUL at the very end', () => {
    expect(() => parse({ strings: ['abc'], utf8: true, tail: utf8('xx') })).toThrow(corrupt);
    expect(parse({ strings: ['abc'], utf8: true, tail: fill(2) }).get(0)).toBe('abc');
  });

  it('accepts styles that are ended', () => {
    const style = concat(u32(0), u32(0), u32(1), u32(0xffffffff));
    expect(parse({ strings: ['bold'], styles: [style] }).get(0)).toBe('bold');
  });

  it('tells what is not well-formed UTF-8', () => {
    const pool = parse({
      strings: [{ text: 'R', bytes: Uint8Array.of(0xc1, 0x92) }, { bytes: Uint8Array.of(0xed, 0xa0, 0x80) }, 'é'],
      utf8: true,
    });
    expect([0, 1, 2, 9].map((index) => pool.isMalformed(index))).toEqual([true, true, false, false]);
    expect([pool.get(0), pool.get(1)]).toEqual(['R', '\ud800']);
  });

  it('stops at its limits', () => {
    const limit = expect.objectContaining({ code: 'LIMIT_STRINGS' }) as Error;
    expect(() => parse({ strings: ['a', 'b'] }, new Reading(37, { ...DEFAULT_LIMITS, poolStrings: 1 }))).toThrow(limit);
    expect(() => parse({ strings: ['a', 'b'] }, new Reading(37, { ...DEFAULT_LIMITS, poolBytes: 20 }))).toThrow(limit);
  });

  it('accepts an empty pool', () => {
    expect(parse({ strings: [] }).get(0)).toBeNull();
  });
});
