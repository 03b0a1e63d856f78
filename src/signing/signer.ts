/**
 * Who signed an APK: the signature schemes v1 to v3.2, read or verified (ApkSignatureVerifier and the verifiers of each
 * scheme in frameworks/base, core/java/android/util/apk).
 */
import { NEWEST_API } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import { PermauditError } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { ZipArchive } from '../zip/archive.js';
import type { Signer, SignerCertificate, SignatureState, SigningBlockKind } from '../facts/facts.js';
import { describeCertificate } from './certificate.js';
import { chunkedDigest, verityDigest } from './content-digest.js';
import { jarSignatureNames, readJarSignatures } from './jar-signature.js';
import { readLineage } from './lineage.js';
import { readSigners, type SchemeSigner, type SignatureAlgorithm } from './scheme-signers.js';
import { BLOCK_ID, readerOf, readSigningBlock, type SigningBlock } from './signing-block.js';
import { jarProblems } from './verify-jar.js';
import { problemsOf, type ContentDigest } from './verify-signer.js';
import type { SchemeProblem, SignatureClause, SignerProblem } from '../facts/clauses.js';

/** v2 attribute: the signer also used a newer scheme, whose absence means that it was stripped. */
const STRIPPING_PROTECTION = 0xbeeff00d;
/** The value of that attribute which names v3; others name schemes that Android does not know. */
const PROTECTS_V3 = 3;
const STRIPPING_PROTECTION_V31 = 0x559f8b02;

interface Scheme {
  key: 'v32' | 'v31' | 'v3' | 'v2';
  name: 'v2' | 'v3' | 'v3.1' | 'v3.2';
  /** The first Android that reads it. */
  since: number;
  id: number;
  version: 2 | 3;
}

/** Strongest first: Android takes the first that is there. */
const SCHEMES: readonly Scheme[] = [
  { key: 'v32', name: 'v3.2', since: 37, id: BLOCK_ID.V32, version: 3 },
  { key: 'v31', name: 'v3.1', since: 33, id: BLOCK_ID.V31, version: 3 },
  { key: 'v3', name: 'v3', since: 28, id: BLOCK_ID.V3, version: 3 },
  { key: 'v2', name: 'v2', since: 24, id: BLOCK_ID.V2, version: 2 },
];

export interface SignerOptions {
  /** Verify the strongest scheme over the whole file; otherwise the certificates are only read. */
  verify: boolean;
}

/** A signer while its schemes are read, one after the other. */
interface SignerDraft extends Draft<Signer> {
  schemes: Draft<Signer['schemes']>;
}

/**
 * The signers of an archive. What is wrong with a signature is told in `problems`, never thrown.
 * @throws PermauditError `IO_READ`, and `ZIP_*` or `LIMIT_*` when the archive itself cannot be opened
 */
export function readSigner(file: ArchiveFile, options: SignerOptions, reading: Reading): Signer {
  return readSignerOf(file.as(reading), options, reading);
}

/** As {@link readSigner}, of an archive that is open. */
export function readSignerOf(archive: ZipArchive, options: SignerOptions, reading: Reading): Signer {
  const { source } = archive;
  const signer: SignerDraft = {
    schemes: { v1: 'absent', v2: 'absent', v3: 'absent', v31: 'absent' },
    certificates: [],
    verifiedNote: { code: 'UNSIGNED', data: {} },
    problems: [],
  };
  const block = told(signer, () => readSigningBlock(source, archive.directory)) ?? null;
  if (block !== null) {
    readSchemes(archive, block, signer, options);
    voidSchemes(archive, signer);
  }
  readJar(archive, signer, options, reading);
  signer.verifiedNote = noteOf(signer, options);
  return signer;
}

/** What makes Android refuse a v2 or newer signature whatever it says (ApkSigningBlockUtils, ZipUtils). */
function voidSchemes({ directory }: ZipArchive, signer: SignerDraft): void {
  const gap = directory.offset + directory.size !== directory.endRecordOffset;
  if (!directory.zip64Locator && !gap) return;
  signer.problems.push({ code: gap ? 'GAP' : 'ZIP64', data: {} });
  for (const { key } of SCHEMES) if (isThere(signer, key)) signer.schemes[key] = 'invalid';
}

function isThere({ schemes }: SignerDraft, key: Scheme['key']): boolean {
  return (schemes[key] ?? 'absent') !== 'absent';
}

/** Runs one reader of hostile data; what it refuses becomes a problem of the signer. */
function told<T>(signer: SignerDraft, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PermauditError) || error.code === 'IO_READ') throw error;
    signer.problems.push({ code: 'ERROR', data: { error: error.told } });
    return undefined;
  }
}

