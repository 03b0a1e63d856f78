/** Certificates, keys and signatures, through node:crypto and so OpenSSL. */
import { constants, createPublicKey, KeyObject, verify, X509Certificate } from 'node:crypto';
import { codeOf } from './error-code.js';
import type { Certificate, PublicKey, SignatureKind } from './platform.js';

export function decodeCertificate(der: Uint8Array): Certificate | null {
  return orElse(null, () => new X509Certificate(der));
}

export function keyOf(certificate: Certificate): PublicKey | null {
  return certificate instanceof X509Certificate ? orElse(null, () => certificate.publicKey) : null;
}

export function decodePublicKey(der: Uint8Array): PublicKey | null {
  return orElse(null, () => createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }));
}

export function isSignatureOf(
  data: Uint8Array,
  signature: Uint8Array,
  key: PublicKey,
  { hash, pssSalt }: SignatureKind,
): boolean {
  if (!(key instanceof KeyObject)) return false;
  const pss = pssSalt === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pssSalt };
  return orElse(false, () => verify(hash, data, { key, ...pss }, signature));
}

/** OpenSSL's own failures carry a code (`ERR_OSSL_...`); anything else is a bug of ours. */
function orElse<T>(otherwise: T, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    if (codeOf(error)?.startsWith('ERR_') === true) return otherwise;
    throw error;
  }
}
