/**
 * By which signature each Android version goes, and whether it holds (ApkSignatureVerifier, frameworks/base): v3.2, v3.1
 * and v3 from the versions that read them, else v2, else the JAR signature. What is there and does not hold is refused;
 * an older scheme does not help.
 */
import { hexOf } from '../platform/index.js';
import { pushAll } from '../bytes/lists.js';
import { PermauditError, toldError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import type { SchemeName, SchemeProblem } from '../bytes/scheme-problems.js';
import type { SignerProblem } from '../facts/clauses.js';
import type { ZipArchive } from '../zip/archive.js';
import { displayName } from '../zip/entry-name.js';
import { chunkedDigest, verityDigest } from './content-digest.js';
import { isKnownOn, nameOfAlgorithms } from './jar-algorithms.js';
import {
  jarBlockCount,
  jarSignatureNames,
  readJarSignatures,
  strippedProblems,
  type JarSignature,
} from './jar-signature.js';
import { lineageOf } from './lineage.js';
import {
  MAX_SIGNERS,
  readEntries,
  type SchemeSigner,
  type SignatureAlgorithm,
  type SignerEntry,
} from './scheme-signers.js';
import { SCHEMES, V2, type Scheme } from './schemes.js';
import { attempt, readerOf, readSigningBlock, type SigningBlock } from './signing-block.js';
import { V3Verifier, type SchemeOutcome, type SignerFault } from './v3-verifier.js';
import { jarProblems } from './verify-jar.js';
import { contentDigestOf, problemsOf, type ContentDigest } from './verify-signer.js';

/** v2 attribute: the signer also used a newer scheme, whose absence means that it was stripped. */
const STRIPPING_PROTECTION = 0xbeeff00d;
/** The value of that attribute which names v3; others name schemes that Android does not know. */
const PROTECTS_V3 = 3;
const API_V2 = 24;
const API_V3 = 28;
/** Android 11: apps with target 30 and more need a v2 signature. */
const API_R = 30;
/** Android 14 is the first release that takes ten signers of v1 and v2 at most. */
const API_U = 34;
const MOST_SIGNERS = 10;

export interface SignerOptions {
  /** Verify signatures over the whole file; otherwise they are only read. */
  verify: boolean;
}

/** What one Android version makes of the signatures of a file. */
export interface VersionSignature {
  /** The scheme it goes by; null: none of those in the file is one that it reads. */
  readonly scheme: SchemeName | null;
  /** The signers' own certificates, DER, and those of the keys before them. */
  readonly certificates: readonly Uint8Array[];
  readonly formerKeys: readonly Uint8Array[];
  readonly problems: readonly SignerProblem[];
  /** Why the version refuses the file; a limit of ours is no refusal. */
  readonly error: PermauditError | null;
}

/** The JAR signatures: what each says, and what is wrong with them whatever the version. */
interface JarContent {
  readonly signatures: readonly JarSignature[];
  readonly problems: readonly SchemeProblem[];
}

/** The signatures of one archive. Everything is read once, and only when a version asks for it. */
export class ApkSignatures {
  readonly block: SigningBlock | null;
  /** What keeps the block, or a part of it, from being read. */
  readonly blockFault: PermauditError | null;
  /** What makes Android overlook a signing block whatever it says (ApkSigningBlockUtils.findSignature, ZipUtils). */
  readonly hidden: 'GAP' | 'ZIP64' | null;
  readonly jarNames: readonly string[];
  readonly #entries = new Map<Scheme, readonly SignerEntry[]>();
  readonly #digests = new Map<string, Uint8Array>();
  readonly #checked = new Map<string, Map<SchemeSigner, SignerFault[]>>();
  #jar: JarContent | PermauditError | null = null;
  /** By version, what it makes of the block and of the rest: both the readings and the signer's description ask. */
  readonly #newer = new Map<number, VersionSignature | 'none'>();
  readonly #older = new Map<number, VersionSignature>();
  /** What the versions make of it that find no scheme at all. */
  #without: VersionSignature | null = null;

  /** @throws PermauditError `IO_READ` */
  constructor(
    private readonly archive: ZipArchive,
    private readonly options: SignerOptions,
    private readonly reading: Reading,
  ) {
    const { directory } = archive;
    const block = attempt(() => readSigningBlock(archive.source, directory));
    this.block = block instanceof PermauditError ? null : block;
    this.blockFault = block instanceof PermauditError ? block : (block?.fault ?? null);
    const gap = directory.offset + directory.size !== directory.endRecordOffset;
    this.hidden = gap ? 'GAP' : directory.zip64Locator ? 'ZIP64' : null;
    this.jarNames = jarSignatureNames(archive);
  }

  /** Whether it carries no signature at all, as a build that nobody signed yet. */
  get isUnsigned(): boolean {
    return this.jarNames.length === 0 && this.blockFault === null && this.schemes.length === 0;
  }

  /** The schemes in the signing block, strongest first. */
  get schemes(): readonly Scheme[] {
    return SCHEMES.filter(({ id }) => this.block?.values.has(id) === true);
  }

  /** The signers in a scheme's block, whatever the version. */
  entriesOf(scheme: Scheme): readonly SignerEntry[] {
    const known = this.#entries.get(scheme);
    if (known !== undefined) return known;
    const value = this.block?.values.get(scheme.id);
    const entries = value === undefined ? [] : readEntries(value, scheme.version);
    this.#entries.set(scheme, entries);
    return entries;
  }

  /** What a version makes of it; `targetSdk` null: as for an app of an old target. */
  on(api: number, targetSdk: number | null): VersionSignature {
    const newer = this.#newer.get(api) ?? this.#inBlock(api);
    this.#newer.set(api, newer);
    if (newer !== 'none') return newer;
    if (targetSdk !== null && targetSdk >= API_R && api >= API_R) {
      return none(new PermauditError('APK_SIGNATURE', { problem: 'needsV2', targetSdk }));
    }
    const older = this.#older.get(api) ?? this.#beside(api);
    this.#older.set(api, older);
    return older;
  }

  /** By what a version goes that finds no scheme of the block. */
  #beside(api: number): VersionSignature {
    return this.jarNames.length > 0 ? this.#ofJar(api) : (this.#without ??= this.#withoutScheme());
  }

  #withoutScheme(): VersionSignature {
    const schemes = this.schemes.map(({ name }) => name);
    const isCut = this.blockFault !== null && schemes.length === 0;
    return none(isCut ? this.blockFault : new PermauditError('APK_SIGNATURE', { problem: 'noneForVersion', schemes }));
  }

  #inBlock(api: number): VersionSignature | 'none' {
    if (this.block === null || this.hidden !== null || api < API_V2) return 'none';
    const { values } = this.block;
    const entriesOf = (scheme: Scheme): readonly SignerEntry[] | null =>
      values.has(scheme.id) ? this.entriesOf(scheme) : null;
    const check = (signer: SchemeSigner, scheme: Scheme, on: number): SignerFault[] => this.#check(signer, scheme, on);
    const v3 = api < API_V3 ? null : new V3Verifier(api, entriesOf, check).verify();
    const entries = entriesOf(V2);
    const outcome = v3 ?? (entries === null ? null : this.#verifyV2(entries, api));
    return outcome === null ? 'none' : ofOutcome(outcome);
  }

  /** ApkSignatureSchemeV2Verifier.verify: every signer counts. */
  #verifyV2(entries: readonly SignerEntry[], api: number): SchemeOutcome {
    const signers: SchemeSigner[] = [];
    const refused = (...problems: SignerFault[]): SchemeOutcome => ({
      scheme: V2,
      signers,
      problems,
    });
    if (entries.length === 0) return refused({ code: 'NO_SIGNER', data: {} });
    const count = entries.length;
    if (api >= API_U && count > MOST_SIGNERS) return refused({ code: 'TOO_MANY', data: { most: MOST_SIGNERS } });
    const beyond = entries[MAX_SIGNERS]?.signer;
    if (beyond instanceof PermauditError) return refused(beyond);
    const problems: SignerFault[] = [];
    for (const { signer } of entries) {
      if (signer instanceof PermauditError) return refused(signer);
      signers.push(signer);
      pushAll(problems, this.#check(signer, V2, api));
      // Android 7 and 8 read no attributes.
      if (api < API_V3) continue;
      if (signer.attributesFault != null) return refused(...problems, signer.attributesFault);
      if ((signer.attributes.get(STRIPPING_PROTECTION) ?? []).some(protectsV3)) {
        problems.push({ code: 'STRIPPED', data: { scheme: 'v3' } });
      }
    }
    if (!sameDigests(signers, api)) problems.push({ code: 'DIGESTS_DIFFER', data: {} });
    return refused(...problems);
  }

  /** What is wrong with a signer by itself; asked once for each set of algorithms that versions know. */
  #check(signer: SchemeSigner, scheme: Scheme, api: number): SignerFault[] {
    const era = api < API_V3 ? 'N' : api < 37 ? 'P' : 'new';
    const known = this.#checked.get(era) ?? new Map<SchemeSigner, SignerFault[]>();
    this.#checked.set(era, known);
    const before = known.get(signer);
    if (before !== undefined) return before;
    this.reading.checkTime('');
    const problems: SignerFault[] = problemsOf(signer, this.options.verify ? this.#digestOf : null, api);
    if (!this.#hasRightSize(signer, api)) problems.push({ code: 'CONTENT', data: {} });
    const found = withoutRepeats(scheme.version === 3 ? [...problems, ...attributeProblems(signer)] : problems);
    known.set(signer, found);
    return found;
  }

  /** A verity digest states the length of what it covers: what was added or cut off shows without reading it. */
  #hasRightSize(signer: SchemeSigner, api: number): boolean {
    const stated = contentDigestOf(signer, api);
    if (stated?.algorithm.content !== 'verity' || this.block === null) return true;
    const { source, directory } = this.archive;
    const size = source.size - (directory.offset - this.block.offset);
    if (stated.bytes.length !== 40) return false;
    const reader = readerOf(stated.bytes);
    return reader.u32(32) + reader.u32(36) * 0x1_0000_0000 === size;
  }

  /** Each kind of digest is computed once, and only when a signature asks for it. */
  readonly #digestOf: ContentDigest = ({ hash, content }: SignatureAlgorithm): Uint8Array => {
    const kind = content === 'verity' ? content : hash;
    const known = this.#digests.get(kind);
    if (known !== undefined) return known;
    const { source, directory } = this.archive;
    const offset = this.block?.offset ?? directory.offset;
    const digest =
      content === 'verity' ? verityDigest(source, directory, offset) : chunkedDigest(source, directory, offset, hash);
    this.#digests.set(kind, digest);
    return digest;
  };

  /** ApkSignatureVerifier.verifyV1Signature, StrictJarVerifier. */
  #ofJar(api: number): VersionSignature {
    this.#jar ??= attempt(() => this.#readJar());
    const jar = this.#jar;
    if (jar instanceof PermauditError) {
      const problems = [signerProblem('v1', jar)];
      return { scheme: 'v1', certificates: [], formerKeys: [], problems, error: jar };
    }
    const { signatures } = jar;
    const tooMany = api >= API_U && jarBlockCount(this.archive) > MOST_SIGNERS;
    const problems: SchemeProblem[] = [
      ...(tooMany ? [{ code: 'TOO_MANY', data: { most: MOST_SIGNERS } } as const] : []),
      ...signatures.flatMap((signature) => unknownAlgorithms(signature, api)),
      ...jar.problems.filter((problem) => isSeenOn(problem, api)),
    ];
    const told = problems.map((problem) => signerProblem('v1', problem));
    const certificates = signatures.flatMap(({ signers }) => signers.map(({ certificate }) => certificate));
    return { scheme: 'v1', certificates, formerKeys: [], problems: told, error: refusal(told) };
  }

  #readJar(): JarContent {
    const { archive, reading } = this;
    const signatures = readJarSignatures(archive, reading) ?? [];
    const problems = this.options.verify
      ? jarProblems(archive, signatures, reading)
      : strippedProblems(archive, signatures, reading);
    return { signatures, problems };
  }
}

