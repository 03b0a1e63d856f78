import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODE, WEB } from './sides.js';

const bytes = fc.uint8Array({ maxLength: 80 });
/** Near to UTF-8: its lead and continuation bytes, and its forbidden ones. */
const nearUtf8 = fc
  .array(
    fc.constantFrom(0, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xbb, 0xf0, 0x90, 0xf4, 0xf5),
    { maxLength: 12 },
  )
  .map((list) => Uint8Array.from(list));
const text = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});

describe('text in bytes, on both sides', () => {
  it('is decoded to the same, from any place to any', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, nearUtf8), fc.nat(12), fc.nat(90), (data, start, end) => {
        for (const encoding of ['latin1', 'utf8', 'utf16le'] as const) {
          const [from, to] = [Math.min(start, end, data.length), Math.min(Math.max(start, end), data.length)];
          expect(WEB.asText(data).toString(encoding, from, to)).toBe(NODE.asText(data).toString(encoding, from, to));
          expect(WEB.asText(data).toString(encoding)).toBe(NODE.asText(data).toString(encoding));
        }
        expect(WEB.isUtf8(data)).toBe(NODE.isUtf8(data));
        expect(WEB.hexOf(data)).toBe(NODE.hexOf(data));
        expect(WEB.base64Of(data)).toBe(NODE.base64Of(data));
      }),
      { numRuns: 2000 },
    );
  });

  it('is encoded to the same, lone surrogates included', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect([...WEB.utf8Of(given)]).toEqual([...NODE.utf8Of(given)]);
        expect([...WEB.utf16Of(given)]).toEqual([...NODE.utf16Of(given)]);
        expect(WEB.utf8Length(given)).toBe(NODE.utf8Length(given));
      }),
    );
  });

  it.each([0x1fff, 0x2000, 0x2001, 0x4001])('of %i letters is whole', (length) => {
    const data = Uint8Array.from({ length: 2 * length }, (_, at) => at % 251);
    expect(WEB.asText(data).toString('latin1')).toBe(NODE.asText(data).toString('latin1'));
    expect(WEB.asText(data).toString('utf16le')).toBe(NODE.asText(data).toString('utf16le'));
  });

  it('is found at the same places', () => {
    const few = fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 8 }).map((list) => Uint8Array.from(list));
    const wanted = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(few, wanted, fc.integer({ min: -3, max: 10 }), (data, list, from) => {
        const part = Uint8Array.from(list);
        expect(WEB.indexOf(data, part)).toBe(NODE.indexOf(data, part));
        expect(WEB.lastIndexOf(data, part, from)).toBe(NODE.lastIndexOf(data, part, from));
        expect(WEB.lastIndexOf(data, part)).toBe(NODE.lastIndexOf(data, part));
      }),
    );
  });
});

describe('digests, on both sides', () => {
  it.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const)('%s', (name) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }), text, (parts, last) => {
        const [one, other] = [NODE, WEB].map((side) =>
          [...parts, last].reduce((digest, part) => digest.update(part), side.createDigest(name)).digest('hex'),
        );
        expect(other).toBe(one);
      }),
      { numRuns: 50 },
    );
    expect([...WEB.createDigest(name).update('a').digest()]).toEqual([...NODE.createDigest(name).update('a').digest()]);
    expect(WEB.createDigest(name).update('').digest('base64')).toBe(
      NODE.createDigest(name).update('').digest('base64'),
    );
  });

  it('crc32', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(WEB.crc32(data)).toBe(NODE.crc32(data));
      }),
    );
  });
});
