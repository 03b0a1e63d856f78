/**
 * Proof of rotation: the chain of keys of an app, each signed by the one before it
 * (ApkSigningBlockUtils.verifyProofOfRotationStruct, frameworks/base).
 */
import { base64Of } from '../platform/index.js';
import { equalBytes } from '../bytes/byte-arrays.js';
import type { PermauditError } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import { keyOfCertificate } from './certificate.js';
import { ALGORITHMS, type SchemeSigner } from './scheme-signers.js';
import { attempt, malformed, nextValue, readerOf, valuesOf } from './signing-block.js';
import { isSigned } from './verify-signer.js';
import type { SchemeProblem } from '../bytes/scheme-problems.js';

const PROOF_OF_ROTATION = 0x3ba06f8c;
const MAX_LEVELS = 1000;

export interface Lineage {
  /** DER, oldest first; the last is the present signer's. */
  certificates: Uint8Array[];
  /** Why Android would refuse it, one by one. */
  problems: SchemeProblem[];
}

/** One step of the chain: a certificate, signed with the key of the step before. */
interface Level {
  signedData: Uint8Array;
  certificate: Uint8Array;
  /** The algorithm of the signature on this level, as the signed data states it. */
  signedAlgorithm: number;
  /** The algorithm of the signature on the next level. */
  nextAlgorithm: number;
  signature: Uint8Array;
}

const known = new WeakMap<SchemeSigner, Lineage | PermauditError | null>();

/** As {@link readLineage}, once for each signer; what cannot be read is a value. */
export function lineageOf(signer: SchemeSigner): Lineage | PermauditError | null {
  const before = known.get(signer);
  if (before !== undefined) return before;
  const found = attempt(() => readLineage(signer));
  known.set(signer, found);
  return found;
}

/**
 * The lineage of a v3 signer; null when it has none, or one without a key, which Android takes for none.
 * @throws PermauditError `APK_SIGNATURE` when the attribute is malformed, or there twice
 */
export function readLineage(signer: SchemeSigner): Lineage | null {
  const [attribute, ...others] = signer.attributes.get(PROOF_OF_ROTATION) ?? [];
  if (attribute === undefined) return null;
  if (others.length > 0) throw malformed({ problem: 'rotations' });
  const reader = readerOf(attribute);
  // A version number stands first; Android reads it and goes on whatever it says.
  const levels = valuesOf(readerOf(reader.slice(4, reader.size))).map(readLevel);
  if (levels.length === 0) return null;
  return { certificates: levels.map(({ certificate }) => certificate), problems: problemsOf(levels, signer) };
}

function readLevel(level: BoundedReader): Level {
  const cursor = { at: 0 };
  const signedData = nextValue(level, cursor);
  // Flags (what the old key may still do) stand before the algorithm.
  const nextAlgorithm = level.u32(cursor.at + 4);
  cursor.at += 8;
  const signature = nextValue(level, cursor).bytes;
  const inner = { at: 0 };
  const certificate = nextValue(signedData, inner).bytes;
  return {
    signedData: signedData.bytes,
    certificate,
    signedAlgorithm: signedData.u32(inner.at),
    nextAlgorithm,
    signature,
  };
}

function problemsOf(levels: readonly Level[], signer: SchemeSigner): SchemeProblem[] {
  if (levels.length > MAX_LEVELS) return [{ code: 'ROTATION_LENGTH', data: {} }];
  const problems: SchemeProblem[] = [];
  const seen = new Set<string>();
  for (const [at, level] of levels.entries()) {
    const before = levels[at - 1];
    if (before !== undefined && !isSignedBy(before, level)) {
      problems.push({ code: 'ROTATION_STEP', data: { step: at + 1 } });
    }
    const digest = base64Of(level.certificate);
    if (seen.has(digest)) problems.push({ code: 'ROTATION_TWICE', data: {} });
    seen.add(digest);
  }
  const last = levels.at(-1)?.certificate;
  const [own] = signer.certificates;
  if (last === undefined || own === undefined || !equalBytes(last, own)) {
    problems.push({ code: 'ROTATION_END', data: {} });
  }
  return problems;
}

function isSignedBy(before: Level, level: Level): boolean {
  const algorithm = ALGORITHMS.get(before.nextAlgorithm);
  const key = keyOfCertificate(before.certificate);
  if (algorithm === undefined || key === null || level.signedAlgorithm !== before.nextAlgorithm) return false;
  return isSigned(level.signedData, { algorithm, bytes: level.signature }, key);
}
