/**
 * Where the central directory is: libziparchive's FindCentralDirectoryInfo (system/libziparchive zip_archive.cc).
 */
import { lastIndexOf } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import type { ForeignFormat } from '../bytes/error-details.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';

const EOCD_SIZE = 22;
const EOCD_SIGNATURE_BYTES = Uint8Array.of(0x50, 0x4b, 0x05, 0x06);
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_RECORD_SIZE = 56;
const ZIP64_RECORD_SIGNATURE = 0x06064b50;
const MAX_COMMENT = 0xffff;
const U16_MAX = 0xffff;
const U32_MAX = 0xffffffff;
/** Android 11: libziparchive reads ZIP64. */
const API_ZIP64 = 30;
/** Android 14 QPR3 and 15: every sentinel field asks for ZIP64. */
const API_ZIP64_ALL_SENTINELS = 35;

/** The central directory's place, as Android finds it. */
export interface CentralDirectoryInfo {
  offset: number;
  size: number;
  records: number;
  /** Offset of the end of central directory record. */
  endRecordOffset: number;
  /** A ZIP64 locator stands right before the end record: the APK signature schemes v2 and newer refuse that. */
  zip64Locator: boolean;
}

interface EndRecord {
  offset: number;
  recordsOnDisk: number;
  records: number;
  directorySize: number;
  directoryOffset: number;
  commentLength: number;
}

/**
 * Finds the central directory: the last end record signature in the file counts, and its comment must end with the file.
 * @throws PermauditError `ZIP_NO_EOCD`, `ZIP_EOCD_TRAILING`, `ZIP_ZIP64`, `ZIP_CD_RANGE`, `ZIP_EMPTY`, `LIMIT_INPUT`
 */
export function findCentralDirectory(source: ByteSource, reading: Reading): CentralDirectoryInfo {
  const end = readEndRecord(source, reading);
  const zip64Locator = hasZip64Locator(source, end.offset);
  const info = wantsZip64(end, reading)
    ? readZip64(source, end, zip64Locator)
    : {
        offset: end.directoryOffset,
        size: end.directorySize,
        records: end.records,
        endRecordOffset: end.offset,
        zip64Locator,
      };
  if (info.offset + info.size > info.endRecordOffset) {
    throw new PermauditError(
      'ZIP_CD_RANGE',
      { problem: 'doesNotFit', directoryOffset: info.offset, size: info.size },
      { offset: end.offset },
    );
  }
  if (info.records === 0) throw new PermauditError('ZIP_EMPTY', { problem: 'noEntries' }, { offset: end.offset });
  return info;
}

function readEndRecord(source: ByteSource, reading: Reading): EndRecord {
  const tailSize = Math.min(source.size, EOCD_SIZE + MAX_COMMENT);
  const tailStart = source.size - tailSize;
  const tail = new BoundedReader(source.read(tailStart, tailSize), 'ZIP_NO_EOCD', '');
  const at = lastSignature(tail);
  if (at < 0) {
    throw new PermauditError('ZIP_NO_EOCD', nonZip(source), {
      offset: tailStart,
    });
  }
  const commentLength = tail.u16(at + 20);
  const excess = tailSize - (at + EOCD_SIZE + commentLength);
  if (excess !== 0) {
    throw new PermauditError(
      'ZIP_EOCD_TRAILING',
      excess > 0 ? { problem: 'follows', bytes: excess } : { problem: 'comment', bytes: -excess },
      { offset: tailStart + at + EOCD_SIZE },
    );
  }
  noteEarlierEndRecords(tail, at, tailStart, source.size, reading);
  return {
    offset: tailStart + at,
    recordsOnDisk: tail.u16(at + 8),
    records: tail.u16(at + 10),
    directorySize: tail.u32(at + 12),
    directoryOffset: tail.u32(at + 16),
    commentLength,
  };
}

function lastSignature(tail: BoundedReader): number {
  return signatureBefore(tail, tail.size - EOCD_SIZE);
}

/** The last signature that begins at `at` or before it; -1 when there is none. */
function signatureBefore({ bytes }: BoundedReader, at: number): number {
  return lastIndexOf(bytes, EOCD_SIGNATURE_BYTES, at);
}

/** An earlier end record whose comment claims exactly the rest of the file is a second archive for other readers. */
function noteEarlierEndRecords(
  tail: BoundedReader,
  last: number,
  tailStart: number,
  fileSize: number,
  reading: Reading,
): void {
  const at = earlierEndRecord(tail, last, tailStart, fileSize);
  if (at < 0) return;
  reading.note({
    code: 'ANOM_ZIP_MULTI_EOCD',
    severity: 'medium',
    data: { problem: 'two' },
    offset: tailStart + at,
    path: '',
    evidence: { code: 'END_RECORDS', data: { first: tailStart + at, last: tailStart + last } },
  });
}

