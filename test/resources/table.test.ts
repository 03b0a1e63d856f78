import { describe, expect, it } from 'vitest';
import { Reading } from '../../src/bytes/reading.js';
import { openTable } from '../../src/resources/table.js';
import { typedValue } from '../../fixtures/hostile/axml-writer.js';
import { concat, fill, padTo4, u16, u32 } from '../../fixtures/hostile/bytes.js';
import { chunk } from '../../fixtures/hostile/chunk-writer.js';
import { MOST_TABLE_ITEMS } from '../../src/resources/table-items.js';
import { corrupt, entries, FIRST, resolve, tableOf, textOf } from './tables.js';

const three = [{ string: 0 }, null, { string: 2 }];

describe('forms of a type', () => {
  it('reads sparse types, and finds nothing in unsorted ones', () => {
    const sparse = (order?: number[]) => ({
      entries: three,
      sparse: true,
      ...(order === undefined ? {} : { sparseOrder: order }),
    });
    expect([0, 1, 2].map((index) => textOf([sparse()], 37, FIRST + index))).toEqual(['zero', null, 'two']);
    expect(textOf([sparse([2, 0])], 37, FIRST)).toBeNull();
  });

  it('reads 16-bit offsets since API 34', () => {
    const config = { entries: three, offset16: true };
    expect([0, 1, 2].map((index) => textOf([config], 34, FIRST + index))).toEqual(['zero', null, 'two']);
    expect(() => textOf([config], 33)).toThrow(corrupt);
  });

  it('reads compact entries since API 34', () => {
    const config = { entries: three, compact: true };
    expect([33, 34].map((api) => textOf([config], api, FIRST + 2))).toEqual([null, 'two']);
    expect(textOf([{ ...config, sparse: true }], 34, FIRST + 2)).toBe('two');
  });

  it.each([
    ['too small', concat(u16(4), u16(0), u32(0), fill(8))],
    ['past the type', concat(u16(400), u16(0), u32(0), fill(8))],
    ['value too small', concat(u16(8), u16(0), u32(0), u16(4), fill(6))],
  ])('has no value for an entry that is: %s', (_, bytes) => {
    expect(resolve(tableOf([entries({ bytes })]))).toMatchObject({ type: 0x01 });
  });

  /** An entry of a size and flags; behind it the value 7, or what stands instead. */
  const entryOf = (size: number, flags: number, mapCount = 0, value = typedValue(0x10, 7)): Uint8Array =>
    padTo4(concat(u16(size), u16(flags), u32(0), concat(u32(0), u32(mapCount), fill(16)).slice(0, size - 8), value));
  const COMPLEX = 1;
  const isSeven = (api: number, ...bytes: Uint8Array[]): boolean =>
    resolve(tableOf([entries(...bytes.map((each) => ({ bytes: each })))]), FIRST, api).data === 7;

  it.each([8, 12, 15, 16, 20])('a plain entry of %i bytes has the value behind it', (size) => {
    const unaligned = size % 4 !== 0;
    expect(isSeven(37, entryOf(size, 0))).toBe(size < 16 || !unaligned);
    expect(isSeven(29, entryOf(size, 0))).toBe(true);
  });

  it.each([
    [8, true],
    [12, true],
    [15, true],
    [16, false],
    [20, false],
  ])('a complex entry of %i bytes: a value since Android 11 (%s), a bag before', (size, expected) => {
    expect(isSeven(37, entryOf(size, COMPLEX))).toBe(expected);
    expect(isSeven(30, entryOf(size, COMPLEX))).toBe(expected);
    expect(isSeven(29, entryOf(size, COMPLEX))).toBe(false);
  });

  it('checks the map of every long entry: its place, and how much of it there is', () => {
    // The value's 8 bytes leave room for no pair of 12; those of another entry do.
    expect([0, 1].map((count) => isSeven(37, entryOf(16, 0, count)))).toEqual([true, false]);
    const room = fill(16);
    expect([1, 2, 3].map((count) => isSeven(37, entryOf(16, 0, count), room))).toEqual([true, true, false]);
    expect([17, 18, 19].map((size) => isSeven(37, entryOf(size, 0)))).toEqual([false, false, false]);
  });

  it('has no value behind the end of the table', () => {
    expect(isSeven(37, entryOf(16, 0, 0, fill(0)))).toBe(false);
    expect(isSeven(37, entryOf(16, 0, 0, fill(4)))).toBe(false);
  });

  it('has no value for an unaligned or far offset', () => {
    const spec = tableOf([entries({ bytes: fill(4) }, { string: 1 })]);
    expect(resolve(spec, FIRST + 1).string).toBe('one');
    expect(resolve(spec, FIRST + 7)).toMatchObject({ type: 0x01 });
  });

  it('takes the first spec of a type', () => {
    const first = { id: 1, name: 'string', entryCount: 1, configs: [entries({ string: 0 })] };
    const spec = { ...tableOf([]), packages: [{ id: 0x7f, name: 'a', types: [first, { ...first, entryCount: 3 }] }] };
    expect(resolve(spec).string).toBe('zero');
  });
});

