/** What the code around an instruction catches. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, call } from '../../fixtures/dex/code.js';
import { writeDex, type TrySpec } from '../../fixtures/dex/dex-writer.js';
import { caughtTypes } from '../../src/dex/try-blocks.js';
import { open } from './helpers.js';

const REFUSED = 'Ljava/lang/SecurityException;';
const IO = 'Ljava/io/IOException;';
const ANY = 'Ljava/lang/Throwable;';
/** Three units each, then one that returns. */
const code = all(call('Lc/D;', 'a'), call('Lc/D;', 'b'), call('Lc/D;', 'c'));
const LENGTH = 10;

function written(tries: readonly TrySpec[], extra: readonly number[] = []): { bytes: Uint8Array; offset: number } {
  const padded = (pool: Parameters<typeof code>[0]): number[] => [...code(pool), ...extra];
  const methods = [{ name: 'm', code: padded, tries }];
  const { bytes, code: offsets } = writeDex({ classes: [{ name: 'La/B;', methods }] });
  return { bytes, offset: offsets.get('La/B;->m') ?? 0 };
}

function caught(tries: readonly TrySpec[], at: number, extra: readonly number[] = []): string[] {
  const { bytes, offset } = written(tries, extra);
  const dex = open(bytes);
  return caughtTypes(dex, offset, at).map((type) => dex.typeDescriptor(type));
}

describe('what is caught of an instruction', () => {
  it('is nothing without a try block', () => {
    expect(caught([], 0)).toEqual([]);
  });

  it.each<[number, readonly string[]]>([
    [2, []],
    [3, [REFUSED]],
    [5, [REFUSED]],
    [6, []],
  ])('is told at the edges of a block: unit %i', (at, expected) => {
    expect(caught([{ start: 3, count: 3, catches: [REFUSED] }], at)).toEqual(expected);
  });

  it.each<[number, readonly string[]]>([
    [0, [IO]],
    [2, [IO]],
    [3, [REFUSED, ANY]],
    [5, [REFUSED, ANY]],
    [6, []],
    [9, [ANY]],
  ])('is that of its own block of several: unit %i', (at, expected) => {
    const tries = [
      { start: 0, count: 3, catches: [IO] },
      { start: 3, count: 3, catches: [REFUSED, ANY] },
      { start: 9, count: 1, catches: [ANY] },
    ];
    expect(caught(tries, at)).toEqual(expected);
  });

  it('is found behind an odd and an even number of units', () => {
    for (const extra of [[], [0]]) {
      expect(caught([{ start: 0, count: LENGTH, catches: [REFUSED] }], 4, extra)).toEqual([REFUSED]);
    }
  });

  it('does not count what catches all', () => {
    expect(caught([{ start: 0, count: 3, catches: [], catchAll: 9 }], 0)).toEqual([]);
    expect(caught([{ start: 0, count: 3, catches: [IO], catchAll: 9 }], 0)).toEqual([IO]);
    expect(caught([{ start: 0, count: 3, catches: [IO, REFUSED], catchAll: 9 }], 0)).toEqual([IO, REFUSED]);
  });

  it('never fails and never reads outside, whatever the bytes around it', () => {
    const { bytes, offset } = written([{ start: 0, count: LENGTH, catches: [REFUSED, IO], catchAll: 9 }]);
    const change = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.integer({ min: 0, max: 0x1_0000 }), (changes, at) => {
        const hostile = bytes.slice();
        for (const [where, value] of changes) hostile[offset + 6 + where] = value;
        const types = caughtTypes(open(hostile), offset, at);
        expect(types.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 2_000, seed: 20261128 },
    );
    expect(caughtTypes(open(bytes), bytes.length - 4, 0)).toEqual([]);
  });
});
