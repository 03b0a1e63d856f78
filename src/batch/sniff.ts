/** Tells an APK from other files by what is in it. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * What a file is, as far as its ends tell:
 * `apk`: a ZIP archive that names a manifest, a bundle or an inner APK; `archive`: it has another archive's end record;
 * `cut`: begins as a ZIP archive and has no end record; `other`: none of these.
 */
export type Kind = 'apk' | 'archive' | 'cut' | 'other';

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const LOCAL_SIGNATURE = Buffer.from('PK\x03\x04', 'latin1');
const END_SIZE = 22;
/** An end record and the longest comment behind it: as far as Android looks (libziparchive, MapCentralDirectory). */
const TAIL = END_SIZE + 0xffff;
const CHUNK = 1024 * 1024;
/** No central directory that Android takes is larger; see Limits.centralDirectoryBytes. */
const MOST_DIRECTORY = 64 * 1024 * 1024;
const TELLING_NAMES = ['AndroidManifest.xml', 'BundleConfig.pb', '.apk'].map((name) => Buffer.from(name, 'latin1'));
const LONGEST_TELLING_NAME = Math.max(...TELLING_NAMES.map((name) => name.length));

/**
 * Looks at the first bytes, the end record and the central directory, never at the name.
 * @throws Node's system errors (`EACCES`, `ENOENT`, `EIO` ...)
 */
export function sniff(path: Buffer): Kind {
  // O_NONBLOCK: the file may have become a FIFO since it was listed. Windows has no such flag.
  const fd = openSync(path, constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0));
  try {
    const { size } = fstatSync(fd);
    if (size < LOCAL_SIGNATURE.length) return 'other';
    const beginsAsZip = readAt(fd, 0, LOCAL_SIGNATURE.length).equals(LOCAL_SIGNATURE);
    const tailAt = Math.max(0, size - TAIL);
    const tail = readAt(fd, tailAt, size - tailAt);
    // As Android does: what comes later has no room for a record, and is only text of the comment.
    const end = tail.length < END_SIZE ? -1 : tail.lastIndexOf(END_SIGNATURE, tail.length - END_SIZE);
    if (end < 0) return beginsAsZip ? 'cut' : 'other';
    return namesApk(fd, tail.readUInt32LE(end + 16), tailAt + end) ? 'apk' : 'archive';
  } finally {
    closeSync(fd);
  }
}

/** Whether one of the telling names stands between the central directory's stated begin and the end record. */
function namesApk(fd: number, statedBegin: number, end: number): boolean {
  const begin = Math.max(statedBegin < end ? statedBegin : 0, end - MOST_DIRECTORY);
  for (let at = begin; at < end; at += CHUNK) {
    const bytes = readAt(fd, at, Math.min(CHUNK + LONGEST_TELLING_NAME, end - at));
    if (TELLING_NAMES.some((name) => bytes.includes(name))) return true;
  }
  return false;
}

function readAt(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const got = readSync(fd, bytes, done, length - done, offset + done);
    if (got === 0) break;
    done += got;
  }
  return bytes.subarray(0, done);
}
