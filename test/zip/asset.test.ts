import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { readAsset } from '../../src/zip/asset.js';
import { concat, fill, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip, deflate, type ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';

const data = utf8('hello, hello, hello');

function read(more: Partial<ZipEntrySpec>, api = 37, maxBytes = 1000): { text: string; reading: Reading } {
  const reading = new Reading(api);
  const archive = ZipArchive.open(new MemoryByteSource(buildZip({ entries: [{ name: 'a', data, ...more }] })), reading);
  const bytes = readAsset(archive, archive.find('a')!, maxBytes, reading);
  return { text: Buffer.from(bytes).toString('utf8'), reading };
}

const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('readAsset', () => {
  it('reads stored and deflated entries', () => {
    expect(read({}).text).toBe('hello, hello, hello');
    expect(read({ deflate: true }).text).toBe('hello, hello, hello');
    expect(read({ deflate: true }).reading.anomalies).toEqual([]);
  });

  it('reads an unknown method as stored from API 28 on, as deflate before', () => {
    expect(read({ both: { method: 5 } }, 28).text).toBe('hello, hello, hello');
    expect(read({ both: { method: 5 } }, 28).reading.validFor[0]).toBe(28);
    expect(() => read({ both: { method: 5 } }, 27)).toThrow(refusal('ZIP_INFLATE'));
    expect(read({ deflate: true, both: { method: 5 } }, 27).text).toBe('hello, hello, hello');
  });

  it('takes the uncompressed size of a stored entry', () => {
    const { text, reading } = read({ both: { compressedSize: 1 } });
    expect(text).toBe('hello, hello, hello');
    expect(reading.anomalies.map(({ code }) => code)).toEqual(['ANOM_ZIP_SIZE']);
  });

  it('reads zeros behind the file up to the end of its last page, and nothing further', () => {
    const inPage = read({ both: { method: 5, uncompressedSize: 900 } });
    expect(inPage.text).toHaveLength(900);
    expect(() => read({ both: { method: 5, uncompressedSize: 5000 } }, 37, 10_000)).toThrow(refusal('ZIP_ENTRY_RANGE'));
  });

  it('asks for exactly the stated size and all input pulled', () => {
    expect(() => read({ deflate: true, both: { uncompressedSize: 18 } })).toThrow(refusal('ZIP_INFLATE'));
    expect(() => read({ deflate: true, both: { uncompressedSize: 20 } })).toThrow(refusal('ZIP_INFLATE'));
    expect(read({ deflate: true, written: concat(deflate(data), fill(9)) }).text).toBe('hello, hello, hello');
    expect(() => read({ deflate: true, written: concat(deflate(data), fill(32_768)) })).toThrow(refusal('ZIP_INFLATE'));
  });

  it('stops at its limits', () => {
    expect(() => read({}, 37, 18)).toThrow(refusal('LIMIT_ENTRY'));
    expect(() => read({ deflate: true }, 37, 18)).toThrow(refusal('LIMIT_ENTRY'));
    const huge = { data: fill(9 * 1024 * 1024), deflate: true };
    expect(() => read(huge, 37, 10 * 1024 * 1024)).toThrow(refusal('LIMIT_RATIO'));
  });

  it.each([
    ['data that is none', { both: { method: 8, uncompressedSize: 9 * 1024 * 1024 } }, 'ZIP_INFLATE'],
    ['data that ends before', { deflate: true, both: { method: 8, uncompressedSize: 9 * 1024 * 1024 } }, 'ZIP_INFLATE'],
    ['a mapping past the file', { both: { method: 5, uncompressedSize: 9 * 1024 * 1024 } }, 'ZIP_ENTRY_RANGE'],
  ])('is refused before a limit strikes: %s', (_, more, code) => {
    for (const limit of [18, 10 * 1024 * 1024]) expect(() => read(more, 37, limit)).toThrow(refusal(code));
  });

  it('notes methods and data descriptor bits on which the headers disagree', () => {
    const codes = (more: Partial<ZipEntrySpec>): string[] =>
      read(more).reading.anomalies.map(({ code, severity }) => `${code} ${severity}`);
    expect(codes({ local: { method: 8 } })).toEqual(['ANOM_ZIP_LFH_DIFFERS medium']);
    expect(codes({ local: { flags: 8 } })).toEqual(['ANOM_ZIP_LFH_DIFFERS medium']);
    expect(codes({ both: { flags: 8 } })).toEqual([]);
    expect(codes({ both: { crc32: 1 } })).toEqual(['ANOM_ZIP_CRC low']);
    expect(codes({ central: { flags: 1 } })).toEqual(['ANOM_ZIP_ENCRYPT_FLAG high']);
  });
});
