/** A small DER writer: certificates and PKCS #7 files with every part open to change. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { concat, utf8 } from '../../fixtures/hostile/bytes.js';

export const TAG = {
  INTEGER: 0x02,
  BITS: 0x03,
  OCTETS: 0x04,
  NULL: 0x05,
  OID: 0x06,
  UTF8: 0x0c,
  TIME: 0x17,
  SEQUENCE: 0x30,
  SET: 0x31,
  CONTEXT_0: 0xa0,
} as const;

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(...parts);
  if (content.length < 0x80) return concat(Uint8Array.of(tag, content.length), content);
  return concat(Uint8Array.of(tag, 0x82, content.length >> 8, content.length & 0xff), content);
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [40 * first + second];
  for (let arc of rest) {
    const groups = [arc & 0x7f];
    while ((arc = Math.floor(arc / 128)) > 0) groups.unshift((arc & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(TAG.OID, Uint8Array.from(bytes));
}

export const integer = (...bytes: readonly number[]): Uint8Array => der(TAG.INTEGER, Uint8Array.from(bytes));
export const octets = (bytes: Uint8Array): Uint8Array => der(TAG.OCTETS, bytes);

const nameOf = (text: string): Uint8Array =>
  der(TAG.SEQUENCE, der(TAG.SET, der(TAG.SEQUENCE, oid(OID.commonName), der(TAG.UTF8, utf8(text)))));
const ecdsa = der(TAG.SEQUENCE, oid(OID.ecdsaWithSha256));

/** A key on P-256 with a certificate that it signed itself. */
export interface TestKey {
  privateKey: KeyObject;
  /** DER SubjectPublicKeyInfo. */
  publicKey: Uint8Array;
  /** DER. */
  certificate: Uint8Array;
  name: string;
  serial: Uint8Array;
}

/** @param serial the bytes of the certificate's serial number */
export function newKey(name: string, ...serial: readonly number[]): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return certified(name, privateKey, publicKey.export({ format: 'der', type: 'spki' }), serial);
}

/** A post-quantum key as its certificate states it, ML-DSA-65 (.18) or -87 (.19); signatures are of another key. */
export function newPostQuantumKey(name: string, kind: 18 | 19 = 18): TestKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(TAG.SEQUENCE, oid(`2.16.840.1.101.3.4.3.${kind}`));
  const bits = der(TAG.BITS, new Uint8Array(1 + (kind === 18 ? 1952 : 2592)).fill(7, 1));
  return certified(name, privateKey, der(TAG.SEQUENCE, algorithm, bits), []);
}

function certified(name: string, privateKey: KeyObject, spki: Uint8Array, serial: readonly number[]): TestKey {
  const number = integer(...(serial.length === 0 ? [1] : serial));
  const time = (text: string): Uint8Array => der(TAG.TIME, utf8(text));
  const body = der(
    TAG.SEQUENCE,
    der(TAG.CONTEXT_0, integer(2)),
    number,
    ecdsa,
    nameOf(name),
    der(TAG.SEQUENCE, time('200101000000Z'), time('400101000000Z')),
    nameOf(name),
    spki,
  );
  const signature = concat(Uint8Array.of(0), sign('sha256', body, privateKey));
  const certificate = der(TAG.SEQUENCE, body, ecdsa, der(TAG.BITS, signature));
  return { privateKey, publicKey: spki, certificate, name, serial: number };
}

export const digest = (algorithm: string, data: Uint8Array): Uint8Array => createHash(algorithm).update(data).digest();

/** One attribute: a type and its set of values. */
export const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array =>
  der(TAG.SEQUENCE, oid(type), der(TAG.SET, ...values));

/** The attributes that a sound file signs, of this content. */
export const soundAttributes = (content: Uint8Array): Uint8Array[] => [
  attribute(OID.contentType, oid(OID.data)),
  attribute(OID.messageDigest, octets(digest('sha256', content))),
];

export interface Pkcs7Spec {
  key: TestKey;
  content: Uint8Array;
  /** None: the content itself is signed. */
  attributes?: readonly Uint8Array[];
  certificates?: readonly Uint8Array[];
  contentInfoType?: string;
  digestOid?: string;
  /** As node:crypto names it. */
  hash?: string;
  /** Serial number by which the signer names its certificate. */
  serial?: Uint8Array;
}

/** A PKCS #7 file without its content, as JAR signatures carry it. */
export function pkcs7(spec: Pkcs7Spec): Uint8Array {
  const { key, content, attributes, certificates = [key.certificate], hash = 'sha256' } = spec;
  const signed = attributes === undefined ? content : der(TAG.SET, ...attributes);
  const algorithm = der(TAG.SEQUENCE, oid(spec.digestOid ?? OID.sha256), der(TAG.NULL));
  const info = der(
    TAG.SEQUENCE,
    integer(1),
    der(TAG.SEQUENCE, nameOf(key.name), spec.serial ?? key.serial),
    algorithm,
    ...(attributes === undefined ? [] : [der(TAG.CONTEXT_0, ...attributes)]),
    ecdsa,
    octets(sign(hash, signed, key.privateKey)),
  );
  const signedData = der(
    TAG.SEQUENCE,
    integer(1),
    der(TAG.SET, algorithm),
    der(TAG.SEQUENCE, oid(OID.data)),
    ...(certificates.length === 0 ? [] : [der(TAG.CONTEXT_0, ...certificates)]),
    der(TAG.SET, info),
  );
  return der(TAG.SEQUENCE, oid(spec.contentInfoType ?? OID.signedData), der(TAG.CONTEXT_0, signedData));
}