describe('openTable', () => {
  it.each([
    ['type without spec', tableOf([entries({ string: 0 })], { withoutSpec: true })],
    ['spec with id 0', tableOf([], { spec: { id: 0 } })],
    ['spec with too many entries', tableOf([], { spec: { entryCount: 70_000 } })],
    ['spec shorter than its entries', tableOf([], { spec: { entryCount: 500 } })],
    ['type with id 0', tableOf([{ ...entries({ string: 0 }), header: { id: 0 } }])],
    ['entries before their offsets', tableOf([{ ...entries({ string: 0 }), header: { entriesStart: 84 } }])],
    ['unaligned entries', tableOf([{ ...entries({ string: 0 }), header: { entriesStart: 89 } }])],
    ['short package header', tableOf([], {}, { header: { headerSize: 100 } })],
    ['more packages than stated', { ...tableOf([]), packageCount: 0 }],
    ['library id too large', tableOf([], {}, { libraries: [[0xff, 'x']] })],
    ['damaged pool', { ...tableOf([]), strings: { strings: ['a'], header: { stringCount: 900 } } }],
  ])('refuses: %s', (_, spec) => {
    expect(() => resolve(spec)).toThrow(corrupt);
  });

  it('refuses what is no chunk', () => {
    expect(() => openTable(fill(16, 0xff), 'r', new Reading(30))).toThrow(corrupt);
    expect(() => openTable(fill(4), 'r', new Reading(30))).toThrow(corrupt);
  });

  it('skips unknown chunks', () => {
    expect(resolve(tableOf([entries({ string: 1 })], {}, { extra: chunk(0x0999, fill(4), fill(4)) })).string).toBe(
      'one',
    );
  });
});

describe('a table of more items than any real one', () => {
  const typeChunk = chunk(0x0201, concat(Uint8Array.of(1, 0), u16(0), u32(0), u32(24), u32(4)), new Uint8Array(0));
  it('is not kept whole', () => {
    const many = MOST_TABLE_ITEMS;
    const types = new Uint8Array(typeChunk.length * many);
    for (let at = 0; at < many; at++) types.set(typeChunk, typeChunk.length * at);
    const spec = chunk(0x0202, concat(Uint8Array.of(1, 0), u16(0), u32(0)), new Uint8Array(0));
    const table = (count: number): Uint8Array => {
      const pack = chunk(
        0x0200,
        concat(u32(0x7f), fill(276)),
        concat(spec, types.subarray(0, typeChunk.length * count)),
      );
      return chunk(0x0002, u32(1), pack);
    };
    const open = (count: number) => openTable(table(count), 'resources.arsc', new Reading(37));
    // The package and its type are items as well.
    expect(open(many - 2).packages[0]?.types.get(1)?.types).toHaveLength(many - 2);
    expect(() => open(many - 1)).toThrow(expect.objectContaining({ code: 'LIMIT_NODES' }));
  });
});
