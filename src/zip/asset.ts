/**
 * The bytes of an entry as the asset manager reads them (libs/androidfw AssetsProvider.cpp, ZipAssetsProvider), which is
 * how AndroidManifest.xml and resources.arsc are read: no CRC check, no encryption bit, and every method but 8 is "stored".
 */
import { crc32, inflateRaw } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import type { SeenClause } from '../bytes/seen.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive, type ZipEntry } from './archive.js';
import { displayName } from './entry-name.js';

/** Android 9: a method other than 8 means stored; before, a method other than 0 meant deflate. */
const API_UNKNOWN_METHOD_STORED = 28;
/** zip_archive::Inflate pulls its input in pieces of this size. */
const INFLATE_CHUNK = 32 * 1024;
const RATIO_FLOOR = 8 * 1024 * 1024;
/** The manifest and the resource table of most apps. */
const MOST_HELD = 4 * 1024 * 1024;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_DATA_DESCRIPTOR = 0x0008;
const PAGE = 4096;

/**
 * Reads a whole entry as an asset, noting what is odd about it.
 * @param maxBytes budget for the uncompressed size
 * @throws PermauditError `LIMIT_ENTRY`, `LIMIT_RATIO`, `ZIP_ENTRY_RANGE`, `ZIP_INFLATE`, `ZIP_SIZE_MISMATCH`
 */
export function readAsset(archive: ZipArchive, entry: ZipEntry, maxBytes: number, reading: Reading): Uint8Array {
  const path = displayName(entry.key);
  noteOddHeader(entry, path, reading);
  const deflated = isDeflated(entry, reading);
  if (entry.uncompressedSize > maxBytes) {
    if (deflated) checkStatedSize(archive, entry, path);
    else checkMapped(archive, entry, path);
    throw new PermauditError(
      'LIMIT_ENTRY',
      { problem: 'entrySize', size: entry.uncompressedSize, limit: maxBytes },
      {
        offset: entry.offset,
        path,
      },
    );
  }
  const bytes = deflated ? inflate(archive, entry, path, reading) : readStored(archive, entry, path);
  noteCrc(entry, bytes, path, reading);
  return bytes;
}

function isDeflated(entry: ZipEntry, reading: Reading): boolean {
  if (entry.method === METHOD_DEFLATED) return true;
  return entry.method !== METHOD_STORED && !reading.since(API_UNKNOWN_METHOD_STORED);
}

/**
 * A stored entry is mapped: the rest of the file's last page reads as zeros, a page further Android crashes.
 */
export function readStored(archive: ZipArchive, entry: ZipEntry, path: string): Uint8Array {
  const { source } = archive;
  const end = entry.dataOffset + entry.uncompressedSize;
  if (end <= source.size) return source.read(entry.dataOffset, entry.uncompressedSize);
  checkMapped(archive, entry, path);
  const bytes = new Uint8Array(entry.uncompressedSize);
  bytes.set(source.read(entry.dataOffset, source.size - entry.dataOffset));
  return bytes;
}

/** @throws PermauditError `ZIP_ENTRY_RANGE` for an entry that is mapped past the file's last page */
function checkMapped({ source }: ZipArchive, { dataOffset, uncompressedSize: size }: ZipEntry, path: string): void {
  if (dataOffset + size <= Math.ceil(source.size / PAGE) * PAGE) return;
  throw new PermauditError('ZIP_ENTRY_RANGE', { problem: 'pastEnd', size }, { offset: dataOffset, path });
}

/**
 * What deflated data that is too large for us says itself: that it is no such data, or ends before its stated size, as far
 * as its first 8 MiB show. Android refuses it then, and no limit of ours comes before that.
 * @throws PermauditError `ZIP_INFLATE`
 */
function checkStatedSize({ source }: ZipArchive, entry: ZipEntry, path: string): void {
  const { compressedSize, uncompressedSize: stated, dataOffset } = entry;
  const place = { offset: dataOffset, path };
  const input = source.read(dataOffset, Math.min(compressedSize, RATIO_FLOOR));
  const size = inflatedSize(input, place);
  const isWhole = input.byteLength === compressedSize;
  if (isWhole && size !== null && size !== stated) {
    throw new PermauditError('ZIP_INFLATE', { problem: 'otherSize', size, stated }, place);
  }
}

/** What the input inflates to, in bytes; null for more than 8 MiB. */
function inflatedSize(input: Uint8Array, place: { offset: number; path: string }): number | null {
  try {
    return inflateExactly(input, RATIO_FLOOR, place).bytes.byteLength;
  } catch (error) {
    if (error instanceof PermauditError && error.told.data.problem === 'larger') return null;
    throw error;
  }
}

/**
 * The bytes of a deflated entry.
 * @throws PermauditError `LIMIT_RATIO`, `ZIP_INFLATE`
 */
