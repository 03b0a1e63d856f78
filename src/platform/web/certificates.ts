/**
 * X.509 certificates as OpenSSL 3 decodes them (crypto/x509/x_x509.c, x_name.c) and Node.js shows them
 * (src/crypto/crypto_x509.cc). What OpenSSL refuses is no certificate here either, as far as anybody has made one.
 */
import { BER_TAG, BerError, readBer, type BerValue } from '../../ber/ber.js';
import type { Certificate, PublicKey } from '../platform.js';
import { hexOf } from './bytes.js';
import { nameOf } from './certificate-names.js';
import { timeOf } from './certificate-times.js';
import { keyInSpki } from './public-keys.js';

export { isSignatureOf } from './public-keys.js';

class WebCertificate implements Certificate {
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly validFrom: string;
  readonly validTo: string;
  readonly serialNumber: string;

  constructor(
    shown: Certificate,
    /** SubjectPublicKeyInfo. */
    readonly key: BerValue,
  ) {
    this.subject = shown.subject === '' ? undefined : shown.subject;
    this.issuer = shown.issuer === '' ? undefined : shown.issuer;
    this.validFrom = shown.validFrom;
    this.validTo = shown.validTo;
    this.serialNumber = shown.serialNumber;
  }
}

export function decodeCertificate(der: Uint8Array): Certificate | null {
  const value = berOf(der);
  return value === null ? null : readCertificate(value);
}

export function keyOf(certificate: Certificate): PublicKey | null {
  return certificate instanceof WebCertificate ? keyInSpki(certificate.key) : null;
}

export function decodePublicKey(der: Uint8Array): PublicKey | null {
  const value = berOf(der);
  return value === null ? null : keyInSpki(value);
}

function berOf(der: Uint8Array): BerValue | null {
  try {
    return readBer(der);
  } catch (error) {
    if (error instanceof BerError) return null;
    throw error;
  }
}

const SEQUENCE = 16;
const BIT_STRING = 3;

function isA(value: BerValue | undefined, tag: number, isConstructed: boolean): value is BerValue {
  return value?.tagClass === 'universal' && value.tag === tag && (value.children !== null) === isConstructed;
}

/** Certificate: what is signed, the algorithm, the signature (RFC 5280, 4.1). */
function readCertificate(certificate: BerValue): Certificate | null {
  const [body, algorithm, signature, ...more] = certificate.children ?? [];
  if (!isA(certificate, SEQUENCE, true) || more.length > 0) return null;
  if (!isA(body, SEQUENCE, true) || !isAlgorithm(algorithm) || !isA(signature, BIT_STRING, false)) return null;
  return readBody(body.children ?? []);
}

function isAlgorithm(value: BerValue | undefined): boolean {
  const [oid, , ...more] = value?.children ?? [];
  return isA(value, SEQUENCE, true) && isA(oid, BER_TAG.OBJECT_IDENTIFIER, false) && more.length === 0;
}

function readBody(parts: readonly BerValue[]): Certificate | null {
  const [first] = parts;
  const hasVersion = first?.tagClass === 'context' && first.tag === 0;
  const [version] = hasVersion ? (first.children ?? []) : [];
  if (hasVersion && !isA(version, BER_TAG.INTEGER, false)) return null;
  const [serial, algorithm, issuer, validity, subject, key, ...rest] = hasVersion ? parts.slice(1) : parts;
  if (!isA(serial, BER_TAG.INTEGER, false) || !isMinimal(serial.content) || !isAlgorithm(algorithm)) return null;
  if (!isA(issuer, SEQUENCE, true) || !isA(subject, SEQUENCE, true) || !isA(key, SEQUENCE, true)) return null;
  const times = isA(validity, SEQUENCE, true) ? (validity.children ?? []).map(timeOf) : [];
  const [validFrom = null, validTo = null] = times;
  const [subjectName, issuerName] = [nameOf(subject), nameOf(issuer)];
  if (validFrom === null || validTo === null || times.length !== 2 || subjectName === null || issuerName === null) {
    return null;
  }
  const [algorithmOfKey, bits] = key.children ?? [];
  if (!isAlgorithm(algorithmOfKey) || !isA(bits, BIT_STRING, false) || !areExtras(rest)) return null;
  const serialNumber = serialOf(serial.content);
  return new WebCertificate({ subject: subjectName, issuer: issuerName, validFrom, validTo, serialNumber }, key);
}

/** c2i_ibuf (crypto/asn1/a_int.c): no empty number, and no octet that says nothing. */
function isMinimal(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined) return false;
  if (second === undefined) return true;
  return !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

/** BN_bn2hex: a minus, then whole octets; zero is one digit. */
function serialOf(content: Uint8Array): string {
  const isNegative = (content[0] ?? 0) >= 0x80;
  const value = BigInt.asIntN(8 * content.length, BigInt(`0x${hexOf(content)}`));
  if (value === 0n) return '0';
  const digits = (isNegative ? -value : value).toString(16).toUpperCase();
  return `${isNegative ? '-' : ''}${digits.length % 2 === 0 ? '' : '0'}${digits}`;
}

/** Unique identifiers [1] and [2], and extensions [3], each at most once and in this order. */
function areExtras(parts: readonly BerValue[]): boolean {
  let last = 0;
  for (const part of parts) {
    if (part.tagClass !== 'context' || part.tag <= last || part.tag > 3) return false;
    if (part.tag === 3 && !areExtensions(part)) return false;
    last = part.tag;
  }
  return true;
}

function areExtensions(tagged: BerValue): boolean {
  const [list, ...more] = tagged.children ?? [];
  if (!isA(list, SEQUENCE, true) || more.length > 0) return false;
  return (list.children ?? []).every((extension) => {
    const fields = extension.children ?? [];
    const [oid] = fields;
    const value = fields.at(-1);
    return (
      isA(extension, SEQUENCE, true) &&
      isA(oid, BER_TAG.OBJECT_IDENTIFIER, false) &&
      value?.tag === BER_TAG.OCTET_STRING &&
      (fields.length === 2 || (fields.length === 3 && isA(fields[1], 1, false)))
    );
  });
}
