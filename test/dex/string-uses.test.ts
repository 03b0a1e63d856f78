/** The first call that gets a string constant. */
import { describe, expect, it } from 'vitest';
import { call, type Code } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { firstCallsWith } from '../../src/dex/string-uses.js';
import { method, open } from './helpers.js';

const RETURN = 0x0e;
const load =
  (register: number, text: string): Code =>
  (pool) => [0x1a | (register << 8), pool.string(text)];
const loadJumbo =
  (register: number, text: string): Code =>
  (pool) => [0x1b | (register << 8), pool.string(text), 0];
/** invoke-static with the registers listed, at most five. */
const invoke =
  (name: string, ...registers: readonly number[]): Code =>
  (pool) => {
    const [c = 0, d = 0, e = 0, f = 0, g = 0] = registers;
    const listed = c | (d << 4) | (e << 8) | (f << 12);
    return [0x71 | (registers.length << 12) | (g << 8), pool.method('Lc/D;', name, [], 'V'), listed];
  };
const invokeRange =
  (name: string, first: number, count: number): Code =>
  (pool) => [0x77 | (count << 8), pool.method('Lc/D;', name, [], 'V'), first];

function firstCalls(...pieces: readonly Code[]): (string | null)[] {
  const code: Code = (pool) => [...pieces.flatMap((piece) => piece(pool)), RETURN];
  const {
    bytes,
    symbols,
    code: offsets,
  } = writeDex({
    classes: [{ name: 'La/B;', methods: [{ name: 'm', code }] }],
    symbols: (pool) => pool.string('x'),
  });
  const dex = open(bytes);
  const wanted = symbols.string('x');
  const found = firstCallsWith(dex, offsets.get('La/B;->m') ?? 0, (index) => index === wanted);
  return found.map((at) => (at < 0 ? null : method(dex, at).replace('Lc/D;->', '')));
}

describe('the first call that gets a string', () => {
  it.each<[string, readonly Code[], readonly (string | null)[]]>([
    ['is the next', [load(0, 'x'), invoke('a', 0), invoke('b', 0)], ['a']],
    ['is none', [load(0, 'x')], [null]],
    ['is none of another register', [load(0, 'x'), invoke('a', 1)], [null]],
    ['is one further on', [load(0, 'x'), invoke('a', 1), invoke('b', 1, 0)], ['b']],
    ['has five registers', [load(9, 'x'), invoke('a', 1, 2, 3, 4), invoke('b', 1, 2, 3, 4, 9)], ['b']],
    ['counts as many registers as it says', [load(0, 'x'), invoke('a'), invoke('b', 1), invoke('c', 0)], ['c']],
    ['has a range', [load(20, 'x'), invokeRange('a', 17, 3), invokeRange('b', 21, 3), invokeRange('c', 19, 2)], ['c']],
    ['comes before another string takes the register', [load(0, 'x'), load(0, 'y'), invoke('a', 0)], [null]],
    ['is told of each place', [load(0, 'x'), invoke('a', 0), load(1, 'x'), invoke('b', 1)], ['a', 'b']],
    ['is told of a long index', [loadJumbo(3, 'x'), invoke('a', 3)], ['a']],
    ['is not told of another string', [load(0, 'y'), invoke('a', 0)], []],
  ])('%s', (_, pieces, expected) => {
    expect(firstCalls(...pieces)).toEqual(expected);
  });

  it('is not looked for in a damaged code item', () => {
    const { bytes, code } = writeDex({
      classes: [{ name: 'La/B;', methods: [{ name: 'm', code: call('Lc/D;', 'a'), insnsSize: 0x00ff_ffff }] }],
    });
    const dex = open(bytes);
    expect(firstCallsWith(dex, code.get('La/B;->m') ?? 0, () => true)).toEqual([]);
    expect(firstCallsWith(dex, 0x72, () => true)).toEqual([]);
  });
});
