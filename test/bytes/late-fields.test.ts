import { deepStrictEqual } from 'node:assert/strict';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnread, withLateFields, type MakeFields } from '../../src/bytes/late-fields.js';

type Fields = Record<string, unknown>;

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', '1', 'toString'];
/** A plain object, in an order of its own. */
const plainObject = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.jsonValue()), { selector: ([name]) => name })
  .map((entries): Fields => Object.fromEntries(entries));
const someNames = fc.subarray(NAMES);

/** `plain` with those fields late, which are made at once or one by one; and how often any was made. */
function lateLike(plain: Fields, keys: readonly string[], atOnce = true): { object: Fields; count: () => number } {
  let made = 0;
  const given = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, keys.includes(key) ? 0 : value]));
  const make: MakeFields = (key) => {
    made += 1;
    const entries = Object.entries(plain).filter(([name]) => keys.includes(name) && (atOnce || name === key));
    return Object.fromEntries(entries);
  };
  return { object: withLateFields(given, keys, make), count: () => made };
}

/** Whatever is done with an object, by what it is called. */
const ROUTES: readonly (readonly [string, (object: Fields) => unknown])[] = [
  ['JSON', (object) => JSON.stringify(object)],
  ['a spread', (object) => ({ ...object })],
  ['Object.assign', (object) => Object.assign({}, object)],
  ['a structured clone', (object) => structuredClone(object)],
  ['a message to a process', (object) => deserialize(serialize(object)) as unknown],
  ['keys', (object) => Object.keys(object)],
  ['entries', (object) => Object.entries(object)],
  ['for in', (object) => Array.from(keysIn(object), (key) => object[key])],
  ['a rest', ({ a, ...rest }) => [a, rest]],
  ['descriptors once read', (object) => (Object.values(object), Object.getOwnPropertyDescriptors(object))],
];

function* keysIn(object: Fields): Generator<string> {
  for (const key in object) yield key;
}

describe('an object with late fields', () => {
  it.each(ROUTES)('is a plain one by %s', (_, route) => {
    fc.assert(
      fc.property(plainObject, someNames, someNames, fc.boolean(), (plain, keys, readBefore, atOnce) => {
        const { object } = lateLike(plain, keys, atOnce);
        readBefore.map((key) => object[key]);
        const given = route(object);
        expect(given).toStrictEqual(route(plain));
        expect(JSON.stringify(given)).toBe(JSON.stringify(route(plain)));
      }),
    );
  });

  it('equals a plain one, on either side', () => {
    fc.assert(
      fc.property(plainObject, someNames, (plain, keys) => {
        expect(lateLike(plain, keys).object).toStrictEqual(plain);
        expect(plain).toStrictEqual(lateLike(plain, keys).object);
        deepStrictEqual(lateLike(plain, keys).object, plain);
        deepStrictEqual(plain, lateLike(plain, keys).object);
      }),
    );
  });

  it('makes a field once, when it is first read', () => {
    fc.assert(
      fc.property(plainObject, someNames, fc.boolean(), (plain, keys, atOnce) => {
        const { object, count } = lateLike(plain, keys, atOnce);
        const late = Object.keys(plain).filter((key) => keys.includes(key));
        Object.keys(plain).map((key) => keys.includes(key) || object[key]);
        expect([count(), late.every((key) => isUnread(object, key))]).toEqual([0, true]);
        const values = late.map((key) => object[key]);
        expect(late.every((key, index) => Object.is(object[key], values[index]))).toBe(true);
        expect(count()).toBe(atOnce ? Math.min(1, late.length) : late.length);
        expect(late.some((key) => isUnread(object, key))).toBe(false);
      }),
    );
  });

  it.each([
    ['frozen', Object.freeze],
    ['sealed', Object.seal],
    ['not extensible', Object.preventExtensions],
  ])('keeps its values where it is %s before it is read', (_, close) => {
    fc.assert(
      fc.property(plainObject, someNames, fc.boolean(), (plain, keys, atOnce) => {
        const { object, count } = lateLike(plain, keys, atOnce);
        close(object);
        expect({ ...object }).toStrictEqual(plain);
        expect(JSON.stringify(object)).toBe(JSON.stringify(plain));
        const late = Object.keys(plain).filter((key) => keys.includes(key));
        expect(late.every((key) => object[key] === object[key])).toBe(true);
        expect(count()).toBe(atOnce ? Math.min(1, late.length) : late.length);
        expect(late.some((key) => isUnread(object, key))).toBe(false);
      }),
    );
  });

  const two = () => lateLike({ a: 1, b: 2, c: 3 }, ['a', 'b']).object;

  it('takes what is written before it is read, and keeps it', () => {
    const object = two();
    object['a'] = 'written';
    expect(isUnread(object, 'a')).toBe(false);
    expect(isUnread(object, 'b')).toBe(true);
    expect(object['b']).toBe(2);
    expect(JSON.stringify(object)).toBe('{"a":"written","b":2,"c":3}');
  });

  it('has no more what was deleted before it is read', () => {
    const object = two();
    delete object['a'];
    expect(isUnread(object, 'a')).toBe(false);
    expect([object['b'], JSON.stringify(object)]).toEqual([2, '{"b":2,"c":3}']);
  });

  it('takes nothing once it is frozen', () => {
    const object = two();
    Object.freeze(object);
    expect(() => {
      object['a'] = 'written';
    }).toThrow(TypeError);
    expect(object['a']).toBe(1);
  });

  it('is read through what inherits from it, which has fields of its own', () => {
    const heir = Object.create(two()) as Fields;
    heir['b'] = 'own';
    expect([heir['a'], heir['b'], Object.keys(heir)]).toEqual([1, 'own', ['b']]);
    expect((Object.getPrototypeOf(heir) as Fields)['b']).toBe(2);
  });

  it('throws wherever it is read while its fields cannot be made, and stays as it was', () => {
    const broken = { isSo: true };
    const object = withLateFields({ a: 0, b: 'here' }, ['a'], () => {
      if (broken.isSo) throw new SyntaxError('no JSON');
      return { a: 1 };
    });
    for (const [name, route] of ROUTES.filter(([each]) => each !== 'keys')) {
      expect(() => route(object), name).toThrow('no JSON');
    }
    expect([isUnread(object, 'a'), object['b']]).toEqual([true, 'here']);
    broken.isSo = false;
    expect({ ...object }).toEqual({ a: 1, b: 'here' });
  });

  it('throws for a field that is not made', () => {
    const object = withLateFields({ a: 0, b: 0 }, ['a', 'b'], () => ({ b: 2 }));
    expect(() => object['a']).toThrow('damaged: no a');
    expect(object['b']).toBe(2);
  });

  it('has no late field that it was not given, and no other object has any', () => {
    const object = withLateFields({ a: 0 }, ['a', 'z'], () => ({ a: 1 }));
    expect([Object.keys(object), isUnread(object, 'z'), isUnread({}, 'a')]).toEqual([['a'], false, false]);
    expect(() => {
      Reflect.get(two(), 'a', {});
    }).toThrow(TypeError);
  });
});
