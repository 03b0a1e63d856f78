/**
 * The bytes of an entry as ART and the loader of native libraries get them (system/libziparchive zip_archive.cc,
 * ExtractToMemory): stored or deflated and nothing else, no CRC check, no look at the encryption bit.
 */
import { inflateRaw } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { METHOD_DEFLATED, METHOD_STORED, type ZipArchive, type ZipEntry, type ZipRecord } from './archive.js';
import { inflate, readStored } from './asset.js';
import { displayName } from './entry-name.js';
import { mayInflateTo } from './inflate-head.js';

const LOCAL_HEADER = 30;
/** Bytes of an extra field that are read along with the local header. */
const USUAL_EXTRA = 64;
/** Compressed bytes that hold the tables of a deflate block and some data after them. */
const HEAD_INPUT = 400;
/** As many are inflated where these do not tell: someone may have put empty blocks first. */
const LONG_INPUT = 64 * 1024;
/** Bytes that looking at the first ones of an entry may give. */
const MOST_INFLATED = 64 * 1024;

/**
 * Reads a whole entry as ART does.
 * @throws PermauditError `ZIP_INFLATE` for other methods and bad data, `LIMIT_ENTRY`, `LIMIT_RATIO`, `ZIP_ENTRY_RANGE`
 */
export function extractEntry(archive: ZipArchive, entry: ZipEntry, maxBytes: number, reading: Reading): Uint8Array {
  const path = displayName(entry.key);
  if (entry.uncompressedSize > maxBytes) {
    const tooLarge: ErrorData<'LIMIT_ENTRY'> = {
      problem: 'extractedSize',
      size: entry.uncompressedSize,
      limit: maxBytes,
    };
    throw new PermauditError('LIMIT_ENTRY', tooLarge, { offset: entry.offset, path });
  }
  if (entry.method === METHOD_STORED) return readStored(archive, entry, path);
  if (entry.method === METHOD_DEFLATED) return inflate(archive, entry, path, reading);
  throw new PermauditError(
    'ZIP_INFLATE',
    { problem: 'method', method: entry.method },
    {
      offset: entry.offset,
      path,
    },
  );
}

/**
 * Which of a few signatures an entry begins with; null for none of them. One read for most entries, no inflating for
 * nearly all. The local header is not checked. `source` is the archive's own or one that reads ahead.
 * @throws PermauditError `IO_READ`
 */
export function entrySignature(
  archive: ZipArchive,
  record: ZipRecord,
  signatures: readonly Uint8Array[],
  source: ByteSource = archive.source,
): Uint8Array | null {
  const { localHeaderOffset: start, key, method, compressedSize, uncompressedSize } = record;
  const limit = archive.directory.offset;
  const window = readSome(source, start, LOCAL_HEADER + key.length + USUAL_EXTRA + HEAD_INPUT, limit);
  if (window.length < LOCAL_HEADER) return null;
  const view = new DataView(window.buffer, window.byteOffset, LOCAL_HEADER);
  const dataAt = LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
  const deflated = method === METHOD_DEFLATED;
  const wanted = Math.min(HEAD_INPUT, deflated ? compressedSize : uncompressedSize);
  const there = dataAt + wanted <= window.length;
  const input = there ? window.subarray(dataAt, dataAt + wanted) : readSome(source, start + dataAt, wanted, limit);
  if (!deflated) return signatureOf(input, signatures);
  if (!mayInflateTo(input, signatures)) return null;
  const more = readSome(source, start + dataAt, Math.min(compressedSize, LONG_INPUT), limit);
  return signatureOf(inflateStart(more, longestOf(signatures)), signatures);
}

function longestOf(signatures: readonly Uint8Array[]): number {
  return signatures.reduce((longest, { length }) => Math.max(longest, length), 0);
}

function signatureOf(head: Uint8Array, signatures: readonly Uint8Array[]): Uint8Array | null {
  return signatures.find((signature) => signature.every((byte, index) => head[index] === byte)) ?? null;
}

/** Up to `length` bytes from `offset`, fewer before `limit`. */
function readSome(source: ByteSource, offset: number, length: number, limit: number): Uint8Array {
  return offset >= limit ? new Uint8Array() : source.read(offset, Math.min(length, limit - offset));
}

/**
 * What the shortest part of the input inflates to that gives at least `needed` bytes; all of it where none does. Never more
 * than {@link MOST_INFLATED}, whatever the input would give.
 */
function inflateStart(input: Uint8Array, needed: number): Uint8Array {
  let tooShort = 0;
  let length = Math.min(HEAD_INPUT, input.length);
  for (;;) {
    const start = inflateSome(input.subarray(0, length));
    if (start !== null && (start.length >= needed || length === input.length)) return start;
    if (start !== null) {
      tooShort = length;
      length = Math.min(2 * length, input.length);
    } else if (length - tooShort > 1) {
      length = tooShort + Math.ceil((length - tooShort) / 2);
    } else {
      return new Uint8Array();
    }
  }
}

/** Null where it is too much. */
function inflateSome(input: Uint8Array): Uint8Array | null {
  const inflated = inflateRaw(input, MOST_INFLATED);
  if (inflated === 'larger') return null;
  return inflated === 'damaged' ? new Uint8Array() : inflated.bytes;
}
