import { describe, expect, it } from 'vitest';
import { Reading } from '../../src/bytes/reading.js';
import { openTable } from '../../src/resources/table.js';
import { concat, fill, u16, u32 } from '../../fixtures/hostile/bytes.js';
import { chunk } from '../../fixtures/hostile/chunk-writer.js';
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
