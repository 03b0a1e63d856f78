/** Counts the sites of one permission by whose code they are. */
import type { Draft } from '../bytes/draft.js';
import type { EvidenceOwner } from '../facts/facts.js';
import { OWNER_RANK, type Owner } from './owners.js';

/** A common part of one label is kept where it is a name of its own (`androidx`), not one like `com` or `info`. */
const LEAST_NAME = 5;

interface Count extends Draft<EvidenceOwner> {
  /** What the packages of the strong sites, and of all, have in common; `null` before the first. */
  strongCommon: string | null;
  common: string | null;
}

export class OwnerCounts {
  readonly #counts = new Map<string, Count>();

  add(owner: Owner, strong: boolean): void {
    const count = this.#of(owner);
    count.sites++;
    count.common = commonPackage(count.common, owner.package);
    if (!strong) return;
    count.strongSites++;
    count.strongCommon = commonPackage(count.strongCommon, owner.package);
  }

  /** Most strong sites first, then most of all; among equals the app before others. */
  list(): EvidenceOwner[] {
    return [...this.#counts.values()].sort(byWeight).map(({ strongCommon, common, ...owner }) => ({
      ...owner,
      package: telling(strongCommon ?? common ?? ''),
    }));
  }

  #of({ kind, sdk, name, identity }: Owner): Count {
    const key = `${kind} ${sdk ?? ''}`;
    let count = this.#counts.get(key);
    if (count === undefined) {
      const owner = { kind, sdk, name, kindOfSdk: identity?.kind ?? null, package: null };
      this.#counts.set(key, (count = { ...owner, sites: 0, strongSites: 0, strongCommon: null, common: null }));
    }
    return count;
  }
}

/** The labels that two packages begin with; `known` is null before the first. */
function commonPackage(known: string | null, name: string): string {
  if (known === null || known === name) return name;
  const labels = known.split('.');
  const others = name.split('.');
  const differs = labels.findIndex((label, index) => label !== others[index]);
  return (differs < 0 ? labels : labels.slice(0, differs)).join('.');
}

function telling(name: string): string | null {
  return name.includes('.') || name.length >= LEAST_NAME ? name : null;
}

function byWeight(a: Count, b: Count): number {
  if (a.strongSites !== b.strongSites) return b.strongSites - a.strongSites;
  if (a.sites !== b.sites) return b.sites - a.sites;
  const keyA = `${OWNER_RANK[a.kind]} ${a.sdk ?? ''}`;
  const keyB = `${OWNER_RANK[b.kind]} ${b.sdk ?? ''}`;
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}
