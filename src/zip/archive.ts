/**
 * A ZIP archive as Android's libziparchive sees it (system/libziparchive zip_archive.cc: OpenArchive, ParseZipArchive,
 * FindEntry). Only the end record, the central directory and the entries asked for are read.
 */
import { asText } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { codedError, PermauditError, type ErrorCode, type ErrorData } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { findCentralDirectory, readU64, type CentralDirectoryInfo } from './end-record.js';
import { displayName, hasNul, hasUtf8Shape } from './entry-name.js';

const CD_HEADER_SIZE = 46;
const CD_SIGNATURE = 0x02014b50;
const LFH_SIZE = 30;
const LFH_SIGNATURE = 0x04034b50;
const U32_MAX = 0xffffffff;
const ZIP64_EXTRA_ID = 0x0001;
const API_UTF8_NAMES = 23;
/** Android 8.1: an archive must start with a local file header (the Janus fix). */
const API_LFH_START = 27;
const API_ZIP64 = 30;

/** Compression methods a central directory names; Android knows these two. */
export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;

/** One central directory record. Sizes and offsets in bytes. */
export interface ZipRecord {
  /** The name byte for byte, each byte one char (Latin-1). */
  key: string;
  flags: number;
  method: number;
  crc32: number;
  compressedSize: number;
  uncompressedSize: number;
  localHeaderOffset: number;
  /** Offset of the record in the file. */
  offset: number;
}

/** An entry whose local header has been checked too. */
export interface ZipEntry extends ZipRecord {
  dataOffset: number;
  local: { flags: number; method: number };
}

/** A central directory that was read and walked. */
export interface OpenDirectory {
  readonly info: CentralDirectoryInfo;
  readonly bytes: BoundedReader;
  /** Name (Latin-1 key) to the record's offset inside the directory. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Where the last counted record ends. */
  readonly end: number;
}

/** An archive Android accepts: its central directory passed every strict check. */
export class ZipArchive {
  readonly #directory: BoundedReader;
  /** Name (Latin-1 key) to the record's offset inside the central directory. */
  readonly #offsets: ReadonlyMap<string, number>;

  readonly directory: CentralDirectoryInfo;
  /** Bytes of the central directory after the last counted record. */
  readonly directoryTail: number;

  private constructor(
    readonly source: ByteSource,
    { info, bytes, offsets, end }: OpenDirectory,
    private readonly reading: Reading,
  ) {
    this.directory = info;
    this.#directory = bytes;
    this.#offsets = offsets;
    this.directoryTail = info.size - end;
  }

  /**
   * Opens an archive as `reading`'s Android version would.
   * @throws PermauditError any `ZIP_*` code but those of single entries; `LIMIT_INPUT`
   */
  static open(source: ByteSource, reading: Reading): ZipArchive {
    return ZipArchive.of(source, openDirectory(source, reading), reading);
  }

  /** The archive of a directory that is open; `reading` decides what its entries are. */
  static of(source: ByteSource, directory: OpenDirectory, reading: Reading): ZipArchive {
    return new ZipArchive(source, directory, reading);
  }

  /**
   * The archive of a directory, with every record that its size covers whatever the count says; of one name the last.
   * Null where its bytes are no directory.
   * @throws PermauditError `LIMIT_INPUT`, `LIMIT_TIME`
   */
  static listAll(source: ByteSource, info: CentralDirectoryInfo, reading: Reading): ZipArchive | null {
    checkLimits(info, reading);
    const bytes = new BoundedReader(source.read(info.offset, info.size), 'ZIP_CD_INVALID', '');
    const { offsets, end } = listDirectory(bytes, info, reading);
    return offsets.size === 0 ? null : new ZipArchive(source, { info, bytes, offsets, end }, reading);
  }

  /** Names in central directory order, as Latin-1 keys. */
  keys(): IterableIterator<string> {
    return this.#offsets.keys();
  }

  get entryCount(): number {
    return this.#offsets.size;
  }

  has(key: string): boolean {
    return this.#offsets.has(key);
  }

  /** The central directory record of a name, compared byte for byte; null when there is none. */
  record(key: string): ZipRecord | null {
    const at = this.#offsets.get(key);
    if (at === undefined) return null;
    const cd = this.#directory;
    const record: ZipRecord = {
      key,
      flags: cd.u16(at + 8),
      method: cd.u16(at + 10),
      crc32: cd.u32(at + 16),
      compressedSize: cd.u32(at + 20),
      uncompressedSize: cd.u32(at + 24),
      localHeaderOffset: cd.u32(at + 42),
      offset: this.directory.offset + at,
    };
    if (needsZip64(record) && this.reading.since(API_ZIP64)) applyCentralExtra(cd, at, record);
    return record;
  }

