/** The clauses in facts, as data; their sentences are in src/words. Names are attacker-controlled text. */
import type { ErrorMessage } from '../bytes/error-details.js';
import type { ClauseOf, None } from '../bytes/message.js';

/** Why a permission is held although no element requests it. */
export interface ImpliedDetails {
  /** The platform gives it to apps of an older target (compat permissions). */
  COMPAT: { targetSdkBelow: number };
  /** Another permission brings it (split permissions). */
  SPLIT: { permission: string; targetSdkBelow: number | null; vendor: string | null };
}
export type ImpliedClause = ClauseOf<ImpliedDetails>;

/** Why a declaration has no effect. */
export interface InertDetails {
  NEVER_EXISTED: None;
  MAX_SDK_TOO_LOW: { maxSdkVersion: number; oldest: number };
  NO_VERSION_LEFT: { minSdkVersion: number };
  EMPTY_NAME: None;
  NEVER_ACTIVE: None;
}
export type InertClause = ClauseOf<InertDetails>;

/** By what a component gives a capability. */
export interface CapabilityDetails {
  /** An action, a permission, an element of the manifest. */
  NAMED: { name: string };
  DIAL_TWICE: None;
  PACKAGES: { count: number };
}
export type CapabilityClause = ClauseOf<CapabilityDetails>;

/** Why code was not read whole. */
export interface CodeGapDetails {
  NO_MANIFEST: None;
  NO_DEX: None;
  /** The first gaps, and how many more there are. */
  GAPS: { gaps: readonly CodeGap[]; more: number };
}
export type CodeGapClause = ClauseOf<CodeGapDetails>;

/** One thing that was not read: a DEX file, an entry or a module; without one, the search for code itself. */
export type CodeGap =
  | { readonly file: string; readonly error: ErrorMessage }
  | { readonly in: string; readonly error: ErrorMessage }
  | { readonly error: ErrorMessage }
  | { readonly probes: number };

/** What is wrong with a DEX file. */
export interface DexProblemDetails {
  ERROR: { error: ErrorMessage };
}
export type DexProblemClause = ClauseOf<DexProblemDetails>;

/** What is wrong with one signer of a scheme. */
export interface SchemeProblemDetails {
  /** A newer signature that it says belongs to it. */
  STRIPPED: { scheme: 'v3' | 'v3.1' };
  NO_ALGORITHM: None;
  PUBLIC_KEY: None;
  SIGNATURE: None;
  OTHER_KEY: None;
  ALGORITHMS: None;
  VERSION_RANGE: None;
  CONTENT: None;
  ROTATION_LENGTH: None;
  ROTATION_STEP: { step: number };
  ROTATION_TWICE: None;
  ROTATION_END: None;
  JAR_NO_MANIFEST: { manifest: string };
  JAR_NO_NAME: { manifest: string };
  JAR_NAME_TWICE: { manifest: string };
  JAR_NO_FILE: { file: string };
  JAR_UNSIGNED: { block: string; file: string };
  JAR_STRIPPED: { file: string };
  JAR_NO_VERSION: { file: string };
  JAR_MISFIT: { file: string; manifest: string };
  JAR_ENTRIES: { entries: readonly string[]; more: number };
}
export type SchemeProblem = ClauseOf<SchemeProblemDetails>;

/** What is wrong with the signature of a file. */
export interface SignerProblemDetails {
  /** A block that cannot be read. */
  ERROR: { error: ErrorMessage };
  GAP: None;
  ZIP64: None;
  SCHEME: { scheme: 'v1' | 'v2' | 'v3' | 'v3.1'; problem: SchemeProblem };
}
export type SignerProblem = ClauseOf<SignerProblemDetails>;

/** What was verified of a signature, and what was only read: names of schemes, newest first. */
export interface SignatureDetails {
  UNSIGNED: None;
  STATES: {
    verified: readonly string[];
    invalid: readonly string[];
    present: readonly string[];
    /** Whether verifying was asked for. */
    verify: boolean;
  };
}
export type SignatureClause = ClauseOf<SignatureDetails>;
