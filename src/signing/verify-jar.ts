/**
 * Verifying JAR signatures: the block over the signature file, that over the manifest, and the manifest over every entry
 * (StrictJarVerifier and ApkSignatureVerifier.verifyV1Signature, frameworks/base).
 */
import { createHash } from 'node:crypto';
import type { Reading } from '../bytes/reading.js';
import type { ZipArchive } from '../zip/archive.js';
import { readAsset } from '../zip/asset.js';
import { displayName } from '../zip/entry-name.js';
import { readJarManifest, type JarManifest, type JarSection } from './jar-manifest.js';
import type { JarSignature } from './jar-signature.js';
import { signsContent } from './pkcs7.js';
import type { SchemeProblem } from '../facts/clauses.js';

const MANIFEST = 'META-INF/MANIFEST.MF';
const APP_MANIFEST = 'AndroidManifest.xml';
const MAX_MANIFEST = 64 * 1024 * 1024;
/** In the order in which Android looks for them: the first that is there decides. */
const DIGESTS: readonly (readonly [attribute: string, hash: string])[] = [
  ['sha-512', 'sha512'],
  ['sha-384', 'sha384'],
  ['sha-256', 'sha256'],
  ['sha1', 'sha1'],
];
const MOST_NAMED = 3;

/**
 * What is wrong with the JAR signatures; empty when they verify. Reads every entry of the archive.
 * @throws PermauditError `ZIP_*`, `LIMIT_*`, `IO_READ`
 */
export function jarProblems(
  archive: ZipArchive,
  signatures: readonly JarSignature[],
  reading: Reading,
): SchemeProblem[] {
  const file = archive.find(MANIFEST);
  if (file === null) return [{ code: 'JAR_NO_MANIFEST', data: { manifest: MANIFEST } }];
  const bytes = readAsset(archive, file, MAX_MANIFEST, reading);
  const manifest = readJarManifest(bytes);
  if (manifest.malformed !== null) return [{ code: manifest.malformed, data: { manifest: MANIFEST } }];
  const files = signatures.map((signature) => readSignatureFile(archive, signature, bytes, manifest, reading));
  const problems = files.flatMap((file) => file.problems);
  return problems.length > 0 ? problems : entryProblems(archive, manifest, files, reading);
}

/** A signature file: what is wrong with it, and the entries it names. */
interface SignatureFile {
  name: string;
  entries: ReadonlyMap<string, JarSection>;
  problems: SchemeProblem[];
}

function readSignatureFile(
  archive: ZipArchive,
  { block, signatureFile: name, signers }: JarSignature,
  manifestBytes: Uint8Array,
  manifest: JarManifest,
  reading: Reading,
): SignatureFile {
  const file = archive.find(name);
  if (file === null) return { name, entries: new Map(), problems: [{ code: 'JAR_NO_FILE', data: { file: name } }] };
  const content = readAsset(archive, file, MAX_MANIFEST, reading);
  const stated = readJarManifest(content);
  const problems: SchemeProblem[] = signers.some((signer) => signsContent(signer, content))
    ? fitProblems(name, stated, manifestBytes, manifest)
    : [{ code: 'JAR_UNSIGNED', data: { block, file: name } }];
  return { name, entries: stated.entries, problems };
}

/** StrictJarVerifier.verifyCertificate, after the signature itself. */
function fitProblems(
  name: string,
  stated: JarManifest,
  manifestBytes: Uint8Array,
  manifest: JarManifest,
): SchemeProblem[] {
  const { attributes } = stated.main;
  if (namesNewerScheme(attributes.get('x-android-apk-signed') ?? '')) {
    return [{ code: 'JAR_STRIPPED', data: { file: name } }];
  }
  if (!attributes.has('signature-version')) return [{ code: 'JAR_NO_VERSION', data: { file: name } }];
  const byOldTool = attributes.get('created-by')?.includes('signtool') === true;
  if (!byOldTool && matches(attributes, '-digest-manifest-main-attributes', manifest.main.bytes) === false) {
    return [{ code: 'JAR_MISFIT', data: { file: name, manifest: MANIFEST } }];
  }
  if (matches(attributes, '-digest-manifest', manifestBytes) === true) return [];
  const differing = [...stated.entries].find(([entry, section]) => !coversSection(manifest, entry, section));
  return differing === undefined && stated.entries.size > 0
    ? []
    : [{ code: 'JAR_MISFIT', data: { file: name, manifest: MANIFEST } }];
}

/** Newer schemes are named so that removing them shows (from Android 7): a list of numbers, as Integer.parseInt reads them. */
function namesNewerScheme(list: string): boolean {
  return list.split(',').some((id) => /^\+?0*[23]$/.test(id.trim()));
}

function coversSection(manifest: JarManifest, name: string, stated: JarSection): boolean {
  const section = manifest.entries.get(name);
  return section !== undefined && matches(stated.attributes, '-digest', section.bytes) === true;
}

/** Whether the first digest that is stated is that of the bytes; null when none is stated. */
function matches(attributes: ReadonlyMap<string, string>, suffix: string, bytes: Uint8Array): boolean | null {
  for (const [name, hash] of DIGESTS) {
    const stated = attributes.get(name + suffix);
    if (stated !== undefined) return createHash(hash).update(bytes).digest('base64') === stated.trim();
  }
  return null;
}

function entryProblems(
  archive: ZipArchive,
  manifest: JarManifest,
  files: readonly SignatureFile[],
  reading: Reading,
): SchemeProblem[] {
  // An entry counts as signed by those whose signature file names it, and all entries need the same signers.
  const signersOf = (name: string): string =>
    files
      .filter(({ entries }) => entries.has(name))
      .map((file) => file.name)
      .join();
  let expected = archive.has(APP_MANIFEST) ? signersOf(APP_MANIFEST) : null;
  const wrong: string[] = [];
  for (const key of archive.keys()) {
    if (key.endsWith('/') || key.startsWith('META-INF/')) continue;
    const entry = archive.find(key);
    const name = displayName(key);
    const section = manifest.entries.get(name);
    if (entry === null) continue;
    reading.checkTime(name);
    const signedBy = signersOf(name);
    expected ??= signedBy;
    const bytes = section === undefined ? null : readAsset(archive, entry, reading.limits.inputBytes, reading);
    if (
      bytes === null ||
      section === undefined ||
      matches(section.attributes, '-digest', bytes) !== true ||
      signedBy === '' ||
      signedBy !== expected
    ) {
      wrong.push(name);
    }
  }
  if (wrong.length === 0) return [];
  const more = Math.max(0, wrong.length - MOST_NAMED);
  return [{ code: 'JAR_ENTRIES', data: { entries: wrong.slice(0, MOST_NAMED), more } }];
}
