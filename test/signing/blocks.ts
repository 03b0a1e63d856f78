/** Writers of APK Signing Blocks and of what is in them. Nothing here checks anything: hostile fields are the point. */
import { sign, X509Certificate } from 'node:crypto';
import { concat, u32, u64, utf8 } from '../../fixtures/hostile/bytes.js';
import type { SchemeSigner } from '../../src/signing/scheme-signers.js';
import type { TestKey } from './der.js';

/** Bytes behind their length. */
export const prefixed = (...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = concat(...parts);
  return concat(u32(bytes.length), bytes);
};

export const pair = (id: number, value: Uint8Array, length = 4 + value.length): Uint8Array =>
  concat(u64(length), u32(id), value);

/** The block around its pairs; `first` and `last` are the sizes it states. */
export function signingBlock(
  pairs: readonly Uint8Array[],
  { first, last, magic = 'APK Sig Block 42' }: { first?: number; last?: number; magic?: string } = {},
): Uint8Array {
  const body = concat(...pairs);
  const size = body.length + 24;
  return concat(u64(first ?? size), body, u64(last ?? size), utf8(magic));
}

export type Attribute = readonly [id: number, value: Uint8Array];

export interface BlockOptions {
  /** The versions the signer is for; v3 only. */
  range?: readonly [min: number, max: number];
  /** The same inside the signed data, where it differs. */
  signedRange?: readonly [min: number, max: number];
  algorithms?: readonly number[];
  /** The signed digests' algorithms, where they differ. */
  digests?: readonly number[];
  digest?: Uint8Array;
  publicKey?: Uint8Array;
  /** Instead of the attributes. */
  rawAttributes?: Uint8Array;
}

/** One signer, whose every part fits and whose signature and digest are nonsense: enough for what is only read. */
export function signerRecord(
  version: 2 | 3,
  certificate: Uint8Array,
  attributes: readonly Attribute[],
  options: BlockOptions = {},
): Uint8Array {
  const { algorithms = [0x0201], digests = algorithms, digest = utf8('digest of the content, 32 bytes') } = options;
  const { range = [28, 0x7fffffff], signedRange = range } = options;
  const rangeOf = (of: readonly [number, number]): Uint8Array =>
    version === 3 ? concat(u32(of[0]), u32(of[1])) : new Uint8Array(0);
  const records = (ids: readonly number[], bytes: Uint8Array): Uint8Array =>
    prefixed(...ids.map((id) => prefixed(u32(id), prefixed(bytes))));
  const written = attributes.map(([id, value]) => prefixed(u32(id), value));
  const signedData = concat(
    records(digests, digest),
    prefixed(prefixed(certificate)),
    rangeOf(signedRange),
    options.rawAttributes ?? prefixed(...written),
  );
  const { publicKey = keyBytes(certificate) } = options;
  return prefixed(prefixed(signedData), rangeOf(range), records(algorithms, utf8('no signature')), prefixed(publicKey));
}

function keyBytes(certificate: Uint8Array): Uint8Array {
  return new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' });
}

/** A scheme's block with one {@link signerRecord}. */
export function schemeBlock(
  version: 2 | 3,
  certificate: Uint8Array,
  attributes: readonly Attribute[],
  options: BlockOptions = {},
): Uint8Array {
  return prefixed(signerRecord(version, certificate, attributes, options));
}

/** A signer whose every part is sound, before changes. */
export function signerOf(key: TestKey, more: Partial<SchemeSigner> = {}, hash = 'sha256'): SchemeSigner {
  const signedData = more.signedData ?? utf8('signed data');
  return {
    signedData,
    digests: [{ id: 0x0201, bytes: utf8('sha256 chunks') }],
    certificates: [key.certificate],
    attributes: new Map(),
    signatures: [{ id: 0x0201, bytes: sign(hash, signedData, key.privateKey) }],
    publicKey: key.publicKey,
    sdk: null,
    ...more,
  };
}

export interface LevelSpec {
  key: TestKey;
  /** Who signs the level: the key of the one before, unless told. */
  by?: TestKey;
  /** The algorithm of the next level's signature. */
  next?: number;
  /** The algorithm of this level's signature as it states it. */
  stated?: number;
}

const EC_SHA256 = 0x0201;

/** The value of a proof-of-rotation attribute, oldest first. */
export function proofOfRotation(levels: readonly LevelSpec[], version = 1): Uint8Array {
  const written = levels.map(({ key, by, next = EC_SHA256, stated = EC_SHA256 }, at) => {
    const signedData = concat(prefixed(key.certificate), u32(stated));
    const signer = by ?? levels[at - 1]?.key ?? key;
    return prefixed(prefixed(signedData), u32(0), u32(next), prefixed(sign('sha256', signedData, signer.privateKey)));
  });
  return concat(u32(version), ...written);
}
