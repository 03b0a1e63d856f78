/** JAR signatures (scheme v1): META-INF/*.RSA, *.DSA and *.EC beside the *.SF files they sign. */
import type { Reading } from '../bytes/reading.js';
import type { ZipArchive } from '../zip/archive.js';
import { readAsset } from '../zip/asset.js';
import { readPkcs7, type Pkcs7Signer } from './pkcs7.js';
import { malformed } from './signing-block.js';

const BLOCK_FILE = /^META-INF\/[^/]{1,200}\.(?:RSA|DSA|EC)$/i;
const MAX_BLOCK_FILES = 32;
const MAX_BLOCK_SIZE = 4 * 1024 * 1024;

/** One block file with the signature file it signs. */
export interface JarSignature {
  block: string;
  signatureFile: string;
  signers: Pkcs7Signer[];
}

/** The names of the signature blocks, in file order. A block counts only beside the signature file it signs. */
export function jarSignatureNames(archive: ZipArchive): string[] {
  return [...archive.keys()].filter((key) => BLOCK_FILE.test(key) && archive.has(signatureFileOf(key)));
}

/**
 * The JAR signatures, in file order; null when the archive has none.
 * @throws PermauditError `APK_SIGNATURE` for a block that cannot be read, `ZIP_*`, `LIMIT_*`
 */
export function readJarSignatures(archive: ZipArchive, reading: Reading): JarSignature[] | null {
  const names = jarSignatureNames(archive);
  if (names.length === 0) return null;
  if (names.length > MAX_BLOCK_FILES) throw malformed({ problem: 'jarBlocks', count: names.length });
  return names.flatMap((block) => {
    const entry = archive.find(block);
    if (entry === null) return [];
    const signers = readPkcs7(readAsset(archive, entry, MAX_BLOCK_SIZE, reading), block);
    return [{ block, signatureFile: signatureFileOf(block), signers }];
  });
}

function signatureFileOf(key: string): string {
  return `${key.slice(0, key.lastIndexOf('.'))}.SF`;
}