function ofOutcome({ scheme, signers, problems }: SchemeOutcome): VersionSignature {
  const told = problems.map((problem) => signerProblem(scheme.name, problem));
  const certificates = signers.flatMap(({ certificates: [own] }) => own ?? []);
  const formerKeys = scheme.version === 3 ? signers.flatMap(formerKeysOf) : [];
  return { scheme: scheme.name, certificates, formerKeys, problems: told, error: refusal(told) };
}

function none(error: PermauditError | null): VersionSignature {
  return { scheme: null, certificates: [], formerKeys: [], problems: [], error };
}

/** The protection of v2 counts from Android 7, that of v3 from 9. */
function isSeenOn({ code, data }: SchemeProblem, api: number): boolean {
  return code !== 'JAR_STRIPPED' || api >= (data.scheme === 'v2' ? API_V2 : API_V3);
}

function unknownAlgorithms({ block, signers }: JarSignature, api: number): SchemeProblem[] {
  return signers
    .filter(({ algorithms }) => !isKnownOn(algorithms, api))
    .map(({ algorithms }) => ({
      code: 'JAR_ALGORITHM',
      data: { block: displayName(block), algorithm: nameOfAlgorithms(algorithms) },
    }));
}

/** Signers of one file state the same digests of it. */
function sameDigests(signers: readonly SchemeSigner[], api: number): boolean {
  const known = new Map<string, string>();
  return signers.every((signer) => {
    const stated = contentDigestOf(signer, api);
    if (stated === null) return true;
    const kind = stated.algorithm.content === 'verity' ? 'verity' : stated.algorithm.hash;
    const hex = hexOf(stated.bytes);
    const before = known.get(kind) ?? hex;
    known.set(kind, hex);
    return before === hex;
  });
}

