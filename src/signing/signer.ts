/**
 * Who signed an APK: the signature schemes v1 to v3.2, read or verified, as a report tells them. What each Android version
 * makes of them is in apk-signatures.ts.
 */
import { pushAll } from '../bytes/lists.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import type { SchemeName } from '../bytes/scheme-problems.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { ZipArchive } from '../zip/archive.js';
import type { Signer, SignerCertificate, SignatureState, SigningBlockKind } from '../facts/facts.js';
import { ApkSignatures, type SignerOptions, type VersionSignature } from './apk-signatures.js';
import { describeCertificate } from './certificate.js';
import { lineageOf } from './lineage.js';
import { MAX_SIGNERS, type SchemeSigner } from './scheme-signers.js';
import { SCHEMES, V2, type Scheme } from './schemes.js';
import { isCheckable } from './verify-signer.js';
import type { SignatureClause, SignerProblem } from '../facts/clauses.js';

export type { SignerOptions } from './apk-signatures.js';

/**
 * The signers of an archive. What is wrong with a signature is told in `problems`, never thrown.
 * @throws PermauditError `IO_READ`, and `ZIP_*` or `LIMIT_*` when the archive itself cannot be opened
 */
export function readSigner(file: ArchiveFile, options: SignerOptions, reading: Reading): Signer {
  return readSignerOf(file.as(reading), options, reading);
}

/** As {@link readSigner}, of an archive that is open. */
export function readSignerOf(archive: ZipArchive, options: SignerOptions, reading: Reading): Signer {
  return describeSigner(new ApkSignatures(archive, options, reading), options);
}

/** A version with the signature that it goes by. */
interface OnVersion {
  readonly api: number;
  readonly signature: VersionSignature;
}

/**
 * The signatures of a file as a report tells them.
 * @param oldest the oldest version audited: JAR signatures beside newer ones are read only where one of them goes by those
 */
export function describeSigner(
  signatures: ApkSignatures,
  { verify }: SignerOptions,
  oldest: number = V2.since,
): Signer {
  const versions = versionsOf(signatures, oldest);
  const problems = problemsOf(signatures, versions);
  // As the newest version has it that goes by the scheme; what others refuse is told in the problems.
  const stateOf = (name: SchemeName, isChecked: boolean): SignatureState => {
    if (name !== 'v1' && signatures.hidden !== null) return 'invalid';
    const last = versions.findLast(({ signature }) => signature.scheme === name);
    if (last !== undefined && last.signature.error !== null) return 'invalid';
    return verify && isChecked && last !== undefined ? 'verified' : 'present';
  };
  const ofBlock = (scheme: Scheme): SignatureState => stateOf(scheme.name, isCheckedWhole(signatures, scheme));
  const states = new Map(signatures.schemes.map((scheme) => [scheme.key, ofBlock(scheme)]));
  const v32 = states.get('v32');
  const signer: Draft<Signer> = {
    schemes: {
      v1: signatures.jarNames.length === 0 ? 'absent' : stateOf('v1', true),
      v2: states.get('v2') ?? 'absent',
      v3: states.get('v3') ?? 'absent',
      v31: states.get('v31') ?? 'absent',
      ...(v32 === undefined ? {} : { v32 }),
    },
    certificates: certificatesOf(signatures, versions),
    verifiedNote: { code: 'UNSIGNED', data: {} },
    problems,
  };
  signer.verifiedNote = noteOf(signer.schemes, verify);
  const lineage = lineageIn(signatures);
  if (lineage !== null) signer.lineage = lineage;
  const blocks = blocksOf(signatures);
  if (blocks.length > 0) signer.blocks = blocks;
  if (signer.certificates.some(isDebugKey)) signer.debugKey = true;
  return signer;
}

/** Oldest first, since the first version that reads a signing block, or the first one audited. */
function versionsOf(signatures: ApkSignatures, oldest: number): OnVersion[] {
  const from = Math.min(oldest, V2.since);
  return Array.from({ length: NEWEST_API - from + 1 }, (_, at) => from + at).map((api) => ({
    api,
    signature: signatures.on(api, null),
  }));
}

