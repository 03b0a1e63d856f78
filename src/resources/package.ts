/** One package of a resource table: LoadedPackage::Load (libs/androidfw/LoadedArsc.cpp). */
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { CHUNK, type ChunkHeader } from '../chunks/chunk.js';
import { StringPool } from '../chunks/string-pool.js';
import { walkChunks } from './chunks.js';
import { readConfig, type ResourceConfig } from './config.js';
import type { TableItems } from './table-items.js';

const MIN_PACKAGE_HEADER = 284;
const PACKAGE_HEADER_WITH_TYPE_OFFSET = 288;
const MIN_TYPE_HEADER = 24;
const TYPE_SPEC_HEADER = 16;
const FLAG_SPARSE = 0x01;
const FLAG_OFFSET16 = 0x02;
/** Android 14: 16-bit offsets and compact entries. */
const API_OFFSET16 = 34;
/** Android 12: staged resource ids. */
const API_STAGED_ALIAS = 31;
const FRAMEWORK_PACKAGE = 1;

/** One type chunk: the values of a type in one configuration. */
export interface TypeChunk {
  offset: number;
  size: number;
  headerSize: number;
  sparse: boolean;
  offset16: boolean;
  entryCount: number;
  entriesStart: number;
  config: ResourceConfig;
}

interface TypeSpec {
  /** Per entry: in which configurations it varies. */
  flagsOffset: number;
  entryCount: number;
  types: TypeChunk[];
}

export interface ResourcePackage {
  id: number;
  name: string;
  /** By type id as it stands in resource ids (1-based, offset applied). */
  types: Map<number, TypeSpec>;
  /** LIBRARY chunk: package name to the id it has inside this file. */
  libraries: Map<string, number>;
  /** STAGED_ALIAS chunk: staged id to final id. */
  aliases: Map<number, number>;
  typeStrings: StringPool | null;
  keyStrings: StringPool | null;
  typeIdOffset: number;
  offset: number;
}

/** @throws PermauditError `ARSC_CORRUPT`, `LIMIT_STRINGS`, `LIMIT_NODES` */
export function readPackage(
  data: BoundedReader,
  chunk: ChunkHeader,
  items: TableItems,
  reading: Reading,
): ResourcePackage {
  const { offset, headerSize } = chunk;
  items.take(offset);
  if (headerSize < MIN_PACKAGE_HEADER) fail(data, offset, { problem: 'packageHeader' });
  const typeIdOffset = headerSize >= PACKAGE_HEADER_WITH_TYPE_OFFSET ? data.u32(offset + 284) : 0;
  if (typeIdOffset > 0xff) fail(data, offset, { problem: 'typeIdOffset' });
  const result: ResourcePackage = {
    id: data.u32(offset + 8),
    name: readName(data, offset + 12),
    types: new Map(),
    libraries: new Map(),
    aliases: new Map(),
    typeStrings: null,
    keyStrings: null,
    typeIdOffset,
    offset,
  };
  const pools = { type: offset + data.u32(offset + 268), key: offset + data.u32(offset + 276) };
  const from: PackageChunk = { data, reading, items, pools, room: chunk.size - headerSize };
  for (const child of walkChunks(data, offset + headerSize, offset + chunk.size)) readChild(child, result, from);
  return result;
}

function fail(data: BoundedReader, offset: number, problem: ErrorData<'ARSC_CORRUPT'>): never {
  throw new PermauditError('ARSC_CORRUPT', problem, { offset, path: data.path });
}

/** A char16[128] name, to its first NUL. */
function readName(data: BoundedReader, offset: number): string {
  const units: number[] = [];
  for (let index = 0; index < 128; index++) {
    const unit = data.u16(offset + index * 2);
    if (unit === 0) break;
    units.push(unit);
  }
  return String.fromCharCode(...units);
}

/** What the chunks of a package are read from. */
interface PackageChunk {
  data: BoundedReader;
  reading: Reading;
  items: TableItems;
  /** Offsets at which the header says that the pools stand. */
  pools: { type: number; key: number };
  /** Bytes behind the header. */
  room: number;
}

function readChild(child: ChunkHeader, into: ResourcePackage, from: PackageChunk): void {
  const { data, reading, pools } = from;
  switch (child.type) {
    case CHUNK.STRING_POOL:
      if (child.offset === pools.type) into.typeStrings = StringPool.parse(data, child, 'ARSC_CORRUPT', reading);
      else if (child.offset === pools.key) into.keyStrings = StringPool.parse(data, child, 'ARSC_CORRUPT', reading);
      break;
    case CHUNK.TABLE_TYPE_SPEC:
      readTypeSpec(from, child, into);
      break;
    case CHUNK.TABLE_TYPE:
      readType(from, child, into);
      break;
    case CHUNK.TABLE_LIBRARY:
      readLibrary(from, child, into);
      break;
    case CHUNK.TABLE_STAGED_ALIAS:
      // AOSP keeps aliases of the framework package only.
      if (into.id === FRAMEWORK_PACKAGE && reading.since(API_STAGED_ALIAS)) readAliases(from, child, into);
      break;
    default:
      break;
  }
}

