/** Finding an entry inside a type chunk: LoadedPackage::GetEntryOffset, VerifyResTableEntry (libs/androidfw/LoadedArsc.cpp). */
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { VALUE_SIZE, valueAt, type TypedValue } from '../chunks/value.js';
import type { TypeChunk } from './package.js';

const NO_ENTRY = 0xffffffff;
const NO_ENTRY_16 = 0xffff;
const ENTRY_SIZE = 8;
const MAP_ENTRY_SIZE = 16;
/** ResTable_map: a name and a value. */
const MAP_SIZE = 12;
const FLAG_COMPLEX = 0x0001;
const FLAG_COMPACT = 0x0008;
/** Android 14 reads compact entries. */
const API_COMPACT = 34;
/** Android 11 takes an entry for a bag only when it is long enough to be one (AssetManager2.cpp, GetEntryValue). */
const API_BAG_BY_SIZE = 30;

/** An entry that is there: its simple value, or null for a bag. */
export interface ResourceEntry {
  value: TypedValue | null;
  /** Index of the entry's name in the key pool. */
  key: number;
}

/** The offset of an entry inside its type chunk, before `entriesStart`; null when the type has no such entry. */
export function entryOffset(data: BoundedReader, type: TypeChunk, index: number): number | null {
  const table = type.offset + type.headerSize;
  if (type.sparse) return sparseOffset(data, type, table, index);
  if (index >= type.entryCount) return null;
  if (type.offset16) {
    const offset = data.u16(table + index * 2);
    return offset === NO_ENTRY_16 ? null : offset * 4;
  }
  const offset = data.u32(table + index * 4);
  return offset === NO_ENTRY ? null : offset;
}

/** std::lower_bound over {index, offset / 4} pairs: unsorted pairs are not found, as on Android. */
function sparseOffset(data: BoundedReader, type: TypeChunk, table: number, index: number): number | null {
  let low = 0;
  let high = type.entryCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (data.u16(table + middle * 4) < index) low = middle + 1;
    else high = middle;
  }
  if (low === type.entryCount || data.u16(table + low * 4) !== index) return null;
  return data.u16(table + low * 4 + 2) * 4;
}

/** The entry at an offset from {@link entryOffset}; null when Android finds it damaged. */
export function readEntry(
  data: BoundedReader,
  type: TypeChunk,
  offset: number,
  reading: Reading,
): ResourceEntry | null {
  if ((offset & 3) !== 0) return null;
  const inChunk = offset + type.entriesStart;
  if (inChunk > type.size - ENTRY_SIZE) return null;
  const at = type.offset + inChunk;
  const flags = data.u16(at + 2);
  if ((flags & FLAG_COMPACT) !== 0 && reading.since(API_COMPACT)) {
    return { value: { type: flags >> 8, data: data.u32(at + 4) }, key: data.u16(at) };
  }
  const entrySize = data.u16(at);
  if (entrySize < ENTRY_SIZE || inChunk > type.size - entrySize) return null;
  const isSound =
    entrySize < MAP_ENTRY_SIZE ? hasValue(data, type, inChunk + entrySize) : hasMap(data, type, inChunk, entrySize);
  if (!isSound) return null;
  const key = data.u32(at + 4);
  const isComplex = (flags & FLAG_COMPLEX) !== 0;
  if (isComplex && (entrySize >= MAP_ENTRY_SIZE || !reading.since(API_BAG_BY_SIZE))) return { value: null, key };
  // Behind a long entry without the flag no value was checked to be there.
  if (at + entrySize + VALUE_SIZE > data.size) return null;
  return { value: valueAt(data, at + entrySize), key };
}

function hasValue(data: BoundedReader, type: TypeChunk, start: number): boolean {
  if (start > type.size - VALUE_SIZE) return false;
  const size = data.u16(type.offset + start);
  return size >= VALUE_SIZE && start <= type.size - size;
}

/** Whatever its flags, a long entry is checked as if it held a map. */
function hasMap(data: BoundedReader, type: TypeChunk, inChunk: number, entrySize: number): boolean {
  const start = inChunk + entrySize;
  if ((start & 3) !== 0) return false;
  return data.u32(type.offset + inChunk + 12) <= Math.floor((type.size - start) / MAP_SIZE);
}
