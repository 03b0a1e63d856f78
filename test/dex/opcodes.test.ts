import { expect, it } from 'vitest';
import { opcodeWidth } from '../../src/dex/opcodes.js';

/** Formats in the order of the opcodes, as the Dalvik bytecode page lists them: the first digit is the width in units. */
const FORMATS: readonly (readonly [format: string, count: number])[] = [
  ['10x', 1],
  ...['12x', '22x', '32x', '12x', '22x', '32x', '12x', '22x', '32x'].map((format) => [format, 1] as const), // move
  ['11x', 4], // move-result, move-exception
  ['10x', 1],
  ['11x', 3], // return
  ...['11n', '21s', '31i', '21h', '21s', '31i', '51l', '21h', '21c', '31c', '21c'].map((f) => [f, 1] as const), // const
  ['11x', 2], // monitor
  ...['21c', '22c', '12x', '21c', '22c', '35c', '3rc', '31t', '11x'].map((format) => [format, 1] as const),
  ...['10t', '20t', '30t', '31t', '31t'].map((format) => [format, 1] as const), // goto, switch
  ['23x', 5], // cmp
  ['22t', 6], // if-test
  ['21t', 6], // if-testz
  ['10x', 6], // unused
  ['23x', 14], // aget, aput
  ['22c', 14], // iget, iput
  ['21c', 14], // sget, sput
  ['35c', 5], // invoke
  ['10x', 1], // unused
  ['3rc', 5], // invoke/range
  ['10x', 2], // unused
  ['12x', 21], // unop
  ['23x', 32], // binop
  ['12x', 32], // binop/2addr
  ['22s', 8], // binop/lit16
  ['22b', 11], // binop/lit8
  ['10x', 23], // unused
  ['45cc', 1], // invoke-polymorphic
  ['4rcc', 1],
  ['35c', 1], // invoke-custom
  ['3rc', 1],
  ['21c', 2], // const-method-handle, const-method-type
];

it('knows the width of every opcode', () => {
  const widths = FORMATS.flatMap(([format, count]) => Array.from({ length: count }, () => Number(format[0])));
  expect(widths).toHaveLength(256);
  expect(Array.from({ length: 256 }, (_, opcode) => opcodeWidth(opcode))).toEqual(widths);
});
