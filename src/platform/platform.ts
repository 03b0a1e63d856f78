/**
 * What the readers need of the machine they run on. There are two sides of it, Node.js (`node.ts`) and a web worker
 * (`web/side.ts`), which give the same for the same bytes; the bundle for the web takes the second in place of the first.
 */

import type { XMLValidator } from 'fast-xml-parser';
import type { Reader } from 'protobufjs/minimal.js';

export type DigestName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
export type TextEncoding = 'latin1' | 'utf8' | 'utf16le';

/** Bytes that are read as text, in place. */
export interface TextView {
  /**
   * The text from `start` to `end`. `utf8`: what is none becomes U+FFFD, as the WHATWG decodes it, and a byte order mark is
   * kept; `utf16le`: surrogates may stand alone, and an odd last byte is left out.
   */
  toString(encoding: TextEncoding, start?: number, end?: number): string;
}

/** A digest of bytes that come in pieces; a text is digested as UTF-8. */
export interface Digest {
  update(data: Uint8Array | string): Digest;
  digest(): Uint8Array;
  digest(encoding: 'hex' | 'base64'): string;
}

/**
 * What raw deflate data (RFC 1951) holds. `larger`: more than was asked for; `damaged`: no such data, as zlib tells it. Data
 * that is cut short gives what there is of it.
 */
export type Inflated = { bytes: Uint8Array; consumed: number } | 'larger' | 'damaged';

/** As Node's `KeyObject`. */
export interface PublicKey {
  /** `rsa`, `rsa-pss`, `dsa`, `ec`, `ed25519` ... */
  readonly asymmetricKeyType?: string | undefined;
  equals(other: PublicKey): boolean;
}

/** As Node's `X509Certificate`. */
export interface Certificate {
  /** The parts of the name a line each, the widest first; undefined for an empty one. Attacker-controlled, like the issuer. */
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  /** `Nov 28 23:15:00 2026 GMT`; something else for a time that is none. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
}

/** How a signature was made. */
export interface SignatureKind {
  /** null: the algorithm has its own (post-quantum ones). */
  readonly hash: DigestName | null;
  /** RSASSA-PSS with a salt of so many bytes; without it, RSA is PKCS #1 v1.5. */
  readonly pssSalt?: number;
}

/** A file that is open. */
export interface OpenFile {
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes, as it was opened. */
  readonly size: number;
  /** Whether it was written to since. */
  hasChanged(): boolean;
  /**
   * Reads into `target` from its index `at` on; how many bytes, 0 at the end.
   * @throws an error with the system's code
   */
  readInto(position: number, target: Uint8Array, at: number): number;
  close(): void;
}

/** A text that is read in parts. Each letter is a byte. */
export interface DataText {
  readonly length: number;
  /** The letters from `start` up to `end`; up to the last. */
  slice(start: number, end?: number): string;
  /** Where the first of these is; -1 for none. */
  indexOf(letter: string): number;
}

/** The file of `dist/data` that is one JSON. */
export type DataName = 'api-map.json';
/** Those of which each line is JSON (`src/bytes/data-lines.ts`). */
export type DataLinesName = 'catalog.jsonl' | 'rulebook.jsonl' | 'sdks.jsonl';
export type ValidatorsName = 'config' | 'newer-report' | 'report' | 'rules';

/** `XMLValidator` of fast-xml-parser. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- it goes with the parser, and knows the same XML
type Validator = typeof XMLValidator;

export interface Platform {
  asText(bytes: Uint8Array): TextView;
  isUtf8(bytes: Uint8Array): boolean;
  /** New bytes that the caller fills at once: what they hold before is not said. */
  uninitialised(length: number): Uint8Array;
  /** A lone surrogate becomes U+FFFD. */
  utf8Of(text: string): Uint8Array;
  /** How many bytes {@link Platform.utf8Of} gives. */
  utf8Length(text: string): number;
  utf16Of(text: string): Uint8Array;
  hexOf(bytes: Uint8Array): string;
  base64Of(bytes: Uint8Array): string;
  /** The last place at `from` or before it where `wanted` begins; -1 for none. */
  lastIndexOf(bytes: Uint8Array, wanted: Uint8Array, from?: number): number;
  indexOf(bytes: Uint8Array, wanted: Uint8Array): number;

  /** CRC-32 (ISO 3309, as in ZIP), unsigned. */
  crc32(bytes: Uint8Array): number;
  createDigest(name: DigestName): Digest;
  /**
   * Inflates raw deflate data. What follows its end is not looked at.
   * @param most more than so many bytes are `larger`
   */
  inflateRaw(input: Uint8Array, most: number): Inflated;

  /** The certificate in DER; null for what is none. */
  decodeCertificate(der: Uint8Array): Certificate | null;
  /** The key in a certificate that {@link Platform.decodeCertificate} gave; null for what cannot be decoded. */
  keyOf(certificate: Certificate): PublicKey | null;
  /** The key in a SubjectPublicKeyInfo in DER; null for what cannot be decoded. */
  decodePublicKey(der: Uint8Array): PublicKey | null;
  /** Whether `signature` of `data` was made with the other half of the key; false for a key that cannot tell. */
  isSignatureOf(data: Uint8Array, signature: Uint8Array, key: PublicKey, kind: SignatureKind): boolean;

  /**
   * Opens a file for reading, by its path or its descriptor.
   * @throws an error with the system's code, such as `ENOENT`
   */
  openFile(path: string | number): OpenFile;
  /** The last part of a path. */
  baseName(path: string): string;

  /** What a file of `dist/data` holds, parsed anew: the caller keeps it. Throws where permaudit was not built. */
  readDataFile(name: DataName): unknown;
  /** As {@link Platform.readDataFile}, not parsed. */
  readDataLines(name: DataLinesName): DataText;
  /**
   * The validators in `dist/schemas/NAME.cjs`, by the name of their schema: `ValidateFunction`s of ajv, which
   * `scripts/compile-schemas.mjs` makes of `schema/`. Throws where permaudit was not built.
   */
  loadValidators(name: ValidatorsName): unknown;
  /** Only app bundles need it. */
  loadProtobuf(): { Reader: typeof Reader };
  /** Only text manifests need it. */
  loadXmlParser(): { XMLValidator: Validator };
}
