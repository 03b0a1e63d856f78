/**
 * Verifying JAR signatures: the block over the signature file, that over the manifest, and the manifest over every entry
 * (StrictJarVerifier and ApkSignatureVerifier.verifyV1Signature, frameworks/base).
 */
import { createDigest, type DigestName } from '../platform/index.js';
import type { Reading } from '../bytes/reading.js';
import type { ZipArchive } from '../zip/archive.js';
import { readJarEntry } from './jar-entry.js';
import { displayName } from '../zip/entry-name.js';
import { readJarManifest, type JarManifest, type JarSection } from './jar-manifest.js';
import { metaEntry, strippedProblem, type JarSignature } from './jar-signature.js';
import { signsContent } from './pkcs7.js';
import type { SchemeProblem } from '../bytes/scheme-problems.js';

const MANIFEST = 'META-INF/MANIFEST.MF';
const APP_MANIFEST = 'AndroidManifest.xml';
const MAX_MANIFEST = 64 * 1024 * 1024;
/** In the order in which Android looks for them: the first that is there decides. */
const DIGESTS: readonly (readonly [attribute: string, hash: DigestName])[] = [
  ['sha-512', 'sha512'],
  ['sha-384', 'sha384'],
  ['sha-256', 'sha256'],
  ['sha1', 'sha1'],
];
const MOST_NAMED = 3;
const LF = 10;

/**
 * What is wrong with the JAR signatures; empty when they verify. Reads every entry of the archive.
 * @throws PermauditError `ZIP_*`, `LIMIT_*`, `IO_READ`
 */
export function jarProblems(
  archive: ZipArchive,
  signatures: readonly JarSignature[],
  reading: Reading,
): SchemeProblem[] {
  const key = metaEntry(archive, MANIFEST);
  const file = key === null ? null : archive.find(key);
  if (file === null) return [{ code: 'JAR_NO_MANIFEST', data: { manifest: MANIFEST } }];
  const bytes = readJarEntry(archive, file, MAX_MANIFEST, reading);
  const manifest = readJarManifest(bytes);
  if (manifest.malformed !== null) return [{ code: manifest.malformed, data: { manifest: MANIFEST } }];
  const files = signatures.map((signature) => readSignatureFile(archive, signature, bytes, manifest, reading));
  const problems = files.flatMap((file) => file.problems);
  // What was stripped matters to newer versions only: the rest holds for the others too.
  if (problems.some(({ code }) => code !== 'JAR_STRIPPED')) return problems;
  const signing = files.filter(({ ignored }) => ignored === null);
  if (signing.length === 0) return [...problems, ...files.flatMap(({ ignored }) => ignored ?? [])];
  return [...problems, ...missingEntries(archive, manifest), ...entryProblems(archive, manifest, signing, reading)];
}

/** StrictJarFile: "File … in manifest does not exist". */
function missingEntries(archive: ZipArchive, manifest: JarManifest): SchemeProblem[] {
  const names = new Set([...archive.keys()].map(displayName));
  const gone = [...manifest.entries.keys()].filter((name) => !names.has(name));
  if (gone.length === 0) return [];
  const more = Math.max(0, gone.length - MOST_NAMED);
  return [{ code: 'JAR_MISSING', data: { entries: gone.slice(0, MOST_NAMED), more } }];
}

/** A signature file: what is wrong with it, and the entries it names. */
interface SignatureFile {
  name: string;
  entries: ReadonlyMap<string, JarSection>;
  /** What makes Android refuse the archive. */
  problems: SchemeProblem[];
  /** Why Android passes over it: then it signs nothing. */
  ignored: SchemeProblem | null;
}

function readSignatureFile(
  archive: ZipArchive,
  { block, signatureFile: name, signers }: JarSignature,
  manifestBytes: Uint8Array,
  manifest: JarManifest,
  reading: Reading,
): SignatureFile {
  const file = archive.find(name);
  const told = displayName(name);
  const nothing = { name, entries: new Map<string, JarSection>() };
  if (file === null) return { ...nothing, problems: [], ignored: { code: 'JAR_NO_FILE', data: { file: told } } };
  const content = readJarEntry(archive, file, MAX_MANIFEST, reading);
  if (!signers.some((signer) => signsContent(signer, content))) {
    const problem: SchemeProblem = { code: 'JAR_UNSIGNED', data: { block: displayName(block), file: told } };
    return { ...nothing, problems: [problem], ignored: null };
  }
  const stated = readJarManifest(content);
  return { name, entries: stated.entries, ...fitOf(told, stated, manifestBytes, manifest) };
}

/** StrictJarVerifier.verifyCertificate, after the signature itself. */
function fitOf(
  name: string,
  stated: JarManifest,
  manifestBytes: Uint8Array,
  manifest: JarManifest,
): Pick<SignatureFile, 'problems' | 'ignored'> {
  const { attributes } = stated.main;
  const misfit: SchemeProblem = { code: 'JAR_MISFIT', data: { file: name, manifest: MANIFEST } };
  const stripped = strippedProblem(name, attributes);
  if (!attributes.has('signature-version')) {
    return { problems: stripped, ignored: { code: 'JAR_NO_VERSION', data: { file: name } } };
  }
  const byOldTool = attributes.get('created-by')?.includes('signtool') === true;
  if (!byOldTool && matches(attributes, '-digest-manifest-main-attributes', manifest.main.bytes) === false) {
    return { problems: [...stripped, misfit], ignored: null };
  }
  const whole = byOldTool ? '-digest' : '-digest-manifest';
  if (matches(attributes, whole, manifestBytes) === true) return { problems: stripped, ignored: null };
  for (const [entry, section] of stated.entries) {
    // A section that the manifest lacks ends it without a word.
    if (!manifest.entries.has(entry)) return { problems: stripped, ignored: misfit };
    if (!coversSection(manifest, entry, section, byOldTool)) return { problems: [...stripped, misfit], ignored: null };
  }
  return { problems: stripped, ignored: stated.entries.size > 0 ? null : misfit };
}

function coversSection(manifest: JarManifest, name: string, stated: JarSection, byOldTool: boolean): boolean {
  const section = manifest.entries.get(name);
  if (section === undefined) return false;
  const { bytes } = section;
  // Netscape's signtool left the second of two line ends out.
  const isDoubled = byOldTool && bytes.at(-1) === LF && bytes.at(-2) === LF;
  return matches(stated.attributes, '-digest', isDoubled ? bytes.subarray(0, -1) : bytes) === true;
}

/** Whether the first digest that is stated is that of the bytes; null when none is stated. */
function matches(attributes: ReadonlyMap<string, string>, suffix: string, bytes: Uint8Array): boolean | null {
  for (const [name, hash] of DIGESTS) {
    const stated = attributes.get(name + suffix);
    if (stated !== undefined) return createDigest(hash).update(bytes).digest('base64') === stated.trim();
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
    const bytes = section === undefined ? null : readJarEntry(archive, entry, reading.limits.inputBytes, reading);
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