  /**
   * The entry of a name with its data's place, after FindEntry's checks of the local header; null when there is none.
   * @throws PermauditError `ZIP_ENTRY_RANGE`, `ZIP_LFH_INVALID`, `ZIP_LFH_MISMATCH`, `ZIP_LFH_NAME`
   */
  find(key: string): ZipEntry | null {
    const record = this.record(key);
    return record === null ? null : this.#checkLocalHeader(record);
  }

  #checkLocalHeader(record: ZipRecord): ZipEntry {
    const limit = this.directory.offset;
    const name = displayName(record.key);
    const at = record.localHeaderOffset;
    const fail = <Code extends ErrorCode>(code: Code, data: ErrorData<Code>, offset = at): never => {
      throw codedError(code, data, { offset, path: name });
    };
    if (at + LFH_SIZE >= limit) fail('ZIP_ENTRY_RANGE', { problem: 'headerOutside' });
    const header = this.source.read(at, Math.min(LFH_SIZE + record.key.length, limit - at));
    const lfh = new BoundedReader(header.subarray(0, LFH_SIZE), 'ZIP_ENTRY_RANGE', name);
    if (lfh.u32(0) !== LFH_SIGNATURE) fail('ZIP_LFH_INVALID', { problem: 'missing' });
    const flags = lfh.u16(6);
    const nameLength = lfh.u16(26);
    if (nameLength !== record.key.length || at + LFH_SIZE + nameLength > limit) {
      fail('ZIP_LFH_NAME', { problem: 'differs' }, at + LFH_SIZE);
    }
    const localName = asText(header).toString('latin1', LFH_SIZE, LFH_SIZE + nameLength);
    if (localName !== record.key) {
      fail('ZIP_LFH_NAME', { problem: 'differs' }, at + LFH_SIZE);
    }
    const sizes = this.#localSizes(lfh, at + LFH_SIZE + nameLength, fail);
    if ((flags & 0x0008) === 0) compareLocalNumbers(record, lfh.u32(14), sizes, fail);
    const dataOffset = at + LFH_SIZE + nameLength + lfh.u16(28);
    const room = limit - dataOffset;
    if (room < 0) fail('ZIP_ENTRY_RANGE', { problem: 'startsAfter' });
    if (record.compressedSize > room) {
      fail('ZIP_ENTRY_RANGE', { problem: 'compressedSize', size: record.compressedSize, room });
    }
    if (record.method === METHOD_STORED && record.uncompressedSize > room) {
      fail('ZIP_ENTRY_RANGE', { problem: 'storedSize', size: record.uncompressedSize, room });
    }
    return { ...record, dataOffset, local: { flags, method: lfh.u16(8) } };
  }

  /** The sizes of a local header; with ZIP64 sentinels, which come in pairs, those of its extra field. */
  #localSizes(lfh: BoundedReader, extraOffset: number, fail: Fail): LocalSizes {
    const sizes = { compressedSize: lfh.u32(18), uncompressedSize: lfh.u32(22), localHeaderOffset: 0 };
    const sentinels = [sizes.compressedSize, sizes.uncompressedSize].filter((size) => size === U32_MAX).length;
    if (sentinels === 0 || !this.reading.since(API_ZIP64)) return sizes;
    if (sentinels === 1) fail('ZIP_ZIP64', { problem: 'oneSize' });
    const length = lfh.u16(28);
    if (extraOffset + length > this.directory.offset) fail('ZIP_ENTRY_RANGE', { problem: 'extraField' });
    const extra = new BoundedReader(this.source.read(extraOffset, length), 'ZIP_ZIP64', '');
    applyZip64Extra(extra, 0, length, sizes);
    return sizes;
  }
}

type Fail = <Code extends ErrorCode>(code: Code, data: ErrorData<Code>) => never;
type LocalSizes = Pick<ZipRecord, 'compressedSize' | 'uncompressedSize'>;

