/** Public keys and the signatures made with their other halves: RSA (RFC 8017), DSA (FIPS 186-4), ECDSA by @noble/curves. */
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { BerError, oidOf, readBer, type BerValue } from '../../ber/ber.js';
import type { DigestName, PublicKey, SignatureKind } from '../platform.js';
import { hexOf } from './bytes.js';
import { createDigest } from './digests.js';

type Curve = Pick<typeof p256, 'Point' | 'verify'>;

/** Those that Android's providers have, and the one of Bitcoin. */
const CURVES: ReadonlyMap<string, Curve> = new Map<string, Curve>([
  ['1.2.840.10045.3.1.7', p256],
  ['1.3.132.0.34', p384],
  ['1.3.132.0.35', p521],
  ['1.3.132.0.10', secp256k1],
]);
/** Keys of a fixed size, in bytes: what they are is all that a JAR or an APK asks of them. */
const FIXED: ReadonlyMap<string, readonly [type: string, size: number]> = new Map([
  ['1.3.101.110', ['x25519', 32]],
  ['1.3.101.111', ['x448', 56]],
  ['1.3.101.112', ['ed25519', 32]],
  ['1.3.101.113', ['ed448', 57]],
]);
/** OPENSSL_RSA_MAX_MODULUS_BITS, OPENSSL_RSA_SMALL_MODULUS_BITS, OPENSSL_RSA_MAX_PUBEXP_BITS. */
const MOST_RSA_BITS = 16384;
const SMALL_RSA_BITS = 3072;
const MOST_EXPONENT_BITS = 64;
/** OPENSSL_DSA_MAX_MODULUS_BITS. */
const MOST_DSA_BITS = 10000;

/** Whether a signature is of a digest. */
type Check = (signature: Uint8Array, digest: Uint8Array, kind: SignatureKind & { hash: DigestName }) => boolean;

class WebKey implements PublicKey {
  constructor(
    readonly asymmetricKeyType: string,
    /** The same for the same key, however it is encoded. */
    readonly identity: string,
    readonly check: Check | null,
  ) {}

  equals(other: PublicKey): boolean {
    return other instanceof WebKey && other.identity === this.identity;
  }
}

export function isSignatureOf(
  data: Uint8Array,
  signature: Uint8Array,
  key: PublicKey,
  { hash, ...kind }: SignatureKind,
): boolean {
  if (!(key instanceof WebKey) || key.check === null || hash === null) return false;
  return key.check(signature, createDigest(hash).update(data).digest(), { ...kind, hash });
}

/** The key in a SubjectPublicKeyInfo; null for what cannot be decoded. */
export function keyInSpki(spki: BerValue): PublicKey | null {
  const [algorithm, bits] = spki.children ?? [];
  const [type, parameters] = algorithm?.children ?? [];
  if (type === undefined || bits?.tag !== 3 || bits.children !== null || bits.content[0] !== 0) return null;
  const oid = oidOf(type) ?? '';
  const octets = bits.content.subarray(1);
  const fixed = FIXED.get(oid);
  if (fixed !== undefined) {
    const [name, size] = fixed;
    return octets.length === size ? new WebKey(name, `${oid}:${hexOf(octets)}`, null) : null;
  }
  switch (oid) {
    case '1.2.840.113549.1.1.1':
    case '2.5.8.1.1':
      return rsaKey('rsa', octets);
    case '1.2.840.113549.1.1.10':
      return rsaKey('rsa-pss', octets);
    case '1.2.840.10040.4.1':
      return dsaKey(octets, parameters);
    case '1.2.840.10045.2.1':
      return parameters === undefined ? null : ecKey(octets, oidOf(parameters) ?? '');
    default:
      return null;
  }
}

/** The numbers of a SEQUENCE of INTEGERs; null for anything else. */
function numbersOf(value: BerValue | null): bigint[] | null {
  if (value?.tag !== 16 || value.children === null) return null;
  const numbers = value.children.map(numberOf);
  return numbers.includes(null) ? null : numbers.filter((number) => number !== null);
}

