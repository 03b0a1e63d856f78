/** Verifying one signer of a signature scheme: its signature over the signed data, its key, and the content's digest. */
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isCryptoError, keyOfCertificate } from './certificate.js';
import { ALGORITHMS, type SchemeSigner, type SignatureAlgorithm } from './scheme-signers.js';
import type { SchemeProblem } from '../facts/clauses.js';

/** Digests of the file's content, computed once for each kind. */
export type ContentDigest = (algorithm: SignatureAlgorithm) => Buffer;

/** Android prefers, of what a signer offers: 512 bits, then verity, then 256 (ApkSigningBlockUtils). */
function bestSignature(signer: SchemeSigner): { algorithm: SignatureAlgorithm; bytes: Uint8Array } | null {
  let best: { algorithm: SignatureAlgorithm; bytes: Uint8Array } | null = null;
  for (const { id, bytes } of signer.signatures) {
    const algorithm = ALGORITHMS.get(id);
    if (algorithm === undefined) continue;
    if (best === null || rank(algorithm) > rank(best.algorithm)) best = { algorithm, bytes };
  }
  return best;
}

function rank({ hash, content }: SignatureAlgorithm): number {
  return hash === 'sha512' ? 2 : content === 'verity' ? 1 : 0;
}

/** What is wrong with a signer; empty when everything verifies. */
export function problemsOf(signer: SchemeSigner, digestOf: ContentDigest): SchemeProblem[] {
  const best = bestSignature(signer);
  if (best === null) return [{ code: 'NO_ALGORITHM', data: {} }];
  const key = publicKeyOf(signer.publicKey);
  if (key === null) return [{ code: 'PUBLIC_KEY', data: {} }];
  const problems: SchemeProblem[] = [];
  if (!isSigned(signer.signedData, best, key)) problems.push({ code: 'SIGNATURE', data: {} });
  if (!isKeyOfCertificate(key, signer)) problems.push({ code: 'OTHER_KEY', data: {} });
  if (!sameAlgorithms(signer)) problems.push({ code: 'ALGORITHMS', data: {} });
  const { sdk } = signer;
  if (sdk !== null && (sdk.min !== sdk.signedMin || sdk.max !== sdk.signedMax)) {
    problems.push({ code: 'VERSION_RANGE', data: {} });
  }
  const stated = signer.digests.find(({ id }) => id === best.algorithm.id);
  if (stated === undefined || !digestOf(best.algorithm).equals(stated.bytes)) {
    problems.push({ code: 'CONTENT', data: {} });
  }
  return problems;
}

function sameAlgorithms(signer: SchemeSigner): boolean {
  const ids = (values: readonly { id: number }[]): string => values.map(({ id }) => id).join();
  return ids(signer.digests) === ids(signer.signatures);
}

function publicKeyOf(der: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch (error) {
    if (isCryptoError(error)) return null;
    throw error;
  }
}

/** Whether a signature of a known algorithm covers the data. */
export function isSigned(
  data: Uint8Array,
  { algorithm, bytes }: { algorithm: SignatureAlgorithm; bytes: Uint8Array },
  key: KeyObject,
): boolean {
  const pss = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: algorithm.hash === 'sha512' ? 64 : 32,
  };
  const type = { rsa: 'rsa', 'rsa-pss': 'rsa', ec: 'ec', dsa: 'dsa' }[algorithm.key];
  if (key.asymmetricKeyType !== type) return false;
  try {
    return verify(algorithm.hash, data, { key, ...(algorithm.key === 'rsa-pss' ? pss : {}) }, bytes);
  } catch (error) {
    if (isCryptoError(error)) return false;
    throw error;
  }
}

function isKeyOfCertificate(key: KeyObject, signer: SchemeSigner): boolean {
  const [own] = signer.certificates;
  const stated = own === undefined ? null : keyOfCertificate(own);
  if (stated === null) return false;
  const spki = { format: 'der', type: 'spki' } as const;
  try {
    return stated.export(spki).equals(key.export(spki));
  } catch (error) {
    if (isCryptoError(error)) return false;
    throw error;
  }
}