/** Without a data descriptor both headers must agree. */
function compareLocalNumbers(record: ZipRecord, crc: number, sizes: LocalSizes, fail: Fail): void {
  const pairs: readonly ['crc' | 'compressedSize' | 'uncompressedSize', number, number][] = [
    ['crc', crc, record.crc32],
    ['compressedSize', sizes.compressedSize, record.compressedSize],
    ['uncompressedSize', sizes.uncompressedSize, record.uncompressedSize],
  ];
  for (const [field, local, central] of pairs) {
    if (local === central) continue;
    fail('ZIP_LFH_MISMATCH', { problem: 'differs', field, local, central });
  }
}

/**
 * Reads a central directory as `reading`'s Android version would.
 * @param read the directory's bytes, for callers that have them
 * @throws PermauditError as {@link ZipArchive.open}
 */
export function openDirectory(
  source: ByteSource,
  reading: Reading,
  read = ({ offset, size }: CentralDirectoryInfo): Uint8Array => source.read(offset, size),
): OpenDirectory {
  checkSize(source, reading);
  const info = findCentralDirectory(source, reading);
  checkLimits(info, reading);
  const bytes = new BoundedReader(read(info), 'ZIP_CD_INVALID', '');
  const { offsets, end } = walkDirectory(bytes, info, reading);
  checkStart(source, reading);
  return { info, bytes, offsets, end };
}

/** @throws PermauditError `LIMIT_INPUT` for an archive larger than `reading` may open */
export function checkArchiveLimits(source: ByteSource, info: CentralDirectoryInfo, reading: Reading): void {
  checkSize(source, reading);
  checkLimits(info, reading);
}

function checkSize({ size }: ByteSource, { limits }: Reading): void {
  if (size <= limits.inputBytes) return;
  throw new PermauditError('LIMIT_INPUT', { problem: 'fileSize', size, limit: limits.inputBytes }, {});
}

function checkLimits(info: CentralDirectoryInfo, reading: Reading): void {
  const { centralDirectoryBytes, entries } = reading.limits;
  if (info.size > centralDirectoryBytes) {
    throw new PermauditError(
      'LIMIT_INPUT',
      { problem: 'directorySize', size: info.size, limit: centralDirectoryBytes },
      {
        offset: info.offset,
      },
    );
  }
  // A count that the directory has no room for is Android's to refuse, when the walk meets its end.
  if (info.records > entries && info.records * CD_HEADER_SIZE <= info.size) {
    throw new PermauditError(
      'LIMIT_INPUT',
      { problem: 'entries', count: info.records, limit: entries },
      {
        offset: info.endRecordOffset,
      },
    );
  }
}

/** ParseZipArchive: exactly `records` records; one bad record refuses the whole archive. */
function walkDirectory(
  cd: BoundedReader,
  info: CentralDirectoryInfo,
  reading: Reading,
): { offsets: Map<string, number>; end: number } {
  const offsets = new Map<string, number>();
  let at = 0;
  for (let index = 0; index < info.records; index++) {
    if ((index & 0x3ff) === 0) reading.checkTime('');
    const fail: Fail = (code, data) => {
      throw codedError(code, data, { offset: info.offset + at });
    };
    if (at > cd.size - CD_HEADER_SIZE)
      fail('ZIP_CD_INVALID', { problem: 'endsBefore', record: index + 1, records: info.records });
    if (cd.u32(at) !== CD_SIGNATURE) fail('ZIP_CD_INVALID', { problem: 'noSignature', record: index + 1 });
    const nameEnd = at + CD_HEADER_SIZE + cd.u16(at + 28);
    const recordEnd = nameEnd + cd.u16(at + 30) + cd.u16(at + 32);
    if (recordEnd > cd.size) fail('ZIP_CD_INVALID', { problem: 'pastEnd', record: index + 1 });
    checkRecordOffset(cd, at, info, reading, fail);
    const name = cd.slice(at + CD_HEADER_SIZE, nameEnd);
    const key = asText(name).toString('latin1');
    checkName(name, key, reading, fail);
    if (offsets.has(key)) fail('ZIP_DUPLICATE_NAME', { problem: 'twice', name: displayName(key) });
    offsets.set(key, at);
    at = recordEnd;
  }
  return { offsets, end: at };
}

