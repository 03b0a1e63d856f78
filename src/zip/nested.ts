/** Archives inside archives, read in place: a stored entry is a window on its archive, a deflated one is inflated within a budget. */
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive } from './archive.js';
import { readAsset } from './asset.js';
import { displayName } from './entry-name.js';
import { MemoryByteSource } from '../bytes/byte-source.js';

const MIB = 1024 * 1024;
/** Bytes that may be inflated out of one input: stored entries, which are the rule, cost none of it. */
const INFLATE_BUDGET = 512 * MIB;
/** Files that are opened inside one input. */
const MAX_FILES = 100;
/** An archive in an archive; no deeper. */
export const MAX_DEPTH = 2;

/** A window on another source: entries that are stored are read where they lie. */
export class SubSource implements ByteSource {
  constructor(
    private readonly outer: ByteSource,
    private readonly start: number,
    readonly size: number,
  ) {
    if (!(start >= 0 && size >= 0 && start + size <= outer.size)) {
      throw new PermauditError(
        'ZIP_ENTRY_RANGE',
        { problem: 'outside', start, end: start + size },
        {
          offset: start,
        },
      );
    }
  }

  read(offset: number, length: number): Uint8Array {
    this.#checkRange(offset, length);
    return this.outer.read(this.start + offset, length);
  }

  readInto(offset: number, target: Uint8Array): void {
    this.#checkRange(offset, target.length);
    if (this.outer.readInto === undefined) target.set(this.outer.read(this.start + offset, target.length));
    else this.outer.readInto(this.start + offset, target);
  }

  #checkRange(offset: number, length: number): void {
    if (offset >= 0 && length >= 0 && offset + length <= this.size) return;
    throw new PermauditError('IO_READ', { problem: 'outsideEntry', start: offset, end: offset + length }, { offset });
  }
}

/** What opening the entries of one input may still cost. */
export class NestedBudget {
  #bytes = INFLATE_BUDGET;
  #files = MAX_FILES;

  /** @throws PermauditError `LIMIT_INPUT` */
  takeFile(path: string): void {
    this.#files--;
    if (this.#files >= 0) return;
    throw new PermauditError(
      'LIMIT_INPUT',
      { problem: 'apks', limit: MAX_FILES },
      {
        path,
      },
    );
  }

  /** @throws PermauditError `LIMIT_ENTRY` */
  takeBytes(size: number, path: string): void {
    this.#bytes -= size;
    if (this.#bytes >= 0) return;
    throw new PermauditError('LIMIT_ENTRY', { problem: 'nestedTotal', limit: INFLATE_BUDGET / MIB }, { path });
  }
}

/**
 * The content of an entry as a source of its own.
 * @throws PermauditError `LIMIT_ENTRY`, `LIMIT_RATIO`, `LIMIT_INPUT`, `ZIP_*`
 */
export function openEntry(archive: ZipArchive, key: string, budget: NestedBudget, reading: Reading): ByteSource {
  const path = displayName(key);
  const entry = archive.find(key);
  if (entry === null) throw new PermauditError('IO_NOT_FOUND', { problem: 'entry', name: path }, { path });
  budget.takeFile(path);
  if (entry.method === METHOD_STORED && entry.compressedSize === entry.uncompressedSize) {
    return new SubSource(archive.source, entry.dataOffset, entry.uncompressedSize);
  }
  if (entry.method !== METHOD_DEFLATED) {
    throw new PermauditError(
      'ZIP_INFLATE',
      { problem: 'methodUnread', method: entry.method },
      {
        offset: entry.offset,
        path,
      },
    );
  }
  budget.takeBytes(entry.uncompressedSize, path);
  return new MemoryByteSource(readAsset(archive, entry, entry.uncompressedSize, reading));
}

/**
 * A small text or message beside the APKs; null when there is none.
 * @throws PermauditError `LIMIT_ENTRY`, `ZIP_*`
 */
export function readSmallEntry(archive: ZipArchive, key: string, reading: Reading): Uint8Array | null {
  const entry = archive.find(key);
  return entry === null ? null : readAsset(archive, entry, 8 * MIB, reading);
}
