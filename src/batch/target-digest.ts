/** What a target's files hold, as one digest. */
import { createHash } from 'node:crypto';
import { FileByteSource } from '../bytes/byte-source.js';
import { hashOf } from '../inputs/open-apk.js';
import { bytesUnlessText } from './path-bytes.js';
import { filesOf, type TargetFile } from './stamp.js';
import type { Target } from './types.js';

/**
 * SHA-256 of a target's file; of an app in several files that of their names and digests. null when one of them is larger
 * than what may be read.
 * @throws PermauditError `IO_*`
 */
export function digestOfTarget(
  target: Pick<Target, 'path' | 'file' | 'parts' | 'folder'>,
  mostBytes: number,
): string | null {
  const files = filesOf(target);
  const [only] = files;
  if (only?.name === '') return digestOfFile(only, mostBytes);
  const hash = createHash('sha256');
  for (const file of files) {
    const digest = digestOfFile(file, mostBytes);
    if (digest === null) return null;
    hash.update(JSON.stringify([file.name, digest]));
  }
  return hash.digest('hex');
}

function digestOfFile({ path }: TargetFile, mostBytes: number): string | null {
  const source = openBytes(Buffer.from(path));
  try {
    return source.size > mostBytes ? null : hashOf(source);
  } finally {
    source.close();
  }
}

/** Opens a file whose name need not be text. @throws PermauditError `IO_*` */
export function openBytes(path: Buffer): FileByteSource {
  // openSync takes bytes as well as text; only the constructor's type is narrower.
  return new FileByteSource(bytesUnlessText(path) === null ? path.toString('utf8') : (path as unknown as string));
}