/** ApkSignatureSchemeV2Verifier.verifyAdditionalAttributes: a value too short for a number is refused as well. */
function protectsV3(value: Uint8Array): boolean {
  return value.length < 4 || readerOf(value).u32(0) === PROTECTS_V3;
}

/** Of v3: attributes that cannot be read, and a proof of rotation that does not hold. */
function attributeProblems(signer: SchemeSigner): SignerFault[] {
  if (signer.attributesFault != null) return [signer.attributesFault];
  const lineage = lineageOf(signer);
  return lineage instanceof PermauditError ? [lineage] : (lineage?.problems ?? []);
}

function formerKeysOf(signer: SchemeSigner): readonly Uint8Array[] {
  const lineage = lineageOf(signer);
  return lineage instanceof PermauditError ? [] : (lineage?.certificates ?? []);
}

function signerProblem(scheme: SchemeName, problem: SignerFault): SignerProblem {
  if (problem instanceof PermauditError) return { code: 'ERROR', data: { error: problem.told } };
  return { code: 'SCHEME', data: { scheme, problem } };
}

/** A version refuses what the first problem is told of. */
function refusal([first]: readonly SignerProblem[]): PermauditError | null {
  if (first === undefined) return null;
  if (first.code === 'ERROR') return toldError(first.data.error, {});
  if (first.code !== 'SCHEME') return null;
  const { scheme, problem: cause } = first.data;
  return new PermauditError('APK_SIGNATURE', { problem: 'scheme', scheme, cause });
}

function withoutRepeats<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
