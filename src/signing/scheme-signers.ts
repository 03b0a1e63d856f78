/** The signers of APK Signature Schemes v2 to v3.2, as their blocks state them. */
import { hexOf } from '../platform/index.js';
import { PermauditError } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import { attempt, malformed, nextValue, readerOf, valuesOf } from './signing-block.js';

/** What each signature and digest algorithm id means (source.android.com, signature algorithm ids). */
export interface SignatureAlgorithm {
  id: number;
  hash: 'sha256' | 'sha512';
  key: 'rsa' | 'rsa-pss' | 'ec' | 'dsa' | 'ml-dsa';
  /** How the file's content was digested. */
  content: 'chunks' | 'verity';
  /** The first Android that knows it (ApkSigningBlockUtils.isSupportedSignatureAlgorithm). */
  since: number;
}

export const ALGORITHMS: ReadonlyMap<number, SignatureAlgorithm> = new Map(
  (
    [
      { id: 0x0101, hash: 'sha256', key: 'rsa-pss', content: 'chunks', since: 24 },
      { id: 0x0102, hash: 'sha512', key: 'rsa-pss', content: 'chunks', since: 24 },
      { id: 0x0103, hash: 'sha256', key: 'rsa', content: 'chunks', since: 24 },
      { id: 0x0104, hash: 'sha512', key: 'rsa', content: 'chunks', since: 24 },
      { id: 0x0201, hash: 'sha256', key: 'ec', content: 'chunks', since: 24 },
      { id: 0x0202, hash: 'sha512', key: 'ec', content: 'chunks', since: 24 },
      { id: 0x0301, hash: 'sha256', key: 'dsa', content: 'chunks', since: 24 },
      { id: 0x0421, hash: 'sha256', key: 'rsa', content: 'verity', since: 28 },
      { id: 0x0423, hash: 'sha256', key: 'ec', content: 'verity', since: 28 },
      { id: 0x0425, hash: 'sha256', key: 'dsa', content: 'verity', since: 28 },
      { id: 0x0501, hash: 'sha512', key: 'ml-dsa', content: 'chunks', since: 37 },
    ] as const
  ).map((algorithm) => [algorithm.id, algorithm]),
);

/** A value for one algorithm: a content digest or a signature. */
export interface AlgorithmValue {
  id: number;
  /** null: their length runs past the record, which matters only to those who read them. */
  bytes: Uint8Array | null;
}

export interface SchemeSigner {
  /** The bytes the signatures cover. */
  signedData: Uint8Array;
  digests: AlgorithmValue[];
  /** DER, the signer's own first. */
  certificates: Uint8Array[];
  /** Additional attributes by id, each in the order in which they stand. */
  attributes: ReadonlyMap<number, readonly Uint8Array[]>;
  /** Why the attributes end early; null when they do not. Android 7 and 8 read none. */
  attributesFault?: PermauditError | null;
  signatures: AlgorithmValue[];
  /** DER SubjectPublicKeyInfo. */
  publicKey: Uint8Array;
  /** The versions the signer is for (v3 and newer), inside and outside the signed data. */
  sdk: { min: number; max: number; signedMin: number; signedMax: number } | null;
}

/** One signer of a block, or why it cannot be read. */
export interface SignerEntry {
  /** The versions it is for; others do not look at the rest. null: every version reads it (v2, and what is cut off). */
  range: { readonly min: number; readonly max: number } | null;
  signer: SchemeSigner | PermauditError;
}

/** Signers of a block that are read: real files have one to three, and a key takes longer to decode than a manifest. */
export const MAX_SIGNERS = 100;

/**
 * The signers in a scheme's block, in order, with what keeps Android from reading the block to its end
 * (ApkSignatureSchemeV2Verifier.verify, ApkSignatureSchemeV3Verifier.verify). Behind the first {@link MAX_SIGNERS} stands one
 * `LIMIT_ENTRY` for all others.
 */
export function readEntries(block: BoundedReader, version: 2 | 3): SignerEntry[] {
  const entries: SignerEntry[] = [];
  let count = 0;
  const broken = attempt(() => {
    const sequence = nextValue(block, { at: 0 });
    for (const cursor = { at: 0 }; cursor.at < sequence.size;) {
      const signer = nextValue(sequence, cursor);
      if (count++ < MAX_SIGNERS) entries.push(readEntry(signer, version));
    }
    return count > MAX_SIGNERS ? tooMany(count) : null;
  });
  return broken === null ? entries : [...entries, { range: null, signer: broken }];
}

