/** Gathers sites by permission and keeps the most telling ones. */
import type { EvidenceOwner, EvidenceSite, EvidenceStrength } from '../facts/facts.js';
import { OwnerCounts } from './owner-counts.js';
import { OWNER_RANK, type Owner } from './owners.js';

/** Sites kept of each permission. */
export const MAX_SITES = 20;

export interface Gathered {
  strength: EvidenceStrength;
  /**
   * Whether strong evidence lies in code that acts of its own accord (the app's, or that of an SDK that does more than it is
   * asked) and does not go on without the permission.
   */
  attributed: boolean;
  totalSites: number;
  sites: EvidenceSite[];
  owners: EvidenceOwner[];
}

/** What decides how much a site tells. */
export interface SiteWeight {
  readonly strength: EvidenceStrength;
  readonly loaded: boolean;
  /** Whether the code around it goes on without the permission. */
  readonly optional: boolean;
  readonly owner: Owner;
}

interface Entry {
  strong: boolean;
  attributed: boolean;
  totalSites: number;
  kept: { rank: number; site: EvidenceSite }[];
  owners: OwnerCounts;
}

export class EvidenceCollector {
  readonly #entries = new Map<string, Entry>();
  /** By SDK: the permissions its code uses. */
  readonly #sdks = new Map<string, Set<string>>();

  /** @param make called only when the site is kept */
  add(permission: string, { strength, loaded, optional, owner }: SiteWeight, make: () => EvidenceSite): void {
    const entry = this.#entry(permission);
    entry.totalSites++;
    const strong = strength === 'strong';
    entry.strong ||= strong;
    entry.attributed ||= needsRequest({ strength, loaded, optional, owner });
    entry.owners.add(owner, strong);
    if (strong && owner.sdk !== null) this.#addToSdk(owner.sdk, permission);
    const rank = (strong ? 0 : 10) + (loaded ? 0 : 5) + OWNER_RANK[owner.kind];
    const { kept } = entry;
    const worst = kept[kept.length - 1];
    if (kept.length >= MAX_SITES && worst !== undefined && worst.rank <= rank) return;
    // Among equals the first that was met.
    const place = kept.findIndex((other) => other.rank > rank);
    kept.splice(place < 0 ? kept.length : place, 0, { rank, site: make() });
    if (kept.length > MAX_SITES) kept.pop();
  }

  get permissions(): string[] {
    return [...this.#entries.keys()].sort();
  }

  /** All that was gathered of a permission; null for nothing. */
  of(permission: string): Gathered | null {
    const entry = this.#entries.get(permission);
    if (entry === undefined) return null;
    return {
      strength: entry.strong ? 'strong' : 'weak',
      attributed: entry.attributed,
      totalSites: entry.totalSites,
      sites: entry.kept.map(({ site }) => site),
      owners: entry.owners.list(),
    };
  }

  /** The permissions that an SDK's code uses, by name. */
  permissionsOfSdk(id: string): string[] {
    return [...(this.#sdks.get(id) ?? [])].sort();
  }

  #entry(permission: string): Entry {
    let entry = this.#entries.get(permission);
    if (entry === undefined) {
      entry = { strong: false, attributed: false, totalSites: 0, kept: [], owners: new OwnerCounts() };
      this.#entries.set(permission, entry);
    }
    return entry;
  }

  #addToSdk(id: string, permission: string): void {
    const known = this.#sdks.get(id);
    if (known === undefined) this.#sdks.set(id, new Set([permission]));
    else known.add(permission);
  }
}

/** SDKs that do what the app asks of them, and nothing of their own accord: libraries, engines, players, tools. */
const CARRIES_OUT: ReadonlySet<string> = new Set(['development', 'framework', 'game', 'media', 'ui']);

/** Whether a site shows use that needs the permission to be requested. */
export function needsRequest({ strength, optional, owner }: SiteWeight): boolean {
  return strength === 'strong' && !optional && actsByItself(owner);
}

/** Whether a use is its owner's own doing; nobody knows who is behind an obfuscated name. */
function actsByItself({ kind, identity }: Owner): boolean {
  return kind === 'app' || (kind === 'sdk' && identity !== null && !CARRIES_OUT.has(identity.kind));
}
