/** The files behind a target, and whether they are still the same. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filesOfFolder } from '../inputs/folder.js';
import type { Target } from './types.js';

/** What the file system says of a target's files. */
export interface Stamp {
  /** Bytes of all files. */
  size: number;
  /** Time of the latest change in nanoseconds since 1970, as decimal digits. */
  modified: string;
  /** Device, inode, size and time of every file: equal only while nothing changed. */
  identity: string;
}

/** A file of a target. */
export interface TargetFile {
  path: string | Buffer;
  /** Its name within the target; `''` for a target that is one file. */
  name: string;
}

/**
 * The files that decide what is said of a target.
 * @throws PermauditError `IO_READ` when a folder cannot be listed
 */
export function filesOf(target: Pick<Target, 'path' | 'file' | 'parts' | 'folder'>): TargetFile[] {
  const { path, file, parts, folder } = target;
  if (parts !== undefined) return parts.map((part) => ({ path: part, name: part }));
  if (folder === true) return filesOfFolder(file).map((name) => ({ path: join(file, name), name }));
  return [{ path: Buffer.from(path.buffer, path.byteOffset, path.byteLength), name: '' }];
}

/**
 * Size, time and identity of a target's files now; null when one of them is missing.
 * @throws Node's system errors other than a missing file; PermauditError `IO_READ`
 */
export function stampOf(target: Pick<Target, 'path' | 'file' | 'parts' | 'folder'>): Stamp | null {
  let size = 0n;
  let modified = 0n;
  const identities: string[] = [];
  for (const { path } of filesOf(target)) {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return null;
    size += stat.size;
    if (stat.mtimeNs > modified) modified = stat.mtimeNs;
    identities.push(`${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}`);
  }
  return { size: Number(size), modified: modified.toString(), identity: identities.join() };
}