function problemsOf(signatures: ApkSignatures, versions: readonly OnVersion[]): SignerProblem[] {
  const { hidden, blockFault } = signatures;
  const problems: SignerProblem[] = [];
  if (blockFault !== null) problems.push({ code: 'ERROR', data: { error: blockFault.told } });
  if (hidden !== null && signatures.schemes.length > 0) problems.push({ code: hidden, data: {} });
  // Newer versions first, as their schemes are.
  for (const { signature } of [...versions].reverse()) pushAll(problems, signature.problems);
  pushAll(problems, otherSigners(versions));
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Post-quantum signatures may be beyond this version of Node: then they are only read. */
function isCheckedWhole(signatures: ApkSignatures, scheme: Scheme): boolean {
  return signersIn(signatures, scheme).every((signer) => isCheckable(signer));
}

function signersIn(signatures: ApkSignatures, scheme: Scheme): SchemeSigner[] {
  const entries = signatures.entriesOf(scheme).slice(0, MAX_SIGNERS);
  return entries.flatMap(({ signer }) => (signer instanceof PermauditError ? [] : [signer]));
}

/** Of the strongest scheme that can be read. */
function certificatesOf(signatures: ApkSignatures, versions: readonly OnVersion[]): SignerCertificate[] {
  for (const scheme of signatures.schemes) {
    const own = signersIn(signatures, scheme).flatMap(({ certificates: [first] }) => first ?? []);
    if (own.length > 0) return withoutRepeats(own.map(describeCertificate));
  }
  const jar = versions.find(({ signature }) => signature.scheme === 'v1')?.signature.certificates ?? [];
  return withoutRepeats(jar.map(describeCertificate));
}

/** The keys the app was signed with before (proof of rotation), oldest first. */
function lineageIn(signatures: ApkSignatures): SignerCertificate[] | null {
  for (const scheme of signatures.schemes.filter(({ version }) => version === 3)) {
    for (const signer of signersIn(signatures, scheme)) {
      const lineage = lineageOf(signer);
      if (lineage !== null && !(lineage instanceof PermauditError)) {
        return lineage.certificates.map(describeCertificate);
      }
    }
  }
  return null;
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

function blocksOf({ block }: ApkSignatures): { id: string; kind: SigningBlockKind | null }[] {
  const ids = [...(block?.values.keys() ?? [])];
  return ids
    .filter((id) => id !== PADDING && !SCHEMES.some((scheme) => scheme.id === id))
    .slice(0, MOST_BLOCKS)
    .map((id) => ({ id: `0x${id.toString(16).padStart(8, '0')}`, kind: KINDS.get(id) ?? null }));
}

/** The key that Android's build tools make for tests (AndroidDebugKeyStore): anybody can have one. */
function isDebugKey({ subject }: SignerCertificate): boolean {
  return subject?.split(', ').includes('CN=Android Debug') === true;
}

/**
 * Where one version goes by other signers than the one before it, and no proof of rotation names the older key
 * (ApkVerifier of apksig; a device does not compare them).
 */
function otherSigners(versions: readonly OnVersion[]): SignerProblem[] {
  const signed = versions.filter(({ signature }) => signature.certificates.length > 0);
  return signed.flatMap((newer, at): SignerProblem[] => {
    const older = signed[at - 1];
    return older === undefined || isJoined(older.signature, newer.signature) ? [] : otherSigner(older, newer);
  });
}

function isJoined(older: VersionSignature, newer: VersionSignature): boolean {
  const digest = (der: Uint8Array): string => describeCertificate(der).sha256;
  const known = new Set([...newer.certificates, ...newer.formerKeys].map(digest));
  return older.certificates.map(digest).every((sha256) => known.has(sha256));
}

function otherSigner(older: OnVersion, newer: OnVersion): SignerProblem[] {
  const [before, after] = [older, newer].map(({ signature: { scheme, certificates } }) => {
    const [first] = certificates.map(describeCertificate);
    return { scheme: scheme ?? '', signer: first?.subject ?? first?.sha256 ?? '' };
  });
  if (before === undefined || after === undefined) return [];
  const data = {
    older: before.scheme,
    olderSigner: before.signer,
    newer: after.scheme,
    newerSigner: after.signer,
    since: newer.api,
  };
  return [{ code: 'OTHER_SIGNER', data }];
}

/** One certificate may sign several times. */
function withoutRepeats(certificates: readonly SignerCertificate[]): SignerCertificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
}

function noteOf(schemes: Signer['schemes'], verify: boolean): SignatureClause {
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