/** Records one behind the other, as long as they are records. */
function listDirectory(
  cd: BoundedReader,
  info: CentralDirectoryInfo,
  reading: Reading,
): { offsets: Map<string, number>; end: number } {
  const offsets = new Map<string, number>();
  let at = 0;
  for (let count = 1; at + CD_HEADER_SIZE <= cd.size && cd.u32(at) === CD_SIGNATURE; count++) {
    if ((count & 0x3ff) === 0) reading.checkTime('');
    checkLimits({ ...info, records: count }, reading);
    const nameEnd = at + CD_HEADER_SIZE + cd.u16(at + 28);
    const recordEnd = nameEnd + cd.u16(at + 30) + cd.u16(at + 32);
    if (recordEnd > cd.size) break;
    const name = cd.slice(at + CD_HEADER_SIZE, nameEnd);
    offsets.set(asText(name).toString('latin1'), at);
    at = recordEnd;
  }
  return { offsets, end: at };
}

function checkRecordOffset(
  cd: BoundedReader,
  at: number,
  info: CentralDirectoryInfo,
  reading: Reading,
  fail: Fail,
): void {
  let offset = cd.u32(at + 42);
  if (offset === U32_MAX && reading.since(API_ZIP64)) {
    const record = { compressedSize: cd.u32(at + 20), uncompressedSize: cd.u32(at + 24), localHeaderOffset: offset };
    applyCentralExtra(cd, at, record);
    offset = record.localHeaderOffset;
  }
  if (offset >= info.offset) fail('ZIP_CD_INVALID', { problem: 'headerOffset', headerOffset: offset });
}

function checkName(name: Uint8Array, key: string, reading: Reading, fail: Fail): void {
  if (hasNul(name)) fail('ZIP_BAD_NAME', { problem: 'nul', name: displayName(key) });
  if (!hasUtf8Shape(name) && reading.since(API_UTF8_NAMES)) {
    fail('ZIP_BAD_NAME', { problem: 'notUtf8', name: displayName(key) });
  }
}

function needsZip64(record: Pick<ZipRecord, 'compressedSize' | 'uncompressedSize' | 'localHeaderOffset'>): boolean {
  return (
    record.compressedSize === U32_MAX || record.uncompressedSize === U32_MAX || record.localHeaderOffset === U32_MAX
  );
}

type Zip64Fields = Pick<ZipRecord, 'compressedSize' | 'uncompressedSize' | 'localHeaderOffset'>;

/** The extra field of the record at `at` of the central directory. */
function applyCentralExtra(cd: BoundedReader, at: number, record: Zip64Fields): void {
  const start = at + CD_HEADER_SIZE + cd.u16(at + 28);
  applyZip64Extra(cd, start, start + cd.u16(at + 30), record);
}

/**
 * ParseZip64ExtendedInfoInExtraField: the fields that hold the sentinel are there, in this order, and nothing else;
 * or all three, whether needed or not (with or without a disk number).
 */
function applyZip64Extra(extra: BoundedReader, start: number, end: number, record: Zip64Fields): void {
  for (let field = start; field + 4 < end;) {
    const size = extra.u16(field + 2);
    if (size > end - field - 4) throw new PermauditError('ZIP_ZIP64', { problem: 'extraPastEnd' }, { offset: field });
    if (extra.u16(field) === ZIP64_EXTRA_ID) {
      readZip64Fields(extra, field + 4, size, record);
      return;
    }
    field += 4 + size;
  }
  throw new PermauditError('ZIP_ZIP64', { problem: 'noNumbers' }, { offset: start });
}

const ZIP64_ALL_FIELDS = 24;
const ZIP64_ALL_FIELDS_AND_DISK = 28;

function readZip64Fields(extra: BoundedReader, start: number, stated: number, record: Zip64Fields): void {
  const size = stated === ZIP64_ALL_FIELDS_AND_DISK ? ZIP64_ALL_FIELDS : stated;
  let at = start;
  for (const field of ['uncompressedSize', 'compressedSize', 'localHeaderOffset'] as const) {
    if (record[field] !== U32_MAX && size !== ZIP64_ALL_FIELDS) continue;
    if (at + 8 > start + size) throw new PermauditError('ZIP_ZIP64', { problem: 'extraShort' }, { offset: at });
    record[field] = readU64(extra, at);
    at += 8;
  }
  if (at - start !== size) throw new PermauditError('ZIP_ZIP64', { problem: 'extraSize' }, { offset: start });
}

function checkStart(source: ByteSource, reading: Reading): void {
  const start = new BoundedReader(source.read(0, 4), 'ZIP_NOT_LFH_START', '');
  if (start.u32(0) !== LFH_SIGNATURE && reading.since(API_LFH_START)) {
    throw new PermauditError(
      'ZIP_NOT_LFH_START',
      { problem: 'dataBefore' },
      {
        offset: 0,
      },
    );
  }
}
