/** A file that several readings open as an archive: its central directory is read once. */
import type { ByteSource } from '../bytes/byte-source.js';
import type { Reading } from '../bytes/reading.js';
import { checkArchiveLimits, openDirectory, ZipArchive, type OpenDirectory } from './archive.js';
import { earlierDirectory, type CentralDirectoryInfo } from './end-record.js';

export class ArchiveFile {
  /** Of an archive that every Android version reads alike. */
  #plain: OpenDirectory | null = null;
  /** The bytes of the directory of any other, and where they stand. */
  #bytes: { offset: number; bytes: Uint8Array } | null = null;
  #earlier: { found: CentralDirectoryInfo | null } | null = null;

  constructor(readonly source: ByteSource) {}

  /**
   * The archive as `reading`'s Android version opens it.
   * @throws PermauditError as {@link ZipArchive.open}
   */
  as(reading: Reading): ZipArchive {
    return ZipArchive.of(this.source, this.#directory(reading), reading);
  }

  /** {@link earlierDirectory} of this file. */
  earlierDirectory(): CentralDirectoryInfo | null {
    this.#earlier ??= { found: earlierDirectory(this.source) };
    return this.#earlier.found;
  }

  #directory(reading: Reading): OpenDirectory {
    if (this.#plain !== null) {
      checkArchiveLimits(this.source, this.#plain.info, reading);
      reading.checkTime('');
      return this.#plain;
    }
    const before = reading.marks;
    const directory = openDirectory(this.source, reading, (info) => this.#read(info));
    // Where no version and no oddity mattered, every other reading would walk it to the same end.
    if (reading.marks === before) this.#plain = directory;
    return directory;
  }

  /** Versions may find different directories in one file: the last one read is kept. */
  #read({ offset, size }: CentralDirectoryInfo): Uint8Array {
    if (this.#bytes?.offset === offset && this.#bytes.bytes.length === size) return this.#bytes.bytes;
    const bytes = this.source.read(offset, size);
    this.#bytes = { offset, bytes };
    return bytes;
  }
}