function readSchemes(archive: ZipArchive, block: SigningBlock, signer: SignerDraft, options: SignerOptions): void {
  const check: SchemeCheck = { block, signer, options, digestOf: digestsOf(archive, block) };
  const read: ReadScheme[] = [];
  addBlocks(block, signer);
  for (const scheme of SCHEMES) {
    const value = block.values.get(scheme.id);
    if (value === undefined) continue;
    const signers = told(signer, () => readSigners(value, scheme.version));
    if (signers === undefined || signers.length === 0) {
      signer.schemes[scheme.key] = 'invalid';
      continue;
    }
    const own = { scheme, signers };
    signer.schemes[scheme.key] = checkScheme(own, check);
    read.push(own);
    if (signer.certificates.length === 0) signer.certificates = certificatesOf(signers);
    if (scheme.version === 3 && signer.lineage === undefined) addLineage(scheme, signers, signer);
  }
  read.forEach((newer, at) => {
    const older = read[at + 1];
    if (older !== undefined) signer.problems.push(...otherSigner(older, newer));
  });
}

/** A scheme that is there, with its signers. */
interface ReadScheme {
  scheme: Scheme;
  signers: readonly SchemeSigner[];
}

/** What schemes are checked against, and the signer who is told what is wrong. */
interface SchemeCheck {
  block: SigningBlock;
  signer: SignerDraft;
  options: SignerOptions;
  digestOf: ContentDigest;
}

/** Fills up the block; tells nothing. */
const PADDING = 0x42726577;
const KINDS: ReadonlyMap<number, SigningBlockKind> = new Map([
  [0x504b4453, 'dependency-info'],
  [0x2146444e, 'frosting'],
  [0x2b09189e, 'source-stamp'],
  [0x6dff800d, 'source-stamp'],
]);
const MOST_BLOCKS = 32;

function addBlocks({ values }: SigningBlock, signer: SignerDraft): void {
  const others = [...values.keys()].filter((id) => id !== PADDING && !SCHEMES.some((scheme) => scheme.id === id));
  if (others.length === 0) return;
  signer.blocks = others
    .slice(0, MOST_BLOCKS)
    .map((id) => ({ id: `0x${id.toString(16).padStart(8, '0')}`, kind: KINDS.get(id) ?? null }));
}

/**
 * Two schemes of two signers: each Android version goes by another. Only a proof of rotation that names the older key
 * joins them (ApkVerifier of apksig; a device does not compare them).
 */
function otherSigner(older: ReadScheme, newer: ReadScheme): SignerProblem[] {
  const [before] = certificatesOf(older.signers);
  const [after] = certificatesOf(newer.signers);
  if (before === undefined || after === undefined) return [];
  const known = new Set(newer.signers.flatMap(knownKeys));
  if (certificatesOf(older.signers).every(({ sha256 }) => known.has(sha256))) return [];
  const data = {
    older: older.scheme.name,
    olderSigner: before.subject ?? before.sha256,
    newer: newer.scheme.name,
    newerSigner: after.subject ?? after.sha256,
    since: newer.scheme.since,
  };
  return [{ code: 'OTHER_SIGNER', data }];
}

/** The SHA-256 of a signer's certificate and of those before it; what cannot be read joins nothing. */
function knownKeys(one: SchemeSigner): string[] {
  const own = certificatesOf([one]).map(({ sha256 }) => sha256);
  try {
    return [...own, ...(readLineage(one)?.certificates ?? []).map((der) => describeCertificate(der).sha256)];
  } catch (error) {
    if (error instanceof PermauditError && error.code === 'APK_SIGNATURE') return own;
    throw error;
  }
}

/**
 * Several signers for one version (ApkSignatureSchemeV3Verifier.verify: "multiple signers found"). v3.2 has two by its
 * nature, a classic and a post-quantum key, and Android 17 may take two of v3.1.
 */
function severalSigners(signers: readonly SchemeSigner[], { key, since }: Scheme): SchemeProblem[] {
  if (key === 'v2') return [];
  const [most, newest] = key === 'v32' ? [2, NEWEST_API] : [1, key === 'v31' ? 36 : NEWEST_API];
  for (let api = since; api <= newest; api++) {
    const count = signers.filter(({ sdk }) => sdk !== null && sdk.min <= api && api <= sdk.max).length;
    if (count > most) return [{ code: 'SIGNERS', data: { since: api } }];
  }
  return [];
}

/** Each kind of digest is computed once, and only when a signature asks for it. */
function digestsOf({ source, directory }: ZipArchive, block: SigningBlock): ContentDigest {
  const known = new Map<string, Buffer>();
  return ({ hash, content }: SignatureAlgorithm) => {
    const kind = content === 'verity' ? content : hash;
    let digest = known.get(kind);
    if (digest === undefined) {
      digest =
        content === 'verity'
          ? verityDigest(source, directory, block.offset)
          : chunkedDigest(source, directory, block.offset, hash);
      known.set(kind, digest);
    }
    return digest;
  };
}

