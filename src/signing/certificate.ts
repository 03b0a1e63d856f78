/** X.509 certificates, through node:crypto. */
import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import type { SignerCertificate } from '../facts/facts.js';
import { systemCodeOf } from '../bytes/system-code.js';

/** In a folder of APKs few signers sign many, and decoding a certificate takes longer than reading a manifest. */
const MAX_DESCRIBED = 1000;
const described = new Map<string, SignerCertificate>();

/** What a certificate states. One that cannot be decoded keeps its digest alone. */
export function describeCertificate(der: Uint8Array): SignerCertificate {
  const sha256 = createHash('sha256').update(der).digest('hex');
  const known = described.get(sha256);
  if (known !== undefined) return known;
  const description = describe(der, sha256);
  if (described.size >= MAX_DESCRIBED) described.clear();
  described.set(sha256, description);
  return description;
}

function describe(der: Uint8Array, sha256: string): SignerCertificate {
  const certificate = decodeCertificate(der);
  if (certificate === null) {
    return { sha256, subject: null, issuer: null, notBefore: null, notAfter: null, serial: null };
  }
  return {
    sha256,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    notBefore: isoDate(certificate.validFrom),
    notAfter: isoDate(certificate.validTo),
    serial: certificate.serialNumber.toLowerCase(),
  };
}

/** The certificate, or null for bytes that OpenSSL cannot decode. */
export function decodeCertificate(der: Uint8Array): X509Certificate | null {
  return orNull(() => new X509Certificate(der));
}

/** The key in a certificate, which OpenSSL decodes apart; null for what it cannot decode. */
export function keyOfCertificate(der: Uint8Array): KeyObject | null {
  return orNull(() => new X509Certificate(der).publicKey);
}

/** OpenSSL's own failures carry a code (`ERR_OSSL_...`); anything else is a bug of ours. */
export function isCryptoError(error: unknown): boolean {
  return systemCodeOf(error)?.startsWith('ERR_') === true;
}

function orNull<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (isCryptoError(error)) return null;
    throw error;
  }
}

/** Node lists the parts of a name one a line, the widest first. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ');
}

function isoDate(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace('.000Z', 'Z');
}
