import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { PermauditError } from './errors.js';
import { systemCodeOrThrow } from './system-code.js';

/** Random access to bytes that may be far larger than memory. Offsets and sizes are bytes. */
export interface ByteSource {
  readonly size: number;
  /**
   * The `length` bytes at `offset`. The caller must not write to them.
   * @throws PermauditError `IO_READ` when they cannot be read in full
   */
  read(offset: number, length: number): Uint8Array;
  /** Fills `target` with the bytes at `offset`: for walking through a whole source with one buffer. Same errors as read. */
  readInto?(offset: number, target: Uint8Array): void;
}

function checkRange(size: number, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw new PermauditError(
      'IO_READ',
      { problem: 'outside', start: offset, end: offset + length, size },
      {
        offset,
      },
    );
  }
}

/** Bytes that are already in memory. */
export class MemoryByteSource implements ByteSource {
  readonly size: number;

  constructor(private readonly bytes: Uint8Array) {
    this.size = bytes.byteLength;
  }

  read(offset: number, length: number): Uint8Array {
    checkRange(this.size, offset, length);
    return this.bytes.subarray(offset, offset + length);
  }
}

/** An open regular file, read by ranges. Call {@link FileByteSource.close} when done. */
export class FileByteSource implements ByteSource {
  readonly size: number;
  readonly #fd: number;
  readonly #before: BigIntStats;

  /**
   * Opens `path` for reading.
   * @param path or the descriptor of an open file, which {@link FileByteSource.close} closes too
   * @throws PermauditError `IO_NOT_FOUND` when there is no such file, `IO_READ` when it cannot be read or is not a regular file
   */
  constructor(path: string | number) {
    this.#fd = typeof path === 'number' ? path : openForReading(path);
    const stat = fstatSync(this.#fd);
    if (!stat.isFile()) {
      closeSync(this.#fd);
      throw new PermauditError('IO_READ', stat.isDirectory() ? { problem: 'folder' } : { problem: 'notRegular' }, {});
    }
    this.size = stat.size;
    this.#before = fstatSync(this.#fd, { bigint: true });
  }

  /**
   * Whether the file was written to since it was opened: then what was read of it may be of no file that ever was. By size
   * and time, and by the time of the last change of its inode, which nobody can set back: but that is set too where another
   * link to the file comes or goes, which changes nothing of it.
   */
  hasChanged(): boolean {
    const before = this.#before;
    const now = fstatSync(this.#fd, { bigint: true });
    if (now.size !== before.size || now.mtimeNs !== before.mtimeNs) return true;
    return now.ctimeNs !== before.ctimeNs && now.nlink === before.nlink;
  }

  read(offset: number, length: number): Uint8Array {
    checkRange(this.size, offset, length);
    const bytes = Buffer.allocUnsafe(length);
    this.readInto(offset, bytes);
    return bytes;
  }

  readInto(offset: number, target: Uint8Array): void {
    checkRange(this.size, offset, target.length);
    let done = 0;
    while (done < target.length) {
      const got = this.#readSome(target, done, offset + done);
      if (got === 0) {
        throw new PermauditError('IO_READ', { problem: 'shrank' }, { offset: offset + done });
      }
      done += got;
    }
  }

  #readSome(bytes: Uint8Array, at: number, position: number): number {
    try {
      return readSync(this.#fd, bytes, at, bytes.length - at, position);
    } catch (error) {
      throw new PermauditError(
        'IO_READ',
        { problem: 'cannotRead', system: systemCodeOrThrow(error) },
        { offset: position },
      );
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}

function openForReading(path: string): number {
  try {
    // O_NONBLOCK: opening a FIFO that nobody writes to must not hang. Windows has no such flag.
    return openSync(path, constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0));
  } catch (error) {
    const code = systemCodeOrThrow(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new PermauditError('IO_NOT_FOUND', { problem: 'file' }, {});
    }
    throw new PermauditError('IO_READ', { problem: 'cannotOpen', system: code });
  }
}
