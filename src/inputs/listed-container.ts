/**
 * Containers that no rule of Android's ZIP reader binds: stores' installers unpack them, Android only opens the APKs inside.
 */
import { lastIndexOf } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { MANIFEST_NAME } from '../manifest/readings.js';
import { ZipArchive } from '../zip/archive.js';

const END_SIZE = 22;
const TAIL = END_SIZE + 0xffff;
const SIGNATURE = Uint8Array.of(0x50, 0x4b, 0x05, 0x06);
/** End records tried, from the end. */
const MOST_TRIED = 16;

/**
 * The entries of an archive by the last end record whose directory can be read, with names of any bytes and whatever
 * follows it; null where there is none, or where it has a manifest and so is an APK.
 */
export function listContainer(source: ByteSource, reading: Reading): ZipArchive | null {
  const start = Math.max(0, source.size - TAIL);
  const tail = source.read(start, source.size - start);
  let at = lastIndexOf(tail, SIGNATURE);
  for (let tried = 0; at >= 0 && tried < MOST_TRIED; tried++) {
    const archive = at + END_SIZE <= tail.length ? listAt(source, tail, at, start, reading) : null;
    if (archive !== null) return archive.has(MANIFEST_NAME) ? null : archive;
    at = lastIndexOf(tail, SIGNATURE, at - 1);
  }
  return null;
}

function listAt(source: ByteSource, tail: Uint8Array, at: number, start: number, reading: Reading): ZipArchive | null {
  const record = new BoundedReader(tail.subarray(at, at + END_SIZE), 'ZIP_NO_EOCD', '');
  const [size, offset, endRecordOffset] = [record.u32(12), record.u32(16), start + at];
  if (offset + size > endRecordOffset) return null;
  const info = { offset, size, records: record.u16(10), endRecordOffset, zip64Locator: false };
  try {
    return ZipArchive.listAll(source, info, reading);
  } catch (error) {
    // Bytes that are no directory; a limit is told.
    if (error instanceof PermauditError && error.code.startsWith('ZIP_')) return null;
    throw error;
  }
}