function tooMany(count: number): PermauditError {
  return new PermauditError('LIMIT_ENTRY', { problem: 'signers', count, limit: MAX_SIGNERS });
}

/**
 * The signers in a scheme's block.
 * @throws PermauditError `APK_SIGNATURE` when the block is malformed
 */
export function readSigners(block: BoundedReader, version: 2 | 3): SchemeSigner[] {
  return readEntries(block, version).map(({ signer }) => {
    if (signer instanceof PermauditError) throw signer;
    return signer;
  });
}

function readEntry(bytes: BoundedReader, version: 2 | 3): SignerEntry {
  const cursor = { at: 0 };
  let range: SignerEntry['range'] = null;
  const signer = attempt(() => {
    const signedData = nextValue(bytes, cursor);
    range = version === 3 ? readRange(bytes, cursor) : null;
    return readSigner(signedData, range, bytes, cursor);
  });
  return { range, signer };
}

function readSigner(
  signedData: BoundedReader,
  range: SignerEntry['range'],
  signer: BoundedReader,
  cursor: { at: number },
): SchemeSigner {
  const signatures = algorithmValues(nextValue(signer, cursor));
  const publicKey = nextValue(signer, cursor).bytes;
  const inner = { at: 0 };
  const digests = algorithmValues(nextValue(signedData, inner));
  const certificates = valuesOf(nextValue(signedData, inner)).map(({ bytes }) => bytes);
  const signed = range === null ? null : readRange(signedData, inner);
  const sdk = range === null || signed === null ? null : { ...range, signedMin: signed.min, signedMax: signed.max };
  const rest = readAttributes(signedData, inner);
  return { signedData: signedData.bytes, digests, certificates, ...rest, signatures, publicKey, sdk };
}

/** Signed numbers, as ByteBuffer.getInt reads them. */
function readRange(reader: BoundedReader, cursor: { at: number }): { min: number; max: number } {
  const range = { min: reader.i32(cursor.at), max: reader.i32(cursor.at + 4) };
  cursor.at += 8;
  return range;
}

function algorithmValues(sequence: BoundedReader): AlgorithmValue[] {
  return valuesOf(sequence).map((value) => {
    if (value.size < 8) throw malformed({ problem: 'cut', end: 8 });
    const end = 8 + value.u32(4);
    return { id: value.u32(0), bytes: end > value.size ? null : value.slice(8, end) };
  });
}

function readAttributes(
  signedData: BoundedReader,
  cursor: { at: number },
): { attributes: Map<number, Uint8Array[]>; attributesFault: PermauditError | null } {
  const attributes = new Map<number, Uint8Array[]>();
  const attributesFault = attempt(() => {
    for (const value of valuesOf(nextValue(signedData, cursor))) {
      const id = value.u32(0);
      const bytes = value.slice(4, value.size);
      const same = attributes.get(id);
      if (same === undefined) attributes.set(id, [bytes]);
      else same.push(bytes);
    }
    return null;
  });
  return { attributes, attributesFault };
}

/** The object identifier of a key's algorithm, DER without tag and length, in hexadecimal; null for what is no key. */
function keyAlgorithm(publicKey: Uint8Array): string | null {
  const reader = readerOf(publicKey);
  const oid = attempt(() => {
    const algorithm = contentAt(reader, contentAt(reader, 0, 0x30).start, 0x30);
    const { start, end } = contentAt(reader, algorithm.start, 0x06);
    return hexOf(reader.slice(start, end));
  });
  return oid instanceof PermauditError ? null : oid;
}

function contentAt(reader: BoundedReader, at: number, tag: number): { start: number; end: number } {
  const first = reader.u8(at + 1);
  if (reader.u8(at) !== tag || first > 0x82) throw malformed({ problem: 'cut', end: at });
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const bytes = first & 0x7f;
  const length = bytes === 1 ? reader.u8(at + 2) : reader.u8(at + 2) * 256 + reader.u8(at + 3);
  return { start: at + 2 + bytes, end: at + 2 + bytes + length };
}

/** ML-DSA-65 and ML-DSA-87 (NIST, 2.16.840.1.101.3.4.3.18 and .19). */
const POST_QUANTUM = ['608648016503040312', '608648016503040313'];

/** Whether a signer's key is post-quantum (ApkSigningBlockUtils.isCertificatePqc of Android 17). */
export function isPostQuantum({ publicKey }: SchemeSigner): boolean {
  return POST_QUANTUM.includes(keyAlgorithm(publicKey) ?? '');
}
