/** The manifest of any input, as a tree. */
import { NEWEST_API } from '../bytes/api-range.js';
import { toldError } from '../bytes/errors.js';
import { DEFAULT_LIMITS } from '../bytes/limits.js';
import { manifestTreeOf, manifestTreeOfDocument } from './manifest-tree.js';
import type { ManifestNode } from '../facts/manifest-tree.js';
import { withInput, type AppInput, type OpenInputOptions } from './open-input.js';

/**
 * The manifest that decides what an app may do: the APK's, the base's of several, a bundle's base module's, or the one
 * that stands alone; as the newest accepting version of the asked range reads it.
 * @throws PermauditError the refusal when no version accepts it, `IO_*`, `LIMIT_*`, `APK_*`
 */
export function readManifestOf(input: AppInput, options: OpenInputOptions = {}): ManifestNode {
  return withInput(input, { ...options, identity: 'none' }, (facts, apks, manifest) => {
    const { error } = facts;
    if (error !== null && facts.manifest === null) {
      throw toldError(error, error);
    }
    if (manifest !== null) {
      const accepted = facts.readings.find(({ outcome }) => outcome === 'accepted');
      const limits = { ...DEFAULT_LIMITS, ...options.limits };
      return manifestTreeOfDocument(manifest, accepted?.apiRange[1] ?? NEWEST_API, limits);
    }
    const [base] = apks;
    if (base === undefined) throw new Error('an input that was read has an APK or a manifest');
    return manifestTreeOf(base.source, options);
  });
}
