/** Which policies of a rulebook an audit judges by. */
import type { Rulebook } from './types.js';

/** What names policies: by id, and by regions in small letters. */
export interface PolicySelection {
  policies?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
}

/** The ids of the policies named, else of the default ones; then those of the regions. Unknown ids are the caller's to refuse. */
export function policiesOf(rulebook: Rulebook, { policies, regions = [] }: PolicySelection): string[] {
  const named = policies ?? rulebook.policies.filter((policy) => policy.default).map(({ id }) => id);
  const ofRegions = rulebook.policies.filter((policy) => policy.regions.some((region) => regions.includes(region)));
  return [...new Set([...named, ...ofRegions.map(({ id }) => id)])];
}

/** The regions that policies are of, in alphabetical order. */
export function regionsOf(rulebook: Rulebook): string[] {
  return [...new Set(rulebook.policies.flatMap(({ regions }) => regions))].sort();
}
