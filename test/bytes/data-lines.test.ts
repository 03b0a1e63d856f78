import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataLines } from '../../scripts/lib/data-lines.mjs';
import { DataLines } from '../../src/bytes/data-lines.js';

const values = fc.array(fc.jsonValue(), { maxLength: 8 });

/** A file of these, whose head is a list of the numbers of their lines. */
const fileOf = (lines: readonly unknown[]): string => dataLines((add) => lines.map((line) => add(line)));

describe('a file of lines', () => {
  it('holds what was written, in ASCII and whatever order it is read in', () => {
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat()), (given, picks: Iterator<number>) => {
        const text = fileOf(given);
        expect(text).toMatch(/^[\0-\x7f]*$/);
        const lines = new DataLines(text);
        expect(lines.head).toEqual(given.map((_, index) => index));
        const order = given.map((_, index) => ({ index, pick: Number(picks.next().value) }));
        order.sort((a, b) => a.pick - b.pick);
        for (const { index } of order) {
          expect(JSON.stringify(lines.parse(index))).toBe(JSON.stringify(given[index]));
          expect(JSON.parse(lines.textOf(index))).toEqual(lines.parse(index));
        }
      }),
    );
  });

  it('is told from one that was cut, or that has more, before anything is read of it', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.string({ minLength: 1 }), (given, at, more) => {
        const text = fileOf(given);
        expect(() => new DataLines(text.slice(0, at % text.length))).toThrow();
        expect(() => new DataLines(text + more)).toThrow('damaged');
      }),
    );
  });

  const lines = new DataLines(fileOf([[1], { a: 1 }]));

  it('has no line after its last, and none before its first', () => {
    expect(lines.list(0)).toEqual([1]);
    for (const line of [-1, 0.5, 2]) expect(() => lines.parse(line), String(line)).toThrow(`no line ${line}`);
  });

  it('tells a line that holds no list', () => {
    expect(() => lines.list(1)).toThrow('line 1 holds no list');
  });

  it('tells a line that is no JSON when it is read, and only that', () => {
    const damaged = new DataLines(fileOf([[1], { a: 1 }]).replace('{"a":1}', '{"a":1;'));
    expect(damaged.parse(0)).toEqual([1]);
    expect(() => damaged.parse(1)).toThrow(SyntaxError);
  });
});
