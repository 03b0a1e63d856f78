import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { decodeModifiedUtf8, encodeModifiedUtf8 } from '../../src/bytes/modified-utf8.js';
import { SearchTexts, StringSearch } from '../../src/dex/string-search.js';
import { codes, open } from './helpers.js';

/** Any UTF-16 units, lone surrogates and NUL among them. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 1, 0x61, 0x7f, 0x80, 0x7ff, 0x800, 0xd800)), {
    maxLength: 6,
  })
  .map((units) => String.fromCharCode(...units));

function withStrings(texts: readonly string[], orderStrings?: (strings: string[]) => string[]) {
  const symbols = (pool: { string: (text: string) => number }) => {
    texts.forEach((text) => pool.string(text));
  };
  return open(writeDex({ symbols, ...(orderStrings && { orderStrings }) }).bytes);
}

describe('modified UTF-8', () => {
  it('gives back every text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = encodeModifiedUtf8(text);
        expect(bytes.includes(0)).toBe(false);
        expect(decodeModifiedUtf8(bytes, 0, bytes.length)).toBe(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('never reads after the end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: 4 }), (bytes, after) => {
        const longer = Uint8Array.of(...bytes, ...after);
        expect(decodeModifiedUtf8(longer, 0, bytes.length)).toBe(decodeModifiedUtf8(bytes, 0, bytes.length));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('reads four-byte forms as a pair and takes any continuation byte', () => {
    const decode = (...bytes: number[]) => decodeModifiedUtf8(Uint8Array.from(bytes), 0, bytes.length);
    expect(decode(0xf0, 0x9d, 0x84, 0x9e)).toBe('\u{1d11e}');
    expect(decode(0xed, 0xa0, 0xb4, 0xed, 0xb4, 0x9e)).toBe('\u{1d11e}');
    expect(decode(0xc1, 0x33)).toBe('s');
    expect(decode(0xc0, 0x80)).toBe('\0');
  });
});

describe('DexFile.string', () => {
  it('ends at the zero byte, whatever the length says', () => {
    const rawStrings = new Map([
      ['long', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f, 0x61, 0x62, 0)],
      ['short', Uint8Array.of(0, 0x61, 0x62, 0x63, 0)],
    ]);
    const dex = open(writeDex({ symbols: (pool) => [pool.string('long'), pool.string('short')], rawStrings }).bytes);
    expect([dex.string(0), dex.string(1)]).toEqual(['ab', 'abc']);
  });

  it('is null for a bad index or offset, and for a length without end', () => {
    const written = writeDex({ symbols: (pool) => [pool.string('a'), pool.string('b')] });
    const bytes = written.bytes.slice();
    const view = new DataView(bytes.buffer);
    view.setUint32(written.tables.strings, 0xfffffff0, true);
    view.setUint32(written.tables.strings + 4, bytes.length - 1, true);
    bytes[bytes.length - 1] = 0x80;
    const dex = open(bytes);
    expect([-1, 0, 1, 2, Number.NaN].map((index) => dex.string(index))).toEqual([null, null, null, null, null]);
  });

  it('keeps 64 KiB of a string, and stops a file whose strings are one another', () => {
    const text = 'x'.repeat(70_000);
    const written = writeDex({ symbols: (pool) => [pool.string(text)] });
    expect(open(written.bytes).string(0)).toHaveLength(65_536);
    const dex = open(written.bytes, { decodedBytes: 1 });
    expect(() => {
      for (let times = 0; times < 10; times++) dex.string(0);
    }).toThrow(expect.objectContaining({ code: 'LIMIT_STRINGS' }));
  });

  it('reads no more strings than the limit', () => {
    const { bytes } = writeDex({ symbols: (pool) => ['a', 'b', 'c'].map((text) => pool.string(text)) });
    const dex = open(bytes, { poolStrings: 2 });
    expect(dex.stringCount).toBe(2);
    expect(codes(dex)).toEqual(['LIMIT_STRINGS']);
  });
});

describe('StringSearch', () => {
  it('finds in sorted and in unsorted strings what a plain search finds', () => {
    const texts = fc.uniqueArray(anyText, { maxLength: 30 });
    fc.assert(
      fc.property(texts, anyText, fc.boolean(), (strings, other, shuffled) => {
        const dex = withStrings(strings, shuffled ? (sorted) => sorted.reverse() : undefined);
        const search = new StringSearch(dex);
        expect(search.sorted).toBe(!shuffled || strings.length < 2);
        const found = search.exact(new SearchTexts([...strings, other]));
        expect([...found.keys()].sort()).toEqual([...strings].sort());
        for (const [text, [index, ...more]] of found) {
          expect(dex.string(index ?? -1)).toBe(text);
          expect(more).toEqual([]);
        }
        const prefix = other.slice(0, 1);
        const starting = search.withPrefix(prefix);
        expect(starting).toEqual(search.where((text) => text.startsWith(prefix)));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('finds every copy of a string that stands there twice, and reports the file', () => {
    const copy = Uint8Array.of(1, 0x61, 0);
    const dex = open(
      writeDex({ symbols: (pool) => [pool.string('a'), pool.string('b')], rawStrings: new Map([['b', copy]]) }).bytes,
    );
    const search = new StringSearch(dex);
    expect(search.sorted).toBe(false);
    expect(search.exact(new SearchTexts(['a'])).get('a')).toEqual([0, 1]);
    expect(codes(dex)).toEqual(['DEX_CORRUPT']);
  });

  it('does not take an overlong form for the name', () => {
    const overlong = Uint8Array.of(1, 0xc1, 0xb3, 0);
    const dex = open(writeDex({ symbols: (pool) => [pool.string('x')], rawStrings: new Map([['x', overlong]]) }).bytes);
    expect(dex.string(0)).toBe('s');
    expect(new StringSearch(dex).exact(new SearchTexts(['s'])).size).toBe(0);
  });
});
