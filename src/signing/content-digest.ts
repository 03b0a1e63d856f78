/** Digests of an APK's content as the signature schemes v2 and newer define them, read by ranges. */
import { createDigest } from '../platform/index.js';
import { concatBytes, viewOf } from '../bytes/byte-arrays.js';
import type { ByteSource } from '../bytes/byte-source.js';
import type { CentralDirectoryInfo } from '../zip/end-record.js';

const CHUNK = 1024 * 1024;
const CHUNK_PREFIX = 0xa5;
const TOP_PREFIX = 0x5a;
const EOCD_DIRECTORY_OFFSET = 16;
const PAGE = 4096;
const HASHES_PER_PAGE = PAGE / 32;

/** The three parts that are digested: entries, central directory, end record (with the offset it had before signing). */
interface Section {
  size: number;
  read(offset: number, length: number): Uint8Array;
}

function sectionsOf(source: ByteSource, directory: CentralDirectoryInfo, blockOffset: number): Section[] {
  const part = (from: number, to: number): Section => ({
    size: to - from,
    read: (offset, length) => source.read(from + offset, length),
  });
  const end = Uint8Array.from(source.read(directory.endRecordOffset, source.size - directory.endRecordOffset));
  viewOf(end).setUint32(EOCD_DIRECTORY_OFFSET, blockOffset, true);
  return [
    part(0, blockOffset),
    part(directory.offset, directory.endRecordOffset),
    { size: end.length, read: (offset, length) => end.subarray(offset, offset + length) },
  ];
}

/**
 * The digest over chunks of 1 MiB: each chunk's digest, then the digest of those.
 * @param blockOffset where the signing block starts; it is no part of the digest
 */
export function chunkedDigest(
  source: ByteSource,
  directory: CentralDirectoryInfo,
  blockOffset: number,
  algorithm: 'sha256' | 'sha512',
): Uint8Array {
  const digests: Uint8Array[] = [];
  for (const section of sectionsOf(source, directory, blockOffset)) {
    for (let at = 0; at < section.size; at += CHUNK) {
      const length = Math.min(CHUNK, section.size - at);
      const hash = createDigest(algorithm).update(prefixed(CHUNK_PREFIX, length));
      digests.push(hash.update(section.read(at, length)).digest());
    }
  }
  const top = createDigest(algorithm).update(prefixed(TOP_PREFIX, digests.length));
  for (const digest of digests) top.update(digest);
  return top.digest();
}

function prefixed(prefix: number, count: number): Uint8Array {
  const bytes = new Uint8Array(5);
  bytes[0] = prefix;
  viewOf(bytes).setUint32(1, count, true);
  return bytes;
}

/**
 * The fs-verity form: the root of a Merkle tree over pages of 4 KiB, salted with eight zero bytes, followed by the
 * length of what it covers.
 */
export function verityDigest(source: ByteSource, directory: CentralDirectoryInfo, blockOffset: number): Uint8Array {
  const sections = sectionsOf(source, directory, blockOffset);
  const total = sections.reduce((sum, { size }) => sum + size, 0);
  let level = pageHashes(total, pageReader(sections));
  while (level.length > 32) {
    const hashes = level;
    level = pageHashes(hashes.length, (at, length) => hashes.subarray(at, at + length));
  }
  const size = new Uint8Array(8);
  viewOf(size).setBigUint64(0, BigInt(total), true);
  return concatBytes([level, size]);
}

function pageReader(sections: readonly Section[]): (at: number, length: number) => Uint8Array {
  return (at, length) => {
    const parts: Uint8Array[] = [];
    let start = 0;
    for (const section of sections) {
      const from = Math.max(at, start);
      const to = Math.min(at + length, start + section.size);
      if (from < to) parts.push(section.read(from - start, to - from));
      start += section.size;
    }
    return concatBytes(parts);
  };
}

function pageHashes(total: number, read: (at: number, length: number) => Uint8Array): Uint8Array {
  const salt = new Uint8Array(8);
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < total; at += PAGE * HASHES_PER_PAGE) {
    const block = read(at, Math.min(PAGE * HASHES_PER_PAGE, total - at));
    for (let page = 0; page < block.length; page += PAGE) {
      const bytes = new Uint8Array(PAGE);
      bytes.set(block.subarray(page, Math.min(page + PAGE, block.length)));
      hashes.push(createDigest('sha256').update(salt).update(bytes).digest());
    }
  }
  return concatBytes(hashes);
}
