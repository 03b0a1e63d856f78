/** What the methods of one class call, and methods by their types. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, readStatic, type Code } from '../../fixtures/dex/code.js';
import { writeDex, type MethodSpec } from '../../fixtures/dex/dex-writer.js';
import type { Limits } from '../../src/bytes/limits.js';
import { ClassCallReader } from '../../src/dex/class-calls.js';
import { ANY_CLASS, PrototypeSearch, type Prototype } from '../../src/dex/prototypes.js';
import { StringSearch } from '../../src/dex/string-search.js';
import { method, open } from './helpers.js';

const OTHER = 'Lc/D;';
const one = call(OTHER, 'one');
const two = call(OTHER, 'two');
/** A table of two values that nothing jumps to, as a switch has it. */
const TABLE = [0x0100, 2, 0, 0, 0x0071, 0, 0, 0];
const IGET_OBJECT = 0x54;

function callsOf(methods: readonly MethodSpec[], limits: Partial<Limits> = {}): Record<string, string[]> {
  const dex = open(writeDex({ classes: [{ name: 'La/B;', methods }] }).bytes, limits);
  const found = new ClassCallReader(dex)
    .read(0)
    .map(({ method: own, calls, statics }) => [
      method(dex, own).replace('La/B;->', ''),
      [
        ...calls.map((called) => method(dex, called)),
        ...statics.map(
          (field) => `${dex.typeDescriptor(dex.fieldClass(field))} ${dex.string(dex.fieldName(field)) ?? ''}`,
        ),
      ],
    ]);
  return Object.fromEntries(found) as Record<string, string[]>;
}

describe('the calls of a class', () => {
  it('are told method by method, with the static fields', () => {
    const methods = [
      { name: 'a', code: all(one, two, one) },
      { name: 'b', virtual: true, code: all(readStatic(OTHER, 'FIELD'), loadString('text')) },
      { name: 'c' },
    ];
    expect(callsOf(methods)).toEqual({
      a: ['Lc/D;->one', 'Lc/D;->two', 'Lc/D;->one'],
      b: ['Lc/D; FIELD'],
    });
  });

  it('are none of a table or an instance field', () => {
    const table: Code = (pool) => [...one(pool).slice(0, -1), 0x0e, ...TABLE];
    const instance: Code = (pool) => [IGET_OBJECT, pool.field(OTHER, 'FIELD'), 0x0e];
    expect(
      callsOf([
        { name: 'a', code: table },
        { name: 'b', code: instance },
      ]),
    ).toEqual({ a: ['Lc/D;->one'], b: [] });
  });

  it.each<[string, Partial<MethodSpec>]>([
    ['code past the end of the file', { insnsSize: 0x00ff_ffff }],
    ['code that is not aligned', { codeOffset: 0x71 }],
    ['code outside the file', { codeOffset: 0x00ff_fff0 }],
  ])('are none of %s, and the others stay', (_, damage) => {
    const methods = [
      { name: 'a', code: one, ...damage },
      { name: 'b', code: two },
    ];
    expect(callsOf(methods)).toEqual({ a: [], b: ['Lc/D;->two'] });
  });

  it('end with the budget', () => {
    const methods = [{ name: 'a', code: one }];
    expect(callsOf(methods, { dexUnits: 5 })).toEqual({ a: ['Lc/D;->one'] });
    expect(callsOf(methods, { dexUnits: 4 })).toEqual({ a: [] });
    expect(callsOf(methods, { dexUnits: 0 })).toEqual({});
  });

  it('are none of a class without code', () => {
    const dex = open(writeDex({ classes: [{ name: 'La/B;' }] }).bytes);
    expect(new ClassCallReader(dex).read(0)).toEqual([]);
  });
});

describe('methods by their types', () => {
  const TEXT = 'Ljava/lang/String;';
  const find = (prototype: Prototype, takes: readonly string[], gives: string): string[] => {
    const code = all(call(OTHER, 'one', takes, gives), call(OTHER, 'two', ['I'], 'V'));
    const dex = open(writeDex({ classes: [{ name: 'La/B;', methods: [{ name: 'a', code }] }] }).bytes);
    const search = new PrototypeSearch([{ prototype, meaning: 'found' }]);
    return [...search.find(dex, new StringSearch(dex)).keys()].map((at) => method(dex, at));
  };
  const ONE = ['Lc/D;->one'];

  it.each<[string, Prototype, string[], string, string[]]>([
    ['the same', { takes: [TEXT], gives: 'J' }, [TEXT], 'J', ONE],
    ['another answer', { takes: [TEXT], gives: 'J' }, [TEXT], 'I', []],
    ['another type', { takes: [TEXT], gives: 'J' }, [OTHER], 'J', []],
    ['a type more', { takes: [TEXT], gives: 'J' }, [TEXT, TEXT], 'J', []],
    ['a type less', { takes: [TEXT, TEXT], gives: 'J' }, [TEXT], 'J', []],
    ['another order', { takes: [TEXT, 'I'], gives: 'J' }, ['I', TEXT], 'J', []],
    ['any class', { takes: [TEXT, ANY_CLASS], gives: ANY_CLASS }, [TEXT, OTHER], OTHER, ONE],
    ['a number for any class', { takes: [TEXT, ANY_CLASS], gives: 'V' }, [TEXT, 'I'], 'V', []],
    ['a list for any class', { takes: [TEXT, ANY_CLASS], gives: 'V' }, [TEXT, `[${OTHER}`], 'V', []],
    ['nothing for any class', { takes: [TEXT], gives: ANY_CLASS }, [TEXT], 'V', []],
    ['a type that the file lacks', { takes: ['Lx/Y;'], gives: 'V' }, [TEXT], 'V', []],
  ])('%s', (_, prototype, takes, gives, expected) => {
    expect(find(prototype, takes, gives)).toEqual(expected);
  });

  it('are none where nothing is looked for', () => {
    const dex = open(writeDex({ classes: [{ name: 'La/B;', methods: [{ name: 'a', code: one }] }] }).bytes);
    expect(new PrototypeSearch([]).find(dex, new StringSearch(dex)).size).toBe(0);
  });
});
