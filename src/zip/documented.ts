/** Entries of an archive as the published format has them (PKWARE APPNOTE 4.4): flags, method and sizes of the directory. */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive, type ZipEntry } from './archive.js';
import { inflate } from './asset.js';
import { displayName } from './entry-name.js';

const FLAG_ENCRYPTED = 0x0001;

/**
 * Why the published format does not give an entry's data: it is marked as encrypted, it states a method that its data do
 * not follow, or its data do not inflate to the stated size.
 */
export type EntryObstacle = 'encrypted' | 'method' | 'data';

/**
 * The data of an entry, or why there are none.
 * @param maxBytes budget for the larger of its sizes
 * @throws PermauditError `LIMIT_ENTRY`, `LIMIT_RATIO`
 */
export function readAsDocumented(
  archive: ZipArchive,
  entry: ZipEntry,
  maxBytes: number,
  reading: Reading,
): Uint8Array | EntryObstacle {
  const path = displayName(entry.key);
  if ((entry.flags & FLAG_ENCRYPTED) !== 0) return 'encrypted';
  if (entry.method !== METHOD_STORED && entry.method !== METHOD_DEFLATED) return 'method';
  const size = entry.method === METHOD_STORED ? entry.compressedSize : entry.uncompressedSize;
  if (size > maxBytes) {
    throw new PermauditError(
      'LIMIT_ENTRY',
      { problem: 'entrySize', size, limit: maxBytes },
      {
        offset: entry.offset,
        path,
      },
    );
  }
  if (entry.method === METHOD_STORED) return archive.source.read(entry.dataOffset, entry.compressedSize);
  try {
    return inflate(archive, entry, path, reading);
  } catch (error) {
    if (error instanceof PermauditError && error.kind === 'refused') return 'data';
    throw error;
  }
}
