/** What is wrong with a signature, as data; the sentences are in src/words. Names are attacker-controlled text. */
import type { ClauseOf, None } from './message.js';

/** A signature scheme by its name; v1 is the JAR signature. */
export type SchemeName = 'v1' | 'v2' | 'v3' | 'v3.1' | 'v3.2';

/** What is wrong with one signer of a scheme. */
export interface SchemeProblemDetails {
  /** A newer signature that it says belongs to it. */
  readonly STRIPPED: { readonly scheme: 'v3' | 'v3.1' | 'v3.2' };
  /** A newer signature is for other versions than it says, as `33` or `37-40`. */
  readonly OTHER_RANGE: { readonly scheme: 'v3.1' | 'v3.2'; readonly stated: string; readonly found: string };
  /** Several signers for one Android version, from the first such version. */
  readonly SIGNERS: { readonly since: number };
  /** No signer for an Android version. */
  readonly NO_SIGNER: None;
  readonly TOO_MANY: { readonly most: number };
  /** v3.2: two signers, one of them post-quantum, for the same versions, of the same history. */
  readonly HYBRID: { readonly fault: 'count' | 'keys' | 'range' | 'history' };
  readonly PQC_ALONE: None;
  readonly NO_ALGORITHM: None;
  readonly PUBLIC_KEY: None;
  readonly SIGNATURE: None;
  readonly OTHER_KEY: None;
  readonly ALGORITHMS: None;
  readonly VERSION_RANGE: None;
  readonly NO_DIGEST: None;
  readonly DIGESTS_DIFFER: None;
  readonly CONTENT: None;
  readonly ROTATION_LENGTH: None;
  readonly ROTATION_STEP: { readonly step: number };
  readonly ROTATION_TWICE: None;
  readonly ROTATION_END: None;
  readonly JAR_NO_MANIFEST: { readonly manifest: string };
  readonly JAR_NO_NAME: { readonly manifest: string };
  readonly JAR_NAME_TWICE: { readonly manifest: string };
  readonly JAR_NO_FILE: { readonly file: string };
  readonly JAR_UNSIGNED: { readonly block: string; readonly file: string };
  readonly JAR_STRIPPED: { readonly file: string; readonly scheme: 'v2' | 'v3' };
  readonly JAR_NO_VERSION: { readonly file: string };
  readonly JAR_MISFIT: { readonly file: string; readonly manifest: string };
  /** Entries that are not as they were signed. */
  readonly JAR_ENTRIES: { readonly entries: readonly string[]; readonly more: number };
  /** Entries that were signed and are gone. */
  readonly JAR_MISSING: { readonly entries: readonly string[]; readonly more: number };
  /** A version does not know the algorithms, as `SHA256withDSA`. */
  readonly JAR_ALGORITHM: { readonly block: string; readonly algorithm: string };
}
export type SchemeProblem = ClauseOf<SchemeProblemDetails>;
