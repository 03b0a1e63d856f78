/** The bytes of an entry as a JAR's verifier reads them: every method but "stored" is deflate (StrictJarFile.getZipInputStream). */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive, type ZipEntry } from '../zip/archive.js';
import { inflate, readAsset } from '../zip/asset.js';
import { displayName } from '../zip/entry-name.js';

/**
 * Reads a whole entry; `maxBytes` is the budget for its uncompressed size.
 * @throws PermauditError `LIMIT_ENTRY`, `LIMIT_RATIO`, `ZIP_ENTRY_RANGE`, `ZIP_INFLATE`
 */
export function readJarEntry(archive: ZipArchive, entry: ZipEntry, maxBytes: number, reading: Reading): Uint8Array {
  const { method, uncompressedSize: size, offset, key } = entry;
  if (method === METHOD_STORED || method === METHOD_DEFLATED) return readAsset(archive, entry, maxBytes, reading);
  const path = displayName(key);
  if (size > maxBytes) {
    throw new PermauditError('LIMIT_ENTRY', { problem: 'entrySize', size, limit: maxBytes }, { offset, path });
  }
  return inflate(archive, entry, path, reading);
}
