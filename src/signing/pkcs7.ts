/** PKCS #7 SignedData (RFC 5652), as far as JAR signatures use it. */
import { asText, createDigest, hexOf, isSignatureOf, type DigestName } from '../platform/index.js';
import { concatBytes, equalBytes, viewOf } from '../bytes/byte-arrays.js';
import { BER_TAG, BerError, oidOf, readBer, type BerValue } from '../ber/ber.js';
import { decodeCertificate, keyOfCertificate } from './certificate.js';
import type { JarAlgorithms } from './jar-algorithms.js';
import { malformed } from './signing-block.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SET_TAG = 0x31;
const HASHES: ReadonlyMap<string, DigestName> = new Map<string, DigestName>([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** One SignerInfo with its certificate. */
export interface Pkcs7Signer {
  /** DER. */
  certificate: Uint8Array;
  /** The digest algorithm; null for an unknown one. */
  hash: DigestName | null;
  /** The identifiers of the digest and the signature algorithm; empty for what is none. */
  algorithms: JarAlgorithms;
  /** The attributes that are signed instead of the content, DER as signed; null when the content itself is. */
  signedAttributes: Uint8Array | null;
  /** The digest of the content among the signed attributes. */
  contentDigest: Uint8Array | null;
  signature: Uint8Array;
}

/**
 * The signers of a SignedData.
 * @param name names the file in errors
 * @throws PermauditError `APK_SIGNATURE` for what is not DER, not SignedData, or lacks a signer's certificate
 */
export function readPkcs7(der: Uint8Array, name: string): Pkcs7Signer[] {
  const parts = childrenOf(openSignedData(der, name), name);
  const certificates = parts
    .filter((part) => isTagged(part, 0))
    .flatMap((part) => childrenOf(part, name).map(({ whole }) => whole));
  const infos = parts.at(-1);
  if (infos === undefined || certificates.length === 0) throw malformed({ problem: 'noCertificate', file: name });
  return childrenOf(infos, name).map((info) => readSigner(info, certificates, name));
}

/** Whether a signer's signature covers `content`. */
export function signsContent(signer: Pkcs7Signer, content: Uint8Array): boolean {
  const { hash, signedAttributes, contentDigest, signature } = signer;
  const key = keyOfCertificate(signer.certificate);
  if (hash === null || key === null) return false;
  if (signedAttributes === null) return isSignatureOf(content, signature, key, { hash });
  const digest = createDigest(hash).update(content).digest();
  if (contentDigest === null || !equalBytes(digest, contentDigest)) return false;
  return isSignatureOf(signedAttributes, signature, key, { hash });
}

function isTagged(part: BerValue, tag: number): boolean {
  return part.tagClass === 'context' && part.tag === tag;
}

function openSignedData(der: Uint8Array, name: string): BerValue {
  const [type, content] = childrenOf(decode(der, name), name);
  if (type === undefined || oidOf(type) !== SIGNED_DATA || content === undefined) {
    throw malformed({ problem: 'notPkcs7', file: name });
  }
  const [signedData] = childrenOf(content, name);
  if (signedData === undefined) throw malformed({ problem: 'noSignedData', file: name });
  return signedData;
}

function decode(der: Uint8Array, name: string): BerValue {
  try {
    return readBer(der);
  } catch (error) {
    if (error instanceof BerError) throw malformed({ problem: 'notDer', file: name, reason: error.fault });
    throw error;
  }
}

function childrenOf(value: BerValue, name: string): readonly BerValue[] {
  if (value.children !== null) return value.children;
  throw malformed({ problem: 'structure', file: name });
}

function isUniversal({ tagClass, tag }: BerValue, wanted: number): boolean {
  return tagClass === 'universal' && tag === wanted;
}

/** An octet string may come in parts (X.690, 8.7.3). */
function octetsOf(part: BerValue | undefined): Uint8Array | null {
  if (part === undefined || !isUniversal(part, BER_TAG.OCTET_STRING)) return null;
  return part.children === null ? part.content : concatBytes(part.children.map(({ content }) => content));
}

/** version, sid, digestAlgorithm, [0] signedAttrs (optional), signatureAlgorithm, signature. */
function readSigner(info: BerValue, certificates: Uint8Array[], name: string): Pkcs7Signer {
  const [, identifier, digestAlgorithm, ...rest] = childrenOf(info, name);
  if (identifier === undefined || digestAlgorithm === undefined)
    throw malformed({ problem: 'emptySigner', file: name });
  const attributes = rest.find((part) => isTagged(part, 0));
  const [signatureAlgorithm, signature] = attributes === undefined ? rest : rest.slice(1);
  const digest = algorithmOf(digestAlgorithm, name);
  return {
    certificate: certificateOf(identifier, certificates, name),
    hash: HASHES.get(digest) ?? null,
    algorithms: {
      digest,
      signature: signatureAlgorithm === undefined ? '' : algorithmOf(signatureAlgorithm, name),
    },
    signedAttributes: attributes === undefined ? null : asSet(attributes.whole),
    contentDigest: attributes === undefined ? null : contentDigestOf(attributes, name),
    signature: octetsOf(signature) ?? new Uint8Array(0),
  };
}

/** The identifier in an AlgorithmIdentifier; empty for what has none. */
function algorithmOf(identifier: BerValue, name: string): string {
  const [oid] = childrenOf(identifier, name);
  return oid === undefined ? '' : (oidOf(oid) ?? '');
}

/** RFC 5652, 5.4: the attributes are signed as a SET OF, not with their tag in SignerInfo. */
function asSet(der: Uint8Array): Uint8Array {
  const set = Uint8Array.from(der);
  set[0] = SET_TAG;
  return set;
}

/**
 * The digest among the signed attributes; null when they are of other content than data. As apksigner does, attributes
 * that stand twice, or that lack the content type or the digest, void the file.
 */
function contentDigestOf(attributes: BerValue, name: string): Uint8Array | null {
  const known = new Map<string, BerValue | undefined>();
  for (const attribute of childrenOf(attributes, name)) {
    const [type, values] = childrenOf(attribute, name);
    const oid = type === undefined ? null : oidOf(type);
    if (oid === null || values === undefined) continue;
    if (known.has(oid)) throw malformed({ problem: 'attributeTwice', file: name });
    known.set(oid, childrenOf(values, name)[0]);
  }
  const contentType = known.get(CONTENT_TYPE);
  if (contentType === undefined) throw malformed({ problem: 'noContentType', file: name });
  const digest = known.get(MESSAGE_DIGEST);
  if (digest === undefined) throw malformed({ problem: 'noDigest', file: name });
  return oidOf(contentType) === DATA ? octetsOf(digest) : null;
}

/** SignerInfo names its certificate by issuer and serial number (StrictJarVerifier, PKCS7.getCertificate). */
function certificateOf(identifier: BerValue, certificates: Uint8Array[], name: string): Uint8Array {
  const [issuer, serial] = childrenOf(identifier, name);
  const wanted = issuer === undefined || serial === undefined ? null : keyOf(issuer, serial, name);
  const found = certificates.find((der) => wanted !== null && certificateKey(der, name) === wanted);
  if (found === undefined) throw malformed({ problem: 'noOwnCertificate', file: name });
  return found;
}

/** TBSCertificate: version [0] (optional), serial number, algorithm, issuer. Null for what is no certificate. */
function certificateKey(der: Uint8Array, name: string): string | null {
  if (decodeCertificate(der) === null) return null;
  const [body] = childrenOf(decode(der, name), name);
  if (body === undefined) return null;
  const parts = childrenOf(body, name).filter((part) => !isTagged(part, 0));
  const [serial, , issuer] = parts;
  return issuer === undefined || serial === undefined ? null : keyOf(issuer, serial, name);
}

/** Serial numbers are compared as encoded (they may be negative), names as X500Principal compares them. */
function keyOf(issuer: BerValue, serial: BerValue, name: string): string | null {
  if (!isUniversal(serial, BER_TAG.INTEGER)) return null;
  const names = childrenOf(issuer, name).map((part) => childrenOf(part, name).map((one) => nameKey(one, name)));
  return JSON.stringify([hexOf(serial.whole), names]);
}

/** The string types of X.680, 41, as their octets are read; all others are Latin-1. */
const STRINGS: ReadonlyMap<number, (octets: Uint8Array) => string> = new Map([
  [12, (octets: Uint8Array) => asText(octets).toString('utf8')],
  ...[18, 19, 20, 21, 22, 25, 26, 27].map(
    (tag) => [tag, (octets: Uint8Array) => asText(octets).toString('latin1')] as const,
  ),
  [28, (octets: Uint8Array) => bigEndian(octets, 4)],
  [30, (octets: Uint8Array) => bigEndian(octets, 2)],
]);

function bigEndian(octets: Uint8Array, width: 2 | 4): string {
  const points: number[] = [];
  for (let at = 0; at + width <= octets.length; at += width) {
    const view = viewOf(octets);
    points.push(width === 2 ? view.getUint16(at) : view.getUint32(at));
  }
  return points.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd')).join('');
}

/** Case and repeated spaces of a text do not count. */
function nameKey(attribute: BerValue, name: string): string[] {
  return childrenOf(attribute, name).map((part) => {
    const read = part.tagClass === 'universal' && part.children === null ? STRINGS.get(part.tag) : undefined;
    return read === undefined ? hexOf(part.whole) : read(part.content).trim().toLowerCase().replace(/\s+/g, ' ');
  });
}
