/** The APK Signing Block between the entries and the central directory (source.android.com, APK Signature Scheme v2). */
import { asText } from '../platform/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { CentralDirectoryInfo } from '../zip/end-record.js';

const MAGIC = 'APK Sig Block 42';
const FOOTER_SIZE = 24;
/** Real blocks have some kilobytes; lineages and stamps add a little. */
const MAX_BLOCK = 16 * 1024 * 1024;

export const BLOCK_ID = { V2: 0x7109871a, V3: 0xf05368c0, V31: 0x1b93ad61, V32: 0x70e1c89f } as const;

const SCHEME_IDS: ReadonlySet<number> = new Set(Object.values(BLOCK_ID));
/** Values of one block or sequence: real ones have a few. */
const MOST_VALUES = 10_000;

export interface SigningBlock {
  /** Where the block starts in the file: the end of the entries. */
  offset: number;
  /** Values by id; a repeated id keeps the first, as Android takes it. Of very many, those of schemes. */
  values: Map<number, BoundedReader>;
  /** Why the pairs end early: Android finds those before all the same (ApkSigningBlockUtils.findApkSignatureSchemeBlock). */
  fault: PermauditError | null;
}

/** Raised inside signature readers for anything malformed; becomes a problem of the signer, never of the whole audit. */
export function malformed(problem: ErrorData<'APK_SIGNATURE'>): PermauditError {
  return new PermauditError('APK_SIGNATURE', problem);
}

/**
 * Runs one reader of somebody's bytes; what it refuses is a value.
 * @throws PermauditError `IO_READ`
 */
export function attempt<T>(read: () => T): T | PermauditError {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PermauditError) || error.code === 'IO_READ') throw error;
    return error;
  }
}

/**
 * The signing block of an archive; null when there is none.
 * @throws PermauditError `APK_SIGNATURE` when there is one that cannot be read, in which Android finds no signature;
 *   `LIMIT_ENTRY`
 */
export function readSigningBlock(source: ByteSource, directory: CentralDirectoryInfo): SigningBlock | null {
  const end = directory.offset;
  if (end < FOOTER_SIZE + 8) return null;
  const footer = readerOf(source.read(end - FOOTER_SIZE, FOOTER_SIZE));
  if (asText(footer.slice(8, FOOTER_SIZE)).toString('latin1') !== MAGIC) return null;
  const size = u64(footer, 0);
  if (size < FOOTER_SIZE || size > end - 8) throw malformed({ problem: 'blockSize', size });
  if (size > MAX_BLOCK) throw new PermauditError('LIMIT_ENTRY', { problem: 'signingBlock', size, limit: MAX_BLOCK });
  const offset = end - size - 8;
  const block = readerOf(source.read(offset, size + 8));
  if (u64(block, 0) !== size) throw malformed({ problem: 'blockSizes' });
  return { offset, ...readPairs(block, size - FOOTER_SIZE + 8) };
}

function readPairs(block: BoundedReader, end: number): Pick<SigningBlock, 'values' | 'fault'> {
  const values = new Map<number, BoundedReader>();
  for (let at = 8; at < end;) {
    const length = end - at < 8 ? 0 : u64(block, at);
    if (length < 4 || length > end - at - 8) return { values, fault: malformed({ problem: 'pair' }) };
    const id = block.u32(at + 8);
    if (!values.has(id) && (values.size < MOST_VALUES || SCHEME_IDS.has(id)))
      values.set(id, readerOf(block.slice(at + 12, at + 8 + length)));
    at += 8 + length;
  }
  return { values, fault: null };
}

export function readerOf(bytes: Uint8Array): BoundedReader {
  return new BoundedReader(bytes, 'APK_SIGNATURE', 'APK Signing Block');
}

function u64(reader: BoundedReader, offset: number): number {
  return reader.u32(offset + 4) * 0x1_0000_0000 + reader.u32(offset);
}

/** The next length-prefixed value at a cursor, which it moves. */
export function nextValue(reader: BoundedReader, cursor: { at: number }): BoundedReader {
  const length = reader.u32(cursor.at);
  const value = readerOf(reader.slice(cursor.at + 4, cursor.at + 4 + length));
  cursor.at += 4 + length;
  return value;
}

/**
 * All length-prefixed values of a sequence.
 * @throws PermauditError `APK_SIGNATURE`, `LIMIT_ENTRY`
 */
export function valuesOf(sequence: BoundedReader): BoundedReader[] {
  const values: BoundedReader[] = [];
  for (const cursor = { at: 0 }; cursor.at < sequence.size;) {
    if (values.length === MOST_VALUES) {
      throw new PermauditError('LIMIT_ENTRY', { problem: 'signatureParts', limit: MOST_VALUES });
    }
    values.push(nextValue(sequence, cursor));
  }
  return values;
}
