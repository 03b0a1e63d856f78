/** X.509 certificates, through node:crypto. */
import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import type { SignerCertificate } from '../facts/facts.js';
import { systemCodeOf } from '../bytes/system-code.js';

/** What is known of a certificate, each asked of OpenSSL once. */
interface Known {
  readonly sha256: string;
  certificate?: X509Certificate | null;
  key?: KeyObject | null;
  described?: SignerCertificate;
}

/** In a folder of APKs few signers sign many, and decoding a certificate takes longer than reading a manifest. */
const MAX_KNOWN = 1000;
const bySha256 = new Map<string, Known>();
const byBytes = new WeakMap<Uint8Array, Known>();

function knownOf(der: Uint8Array): Known {
  const before = byBytes.get(der);
  if (before !== undefined) return before;
  const sha256 = createHash('sha256').update(der).digest('hex');
  const known = bySha256.get(sha256) ?? { sha256 };
  if (bySha256.size >= MAX_KNOWN) bySha256.clear();
  bySha256.set(sha256, known);
  byBytes.set(der, known);
  return known;
}

/** What a certificate states. One that cannot be decoded keeps its digest alone. */
export function describeCertificate(der: Uint8Array): SignerCertificate {
  const known = knownOf(der);
  return (known.described ??= describe(der, known.sha256));
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
  const about = knownOf(der);
  if (about.certificate === undefined) about.certificate = orNull(() => new X509Certificate(der));
  return about.certificate;
}

/** The key in a certificate, which OpenSSL decodes apart; null for what it cannot decode. */
export function keyOfCertificate(der: Uint8Array): KeyObject | null {
  const about = knownOf(der);
  if (about.key === undefined) {
    const certificate = decodeCertificate(der);
    about.key = certificate === null ? null : orNull(() => certificate.publicKey);
  }
  return about.key;
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
