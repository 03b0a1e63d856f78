/**
 * The header of a DEX file, or of one logical file in a container (version 041).
 *
 * Sources: the Dalvik executable format page of the Android documentation; art/libdexfile/dex/dex_file_verifier.cc,
 * CheckHeader. What ART would refuse is reported and read all the same: a damaged file may still tell what it is for, and
 * not every Android version checks everything.
 */
import type { DexTableName } from '../bytes/error-details.js';
import { PermauditError } from '../bytes/errors.js';
import { adler32 } from './adler32.js';
import type { DexProblems } from './problems.js';

const SIGNATURE = [0x64, 0x65, 0x78, 0x0a];
const COMPACT_SIGNATURE = [0x63, 0x64, 0x65, 0x78];
/** Versions that ART accepts; 036 never was one. */
const KNOWN_VERSIONS = new Set(['035', '037', '038', '039', '040', '041']);
const FIRST_CONTAINER_VERSION = '041';
const HEADER_SIZE = 112;
const CONTAINER_HEADER_SIZE = 120;
const ENDIAN_CONSTANT = 0x12345678;
/** Where the checksummed bytes begin: after magic and checksum. */
const CHECKED_FROM = 12;
/** `type_idx` and `proto_idx` are 16 bits wide wherever they are used. */
const MAX_SHORT_INDEX = 65_535;

/** One table of the header: `count` items from `offset`, all inside the file. */
export interface DexTable {
  readonly offset: number;
  readonly count: number;
}

export interface DexHeader {
  /** `'035'` to `'041'`. */
  readonly version: string;
  /** Where this header stands; 0 except in a container. */
  readonly offset: number;
  /** Where this logical file ends; the end of all bytes except in a container. */
  readonly end: number;
  readonly strings: DexTable;
  readonly types: DexTable;
  readonly protos: DexTable;
  readonly fields: DexTable;
  readonly methods: DexTable;
  readonly classes: DexTable;
}

