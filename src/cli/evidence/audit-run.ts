import type { Audit } from '../../audit/types.js';
import type { Rulebook } from '../../rulebook/types.js';
import type { Settings } from '../options/flags.js';

/** An audit with all it was made from. */
export interface AuditRun {
  /** What the command line named. */
  paths: readonly string[];
  audit: Audit;
  rulebook: Rulebook;
  settings: Settings;
}
