/** The files that somebody handed over, by their names. */
import type { OpenFile } from '../platform.js';

/** `FileReaderSync`, which only workers have. */
export interface BlobReader {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

let files: ReadonlyMap<string, Blob> = new Map();
let reader: BlobReader | null = null;

/** The files that {@link openFile} knows from now on; nothing of them is read before it is asked for. */
export function provideFiles(given: ReadonlyMap<string, Blob>, by: BlobReader): void {
  files = given;
  reader = by;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

class SystemError extends Error {
  constructor(
    readonly code: string,
    cause?: unknown,
  ) {
    super(code, { cause });
  }
}

export function openFile(path: string | number): OpenFile {
  const blob = typeof path === 'string' ? files.get(path) : undefined;
  if (blob === undefined || reader === null) throw new SystemError('ENOENT');
  return new BlobFile(blob, reader);
}

/** What one look into the file brings, where less is asked for: each look costs more than its bytes. */
const WINDOW = 64 * 1024;

/** Of a DOMException (File API, "Errors and exceptions"): the file is gone, was changed, is a folder, or is kept from the page. */
const CANNOT_READ: ReadonlySet<string> = new Set(['NotFoundError', 'NotReadableError', 'SecurityError']);

class BlobFile implements OpenFile {
  readonly kind = 'file';
  readonly size: number;
  #window: Uint8Array = new Uint8Array();
  #windowAt = 0;

  constructor(
    private readonly blob: Blob,
    private readonly reader: BlobReader,
  ) {
    this.size = blob.size;
  }

  /** A browser refuses to read a file that was written to since it was handed over. */
  hasChanged(): boolean {
    return false;
  }

  readInto(position: number, target: Uint8Array, at: number): number {
    const wanted = Math.min(target.length - at, this.size - position);
    if (wanted <= 0) return 0;
    if (wanted >= WINDOW) {
      target.set(this.#read(position, wanted), at);
      return wanted;
    }
    const isInside = position >= this.#windowAt && position + wanted <= this.#windowAt + this.#window.length;
    if (!isInside) {
      this.#windowAt = position;
      this.#window = this.#read(position, Math.min(WINDOW, this.size - position));
    }
    const from = position - this.#windowAt;
    target.set(this.#window.subarray(from, from + wanted), at);
    return wanted;
  }

  #read(position: number, length: number): Uint8Array {
    try {
      return new Uint8Array(this.reader.readAsArrayBuffer(this.blob.slice(position, position + length)));
    } catch (error) {
      if (error instanceof Error && CANNOT_READ.has(error.name)) throw new SystemError('EIO', error);
      throw error;
    }
  }

  close(): void {
    this.#window = new Uint8Array();
  }
}
