/** Files of the file system. */
import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { basename } from 'node:path';
import type { OpenFile } from './platform.js';

export function baseName(path: string): string {
  return basename(path);
}

export function openFile(path: string | number): OpenFile {
  // O_NONBLOCK: opening a FIFO that nobody writes to must not hang. Windows has no such flag.
  const flags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);
  return new DiskFile(typeof path === 'number' ? path : openSync(path, flags));
}

class DiskFile implements OpenFile {
  readonly kind: OpenFile['kind'];
  readonly size: number;
  readonly #before: BigIntStats;

  constructor(private readonly fd: number) {
    const before = fstatSync(fd, { bigint: true });
    this.kind = before.isFile() ? 'file' : before.isDirectory() ? 'folder' : 'other';
    this.size = Number(before.size);
    this.#before = before;
  }

  /**
   * By size and time, and by the time of the last change of its inode, which nobody can set back: but that is set too where
   * another link to the file comes or goes, which changes nothing of it.
   */
  hasChanged(): boolean {
    const before = this.#before;
    const now = fstatSync(this.fd, { bigint: true });
    if (now.size !== before.size || now.mtimeNs !== before.mtimeNs) return true;
    return now.ctimeNs !== before.ctimeNs && now.nlink === before.nlink;
  }

  readInto(position: number, target: Uint8Array, at: number): number {
    return readSync(this.fd, target, at, target.length - at, position);
  }

  close(): void {
    closeSync(this.fd);
  }
}
