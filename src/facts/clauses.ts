/** The clauses in facts, as data; their sentences are in src/words. Names are attacker-controlled text. */
import type { ErrorMessage } from '../bytes/error-details.js';
import type { ClauseOf, None } from '../bytes/message.js';
import type { SchemeName, SchemeProblem } from '../bytes/scheme-problems.js';

/** Why a permission is held although no element requests it. */
export interface ImpliedDetails {
  /** The platform gives it to apps of an older target (compat permissions). */
  readonly COMPAT: { readonly targetSdkBelow: number };
  /** Another permission brings it (split permissions). */
  readonly SPLIT: {
    readonly permission: string;
    readonly targetSdkBelow: number | null;
    readonly vendor: string | null;
  };
  /** Another permission brings it where the device has a feature flag on, which no file shows. */
  readonly SPLIT_BEHIND_FLAG: {
    readonly permission: string;
    readonly targetSdkBelow: number | null;
    /** Full name of the flag (aconfig). */
    readonly flag: string;
  };
}
export type ImpliedClause = ClauseOf<ImpliedDetails>;

/** Why a declaration has no effect. */
export interface InertDetails {
  readonly NEVER_EXISTED: None;
  readonly MAX_SDK_TOO_LOW: { readonly maxSdkVersion: number; readonly oldest: number };
  readonly NO_VERSION_LEFT: { readonly minSdkVersion: number };
  readonly EMPTY_NAME: None;
  readonly NEVER_ACTIVE: None;
}
export type InertClause = ClauseOf<InertDetails>;

/** By what a component gives a capability. */
export interface CapabilityDetails {
  /** An action, a permission, an element of the manifest. */
  readonly NAMED: { readonly name: string };
  readonly DIAL_TWICE: None;
  readonly PACKAGES: { readonly count: number };
}
export type CapabilityClause = ClauseOf<CapabilityDetails>;

/** What keeps use out of sight, where it is no name. */
export interface HidingDetails {
  /** Components of the manifest that no code defines. */
  COMPONENTS: None;
}
export type HidingClause = ClauseOf<HidingDetails>;

/** Why code was not read whole. */
export interface CodeGapDetails {
  readonly NO_MANIFEST: None;
  readonly NO_DEX: None;
  /** The first gaps, and how many more there are. */
  readonly GAPS: { readonly gaps: readonly CodeGap[]; readonly more: number };
}
export type CodeGapClause = ClauseOf<CodeGapDetails>;

/** One thing that was not read: a DEX file, an entry or a module; without one, the search for code itself. */
export type CodeGap =
  | { readonly file: string; readonly error: ErrorMessage }
  | { readonly in: string; readonly error: ErrorMessage }
  | { readonly error: ErrorMessage }
  | { readonly probes: number }
  | { readonly dexFiles: number };

/** What is wrong with a DEX file. */
export interface DexProblemDetails {
  readonly ERROR: { readonly error: ErrorMessage };
}
export type DexProblemClause = ClauseOf<DexProblemDetails>;

/** What is wrong with the signature of a file. */
export interface SignerProblemDetails {
  /** A block that cannot be read. */
  readonly ERROR: { readonly error: ErrorMessage };
  readonly GAP: None;
  readonly ZIP64: None;
  /** Two schemes of two signers, the newer one read since a version, without a proof of rotation that joins them. */
  readonly OTHER_SIGNER: {
    readonly older: string;
    readonly olderSigner: string;
    readonly newer: string;
    readonly newerSigner: string;
    readonly since: number;
  };
  readonly SCHEME: { readonly scheme: SchemeName; readonly problem: SchemeProblem };
}
export type SignerProblem = ClauseOf<SignerProblemDetails>;

/** What was verified of a signature, and what was only read: names of schemes, newest first. */
export interface SignatureDetails {
  readonly UNSIGNED: None;
  readonly STATES: {
    readonly verified: readonly string[];
    readonly invalid: readonly string[];
    readonly present: readonly string[];
    /** Whether verifying was asked for. */
    readonly verify: boolean;
  };
}
export type SignatureClause = ClauseOf<SignatureDetails>;