function numberOf({ tagClass, tag, children, content }: BerValue): bigint | null {
  if (tagClass !== 'universal' || tag !== 2 || children !== null || content.length === 0) return null;
  return BigInt.asIntN(8 * content.length, unsigned(content));
}

function unsigned(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

function berOf(bytes: Uint8Array): BerValue | null {
  try {
    return readBer(bytes);
  } catch (error) {
    if (error instanceof BerError) return null;
    throw error;
  }
}

function rsaKey(type: 'rsa' | 'rsa-pss', octets: Uint8Array): PublicKey | null {
  const numbers = numbersOf(berOf(octets));
  const [modulus, exponent] = numbers ?? [];
  if (modulus === undefined || exponent === undefined || numbers?.length !== 2) return null;
  const check: Check | null = type === 'rsa' && isUsable(modulus, exponent) ? rsaCheck(modulus, exponent) : null;
  return new WebKey(type, `${type}:${modulus}:${exponent}`, check);
}

/** rsa_ossl_public_decrypt: larger ones would take too long. */
function isUsable(modulus: bigint, exponent: bigint): boolean {
  if (modulus <= exponent || exponent <= 0n) return false;
  const bits = bitsOf(modulus);
  return bits <= MOST_RSA_BITS && (bits <= SMALL_RSA_BITS || bitsOf(exponent) <= MOST_EXPONENT_BITS);
}

function rsaCheck(modulus: bigint, exponent: bigint): Check {
  return (signature, digest, { hash, pssSalt }) => {
    const size = Math.ceil(bitsOf(modulus) / 8);
    const number = unsigned(signature);
    if (signature.length !== size || number >= modulus) return false;
    const message = octetsOf(power(number, exponent, modulus), size);
    if (pssSalt === undefined) return hexOf(message) === paddedDigest(digest, hash, size);
    return isPss(message, digest, { hash, salt: pssSalt, bits: bitsOf(modulus) - 1 });
  };
}

/** DigestInfo up to the digest itself (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<DigestName, string>> = {
  md5: '3020300c06082a864886f70d020505000410',
  sha1: '3021300906052b0e03021a05000414',
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** EMSA-PKCS1-v1_5; empty where the key is too short for it. */
function paddedDigest(digest: Uint8Array, hash: DigestName, size: number): string {
  const info = DIGEST_INFO[hash] + hexOf(digest);
  const padding = size - 3 - info.length / 2;
  return padding < 8 ? '' : `0001${'ff'.repeat(padding)}00${info}`;
}

/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2), with the same digest in its mask. */
function isPss(
  message: Uint8Array,
  digest: Uint8Array,
  { hash, salt, bits }: { hash: DigestName; salt: number; bits: number },
): boolean {
  const size = Math.ceil(bits / 8);
  // A modulus of 8n + 1 bits has an octet more than its message.
  const encoded = message.subarray(message.length - size);
  if (message.length > size && message[0] !== 0) return false;
  const masked = size - digest.length - 1;
  if (masked < salt + 1 || encoded.at(-1) !== 0xbc) return false;
  const ownHash = encoded.subarray(masked, masked + digest.length);
  const mask = maskOf(ownHash, masked, hash);
  const data = encoded.subarray(0, masked).map((octet, index) => octet ^ (mask[index] ?? 0));
  const unused = 8 * size - bits;
  const [top = 0] = encoded;
  if (top >> (8 - unused) !== 0) return false;
  data[0] = (data[0] ?? 0) & (0xff >> unused);
  const start = masked - salt - 1;
  if (data.subarray(0, start).some((octet) => octet !== 0) || data[start] !== 1) return false;
  const again = createDigest(hash)
    .update(new Uint8Array(8))
    .update(digest)
    .update(data.subarray(start + 1));
  return hexOf(again.digest()) === hexOf(ownHash);
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(seed: Uint8Array, length: number, hash: DigestName): Uint8Array {
  const mask = new Uint8Array(length);
  for (let at = 0, count = 0; at < length; count++) {
    const counter = Uint8Array.of(count >>> 24, count >>> 16, count >>> 8, count);
    const piece = createDigest(hash)
      .update(seed)
      .update(counter)
      .digest()
      .subarray(0, length - at);
    mask.set(piece, at);
    at += piece.length;
  }
  return mask;
}

function ecKey(octets: Uint8Array, oid: string): PublicKey | null {
  const curve = CURVES.get(oid);
  if (curve === undefined) return null;
  const point = pointOf(curve, octets);
  if (point === null) return null;
  const check: Check = (signature, digest) =>
    isWellFormed(signature) && curve.verify(signature, digest, octets, { prehash: false, lowS: false, format: 'der' });
  return new WebKey('ec', `${oid}:${point}`, check);
}

/** The point in its short form; null where it is none of the curve. */
function pointOf(curve: Curve, octets: Uint8Array): string | null {
  try {
    return curve.Point.fromBytes(octets).toHex(true);
  } catch (error) {
    // The library's word for bytes that are no point; it has no class of its own for it.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Two positive numbers in DER, and nothing after them: OpenSSL compares with the one encoding there is. */
function isWellFormed(signature: Uint8Array): boolean {
  return signatureNumbers(signature) !== null;
}

function signatureNumbers(signature: Uint8Array): [r: bigint, s: bigint] | null {
  const value = berOf(signature);
  const [r, s, ...more] = numbersOf(value) ?? [];
  if (r === undefined || s === undefined || more.length > 0 || r <= 0n || s <= 0n) return null;
  return hexOf(signature) === sequenceOf([r, s]) ? [r, s] : null;
}

/** In DER, hexadecimal. */
function sequenceOf(numbers: readonly bigint[]): string {
  return tagged(
    '30',
    numbers
      .map((number) => {
        const digits = number.toString(16);
        const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
        return tagged('02', Number.parseInt(whole.slice(0, 2), 16) >= 0x80 ? `00${whole}` : whole);
      })
      .join(''),
  );
}

function tagged(tag: string, content: string): string {
  const length = content.length / 2;
  const octets = length.toString(16).padStart(length > 0xff ? 4 : 2, '0');
  return tag + (length < 0x80 ? octets : (0x80 + octets.length / 2).toString(16) + octets) + content;
}

function dsaKey(octets: Uint8Array, parameters: BerValue | undefined): PublicKey | null {
  const value = berOf(octets);
  const own = value === null ? null : numberOf(value);
  const numbers = numbersOf(parameters ?? null);
  const [p, q, g] = numbers ?? [];
  if (own === null) return null;
  const hasAll = p !== undefined && q !== undefined && g !== undefined && numbers?.length === 3;
  const identity = `dsa:${own}:${(numbers ?? []).join(':')}`;
  return new WebKey('dsa', identity, hasAll ? dsaCheck({ p, q, g, y: own }) : null);
}

/** ossl_dsa_do_verify_int (crypto/dsa/dsa_ossl.c). */
function dsaCheck({ p, q, g, y }: Readonly<Record<'p' | 'q' | 'g' | 'y', bigint>>): Check {
  return (signature, digest) => {
    const numbers = signatureNumbers(signature);
    const size = bitsOf(q);
    if (numbers === null || ![160, 224, 256].includes(size) || p <= 1n || bitsOf(p) > MOST_DSA_BITS) return false;
    const [r, s] = numbers;
    const inverse = r < q && s < q ? power(s, q - 2n, q) : 0n;
    if (inverse === 0n) return false;
    const message = unsigned(digest.subarray(0, size / 8));
    const one = power(g, (message * inverse) % q, p);
    const two = power(y, (r * inverse) % q, p);
    return ((one * two) % p) % q === r;
  };
}

function bitsOf(number: bigint): number {
  return number <= 0n ? 0 : number.toString(2).length;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function octetsOf(number: bigint, size: number): Uint8Array {
  const digits = number.toString(16).padStart(2 * size, '0');
  return Uint8Array.from({ length: size }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}
