/**
 * What one Android version makes of the signers of v3, v3.1 and v3.2: who is meant for it, what they say of one another,
 * and how many there may be (ApkSignatureSchemeV3Verifier, frameworks/base; of Android 17 for v3.2).
 */
import { base64Of } from '../platform/index.js';
import { PermauditError } from '../bytes/errors.js';
import type { SchemeProblem } from '../bytes/scheme-problems.js';
import { lineageOf } from './lineage.js';
import { isPostQuantum, type SchemeSigner, type SignerEntry } from './scheme-signers.js';
import { V3, V31, V32, type Scheme } from './schemes.js';
import { readerOf } from './signing-block.js';

const ROTATION_MIN_SDK = 0x559f8b02;
const DEVELOPMENT_RELEASE = 0xc2a6b3ba;
const HYBRID_MIN_SDK = 0xbf940529;
const HYBRID_MAX_SDK = 0x9f06b79c;
/** Since when a signer may be for a release in development (U), and the hybrid scheme is known. */
const API_U = 34;
const API_HYBRID = 37;

/** What is wrong with a signer by itself on a version: its signatures, its key, its digests, its history of keys. */
export type SignerCheck = (signer: SchemeSigner, scheme: Scheme, api: number) => SignerFault[];

/** An error is what cannot be read. */
export type SignerFault = SchemeProblem | PermauditError;

/** The signers that a version goes by, and what it refuses them for. */
export interface SchemeOutcome {
  readonly scheme: Scheme;
  readonly signers: readonly SchemeSigner[];
  /** Most important first. */
  readonly problems: readonly SignerFault[];
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Looks at the blocks of one file as one Android version does. */
export class V3Verifier {
  /** For which versions the signers are that were passed over: older blocks name them, so that removing them shows. */
  #rotationMin: number | null = null;
  #hybrid: Range | null = null;

  constructor(
    private readonly api: number,
    private readonly entriesOf: (scheme: Scheme) => readonly SignerEntry[] | null,
    private readonly check: SignerCheck,
  ) {}

  /** null: the file has no v3 block, and Android looks for older schemes. */
  verify(): SchemeOutcome | null {
    for (const scheme of [V32, V31]) {
      const entries = this.api < scheme.since ? null : this.entriesOf(scheme);
      const found = entries === null ? null : this.#verifyBlock(scheme, entries);
      if (found !== null) return found;
    }
    const entries = this.entriesOf(V3);
    if (entries === null) return null;
    return this.#verifyBlock(V3, entries) ?? { scheme: V3, signers: [], problems: [{ code: 'NO_SIGNER', data: {} }] };
  }

  /** null: no signer of the block is for this version. */
  #verifyBlock(scheme: Scheme, entries: readonly SignerEntry[]): SchemeOutcome | null {
    const signers: SchemeSigner[] = [];
    const refused = (...problems: SignerFault[]): SchemeOutcome => ({ scheme, signers, problems });
    for (const { range, signer } of entries) {
      if (range !== null && (this.api < range.min || this.api > range.max)) {
        if (!this.#passOver(scheme, range)) return refused({ code: 'HYBRID', data: { fault: 'range' } });
        continue;
      }
      if (signer instanceof PermauditError) return refused(signer);
      const problems = [...this.check(signer, scheme, this.api), ...this.#strippedBy(signer)];
      if (problems.length === 0 && this.#isForLaterRelease(scheme, signer)) continue;
      signers.push(signer);
      if (problems.length > 0) return refused(...problems);
      if (signers.length > this.#most) return refused(severalSigners(scheme, signers));
    }
    if (signers.length === 0) return null;
    const problem = this.api >= API_HYBRID ? countProblem(scheme, signers) : null;
    return problem === null ? { scheme, signers, problems: [] } : refused(problem);
  }

  get #most(): number {
    return this.api >= API_HYBRID ? 2 : 1;
  }

  /** Remembers for whom a signer is that is not for this version. False: v3.2 has signers for different versions. */
  #passOver(scheme: Scheme, range: Range): boolean {
    if (scheme === V31) this.#rotationMin = Math.min(this.#rotationMin ?? range.min, range.min);
    if (scheme !== V32) return true;
    const known = this.#hybrid;
    this.#hybrid ??= range;
    return known === null || (known.min === range.min && known.max === range.max);
  }

  /** A signer for a release in development is not for the release that has its number. */
  #isForLaterRelease(scheme: Scheme, signer: SchemeSigner): boolean {
    if (scheme === V3 || this.api < API_U || !isForDevelopment(signer) || signer.sdk?.min !== this.api) return false;
    this.#rotationMin = this.api;
    return true;
  }

