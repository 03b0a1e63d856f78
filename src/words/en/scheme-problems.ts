/** What is wrong with a signature, in English. */
import type { SchemeProblemDetails } from '../../bytes/scheme-problems.js';
import type { ClauseTable } from '../clauses.js';

const HYBRID = {
  count: 'it needs exactly two signers for a version',
  keys: 'it needs one classical and one post-quantum key',
  range: 'its two signers are for different versions',
  history: 'its two signers have different histories of keys',
};

export const SCHEME_PROBLEMS_EN: ClauseTable<SchemeProblemDetails> = {
  STRIPPED: ({ scheme }) => `it says that a ${scheme} signature belongs to it, which was removed`,
  SIGNERS: ({ since }) => `several signers are for one version (API ${since}), and Android takes one`,
  NO_ALGORITHM: () => 'it has no signature of a known algorithm',
  PUBLIC_KEY: () => 'its public key cannot be decoded',
  SIGNATURE: () => 'its signature over the signed data does not verify',
  OTHER_KEY: () => 'its key is not the one of its certificate',
  ALGORITHMS: () => 'its digests and signatures are of different algorithms',
  VERSION_RANGE: () => 'its version range differs from the signed one',
  CONTENT: () => 'the content of the file has another digest than the signed one: it was changed after signing',
  ROTATION_LENGTH: () => 'its proof of rotation is too long',
  ROTATION_STEP: ({ step }) => `step ${step} of its proof of rotation is not signed by the key before`,
  ROTATION_TWICE: () => 'a certificate stands twice in its proof of rotation',
  ROTATION_END: () => 'its proof of rotation does not end with its own certificate',
  JAR_NO_MANIFEST: ({ manifest }) => `there is no ${manifest}`,
  JAR_NO_NAME: ({ manifest }) => `${manifest}: a section has no name`,
  JAR_NAME_TWICE: ({ manifest }) => `${manifest}: a name stands in two sections`,
  JAR_NO_FILE: ({ file }) => `${file} is not there`,
  JAR_UNSIGNED: ({ block, file }) => `${block} does not sign ${file}`,
  JAR_STRIPPED: ({ file }) => `${file} says that a newer signature belongs to it, which was removed`,
  JAR_NO_VERSION: ({ file }) => `${file} states no version of its format`,
  JAR_MISFIT: ({ file, manifest }) => `${file} does not fit ${manifest}`,
  JAR_ENTRIES: ({ entries, more }) => `entries are not as they were signed: ${entries.join(', ')}${moreOf(more)}`,
  OTHER_RANGE: ({ scheme, stated, found }) =>
    `it says that a ${scheme} signature for API ${stated} belongs to it; the one that is there is for API ${found}`,
  NO_SIGNER: () => 'it has no signer for some of the versions that read it',
  TOO_MANY: ({ most }) => `it has more than ${most} signers`,
  HYBRID: ({ fault }) => HYBRID[fault],
  PQC_ALONE: () => 'its one key is a post-quantum key, which Android takes beside a classical one only',
  NO_DIGEST: () => 'it states no digest of the content for the algorithm that decides',
  DIGESTS_DIFFER: () => 'its signers state different digests of the content',
  JAR_MISSING: ({ entries, more }) => `entries that were signed are gone: ${entries.join(', ')}${moreOf(more)}`,
  JAR_ALGORITHM: ({ block, algorithm }) =>
    `${block} is signed with ${algorithm}, which some Android versions do not know`,
};

function moreOf(count: number): string {
  return count === 0 ? '' : ` and ${count} more`;
}