export function inflate(archive: ZipArchive, entry: ZipEntry, path: string, reading: Reading): Uint8Array {
  const { compressedSize, uncompressedSize, dataOffset } = entry;
  const ratio = reading.limits.inflateRatio;
  if (uncompressedSize > RATIO_FLOOR && uncompressedSize > compressedSize * ratio) {
    checkStatedSize(archive, entry, path);
    throw new PermauditError(
      'LIMIT_RATIO',
      { problem: 'grows', compressed: compressedSize, uncompressed: uncompressedSize, limit: ratio },
      {
        offset: entry.offset,
        path,
      },
    );
  }
  const place = { offset: dataOffset, path };
  reading.checkTime(path, compressedSize + uncompressedSize);
  const { bytes, consumed } = inflateOnce(archive.source, entry, place);
  if (bytes.byteLength !== uncompressedSize) {
    throw new PermauditError(
      'ZIP_INFLATE',
      { problem: 'otherSize', size: bytes.byteLength, stated: uncompressedSize },
      place,
    );
  }
  if (Math.ceil(consumed / INFLATE_CHUNK) * INFLATE_CHUNK < compressedSize) {
    throw new PermauditError('ZIP_INFLATE', { problem: 'trailing', bytes: compressedSize - consumed }, place);
  }
  return bytes;
}

interface WholeEntry {
  readonly bytes: Uint8Array;
  readonly consumed: number;
}

/** Of each file, what was inflated first, up to {@link MOST_HELD}; by where it stands and what it says it is. */
const held = new WeakMap<ByteSource, { left: number; readonly entries: Map<string, WholeEntry> }>();

/** What is inflated, held as long as its file: Android versions, the hint at a category and the code all ask for it again. */
function inflateOnce(
  source: ByteSource,
  { dataOffset, compressedSize, uncompressedSize }: ZipEntry,
  place: { offset: number; path: string },
): WholeEntry {
  const holds = held.get(source) ?? { left: MOST_HELD, entries: new Map<string, WholeEntry>() };
  const key = `${dataOffset} ${compressedSize} ${uncompressedSize}`;
  const known = holds.entries.get(key);
  if (known !== undefined) return known;
  const whole = inflateExactly(source.read(dataOffset, compressedSize), uncompressedSize, place);
  if (whole.bytes.byteLength <= holds.left) {
    holds.left -= whole.bytes.byteLength;
    holds.entries.set(key, whole);
    held.set(source, holds);
  }
  return whole;
}

function inflateExactly(input: Uint8Array, expected: number, place: { offset: number; path: string }): WholeEntry {
  const inflated = inflateRaw(input, expected + 1);
  if (inflated === 'larger') throw new PermauditError('ZIP_INFLATE', { problem: 'larger', stated: expected }, place);
  if (inflated === 'damaged') throw new PermauditError('ZIP_INFLATE', { problem: 'notDeflate' }, place);
  return inflated;
}

const hex = (value: number): string => `0x${value.toString(16)}`;

function differing(field: 'flags' | 'method', local: number, directory: number): SeenClause {
  return { code: 'LOCAL', data: { field, local: hex(local), directory: hex(directory) } };
}

function noteOddHeader(entry: ZipEntry, path: string, reading: Reading): void {
  const base = { offset: entry.offset, path };
  if (entry.method !== METHOD_STORED && entry.method !== METHOD_DEFLATED) {
    const method = hex(entry.method);
    reading.note({
      ...base,
      code: 'ANOM_ZIP_METHOD',
      severity: 'high',
      data: { problem: 'entry', method },
      evidence: `method=${method}`,
    });
  }
  if (((entry.flags | entry.local.flags) & FLAG_ENCRYPTED) !== 0) {
    reading.note({
      ...base,
      code: 'ANOM_ZIP_ENCRYPT_FLAG',
      severity: 'high',
      data: { problem: 'entry' },
      evidence: { code: 'FLAGS', data: { directory: hex(entry.flags), local: hex(entry.local.flags) } },
    });
  }
  if (entry.method !== entry.local.method) {
    reading.note({
      ...base,
      code: 'ANOM_ZIP_LFH_DIFFERS',
      severity: 'medium',
      data: { problem: 'method' },
      evidence: differing('method', entry.local.method, entry.method),
    });
  }
  if (((entry.flags ^ entry.local.flags) & FLAG_DATA_DESCRIPTOR) !== 0) {
    reading.note({
      ...base,
      code: 'ANOM_ZIP_LFH_DIFFERS',
      severity: 'medium',
      data: { problem: 'descriptor' },
      evidence: differing('flags', entry.local.flags, entry.flags),
    });
  }
  if (entry.method !== METHOD_DEFLATED && entry.compressedSize !== entry.uncompressedSize) {
    reading.note({
      ...base,
      code: 'ANOM_ZIP_SIZE',
      severity: 'medium',
      data: { problem: 'stored' },
      evidence: { code: 'SIZES', data: { compressed: entry.compressedSize, uncompressed: entry.uncompressedSize } },
    });
  }
}

function noteCrc(entry: ZipEntry, bytes: Uint8Array, path: string, reading: Reading): void {
  const actual = crc32(bytes);
  if (actual === entry.crc32) return;
  reading.note({
    code: 'ANOM_ZIP_CRC',
    severity: 'low',
    data: { problem: 'differs' },
    offset: entry.offset,
    path,
    evidence: { code: 'CRC', data: { actual: actual.toString(16), stated: entry.crc32.toString(16) } },
  });
}
