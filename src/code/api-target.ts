/** What an API means: the permissions that it shows the use of. */
import type { ApiRange } from '../bytes/api-range.js';
import type { EvidenceSite } from '../facts/facts.js';
import type { ApiStrength, UriAccess } from './knowledge.js';

/** One permission that an API shows the use of. */
export interface ApiUse {
  readonly permission: string;
  readonly strength: ApiStrength;
  /** For content URIs: what the permission guards of it. */
  readonly access: UriAccess | null;
  /** For a content URI: whether only its own method tells what is done with it. */
  readonly sameMethod: boolean;
  /** For paths of shared storage: what its class must do with files to show use. */
  readonly files: 'read' | 'write' | null;
  /** What its class must do for it to show use, as bits of {@link CodeOperation}; 0 for nothing. */
  readonly beside: number;
  /** Gives less without the permission, or tells that it is lacking. */
  readonly worksWithout: boolean;
  /** The API levels on which the API needs the permission. */
  readonly apiRange: ApiRange;
}

/** One API of the map, with all permissions that name it. */
export interface ApiTarget {
  readonly kind: EvidenceSite['kind'];
  readonly api: string;
  readonly uses: ApiUse[];
}

/** A permission that names an API twice means the stronger of the two. */
export function addUse({ uses }: ApiTarget, use: ApiUse): void {
  const at = uses.findIndex(({ permission, access }) => permission === use.permission && access === use.access);
  if (at < 0) uses.push(use);
  else if (use.strength === 'strong') uses[at] = use;
}
