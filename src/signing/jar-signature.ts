/**
 * JAR signatures (scheme v1): META-INF/*.RSA, *.DSA and *.EC beside the *.SF files they sign, whatever the case of their
 * names (StrictJarFile.getMetaEntries, StrictJarVerifier.readCertificates).
 */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import type { SchemeProblem } from '../bytes/scheme-problems.js';
import type { ZipArchive } from '../zip/archive.js';
import { readJarEntry } from './jar-entry.js';
import { displayName } from '../zip/entry-name.js';
import { readMainSection } from './jar-manifest.js';
import { readPkcs7, type Pkcs7Signer } from './pkcs7.js';

const META = 'META-INF/';
const BLOCK_TYPES = ['.DSA', '.RSA', '.EC'];
const MAX_BLOCK_FILES = 32;
const MAX_BLOCK_SIZE = 4 * 1024 * 1024;
const MAX_SIGNATURE_FILE = 64 * 1024 * 1024;

/** One block file with the signature file it signs. */
export interface JarSignature {
  block: string;
  signatureFile: string;
  signers: Pkcs7Signer[];
}

/** The entries of META-INF by their names in capitals: of two that differ in case, the later one counts. */
function metaEntries(archive: ZipArchive): Map<string, string> {
  const entries = new Map<string, string>();
  for (const key of archive.keys()) if (key.startsWith(META)) entries.set(key.toUpperCase(), key);
  return entries;
}

/** The key of an entry of META-INF, by its name in capitals. */
export function metaEntry(archive: ZipArchive, name: string): string | null {
  return archive.has(name) ? name : (metaEntries(archive).get(name) ?? null);
}

/** How many signature blocks there are, whatever they sign. */
export function jarBlockCount(archive: ZipArchive): number {
  return [...metaEntries(archive).keys()].filter(isBlock).length;
}

function isBlock(name: string): boolean {
  return BLOCK_TYPES.some((type) => name.endsWith(type));
}

/** The names of the signature blocks, in file order. A block counts only beside the signature file it signs. */
export function jarSignatureNames(archive: ZipArchive): string[] {
  return pairsOf(archive).map(([block]) => block);
}

function pairsOf(archive: ZipArchive): (readonly [block: string, signatureFile: string])[] {
  const entries = metaEntries(archive);
  return [...entries].flatMap(([name, block]) => {
    const file = isBlock(name) ? entries.get(`${name.slice(0, name.lastIndexOf('.'))}.SF`) : undefined;
    return file === undefined ? [] : [[block, file] as const];
  });
}

/**
 * The JAR signatures, in file order; null when the archive has none.
 * @throws PermauditError `APK_SIGNATURE` for a block that cannot be read, `ZIP_*`, `LIMIT_*`
 */
export function readJarSignatures(archive: ZipArchive, reading: Reading): JarSignature[] | null {
  const pairs = pairsOf(archive);
  if (pairs.length === 0) return null;
  if (pairs.length > MAX_BLOCK_FILES) {
    throw new PermauditError('LIMIT_ENTRY', { problem: 'jarBlocks', count: pairs.length, limit: MAX_BLOCK_FILES });
  }
  return pairs.flatMap(([block, signatureFile]) => {
    const entry = archive.find(block);
    if (entry === null) return [];
    const signers = readPkcs7(readJarEntry(archive, entry, MAX_BLOCK_SIZE, reading), displayName(block));
    return [{ block, signatureFile, signers }];
  });
}

/**
 * What the signature files say of newer signatures, without looking at anything that they sign.
 * @throws PermauditError `ZIP_*`, `LIMIT_*`
 */
export function strippedProblems(
  archive: ZipArchive,
  signatures: readonly JarSignature[],
  reading: Reading,
): SchemeProblem[] {
  return signatures.flatMap(({ signatureFile }) => {
    const file = archive.find(signatureFile);
    if (file === null) return [];
    const main = readMainSection(readJarEntry(archive, file, MAX_SIGNATURE_FILE, reading));
    return strippedProblem(displayName(signatureFile), main.attributes);
  });
}

/**
 * Newer schemes are named so that removing them shows: v2 from Android 7, v3 from Android 9. A list of numbers, as
 * Integer.parseInt reads them.
 */
export function strippedProblem(file: string, attributes: ReadonlyMap<string, string>): SchemeProblem[] {
  const ids = (attributes.get('x-android-apk-signed') ?? '').split(',').map((id) => id.trim());
  const [scheme] = (['v2', 'v3'] as const).filter((name) => ids.some((id) => isNumber(id, name.slice(1))));
  return scheme === undefined ? [] : [{ code: 'JAR_STRIPPED', data: { file, scheme } }];
}

function isNumber(text: string, digit: string): boolean {
  return /^\+?0*[0-9]$/.test(text) && text.endsWith(digit);
}
