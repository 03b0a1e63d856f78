/** What a reader other than the newest Android would be shown of one file: plain data. */
import type { AnomalyCode } from '../bytes/anomaly.js';
import type { ApiRange } from '../bytes/api-range.js';

export type DivergentThing = 'package' | 'permission' | 'component' | 'signer';

/** Why the published formats give no manifest at all; `document`: it does not begin as binary XML must. */
export type ManifestObstacle = 'encrypted' | 'method' | 'data' | 'document';

/**
 * What stands only on one side: permissions as `name` or `name (Android API 21-28)`, components as `kind name`, signers by
 * the SHA-256 of their certificate. Attacker-controlled text.
 */
interface Sides {
  readonly what: DivergentThing;
  /** What Android reads and the other reader is not shown. */
  readonly android: readonly string[];
  /** The Android versions that read it. */
  readonly apiRanges: readonly ApiRange[];
  /** How many of both sides are not listed. */
  readonly omitted: number;
  /** The oddities of the file that part the two, by code. */
  readonly how: readonly AnomalyCode[];
}

/** Between Android and a reader that follows the published formats of archive, manifest and resource table. */
export interface FormatDivergence extends Sides {
  readonly kind: 'formats';
  /** What such a reader is shown and Android does not read. */
  readonly documented: readonly string[];
  /** Set where such a reader cannot open the manifest, and is shown nothing of it. */
  readonly obstacle: ManifestObstacle | null;
}

/** Between the newest Android that accepts the file and an older one. */
export interface VersionDivergence extends Sides {
  readonly kind: 'versions';
  /** What the older versions read and the newest does not. */
  readonly older: readonly string[];
  readonly olderRanges: readonly ApiRange[];
}

export type Divergence = FormatDivergence | VersionDivergence;
