/** Resource chunks (ResChunk_header, libs/androidfw/include/androidfw/ResourceTypes.h): the frame of binary XML and of resources.arsc. */
import type { BoundedReader } from '../bytes/reader.js';

/** Chunk types that permaudit reads. */
export const CHUNK = {
  STRING_POOL: 0x0001,
  TABLE: 0x0002,
  XML: 0x0003,
  XML_START_NAMESPACE: 0x0100,
  XML_END_NAMESPACE: 0x0101,
  XML_START_ELEMENT: 0x0102,
  XML_END_ELEMENT: 0x0103,
  XML_CDATA: 0x0104,
  XML_FIRST: 0x0100,
  XML_LAST: 0x017f,
  XML_RESOURCE_MAP: 0x0180,
  TABLE_PACKAGE: 0x0200,
  TABLE_TYPE: 0x0201,
  TABLE_TYPE_SPEC: 0x0202,
  TABLE_LIBRARY: 0x0203,
  TABLE_OVERLAYABLE: 0x0204,
  TABLE_OVERLAYABLE_POLICY: 0x0205,
  TABLE_STAGED_ALIAS: 0x0206,
} as const;

export const CHUNK_HEADER_SIZE = 8;

export interface ChunkHeader {
  /** Offset of the chunk in its data. */
  offset: number;
  type: number;
  headerSize: number;
  size: number;
}

/** The header at `offset`, unchecked but for the end of the data; null when it does not fit before `end`. */
export function chunkAt(data: BoundedReader, offset: number, end: number): ChunkHeader | null {
  if (offset + CHUNK_HEADER_SIZE > end || end > data.size) return null;
  return { offset, type: data.u16(offset), headerSize: data.u16(offset + 2), size: data.u32(offset + 4) };
}

/** `validate_chunk` (ResourceTypes.cpp): sizes in order, aligned to four bytes, inside the data. */
export function isValidChunk(chunk: ChunkHeader, minHeaderSize: number, end: number): boolean {
  return (
    chunk.headerSize >= minHeaderSize &&
    chunk.headerSize <= chunk.size &&
    ((chunk.headerSize | chunk.size) & 3) === 0 &&
    chunk.offset + chunk.size <= end
  );
}