/** Whether bytes begin like a DEX file, of whatever version. */
export function looksLikeDex(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads the header at `offset`.
 *
 * @throws PermauditError `DEX_BAD_MAGIC` when there is no DEX file there, `DEX_UNREADABLE` for compact DEX and for
 *   versions newer than we know, `DEX_CORRUPT` when the bytes end inside the header
 */
export function readHeader(bytes: Uint8Array, offset: number, path: string, problems: DexProblems): DexHeader {
  const version = readVersion(bytes, offset, path);
  const container = version >= FIRST_CONTAINER_VERSION;
  const size = container ? CONTAINER_HEADER_SIZE : HEADER_SIZE;
  if (bytes.length - offset < size) {
    throw new PermauditError('DEX_CORRUPT', { problem: 'header' }, { offset, path });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, size);
  const end = checkSize(bytes, offset, view, container, problems);
  checkFixedFields(view, size, offset, problems);
  checkChecksum(bytes, offset, end, view.getUint32(8, true), problems);
  const table = (at: number, itemSize: number, name: DexTableName): DexTable =>
    readTable(view, at, itemSize, name, { fileSize: bytes.length, problems });
  return {
    version,
    offset,
    end,
    strings: table(56, 4, 'strings'),
    types: shortTable(table(64, 4, 'types'), 'types', problems),
    protos: shortTable(table(72, 12, 'prototypes'), 'prototypes', problems),
    fields: table(80, 8, 'fields'),
    methods: table(88, 8, 'methods'),
    classes: table(96, 32, 'classes'),
  };
}

/** Whether files of this version may stand one after the other in a container. */
export function isContainerVersion(header: DexHeader): boolean {
  return header.version >= FIRST_CONTAINER_VERSION;
}

function readVersion(bytes: Uint8Array, offset: number, path: string): string {
  const head = bytes.subarray(offset, offset + 8);
  if (COMPACT_SIGNATURE.every((byte, index) => head[index] === byte)) {
    throw new PermauditError(
      'DEX_UNREADABLE',
      { problem: 'compact' },
      {
        offset,
        path,
      },
    );
  }
  const version = String.fromCharCode(...head.subarray(4, 7));
  if (!looksLikeDex(head) || head[7] !== 0 || !/^\d{3}$/.test(version)) {
    throw new PermauditError('DEX_BAD_MAGIC', { problem: 'magic' }, { offset, path });
  }
  if (KNOWN_VERSIONS.has(version)) return version;
  if (version > FIRST_CONTAINER_VERSION) {
    throw new PermauditError('DEX_UNREADABLE', { problem: 'newer', version }, { offset, path });
  }
  throw new PermauditError('DEX_BAD_MAGIC', { problem: 'version', version }, { offset, path });
}

function checkSize(
  bytes: Uint8Array,
  offset: number,
  view: DataView,
  container: boolean,
  problems: DexProblems,
): number {
  const fileSize = view.getUint32(32, true);
  const left = bytes.length - offset;
  if (!container) {
    if (fileSize !== left) {
      problems.add('DEX_CORRUPT', offset + 32, () => ({ problem: 'fileSize', stated: fileSize, size: left }));
    }
    return bytes.length;
  }
  const containerSize = view.getUint32(112, true);
  const headerOffset = view.getUint32(116, true);
  if (containerSize !== bytes.length) {
    problems.add('DEX_CORRUPT', offset + 112, () => ({
      problem: 'containerSize',
      stated: containerSize,
      size: bytes.length,
    }));
  }
  if (headerOffset !== offset) {
    problems.add('DEX_CORRUPT', offset + 116, () => ({ problem: 'headerOffset', stated: headerOffset, at: offset }));
  }
  if (fileSize >= CONTAINER_HEADER_SIZE && fileSize <= left) return offset + fileSize;
  problems.add('DEX_CORRUPT', offset + 32, () => ({ problem: 'fileSize', stated: fileSize, size: left }));
  return bytes.length;
}

function checkFixedFields(view: DataView, size: number, offset: number, problems: DexProblems): void {
  const headerSize = view.getUint32(36, true);
  const endian = view.getUint32(40, true);
  if (headerSize !== size) {
    problems.add('DEX_CORRUPT', offset + 36, () => ({ problem: 'headerSize', stated: headerSize, size }));
  }
  if (endian !== ENDIAN_CONSTANT) {
    problems.add('DEX_CORRUPT', offset + 40, () => ({ problem: 'byteOrder', mark: endian }));
  }
}

function checkChecksum(bytes: Uint8Array, offset: number, end: number, stated: number, problems: DexProblems): void {
  const actual = adler32(bytes, offset + CHECKED_FROM, end);
  if (actual === stated) return;
  const hex = (value: number): string => value.toString(16).padStart(8, '0');
  problems.add('DEX_CHECKSUM', offset + 8, () => ({ problem: 'differs', actual: hex(actual), stated: hex(stated) }));
}

function readTable(
  view: DataView,
  at: number,
  itemSize: number,
  name: DexTableName,
  { fileSize, problems }: { fileSize: number; problems: DexProblems },
): DexTable {
  const stated = view.getUint32(at, true);
  const offset = view.getUint32(at + 4, true);
  if (stated === 0) return { offset: 0, count: 0 };
  const fitting = Math.max(0, Math.floor((fileSize - offset) / itemSize));
  if (stated > fitting) {
    problems.add('DEX_CORRUPT', offset, () => ({ problem: 'table', stated, table: name, fitting }));
  }
  return fitting === 0 ? { offset: 0, count: 0 } : { offset, count: Math.min(stated, fitting) };
}

function shortTable(table: DexTable, name: DexTableName, problems: DexProblems): DexTable {
  if (table.count <= MAX_SHORT_INDEX) return table;
  problems.add('DEX_CORRUPT', table.offset, () => ({
    problem: 'tableSize',
    count: table.count,
    table: name,
    limit: MAX_SHORT_INDEX,
  }));
  return { offset: table.offset, count: MAX_SHORT_INDEX };
}
