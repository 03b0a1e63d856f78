/** The manifest's own evidence: components and declarations that need a permission to work. */
import { pushAll } from '../bytes/lists.js';
import { intersectRange, type ApiRange } from '../bytes/api-range.js';
import type { AppFacts, EvidenceSite } from '../facts/facts.js';
import type { ApiIndex } from './api-index.js';
import type { ApiTarget } from './api-target.js';
import type { ApiMap } from './knowledge.js';
import { cut } from './names.js';

export interface ManifestSite {
  readonly permission: string;
  /** All permissions that the same declaration shows the use of. */
  readonly alternatives: readonly string[];
  readonly site: Omit<EvidenceSite, 'owner'>;
}

/** What the manifest shows, in its order. */
export function manifestSites(facts: AppFacts, map: ApiMap, index: ApiIndex): ManifestSite[] {
  return [...capabilitySites(facts, map), ...filterSites(facts, index)];
}

function capabilitySites({ capabilities }: AppFacts, map: ApiMap): ManifestSite[] {
  const byCapability = new Map<string, string[]>();
  for (const permission of Object.keys(map.permissions).sort()) {
    for (const id of map.permissions[permission]?.capabilities ?? []) {
      byCapability.set(id, [...(byCapability.get(id) ?? []), permission]);
    }
  }
  return capabilities.flatMap(({ id, evidence }) => {
    const permissions = byCapability.get(id) ?? [];
    return evidence.flatMap(({ component }) => permissions.map((one) => manifestSite(one, permissions, id, component)));
  });
}

/** Broadcasts that only a holder of the permission receives, and requests that it answers. */
function filterSites({ manifest, apiRange }: AppFacts, index: ApiIndex): ManifestSite[] {
  const sites: ManifestSite[] = [];
  for (const { kind, name, intentFilters } of manifest?.components ?? []) {
    if (kind !== 'receiver' && kind !== 'service') continue;
    for (const action of new Set(intentFilters.flatMap(({ actions }) => actions))) {
      const target = index.actions.get(action);
      if (target !== undefined) pushAll(sites, actionSites(target, action, name, apiRange));
    }
  }
  return sites;
}

function actionSites(target: ApiTarget, action: string, component: string, audited: ApiRange): ManifestSite[] {
  const uses = target.uses.filter(({ apiRange }) => intersectRange(apiRange, audited) !== null);
  const permissions = uses.map(({ permission }) => permission);
  return uses.map(({ permission, strength }) => ({
    ...manifestSite(permission, permissions, action, component),
    site: { ...siteOf(action, component), strength },
  }));
}

function manifestSite(
  permission: string,
  alternatives: readonly string[],
  api: string,
  component: string,
): ManifestSite {
  return { permission, alternatives, site: siteOf(api, component) };
}

function siteOf(api: string, component: string): ManifestSite['site'] {
  return {
    kind: 'manifest',
    api,
    access: null,
    callerClass: cut(component),
    callerMethod: null,
    dex: null,
    count: 1,
    loaded: true,
    strength: 'strong',
  };
}
