import { openFile, uninitialised, type OpenFile } from '../platform/index.js';
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

/** A file of another machine, read by ranges. Every byte is of the version that was opened. */
export interface RemoteSource extends ByteSource {
  /** Time of the last change in nanoseconds since 1970, as decimal digits; null where it is not told. */
  readonly modified: string | null;
  /** Why it cannot be read any more; null while it can: a reader may take an error of the way for one of the file's. */
  readonly failure: PermauditError | null;
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
  readonly #file: OpenFile;

  /**
   * Opens `path` for reading.
   * @param path or the descriptor of an open file, which {@link FileByteSource.close} closes too
   * @throws PermauditError `IO_NOT_FOUND` when there is no such file, `IO_READ` when it cannot be read or is not a regular file
   */
  constructor(path: string | number) {
    this.#file = openForReading(path);
    this.size = this.#file.size;
    if (this.#file.kind === 'file') return;
    this.#file.close();
    const problem = this.#file.kind === 'folder' ? 'folder' : 'notRegular';
    throw new PermauditError('IO_READ', { problem }, {});
  }

  /** Whether the file was written to since it was opened: then what was read of it may be of no file that ever was. */
  hasChanged(): boolean {
    return this.#file.hasChanged();
  }

  read(offset: number, length: number): Uint8Array {
    checkRange(this.size, offset, length);
    const bytes = uninitialised(length);
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
      return this.#file.readInto(position, bytes, at);
    } catch (error) {
      throw new PermauditError(
        'IO_READ',
        { problem: 'cannotRead', system: systemCodeOrThrow(error) },
        { offset: position },
      );
    }
  }

  close(): void {
    this.#file.close();
  }
}

function openForReading(path: string | number): OpenFile {
  try {
    return openFile(path);
  } catch (error) {
    const code = systemCodeOrThrow(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new PermauditError('IO_NOT_FOUND', { problem: 'file' }, {});
    }
    throw new PermauditError('IO_READ', { problem: 'cannotOpen', system: code });
  }
}
