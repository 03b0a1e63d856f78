import { describe, expect, it } from 'vitest';
import { utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip, deflate, type ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { readJarEntry } from '../../src/signing/jar-entry.js';
import { ZipArchive } from '../../src/zip/archive.js';

const TEXT = utf8('the same text, the same text, the same text');

function read(entry: Partial<ZipEntrySpec>, limit = 1000): string {
  const bytes = buildZip({ entries: [{ name: 'a', data: TEXT, ...entry }] });
  const reading = new Reading(37);
  const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
  return Buffer.from(readJarEntry(archive, archive.find('a')!, limit, reading)).toString();
}

describe('an entry of a JAR', () => {
  it.each([
    ['stored', {}],
    ['deflated', { deflate: true }],
    ['of a method that does not exist, which is deflate', { written: deflate(TEXT), both: { method: 21 } }],
  ])('%s', (_, entry) => {
    expect(read(entry)).toBe(Buffer.from(TEXT).toString());
    expect(() => read(entry, TEXT.length - 1)).toThrow(expect.objectContaining({ code: 'LIMIT_ENTRY' }) as Error);
    expect(read(entry, TEXT.length)).toHaveLength(TEXT.length);
  });

  it('of a method that does not exist, and not deflated', () => {
    expect(() => read({ both: { method: 21 } })).toThrow(expect.objectContaining({ code: 'ZIP_INFLATE' }) as Error);
  });
});
