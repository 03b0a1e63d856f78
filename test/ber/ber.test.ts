import { describe, expect, it } from 'vitest';
import { fill } from '../../fixtures/hostile/bytes.js';
import {
  BerError,
  MAX_BER_DEPTH,
  MAX_BER_VALUES,
  oidOf,
  readBer,
  type BerFault,
  type BerValue,
} from '../../src/ber/ber.js';
import { der, integer, oid, TAG } from '../signing/der.js';

const bytes = (...octets: number[]): Uint8Array => Uint8Array.from(octets);
const hex = (view: Uint8Array): string => Buffer.from(view).toString('hex');

function faultOf(input: Uint8Array): BerFault | 'read' {
  try {
    readBer(input);
    return 'read';
  } catch (error) {
    if (error instanceof BerError) return error.fault;
    throw error;
  }
}

describe('a value', () => {
  it.each<[string, Uint8Array, Partial<BerValue>]>([
    ['primitive', bytes(0x02, 1, 7), { tagClass: 'universal', tag: 2, children: null }],
    ['of the application', bytes(0x41, 0), { tagClass: 'application', tag: 1 }],
    ['of the context', bytes(0x80, 0), { tagClass: 'context', tag: 0 }],
    ['private', bytes(0xde, 0), { tagClass: 'private', tag: 30 }],
    ['with a tag of two octets', bytes(0x1f, 0x1f, 0), { tag: 31 }],
    ['with a tag of five octets', bytes(0x1f, 0x8f, 0xff, 0xff, 0x7f, 0), { tag: 0x1ffffff }],
  ])('%s', (_, input, expected) => {
    expect(readBer(input)).toMatchObject(expected);
  });

  it.each([
    ['short', bytes(0x04, 2, 8, 9), '0809'],
    ['one octet', bytes(0x04, 0x81, 2, 8, 9), '0809'],
    ['two octets', bytes(0x04, 0x82, 0, 2, 8, 9), '0809'],
    ['four octets', bytes(0x04, 0x84, 0, 0, 0, 2, 8, 9), '0809'],
    ['no length at all', bytes(0x24, 0x80, 4, 1, 8, 0, 0), '040108'],
  ])('with a length of %s', (_, input, content) => {
    const value = readBer(Buffer.concat([input, bytes(1, 2, 3)]));
    expect([hex(value.content), hex(value.whole)]).toEqual([content, hex(input)]);
  });

  it('holds its children in order, those of no stated length among them', () => {
    const value = readBer(bytes(0x30, 0x80, 0x02, 1, 1, 0x30, 0x80, 0x02, 1, 2, 0, 0, 0x02, 1, 3, 0, 0));
    const numbers = (each: BerValue): unknown => each.children?.map(numbers) ?? each.content[0];
    expect(numbers(value)).toEqual([1, [2], 3]);
  });

  it.each<[string, Uint8Array, BerFault]>([
    ['nothing', fill(0), 'cut'],
    ['a tag alone', bytes(0x02), 'cut'],
    ['a length that goes on', bytes(0x02, 0x82, 0), 'cut'],
    ['a content that is cut', bytes(0x02, 2, 0), 'cut'],
    ['a child beyond its parent', bytes(0x30, 3, 0x02, 2, 0, 0), 'cut'],
    ['no end of contents', bytes(0x30, 0x80, 0x02, 1, 1), 'cut'],
    ['half an end of contents', bytes(0x30, 0x80, 0), 'cut'],
    ['a primitive of no length', bytes(0x04, 0x80, 0, 0), 'length'],
    ['a length of five octets', bytes(0x04, 0x85, 0, 0, 0, 0, 0), 'length'],
    ['a tag of six octets', bytes(0x1f, 0x81, 0x81, 0x81, 0x81, 1, 0), 'tag'],
  ])('is refused: %s', (_, input, fault) => {
    expect(faultOf(input)).toBe(fault);
  });

  it('has a bound to its depth and to its number', () => {
    const nested = (levels: number): Uint8Array => {
      let value = integer(1);
      for (let level = 0; level < levels; level++) value = der(TAG.SEQUENCE, value);
      return value;
    };
    const many = (count: number): Uint8Array =>
      der(TAG.SEQUENCE, ...Array.from({ length: count - 1 }, () => der(TAG.NULL)));
    expect([faultOf(nested(MAX_BER_DEPTH)), faultOf(nested(MAX_BER_DEPTH + 1))]).toEqual(['read', 'depth']);
    expect([faultOf(many(MAX_BER_VALUES)), faultOf(many(MAX_BER_VALUES + 1))]).toEqual(['read', 'values']);
  });
});

describe('an object identifier', () => {
  it.each(['1.2.840.113549.1.7.2', '0.9.2342', '2.5.4.3', '2.999.3', '1.39'])('%s', (dotted) => {
    const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
    expect(oidOf(readBer(second < 40 ? oid(dotted) : bytes(0x06, 3, 0x88, 0x37, ...rest)))).toBe(dotted);
    expect(first).toBeLessThan(3);
  });

  it.each([
    ['none', bytes(0x06, 0)],
    ['cut within an arc', bytes(0x06, 2, 0x2a, 0x86)],
    ['too large an arc', bytes(0x06, 9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
    ['another type', bytes(0x02, 1, 1)],
    ['the same tag of another class', bytes(0x86, 1, 0x2a)],
    ['constructed', bytes(0x26, 0)],
  ])('is none: %s', (_, input) => {
    expect(oidOf(readBer(input))).toBeNull();
  });
});