  /** What a signer says is there for other versions, and is not, or is for others than it says. */
  #strippedBy(signer: SchemeSigner): SchemeProblem[] {
    if (this.api < V31.since) return [];
    const problems = attributesOf(signer, ROTATION_MIN_SDK).flatMap((stated): SchemeProblem[] =>
      compared('v3.1', stated, this.#rotationMin),
    );
    return this.api < API_HYBRID ? problems : [...problems, ...this.#hybridStrippedBy(signer)];
  }

  #hybridStrippedBy(signer: SchemeSigner): SchemeProblem[] {
    const mins = attributesOf(signer, HYBRID_MIN_SDK);
    const maxes = attributesOf(signer, HYBRID_MAX_SDK);
    if (mins.length + maxes.length === 0) return [];
    const [min = null] = mins.slice(-1);
    if (min === null) return [{ code: 'STRIPPED', data: { scheme: 'v3.2' } }];
    const [max] = maxes.slice(-1);
    if (max === undefined) return compared('v3.2', min, this.#hybrid?.min ?? null);
    const stated = max === null ? null : `${min}-${max}`;
    return compared('v3.2', stated, this.#hybrid === null ? null : `${this.#hybrid.min}-${this.#hybrid.max}`);
  }
}

/** A value that is too short, or names what is not there, counts as one that was removed. */
function compared(
  scheme: 'v3.1' | 'v3.2',
  stated: number | string | null,
  found: number | string | null,
): SchemeProblem[] {
  if (stated === null || found === null) return [{ code: 'STRIPPED', data: { scheme } }];
  if (stated === found) return [];
  return [{ code: 'OTHER_RANGE', data: { scheme, stated: String(stated), found: String(found) } }];
}

/** The numbers in attributes of an id, in order; null for one that is too short. */
function attributesOf(signer: SchemeSigner, id: number): (number | null)[] {
  return (signer.attributes.get(id) ?? []).map((value) => (value.length < 4 ? null : readerOf(value).i32(0)));
}

function isForDevelopment({ attributes }: SchemeSigner): boolean {
  return attributes.has(DEVELOPMENT_RELEASE);
}

/** "multiple signers found", from the first version that they share. */
function severalSigners({ since }: Scheme, signers: readonly SchemeSigner[]): SchemeProblem {
  const first = Math.max(since, ...signers.map(({ sdk }) => sdk?.min ?? since));
  return { code: 'SIGNERS', data: { since: first } };
}

/** From Android 17: v3.2 has two signers, v3.1 one, or one more for a release in development, v3 one. */
function countProblem(scheme: Scheme, signers: readonly SchemeSigner[]): SchemeProblem | null {
  if (scheme === V32) return hybridProblem(signers);
  const [first, second] = signers;
  const differ = first !== undefined && second !== undefined && isForDevelopment(first) !== isForDevelopment(second);
  if (second !== undefined && !(scheme === V31 && differ)) return severalSigners(scheme, signers);
  const current = signers.find(isForDevelopment) ?? first;
  return current !== undefined && isPostQuantum(current) ? { code: 'PQC_ALONE', data: {} } : null;
}

/** verifyV32Signers: a classical and a post-quantum key, for the same versions, of the same history. */
function hybridProblem(signers: readonly SchemeSigner[]): SchemeProblem | null {
  const fault = hybridFault(signers);
  return fault === null ? null : { code: 'HYBRID', data: { fault } };
}

function hybridFault(signers: readonly SchemeSigner[]): 'count' | 'keys' | 'range' | 'history' | null {
  const [one, other, third] = signers;
  if (one === undefined || other === undefined || third !== undefined) return 'count';
  if (isPostQuantum(one) === isPostQuantum(other)) return 'keys';
  if (one.sdk?.min !== other.sdk?.min || one.sdk?.max !== other.sdk?.max) return 'range';
  return historyOf(one) === historyOf(other) ? null : 'history';
}

/** The keys before the present one; the readers of signers have found that they can be read. */
function historyOf(signer: SchemeSigner): string | null {
  const lineage = lineageOf(signer);
  if (lineage === null || lineage instanceof PermauditError) return null;
  return lineage.certificates.slice(0, -1).map(base64Of).join();
}
