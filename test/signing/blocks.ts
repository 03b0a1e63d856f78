/** Signers and proofs of rotation that are really signed; their frames are written by fixtures/hostile/signing-writer.ts. */
import { sign } from 'node:crypto';
import { concat, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { prefixed } from '../../fixtures/hostile/signing-writer.js';
import type { SchemeSigner } from '../../src/signing/scheme-signers.js';
import type { TestKey } from './der.js';

export * from '../../fixtures/hostile/signing-writer.js';

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