/** The keys the app was signed with before (proof of rotation), oldest first. */
function addLineage(scheme: Scheme, signers: readonly SchemeSigner[], signer: SignerDraft): void {
  const [own] = signers;
  const before = signer.problems.length;
  const lineage = own === undefined ? null : (told(signer, () => readLineage(own)) ?? null);
  if (lineage !== null) {
    signer.lineage = lineage.certificates.map(describeCertificate);
    signer.problems.push(...lineage.problems.map((problem) => ofScheme(scheme.name, problem)));
  }
  // One that cannot be read voids the signature as one that does not verify: Android refuses both.
  if (signer.problems.length > before) signer.schemes[scheme.key] = 'invalid';
}

function certificatesOf(signers: readonly SchemeSigner[]): SignerCertificate[] {
  return signers.flatMap(({ certificates: [own] }) => (own === undefined ? [] : [describeCertificate(own)]));
}

function checkScheme(
  { scheme, signers }: ReadScheme,
  { block, signer, options, digestOf }: SchemeCheck,
): SignatureState {
  const before = signer.problems.length;
  let isUnread = false;
  signer.problems.push(...severalSigners(signers, scheme).map((problem) => ofScheme(scheme.name, problem)));
  for (const each of signers) {
    const stripped = strippedSchemes(each, scheme, block);
    signer.problems.push(...stripped.map((problem) => ofScheme(scheme.name, problem)));
    if (!options.verify) continue;
    const found = problemsOf(each, digestOf);
    // v3.2 is for algorithms newer than these (ML-DSA): what cannot be checked here is only read.
    const isNewer = scheme.key === 'v32' && found.some(({ code }) => code === 'NO_ALGORITHM');
    if (isNewer) isUnread = true;
    else signer.problems.push(...found.map((problem) => ofScheme(scheme.name, problem)));
  }
  if (signer.problems.length > before) return 'invalid';
  return options.verify && !isUnread ? 'verified' : 'present';
}

/** What a signer says was there when it signed, and is not. */
function strippedSchemes({ attributes }: SchemeSigner, scheme: Scheme, { values }: SigningBlock): SchemeProblem[] {
  const protections = attributes.get(STRIPPING_PROTECTION) ?? [];
  const wantsV3 = scheme.key === 'v2' && protections.some(protectsV3);
  const wantsV31 = scheme.key === 'v3' && attributes.has(STRIPPING_PROTECTION_V31);
  const problems: SchemeProblem[] = [];
  if (wantsV3 && !has(values, BLOCK_ID.V3)) problems.push({ code: 'STRIPPED', data: { scheme: 'v3' } });
  if (wantsV31 && !has(values, BLOCK_ID.V31)) {
    problems.push({ code: 'STRIPPED', data: { scheme: 'v3.1' } });
  }
  return problems;
}

/** ApkSignatureSchemeV2Verifier.verifyAdditionalAttributes: a value too short for a number is refused as well. */
function protectsV3(value: Uint8Array): boolean {
  return value.length < 4 || readerOf(value).u32(0) === PROTECTS_V3;
}

function has(values: ReadonlyMap<number, BoundedReader>, id: number): boolean {
  return values.has(id);
}

/** Android looks at JAR signatures only where no newer scheme is there: only then are they read, and verified. */
function readJar(archive: ZipArchive, signer: SignerDraft, options: SignerOptions, reading: Reading): void {
  if (SCHEMES.some(({ key }) => isThere(signer, key))) {
    signer.schemes.v1 = jarSignatureNames(archive).length > 0 ? 'present' : 'absent';
    return;
  }
  const before = signer.problems.length;
  const signatures = told(signer, () => readJarSignatures(archive, reading));
  if (signatures === null) return;
  const verifies = options.verify && signatures !== undefined;
  if (verifies) {
    const problems = told(signer, () => jarProblems(archive, signatures, reading)) ?? [];
    signer.problems.push(...problems.map((problem) => ofScheme('v1', problem)));
  }
  signer.schemes.v1 = signer.problems.length > before ? 'invalid' : verifies ? 'verified' : 'present';
  if (signer.certificates.length === 0) {
    const certificates = (signatures ?? []).flatMap(({ signers }) => signers.map(({ certificate }) => certificate));
    signer.certificates = withoutRepeats(certificates.map(describeCertificate));
  }
}

/** One certificate may sign several times. */
function withoutRepeats(certificates: readonly SignerCertificate[]): SignerCertificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
}

function ofScheme(scheme: 'v1' | Scheme['name'], problem: SchemeProblem): SignerProblem {
  return { code: 'SCHEME', data: { scheme, problem } };
}

function noteOf({ schemes }: Signer, { verify }: SignerOptions): SignatureClause {
  const named: readonly (readonly [string, SignatureState])[] = [
    ['v3.2', schemes.v32 ?? 'absent'],
    ['v3.1', schemes.v31],
    ['v3', schemes.v3],
    ['v2', schemes.v2],
    ['v1', schemes.v1],
  ];
  const list = (state: SignatureState): string[] => named.filter(([, is]) => is === state).map(([name]) => name);
  if (named.every(([, is]) => is === 'absent')) return { code: 'UNSIGNED', data: {} };
  const data = { verified: list('verified'), invalid: list('invalid'), present: list('present'), verify };
  return { code: 'STATES', data };
}
