import type { Audit } from '../../audit/types.js';
import type { PermauditError } from '../../bytes/errors.js';
import type { ManifestNode } from '../../facts/manifest-tree.js';
import type { Rulebook } from '../../rulebook/types.js';
import type { Settings } from '../options/flags.js';

/** An audit with all it was made from. */
export interface AuditRun {
  /** What the command line named. */
  paths: readonly string[];
  audit: Audit;
  /** The manifest as Android resolves it, or why there is none. */
  manifest: ManifestNode | PermauditError;
  rulebook: Rulebook;
  settings: Settings;
}
