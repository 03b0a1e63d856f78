/** X.509 certificates, as reports tell them, and the keys of signers. */
import {
  createDigest,
  decodeCertificate as decode,
  decodePublicKey as decodeKey,
  keyOf,
  type Certificate,
  type PublicKey,
} from '../platform/index.js';
import type { SignerCertificate } from '../facts/facts.js';

/** What is known of a certificate, or of a key by itself, each decoded once. */
interface Known {
  readonly sha256: string;
  certificate?: Certificate | null;
  /** That of the certificate. */
  key?: PublicKey | null;
  /** The bytes themselves, as a key. */
  bareKey?: PublicKey | null;
  described?: SignerCertificate;
}

/** In a folder of APKs few signers sign many, and decoding a certificate or a key takes longer than reading a manifest. */
const MAX_KNOWN = 1000;
const bySha256 = new Map<string, Known>();
const byBytes = new WeakMap<Uint8Array, Known>();

function knownOf(der: Uint8Array): Known {
  const before = byBytes.get(der);
  if (before !== undefined) return before;
  const sha256 = createDigest('sha256').update(der).digest('hex');
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

/** The certificate, or null for bytes that cannot be decoded. */
export function decodeCertificate(der: Uint8Array): Certificate | null {
  const about = knownOf(der);
  if (about.certificate === undefined) about.certificate = decode(der);
  return about.certificate;
}

/** The key in a certificate, which is decoded apart; null for what it cannot decode. */
export function keyOfCertificate(der: Uint8Array): PublicKey | null {
  const about = knownOf(der);
  if (about.key === undefined) {
    const certificate = decodeCertificate(der);
    about.key = certificate === null ? null : keyOf(certificate);
  }
  return about.key;
}

/** A key that stands by itself (SubjectPublicKeyInfo); null for what cannot be decoded. */
export function decodePublicKey(der: Uint8Array): PublicKey | null {
  const about = knownOf(der);
  if (about.bareKey === undefined) about.bareKey = decodeKey(der);
  return about.bareKey;
}

/** The parts of a name stand one a line, the widest first. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().join(', ');
}

function isoDate(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace('.000Z', 'Z');
}
