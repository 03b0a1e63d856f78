/** JAR signatures (scheme v1): the certificates in META-INF/*.RSA, *.DSA and *.EC, read but not verified. */
import type * as Asn1 from 'asn1js';
import { createRequire } from 'node:module';
import { lazily } from '../../bytes/lazy.js';
import type { Reading } from '../../bytes/reading.js';
import type { ZipArchive } from '../../zip/archive.js';
import { readAsset } from '../../zip/asset.js';
import { decodeCertificate } from './certificate.js';
import { malformed } from './signing-block.js';

/** Only v1 signatures need it. */
const asn1 = lazily(() => createRequire(import.meta.url)('asn1js') as typeof Asn1);

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const BLOCK_FILE = /^META-INF\/[^/]{1,200}\.(?:RSA|DSA|EC)$/i;
const MAX_BLOCK_FILES = 32;
const MAX_BLOCK_SIZE = 4 * 1024 * 1024;
const MAX_DEPTH = 24;
const MAX_NODES = 20_000;

/**
 * The signers' certificates (DER), in file order; null when the archive has no JAR signature.
 * @throws PermauditError `APK_SIGNATURE` for a block that cannot be read, `ZIP_*`, `LIMIT_*`
 */
export function readJarSigners(archive: ZipArchive, reading: Reading): Uint8Array[] | null {
  const names = [...archive.keys()].filter((key) => BLOCK_FILE.test(key) && archive.has(signatureFileOf(key)));
  if (names.length === 0) return null;
  if (names.length > MAX_BLOCK_FILES) throw malformed(`there are ${names.length} JAR signature blocks`);
  return names.flatMap((name) => {
    const entry = archive.find(name);
    return entry === null ? [] : signersOf(readAsset(archive, entry, MAX_BLOCK_SIZE, reading), name);
  });
}

/** A signature block counts only beside the signature file it signs. */
function signatureFileOf(key: string): string {
  return `${key.slice(0, key.lastIndexOf('.'))}.SF`;
}

/** The certificates that the SignerInfos of a PKCS #7 SignedData (RFC 5652) name. */
function signersOf(der: Uint8Array, name: string): Uint8Array[] {
  const signedData = openSignedData(der, name);
  const parts = childrenOf(signedData, name);
  const certificates = parts
    .filter((part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0)
    .flatMap((part) => childrenOf(part, name).map(({ valueBeforeDecodeView }) => valueBeforeDecodeView));
  const infos = parts.at(-1);
  if (infos === undefined || certificates.length === 0) throw malformed(`${name} holds no certificate`);
  return childrenOf(infos, name).map((info) => certificateOf(info, certificates, name));
}

function openSignedData(der: Uint8Array, name: string): Asn1.AsnType {
  const { offset, result } = decode(der, name);
  if (offset === -1) throw malformed(`${name} is not DER: ${result.error}`);
  const [type, content] = childrenOf(result, name);
  if (
    !(type instanceof asn1().ObjectIdentifier) ||
    type.valueBlock.toString() !== SIGNED_DATA ||
    content === undefined
  ) {
    throw malformed(`${name} is not a PKCS #7 signature`);
  }
  const [signedData] = childrenOf(content, name);
  if (signedData === undefined) throw malformed(`${name} holds no signed data`);
  return signedData;
}

/** The library raises plain errors for malformed values, such as impossible dates. */
function decode(der: Uint8Array, name: string): ReturnType<typeof Asn1.fromBER> {
  try {
    return asn1().fromBER(der, { maxDepth: MAX_DEPTH, maxNodes: MAX_NODES });
  } catch (error) {
    if (error instanceof Error) throw malformed(`${name} is not DER: ${error.message}`);
    throw error;
  }
}

function childrenOf(block: Asn1.AsnType, name: string): Asn1.AsnType[] {
  if (block instanceof asn1().Constructed) return block.valueBlock.value;
  throw malformed(`${name} does not have the structure of a PKCS #7 signature`);
}

/** SignerInfo names its certificate by issuer and serial number. */
function certificateOf(info: Asn1.AsnType, certificates: Uint8Array[], name: string): Uint8Array {
  const [, identifier] = childrenOf(info, name);
  if (identifier === undefined) throw malformed(`${name} has an empty signer`);
  const [, serial] = childrenOf(identifier, name);
  const wanted = serial instanceof asn1().Integer ? hexOf(serial) : null;
  const found = certificates.find((der) => wanted !== null && serialOf(der) === wanted);
  if (found === undefined) throw malformed(`${name} does not hold its signer's certificate`);
  return found;
}

function hexOf(serial: Asn1.Integer): string {
  const hex = Buffer.from(serial.valueBlock.valueHexView).toString('hex').replace(/^0+/, '');
  return hex === '' ? '0' : hex;
}

function serialOf(der: Uint8Array): string | null {
  const serial = decodeCertificate(der)?.serialNumber.toLowerCase().replace(/^0+/, '');
  return serial === '' ? '0' : (serial ?? null);
}
