/** The manifest of any input, as a tree. */
import { toldError } from '../bytes/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../bytes/limits.js';
import type { ManifestNode } from '../facts/manifest-tree.js';
import { manifestTreeOfApk, manifestTreeOfDocument } from './manifest-tree.js';
import { newestAccepting } from './signed-readings.js';
import { withInput, type AppInput, type OpenedApp, type OpenInputOptions } from './open-input.js';

/**
 * The manifest that decides what an app may do: the APK's, the base's of several, a bundle's base module's, or the one
 * that stands alone; as the newest accepting version of the asked range reads it.
 * @throws PermauditError the refusal when no version accepts it, `IO_*`, `LIMIT_*`, `APK_*`
 */
export function readManifestOf(input: AppInput, options: OpenInputOptions = {}): ManifestNode {
  return withInput(input, { ...options, identity: 'none' }, (app) => manifestOf(app, options.limits));
}

/**
 * As {@link readManifestOf}, of an app that is open.
 * @throws PermauditError the refusal when no version accepts it, or the limit that stopped its reading
 */
export function manifestOf({ facts, apks, manifest }: OpenedApp, given: Partial<Limits> = {}): ManifestNode {
  const { error } = facts;
  const limits = { ...DEFAULT_LIMITS, ...given };
  if (error !== null && facts.manifest === null) throw toldError(error, error);
  if (manifest !== null) return manifestTreeOfDocument(manifest, newestAccepting(facts), limits);
  if (error !== null && !facts.complete) throw toldError(error, error);
  const [base] = apks;
  if (base === undefined) throw new Error('an input that was read has an APK or a manifest');
  return manifestTreeOfApk(base.file, newestAccepting(facts), limits);
}
