/** Which files an app came in, and who signed them. */
import { PermauditError } from '../bytes/errors.js';
import type { Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import type { AppFacts, AppIdentity, Signer } from '../facts/facts.js';
import { hashOf } from './open-apk.js';
import { readSigner } from '../signing/signer.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { ApkPart } from './parts.js';

/** `none`: nothing is hashed; `read`: digests and certificates; `verify`: v2 and newer signatures over the whole files. */
export type IdentityLevel = 'none' | 'read' | 'verify';

/**
 * The signer of one archive; null when it cannot be opened as an archive at all.
 * @throws PermauditError `IO_READ`
 */
export function signerOf(
  file: ArchiveFile,
  api: number,
  level: IdentityLevel,
  limits: Readonly<Limits>,
): Signer | null {
  if (level === 'none') return null;
  try {
    return readSigner(file, { verify: level === 'verify' }, new Reading(api, limits));
  } catch (error) {
    // The archive's own fault is told by the facts; there is no signer to speak of.
    if (error instanceof PermauditError && error.code !== 'IO_READ') return null;
    throw error;
  }
}

/** The identity of an app whose facts are known. `knownHash` saves hashing a single APK twice. */
export function identityOf(
  facts: AppFacts,
  parts: readonly ApkPart[],
  signer: Signer | null,
  knownHash: string | null = null,
): AppIdentity {
  const { manifest } = facts;
  return {
    versionCode: manifest?.versionCode ?? null,
    versionName: manifest?.versionName ?? null,
    apks: parts.map(({ name, file: { source } }) => ({ name, sha256: knownHash ?? hashOf(source), size: source.size })),
    signer,
    debuggable: manifest?.application?.debuggable ?? null,
    testOnly: manifest?.application?.testOnly ?? null,
    usesCleartextTraffic: manifest?.application?.usesCleartextTraffic ?? null,
  };
}
