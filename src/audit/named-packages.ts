/** Apps that `<queries>` asks for by name, such as those of competitors. */
import type { NamedPackages, Verdict } from '../rulebook/types.js';
import type { PredicateOutcome } from './combination.js';
import type { AuditContext } from './request.js';

const CAPABILITY = 'queries-packages';
const MOST_SHOWN = 8;
/** The beginning of a package name that apps of one maker share. */
const MAKER_PARTS = 2;

function makerOf(packageName: string): string {
  return packageName.split('.').slice(0, MAKER_PARTS).join('.').toLowerCase();
}

/** The apps of others that the app asks for and the predicate means; null when there is none. */
export function evaluateNamedPackages(
  { words, packages = [] }: NamedPackages,
  verdict: Verdict,
  { facts }: AuditContext,
): PredicateOutcome | null {
  const capability = facts.capabilities.find(({ id }) => id === CAPABILITY);
  if (capability === undefined) return null;
  const own = makerOf(facts.manifest?.packageName ?? '');
  const meant = new Set(packages.map((name) => name.toLowerCase()));
  const isMeant = (name: string): boolean => {
    const small = name.toLowerCase();
    return makerOf(name) !== own && (meant.has(small) || words.some((word) => small.includes(word)));
  };
  const named = [...new Set(capability.evidence.map(({ component }) => component))].filter(isMeant).sort();
  if (named.length === 0) return null;
  const first = capability.evidence.find(({ component }) => component === named[0]);
  return {
    verdict,
    permissions: [],
    evidence: [
      {
        kind: 'capability',
        name: CAPABILITY,
        apiRanges: [capability.apiRange],
        detail: {
          code: 'NAMED_PACKAGES',
          data: { names: named.slice(0, MOST_SHOWN), more: Math.max(0, named.length - MOST_SHOWN) },
        },
        offset: first?.offset ?? null,
      },
    ],
  };
}
