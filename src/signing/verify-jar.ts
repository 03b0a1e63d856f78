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

const MANIFEST = 'META-INF/MANIFEST.MF';
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
 * What is wrong with the JAR signatures, one clause each; empty when they verify. Reads every entry of the archive.
 * @throws PermauditError `ZIP_*`, `LIMIT_*`, `IO_READ`
 */
export function jarProblems(archive: ZipArchive, signatures: readonly JarSignature[], reading: Reading): string[] {
  const file = archive.find(MANIFEST);
  if (file === null) return [`there is no ${MANIFEST}`];
  const bytes = readAsset(archive, file, MAX_MANIFEST, reading);
  const manifest = readJarManifest(bytes);
  if (manifest.malformed !== null) return [`${MANIFEST}: ${manifest.malformed}`];
  const problems = signatures.flatMap((signature) => signatureProblems(archive, signature, bytes, manifest, reading));
  return problems.length > 0 ? problems : entryProblems(archive, manifest, signatures, reading);
}

function signatureProblems(
  archive: ZipArchive,
  { block, signatureFile, signers }: JarSignature,
  manifestBytes: Uint8Array,
  manifest: JarManifest,
  reading: Reading,
): string[] {
  const file = archive.find(signatureFile);
  if (file === null) return [`${signatureFile} is not there`];
  const content = readAsset(archive, file, MAX_MANIFEST, reading);
  if (!signers.some((signer) => signsContent(signer, content))) return [`${block} does not sign ${signatureFile}`];
  const stated = readJarManifest(content);
  const { attributes } = stated.main;
  // Newer schemes are named so that removing them shows (from Android 7).
  const newer = (attributes.get('x-android-apk-signed') ?? '').split(',').map((id) => id.trim());
  if (newer.includes('2') || newer.includes('3')) {
    return [`${signatureFile} says that a newer signature belongs to it, which was removed`];
  }
  if (matches(attributes, '-digest-manifest', manifestBytes) === true) return [];
  const differing = [...stated.entries].find(([name, section]) => !coversSection(manifest, name, section));
  return differing === undefined && stated.entries.size > 0 ? [] : [`${signatureFile} does not fit ${MANIFEST}`];
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
  signatures: readonly JarSignature[],
  reading: Reading,
): string[] {
  const wrong: string[] = [];
  for (const key of archive.keys()) {
    if (key.endsWith('/') || key.startsWith('META-INF/')) continue;
    const entry = archive.find(key);
    const name = displayName(key);
    const section = manifest.entries.get(name);
    if (entry === null) continue;
    reading.checkTime(name);
    const bytes = section === undefined ? null : readAsset(archive, entry, reading.limits.inputBytes, reading);
    if (bytes === null || section === undefined || matches(section.attributes, '-digest', bytes) !== true) {
      wrong.push(name);
    }
  }
  if (wrong.length === 0 || signatures.length === 0) return [];
  const more = wrong.length > MOST_NAMED ? ` and ${wrong.length - MOST_NAMED} more` : '';
  return [`entries are not as they were signed: ${wrong.slice(0, MOST_NAMED).join(', ')}${more}`];
}
