/**
 * The bytes of an entry as ART and the loader of native libraries get them (system/libziparchive zip_archive.cc,
 * ExtractToMemory): stored or deflated and nothing else, no CRC check, no look at the encryption bit.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive, type ZipEntry } from './archive.js';
import { inflate, readStored } from './asset.js';
import { displayName } from './entry-name.js';

/** Compressed bytes that hold the tables of a deflate block and some data after them. */
const HEAD_INPUT = 512;

/**
 * Reads a whole entry as ART does.
 * @throws PermauditError `ZIP_INFLATE` for other methods and bad data, `LIMIT_ENTRY`, `LIMIT_RATIO`, `ZIP_ENTRY_RANGE`
 */
export function extractEntry(archive: ZipArchive, entry: ZipEntry, maxBytes: number, reading: Reading): Uint8Array {
  const path = displayName(entry.key);
  if (entry.uncompressedSize > maxBytes) {
    const message = `the entry says it holds ${entry.uncompressedSize} bytes, more than the limit of ${maxBytes}`;
    throw new PermauditError('LIMIT_ENTRY', message, { offset: entry.offset, path });
  }
  if (entry.method === METHOD_STORED) return readStored(archive, entry, path);
  if (entry.method === METHOD_DEFLATED) return inflate(archive, entry, path, reading);
  throw new PermauditError('ZIP_INFLATE', `Android does not extract compression method ${entry.method}`, {
    offset: entry.offset,
    path,
  });
}

/**
 * The first bytes of an entry, fewer when it is shorter or cannot be inflated; nothing else of it is read.
 * @throws PermauditError `IO_READ`, `ZIP_ENTRY_RANGE`
 */
export function entryHead(archive: ZipArchive, entry: ZipEntry, length: number): Uint8Array {
  const deflated = entry.method === METHOD_DEFLATED;
  const stated = deflated ? Math.min(HEAD_INPUT, entry.compressedSize) : Math.min(length, entry.uncompressedSize);
  const input = archive.source.read(entry.dataOffset, Math.min(stated, archive.source.size - entry.dataOffset));
  return deflated ? inflateSome(input).subarray(0, length) : input;
}

function inflateSome(input: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(input, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) return new Uint8Array();
    throw error;
  }
}
