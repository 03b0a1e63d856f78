/** Verifying one signer of a signature scheme: its signature over the signed data, its key, and the content's digest. */
import { indexOf, isSignatureOf, type PublicKey } from '../platform/index.js';
import { equalBytes } from '../bytes/byte-arrays.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { SchemeProblem } from '../bytes/scheme-problems.js';
import { decodePublicKey, keyOfCertificate } from './certificate.js';
import { ALGORITHMS, isPostQuantum, type SchemeSigner, type SignatureAlgorithm } from './scheme-signers.js';

/** Digests of the file's content, computed once for each kind. */
export type ContentDigest = (algorithm: SignatureAlgorithm) => Uint8Array;

/** The signature that decides, of those that a version knows. */
interface Best {
  algorithm: SignatureAlgorithm;
  bytes: Uint8Array | null;
}

/** Android prefers, of what a signer offers: 512 bits, then verity, then 256 (ApkSigningBlockUtils). */
function bestSignature(signer: SchemeSigner, api: number): Best | null {
  let best: Best | null = null;
  for (const { id, bytes } of signer.signatures) {
    const algorithm = ALGORITHMS.get(id);
    if (algorithm === undefined || algorithm.since > api) continue;
    if (best === null || rank(algorithm) > rank(best.algorithm)) best = { algorithm, bytes };
  }
  return best;
}

function rank({ hash, content }: SignatureAlgorithm): number {
  return hash === 'sha512' ? 2 : content === 'verity' ? 1 : 0;
}

/** The digest of the content that decides, on a version; null where there is none. */
export function contentDigestOf(
  signer: SchemeSigner,
  api: number,
): { algorithm: SignatureAlgorithm; bytes: Uint8Array } | null {
  const best = bestSignature(signer, api);
  const bytes = best === null ? null : (signer.digests.findLast(({ id }) => id === best.algorithm.id)?.bytes ?? null);
  return best === null || bytes === null ? null : { algorithm: best.algorithm, bytes };
}

/**
 * What is wrong with a signer; empty when everything verifies.
 * @param digestOf null: neither signature nor content is verified, only what the signer states is held together
 */
export function problemsOf(
  signer: SchemeSigner,
  digestOf: ContentDigest | null,
  api: number = NEWEST_API,
): SchemeProblem[] {
  const best = bestSignature(signer, api);
  if (best === null) return [{ code: 'NO_ALGORITHM', data: {} }];
  const problems = keyProblems(signer, best, digestOf !== null);
  if (problems.some(({ code }) => code === 'PUBLIC_KEY')) return problems;
  if (!sameAlgorithms(signer)) problems.push({ code: 'ALGORITHMS', data: {} });
  const { sdk } = signer;
  if (sdk !== null && (sdk.min !== sdk.signedMin || sdk.max !== sdk.signedMax)) {
    problems.push({ code: 'VERSION_RANGE', data: {} });
  }
  const stated = contentDigestOf(signer, api);
  if (stated === null) problems.push({ code: 'NO_DIGEST', data: {} });
  else if (digestOf !== null && !equalBytes(digestOf(best.algorithm), stated.bytes))
    problems.push({ code: 'CONTENT', data: {} });
  return problems;
}

/** Whether this machine can check the signature that decides: it may not know post-quantum keys. */
export function isCheckable(signer: SchemeSigner, api: number = NEWEST_API): boolean {
  return bestSignature(signer, api)?.algorithm.key !== 'ml-dsa' || decodePublicKey(signer.publicKey) !== null;
}

function keyProblems(signer: SchemeSigner, best: Best, verifies: boolean): SchemeProblem[] {
  const key = decodePublicKey(signer.publicKey);
  if (key === null) {
    return best.algorithm.key === 'ml-dsa' && isPostQuantum(signer) && holdsKey(signer)
      ? []
      : [{ code: 'PUBLIC_KEY', data: {} }];
  }
  const problems: SchemeProblem[] = [];
  const { bytes } = best;
  const holds = bytes !== null && isOfKind(best.algorithm, key);
  if (!holds || (verifies && !isSigned(signer.signedData, { algorithm: best.algorithm, bytes }, key))) {
    problems.push({ code: 'SIGNATURE', data: {} });
  }
  if (!isKeyOfCertificate(key, signer)) problems.push({ code: 'OTHER_KEY', data: {} });
  return problems;
}

/** Of a key that cannot be decoded here: its bytes stand in the certificate. */
function holdsKey({ certificates: [own], publicKey }: SchemeSigner): boolean {
  return own !== undefined && indexOf(own, publicKey) >= 0;
}

function sameAlgorithms(signer: SchemeSigner): boolean {
  const ids = (values: readonly { id: number }[]): string => values.map(({ id }) => id).join();
  return ids(signer.digests) === ids(signer.signatures);
}

/** KeyFactory.getInstance takes keys of its own algorithm only. */
function isOfKind({ key: kind }: SignatureAlgorithm, key: PublicKey): boolean {
  const type: string | undefined = key.asymmetricKeyType;
  if (kind === 'ml-dsa') return type?.startsWith('ml-dsa') === true;
  return type === { rsa: 'rsa', 'rsa-pss': 'rsa', ec: 'ec', dsa: 'dsa' }[kind];
}

/** Whether a signature of a known algorithm covers the data. */
export function isSigned(
  data: Uint8Array,
  { algorithm, bytes }: { algorithm: SignatureAlgorithm; bytes: Uint8Array },
  key: PublicKey,
): boolean {
  if (!isOfKind(algorithm, key)) return false;
  const hash = algorithm.key === 'ml-dsa' ? null : algorithm.hash;
  const salt = algorithm.hash === 'sha512' ? 64 : 32;
  return isSignatureOf(data, bytes, key, { hash, ...(algorithm.key === 'rsa-pss' ? { pssSalt: salt } : {}) });
}

function isKeyOfCertificate(key: PublicKey, { certificates: [own] }: SchemeSigner): boolean {
  return own !== undefined && keyOfCertificate(own)?.equals(key) === true;
}
