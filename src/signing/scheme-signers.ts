/** The signers of APK Signature Schemes v2, v3 and v3.1, as their blocks state them. */
import type { BoundedReader } from '../bytes/reader.js';
import { nextValue, valuesOf } from './signing-block.js';

/** What each signature and digest algorithm id means (source.android.com, signature algorithm ids). */
export interface SignatureAlgorithm {
  id: number;
  hash: 'sha256' | 'sha512';
  key: 'rsa' | 'rsa-pss' | 'ec' | 'dsa';
  /** How the file's content was digested. */
  content: 'chunks' | 'verity';
}

export const ALGORITHMS: ReadonlyMap<number, SignatureAlgorithm> = new Map(
  (
    [
      { id: 0x0101, hash: 'sha256', key: 'rsa-pss', content: 'chunks' },
      { id: 0x0102, hash: 'sha512', key: 'rsa-pss', content: 'chunks' },
      { id: 0x0103, hash: 'sha256', key: 'rsa', content: 'chunks' },
      { id: 0x0104, hash: 'sha512', key: 'rsa', content: 'chunks' },
      { id: 0x0201, hash: 'sha256', key: 'ec', content: 'chunks' },
      { id: 0x0202, hash: 'sha512', key: 'ec', content: 'chunks' },
      { id: 0x0301, hash: 'sha256', key: 'dsa', content: 'chunks' },
      { id: 0x0421, hash: 'sha256', key: 'rsa', content: 'verity' },
      { id: 0x0423, hash: 'sha256', key: 'ec', content: 'verity' },
      { id: 0x0425, hash: 'sha256', key: 'dsa', content: 'verity' },
    ] as const
  ).map((algorithm) => [algorithm.id, algorithm]),
);

/** A value for one algorithm: a content digest or a signature. */
export interface AlgorithmValue {
  id: number;
  bytes: Uint8Array;
}

export interface SchemeSigner {
  /** The bytes the signatures cover. */
  signedData: Uint8Array;
  digests: AlgorithmValue[];
  /** DER, the signer's own first. */
  certificates: Uint8Array[];
  /** Additional attributes by id, each in the order in which they stand. */
  attributes: ReadonlyMap<number, readonly Uint8Array[]>;
  signatures: AlgorithmValue[];
  /** DER SubjectPublicKeyInfo. */
  publicKey: Uint8Array;
  /** The versions the signer is for (v3 and newer), inside and outside the signed data. */
  sdk: { min: number; max: number; signedMin: number; signedMax: number } | null;
}

/**
 * The signers in a scheme's block.
 * @throws PermauditError `APK_SIGNATURE` when the block is malformed
 */
export function readSigners(block: BoundedReader, version: 2 | 3): SchemeSigner[] {
  const sequence = nextValue(block, { at: 0 });
  return valuesOf(sequence).map((signer) => readSigner(signer, version));
}

function readSigner(signer: BoundedReader, version: 2 | 3): SchemeSigner {
  const cursor = { at: 0 };
  const signedData = nextValue(signer, cursor);
  const range = version === 3 ? readRange(signer, cursor) : null;
  const signatures = algorithmValues(nextValue(signer, cursor));
  const publicKey = nextValue(signer, cursor).bytes;
  const inner = { at: 0 };
  const digests = algorithmValues(nextValue(signedData, inner));
  const certificates = valuesOf(nextValue(signedData, inner)).map(({ bytes }) => bytes);
  const signedRange = version === 3 ? readRange(signedData, inner) : null;
  const attributes = readAttributes(nextValue(signedData, inner));
  const sdk =
    range === null || signedRange === null
      ? null
      : { min: range[0], max: range[1], signedMin: signedRange[0], signedMax: signedRange[1] };
  return { signedData: signedData.bytes, digests, certificates, attributes, signatures, publicKey, sdk };
}

function readRange(reader: BoundedReader, cursor: { at: number }): [number, number] {
  const range: [number, number] = [reader.u32(cursor.at), reader.u32(cursor.at + 4)];
  cursor.at += 8;
  return range;
}

function algorithmValues(sequence: BoundedReader): AlgorithmValue[] {
  return valuesOf(sequence).map((value) => ({ id: value.u32(0), bytes: nextValue(value, { at: 4 }).bytes }));
}

function readAttributes(sequence: BoundedReader): Map<number, Uint8Array[]> {
  const attributes = new Map<number, Uint8Array[]>();
  for (const value of valuesOf(sequence)) {
    const id = value.u32(0);
    const bytes = value.slice(4, value.size);
    const same = attributes.get(id);
    if (same === undefined) attributes.set(id, [bytes]);
    else same.push(bytes);
  }
  return attributes;
}
