import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inflated } from '../../src/platform/index.js';
import { NODE, WEB } from './sides.js';

const plain = (result: Inflated): unknown =>
  typeof result === 'string' ? result : { bytes: [...result.bytes], consumed: result.consumed };

/** What both sides give; they give the same. */
function both(input: Uint8Array, most: number): unknown {
  const result = plain(NODE.inflateRaw(input, most));
  expect(plain(WEB.inflateRaw(input, most))).toEqual(result);
  return result;
}

const TEXT = Uint8Array.from(Array.from({ length: 1000 }, (_, at) => (at * at) % 11));
const DEFLATED = new Uint8Array(deflateRawSync(TEXT));
const STORED = new Uint8Array(deflateRawSync(TEXT, { level: 0 }));
const FIXED = new Uint8Array(deflateRawSync(TEXT, { strategy: constants.Z_FIXED }));

describe.each([
  ['dynamic codes', DEFLATED],
  ['stored blocks', STORED],
  ['fixed codes', FIXED],
])('deflate data with %s, on both sides', (_, data) => {
  it.each([0, 1, 62, 63, 64, 65, 998, 999, 1000, 1001, 5000].filter((most) => most > 0))(
    'at most %i bytes of it',
    (most) => {
      expect(both(data, most)).toEqual(most < 1000 ? 'larger' : { bytes: [...TEXT], consumed: data.length });
    },
  );

  it('cut at every place', () => {
    for (let length = 0; length < data.length; length++) {
      const cut = both(data.subarray(0, length), 1001);
      expect(cut).toMatchObject({ consumed: length });
    }
  });

  it('with bytes behind its end', () => {
    const longer = Uint8Array.from([...data, ...new Uint8Array(70_000).fill(0xff)]);
    expect(both(longer, 1001)).toEqual({ bytes: [...TEXT], consumed: data.length });
  });

  it('with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.nat(255), fc.integer({ min: 1, max: 1200 }), (at, byte, most) => {
        const changed = data.slice();
        changed[at] = byte;
        both(changed, most);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is no deflate data', () => {
  it('is damaged, or is short, on both sides alike', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 300 }), (data, most) => {
        both(data, most);
      }),
      { numRuns: 10_000 },
    );
    expect(both(Uint8Array.of(0xff, 0xff), 10)).toBe('damaged');
    expect(both(new Uint8Array(), 10)).toEqual({ bytes: [], consumed: 0 });
  });

  it('a bomb is larger, and no more of it is inflated than was asked for', () => {
    const bomb = new Uint8Array(deflateRawSync(Buffer.alloc(50_000_000)));
    expect(both(bomb, 100)).toBe('larger');
    expect(both(bomb, 1_000_000)).toBe('larger');
  });

  it('damage behind what was asked for is told as zlib comes to it', () => {
    const good = new Uint8Array(deflateRawSync(TEXT, { finishFlush: constants.Z_SYNC_FLUSH }));
    const then = Uint8Array.from([...good, 0xff]);
    for (const most of [63, 64, 500, 999, 1000, 1001]) both(then, most);
    expect(both(then, 1001)).toBe('damaged');
  });
});
