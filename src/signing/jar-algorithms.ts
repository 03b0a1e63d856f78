/**
 * Which Android versions verify a JAR signature of given algorithms (apksig, internal/oid/OidConstants.java,
 * SUPPORTED_SIG_ALG_OIDS, which Google measured on each version).
 */

type Digest = 'MD5' | 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';
type Key = 'RSA' | 'DSA' | 'ECDSA';
/** First and last API level; without a last one it is still so. */
type Span = readonly [from: number, to?: number];

const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ['1.2.840.113549.2.5', 'MD5'],
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.4', 'SHA-224'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

const SIGNATURES: ReadonlyMap<string, readonly [Key, Digest | null]> = new Map<string, readonly [Key, Digest | null]>([
  ['1.2.840.113549.1.1.1', ['RSA', null]],
  ['1.2.840.113549.1.1.4', ['RSA', 'MD5']],
  ['1.2.840.113549.1.1.5', ['RSA', 'SHA-1']],
  ['1.2.840.113549.1.1.14', ['RSA', 'SHA-224']],
  ['1.2.840.113549.1.1.11', ['RSA', 'SHA-256']],
  ['1.2.840.113549.1.1.12', ['RSA', 'SHA-384']],
  ['1.2.840.113549.1.1.13', ['RSA', 'SHA-512']],
  ['1.2.840.10040.4.1', ['DSA', null]],
  ['1.2.840.10040.4.3', ['DSA', 'SHA-1']],
  ['2.16.840.1.101.3.4.3.1', ['DSA', 'SHA-224']],
  ['2.16.840.1.101.3.4.3.2', ['DSA', 'SHA-256']],
  ['1.2.840.10045.2.1', ['ECDSA', null]],
  ['1.2.840.10045.4.1', ['ECDSA', 'SHA-1']],
  ['1.2.840.10045.4.3.1', ['ECDSA', 'SHA-224']],
  ['1.2.840.10045.4.3.2', ['ECDSA', 'SHA-256']],
  ['1.2.840.10045.4.3.3', ['ECDSA', 'SHA-384']],
  ['1.2.840.10045.4.3.4', ['ECDSA', 'SHA-512']],
]);

/** The signature algorithm names the kind of key alone. */
const PLAIN: Readonly<Record<Key, Partial<Record<Digest, readonly Span[]>>>> = {
  RSA: {
    MD5: [[0]],
    'SHA-1': [[0]],
    'SHA-224': [[0, 8], [21]],
    'SHA-256': [[0, 8], [18]],
    'SHA-384': [[18]],
    'SHA-512': [[18]],
  },
  DSA: { 'SHA-1': [[0]], 'SHA-224': [[22]], 'SHA-256': [[22]] },
  ECDSA: { 'SHA-1': [[18]], 'SHA-224': [[21]], 'SHA-256': [[18]], 'SHA-384': [[18]], 'SHA-512': [[18]] },
};

/** It names the same digest once more. */
const SAME: Readonly<Record<Key, Partial<Record<Digest, readonly Span[]>>>> = {
  RSA: {
    MD5: [[0, 8], [21]],
    'SHA-1': [[0]],
    'SHA-224': [[0, 8], [21]],
    'SHA-256': [[0, 8], [18]],
    'SHA-384': [[21]],
    'SHA-512': [[21]],
  },
  DSA: { 'SHA-1': [[9]], 'SHA-224': [[21]], 'SHA-256': [[21]] },
  ECDSA: { 'SHA-1': [[18]], 'SHA-224': [[21]], 'SHA-256': [[21]], 'SHA-384': [[21]], 'SHA-512': [[21]] },
};

/** It names another digest: Android 5 and 6 alone were so lenient. */
const OTHER: readonly Span[] = [[21, 23]];
/** Some of those held on Android 5.0 only, as digest and digest of the signature. */
const OTHER_ONCE = ['SHA-224 SHA-256 RSA', 'SHA-256 SHA-1 RSA', 'SHA-512 SHA-384 RSA'];

/** The algorithms of one signer, as object identifiers. */
export interface JarAlgorithms {
  readonly digest: string;
  readonly signature: string;
}

/** Whether a version verifies signatures of these algorithms. */
export function isKnownOn({ digest, signature }: JarAlgorithms, api: number): boolean {
  return spansOf(DIGESTS.get(digest), SIGNATURES.get(signature)).some(
    ([from, to = Number.POSITIVE_INFINITY]) => from <= api && api <= to,
  );
}

function spansOf(digest: Digest | undefined, signature: readonly [Key, Digest | null] | undefined): readonly Span[] {
  if (digest === undefined || signature === undefined) return [];
  const [key, own] = signature;
  if (own === null) return PLAIN[key][digest] ?? [];
  if (own === digest) return SAME[key][digest] ?? [];
  return OTHER_ONCE.includes(`${digest} ${own} ${key}`) ? [[21, 21]] : OTHER;
}

/** The algorithms as Java names them: `SHA256withDSA`; an unknown one by its identifier. */
export function nameOfAlgorithms({ digest, signature }: JarAlgorithms): string {
  const hash = DIGESTS.get(digest) ?? digest;
  const [key = signature, own = null] = SIGNATURES.get(signature) ?? [];
  const hashes = own === null || own === hash ? hash : `${hash}/${own}`;
  return `${hashes.replaceAll('-', '')}with${key}`;
}