/** LoadedPackage::Load compares the entries with the data of the package's chunk, not with those of the type spec's. */
function readTypeSpec(
  { data, items, room: packageRoom }: PackageChunk,
  chunk: ChunkHeader,
  into: ResourcePackage,
): void {
  if (chunk.headerSize < TYPE_SPEC_HEADER) fail(data, chunk.offset, { problem: 'specHeader' });
  const id = data.u8(chunk.offset + 8);
  const entryCount = data.u32(chunk.offset + 12);
  if (id === 0) fail(data, chunk.offset, { problem: 'specZero' });
  if (into.typeIdOffset + id > 0xff) fail(data, chunk.offset, { problem: 'typeIdLarge' });
  if (entryCount > 0xffff) fail(data, chunk.offset, { problem: 'specEntries', count: entryCount });
  if (entryCount * 4 > packageRoom) fail(data, chunk.offset, { problem: 'specShort' });
  const key = into.typeIdOffset + id;
  // The first spec of an id counts.
  if (into.types.has(key)) return;
  items.take(chunk.offset);
  into.types.set(key, { flagsOffset: chunk.offset + chunk.headerSize, entryCount, types: [] });
}

function readType({ data, reading, items }: PackageChunk, chunk: ChunkHeader, into: ResourcePackage): void {
  const { offset, size, headerSize } = chunk;
  if (headerSize < MIN_TYPE_HEADER) fail(data, offset, { problem: 'typeHeader' });
  const id = data.u8(offset + 8);
  const flags = data.u8(offset + 9);
  const offset16 = (flags & FLAG_OFFSET16) !== 0 && reading.since(API_OFFSET16);
  const type: TypeChunk = {
    offset,
    size,
    headerSize,
    sparse: (flags & FLAG_SPARSE) !== 0,
    offset16,
    entryCount: data.u32(offset + 12),
    entriesStart: data.u32(offset + 16),
    config: readConfig(data, offset + 20),
  };
  verifyType(data, type, id);
  const spec = into.types.get(into.typeIdOffset + id);
  if (spec === undefined) fail(data, offset, { problem: 'noSpec' });
  items.take(offset);
  spec.types.push(type);
}

/** VerifyResTableType. */
function verifyType(data: BoundedReader, type: TypeChunk, id: number): void {
  if (id === 0) fail(data, type.offset, { problem: 'typeZero' });
  if (type.entryCount > 0xffff) fail(data, type.offset, { problem: 'typeEntries', count: type.entryCount });
  const offsetsLength = type.entryCount * (type.offset16 ? 2 : 4);
  if (type.headerSize > type.entriesStart || type.entriesStart - type.headerSize < offsetsLength) {
    fail(data, type.offset, { problem: 'entryOffsets' });
  }
  if (type.entriesStart > type.size) fail(data, type.offset, { problem: 'entriesOutside' });
  if ((type.entriesStart & 3) !== 0) fail(data, type.offset, { problem: 'entriesUnaligned' });
}

function readLibrary({ data, items }: PackageChunk, chunk: ChunkHeader, into: ResourcePackage): void {
  if (chunk.headerSize < 12) fail(data, chunk.offset, { problem: 'libraryHeader' });
  const count = data.u32(chunk.offset + 8);
  const start = chunk.offset + chunk.headerSize;
  if (Math.floor((chunk.size - chunk.headerSize) / 260) < count) fail(data, chunk.offset, { problem: 'libraryShort' });
  for (let index = 0; index < count; index++) {
    const id = data.u32(start + index * 260);
    if (id >= 0xff) fail(data, chunk.offset, { problem: 'libraryId', id });
    items.take(chunk.offset);
    into.libraries.set(readName(data, start + index * 260 + 4), id);
  }
}

function readAliases({ data, items }: PackageChunk, chunk: ChunkHeader, into: ResourcePackage): void {
  if (chunk.headerSize < 12) fail(data, chunk.offset, { problem: 'aliasHeader' });
  const count = data.u32(chunk.offset + 8);
  const start = chunk.offset + chunk.headerSize;
  if (Math.floor((chunk.size - chunk.headerSize) / 8) < count) fail(data, chunk.offset, { problem: 'aliasShort' });
  for (let index = 0; index < count; index++) {
    const staged = data.u32(start + index * 8);
    if (into.aliases.has(staged)) fail(data, chunk.offset, { problem: 'aliasTwice' });
    items.take(chunk.offset);
    into.aliases.set(staged, data.u32(start + index * 8 + 4));
  }
}
