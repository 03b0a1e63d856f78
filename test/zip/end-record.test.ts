import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { toReadingError } from '../../src/facts/reading-error.js';
import { ENGLISH } from '../../src/words/messages.js';
import { findCentralDirectory } from '../../src/zip/end-record.js';
import { concat, fill, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip, type ZipSpec } from '../../fixtures/hostile/zip-writer.js';

const SENTINEL = 0xffffffff;
const entries = [{ name: 'a', data: utf8('hello') }];

function find(spec: Partial<ZipSpec>, api = 37): ReturnType<typeof findCentralDirectory> & { reading: Reading } {
  const reading = new Reading(api);
  return { ...findCentralDirectory(new MemoryByteSource(buildZip({ entries, ...spec })), reading), reading };
}

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('findCentralDirectory', () => {
  it('gives the place of the directory and of the end record', () => {
    const { offset, size, records, endRecordOffset, zip64Locator, reading } = find({});
    expect({ offset, size, records, endRecordOffset, zip64Locator }).toEqual({
      offset: 36,
      size: 47,
      records: 1,
      endRecordOffset: 83,
      zip64Locator: false,
    });
    expect(reading.validFor).toEqual([1, Number.MAX_SAFE_INTEGER]);
    expect(reading.anomalies).toEqual([]);
  });

  it('says what a file without an end record seems to be', () => {
    const describeFile = (bytes: Uint8Array): string => {
      try {
        findCentralDirectory(new MemoryByteSource(bytes), new Reading(30));
        return 'accepted';
      } catch (error) {
        return error instanceof PermauditError ? ENGLISH.error(toReadingError(error)) : 'a bug';
      }
    };
    expect(describeFile(fill(0))).toContain('empty');
    expect(describeFile(concat(Uint8Array.of(0x89, 0x50, 0x4e, 0x47), fill(30)))).toContain('PNG');
    expect(describeFile(utf8('just some text, no archive at all'))).toContain('text file');
    expect(describeFile(concat(utf8('PK\x03\x04'), fill(60)))).toContain('cut short');
    expect(describeFile(fill(64, 0x01))).toContain('not a ZIP');
  });

  it('finds an end record behind the longest comment and not one byte further', () => {
    expect(find({ end: { comment: fill(65_534, 0x20) } }).records).toBe(1);
    expect(
      codeOf(() => find({ end: { comment: fill(65_535, 0x20), commentLength: 65_535 }, trailing: fill(1, 0x20) })),
    ).toBe('ZIP_NO_EOCD');
  });

  it.each([
    ['trailing byte', { trailing: fill(1) }, 'ZIP_EOCD_TRAILING'],
    ['comment longer than the file', { end: { commentLength: 5 } }, 'ZIP_EOCD_TRAILING'],
    ['directory past the end record', { end: { directorySize: 48 } }, 'ZIP_CD_RANGE'],
    ['directory offset past the end record', { end: { directoryOffset: 37 } }, 'ZIP_CD_RANGE'],
    ['no records', { end: { records: 0 } }, 'ZIP_EMPTY'],
    ['size sentinel without a locator', { end: { directorySize: SENTINEL } }, 'ZIP_ZIP64'],
  ] as const)('refuses: %s', (_, spec, code) => {
    expect(codeOf(() => find(spec))).toBe(code);
  });

  it.each([
    ['wrong record signature', { recordSignature: 1 }],
    ['record behind the locator', { recordOffset: 1_000_000 }],
    ['directory past its record', { directorySize: 200 }],
    ['wrong locator signature', { locatorSignature: 1 }],
  ])('refuses a ZIP64 archive with: %s', (_, zip64) => {
    expect(codeOf(() => find({ zip64, end: { directoryOffset: SENTINEL } }))).toBe('ZIP_ZIP64');
  });

  it('reads ZIP64 numbers on Android 11 and newer only', () => {
    const spec = { zip64: {}, end: { directoryOffset: SENTINEL, directorySize: SENTINEL } };
    const { offset, records, zip64Locator, reading } = find(spec, 30);
    expect([offset, records, zip64Locator]).toEqual([36, 1, true]);
    expect(reading.validFor[0]).toBe(30);
    expect(codeOf(() => find(spec, 29))).toBe('ZIP_ZIP64');
  });
});