/** The last such record before the one at `last`; -1 when there is none. */
function earlierEndRecord(tail: BoundedReader, last: number, tailStart: number, fileSize: number): number {
  for (let at = signatureBefore(tail, last - EOCD_SIZE); at >= 0; at = signatureBefore(tail, at - 1)) {
    if (tailStart + at + EOCD_SIZE + tail.u16(at + 20) === fileSize) return at;
  }
  return -1;
}

/**
 * The directory of an earlier end record that ends with the file as well: what a reader finds who takes that one. Null when
 * there is none, or its directory does not stand before it.
 */
export function earlierDirectory(source: ByteSource): CentralDirectoryInfo | null {
  const tailSize = Math.min(source.size, EOCD_SIZE + MAX_COMMENT);
  const tailStart = source.size - tailSize;
  const tail = new BoundedReader(source.read(tailStart, tailSize), 'ZIP_NO_EOCD', '');
  const last = lastSignature(tail);
  const at = last < 0 ? -1 : earlierEndRecord(tail, last, tailStart, source.size);
  if (at < 0) return null;
  const [size, offset, endRecordOffset] = [tail.u32(at + 12), tail.u32(at + 16), tailStart + at];
  if (offset + size > endRecordOffset) return null;
  return { offset, size, records: tail.u16(at + 10), endRecordOffset, zip64Locator: false };
}

function wantsZip64(end: EndRecord, reading: Reading): boolean {
  const sizeSentinel = end.directorySize === U32_MAX || end.directoryOffset === U32_MAX;
  if (sizeSentinel) {
    if (reading.since(API_ZIP64)) return true;
    throw new PermauditError(
      'ZIP_ZIP64',
      { problem: 'notRead' },
      {
        offset: end.offset,
      },
    );
  }
  const otherSentinel = end.records === U16_MAX || end.recordsOnDisk === U16_MAX || end.commentLength === U16_MAX;
  return otherSentinel && reading.since(API_ZIP64_ALL_SENTINELS);
}

function hasZip64Locator(source: ByteSource, endOffset: number): boolean {
  if (endOffset < ZIP64_LOCATOR_SIZE) return false;
  const bytes = source.read(endOffset - ZIP64_LOCATOR_SIZE, 4);
  return new BoundedReader(bytes, 'ZIP_ZIP64', '').u32(0) === ZIP64_LOCATOR_SIGNATURE;
}

/** FindCentralDirectoryInfoForZip64. */
function readZip64(source: ByteSource, end: EndRecord, locatorThere: boolean): CentralDirectoryInfo {
  const locatorOffset = end.offset - ZIP64_LOCATOR_SIZE;
  const fail = (what: ErrorData<'ZIP_ZIP64'>, offset: number): never => {
    throw new PermauditError('ZIP_ZIP64', what, { offset });
  };
  if (!locatorThere) fail({ problem: 'noLocator' }, end.offset);
  const locator = new BoundedReader(source.read(locatorOffset, ZIP64_LOCATOR_SIZE), 'ZIP_ZIP64', '');
  const recordOffset = readU64(locator, 8);
  if (locatorOffset <= ZIP64_RECORD_SIZE || recordOffset > locatorOffset - ZIP64_RECORD_SIZE) {
    fail({ problem: 'endRecordOffset', recordOffset }, locatorOffset);
  }
  const record = new BoundedReader(source.read(recordOffset, ZIP64_RECORD_SIZE), 'ZIP_ZIP64', '');
  if (record.u32(0) !== ZIP64_RECORD_SIGNATURE) fail({ problem: 'endRecordMissing' }, recordOffset);
  const size = readU64(record, 40);
  const offset = readU64(record, 48);
  if (recordOffset <= size || offset > recordOffset - size) {
    fail({ problem: 'directoryRange' }, recordOffset);
  }
  return { offset, size, records: readU64(record, 32), endRecordOffset: end.offset, zip64Locator: true };
}

/** A 64-bit field as a number; anything above 2^53 is far outside every limit and stays large. */
export function readU64(reader: BoundedReader, offset: number): number {
  return reader.u32(offset + 4) * 0x1_0000_0000 + reader.u32(offset);
}

const MAGICS: readonly (readonly [ForeignFormat, readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['dex', [0x64, 0x65, 0x78, 0x0a]],
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['axml', [0x03, 0x00, 0x08, 0x00]],
];

/** What a file without a ZIP end record seems to be. */
function nonZip(source: ByteSource): ErrorData<'ZIP_NO_EOCD'> {
  if (source.size === 0) return { problem: 'empty' };
  const head = source.read(0, Math.min(source.size, 512));
  const startsWith = (magic: readonly number[]): boolean => magic.every((byte, index) => head[index] === byte);
  if (startsWith([0x50, 0x4b, 0x03, 0x04])) return { problem: 'cutShort' };
  const known = MAGICS.find(([, magic]) => startsWith(magic));
  if (known !== undefined) return { problem: 'otherFormat', format: known[0] };
  const isText = head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
  return isText ? { problem: 'textFile' } : { problem: 'notZip' };
}
