/** Ids typed by the user, found in the rulebook or refused with the near ones. */
import { categoriesNamed, declarable } from '../../rulebook/find-category.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import { UsageError } from '../io/failures.js';
import { didYouMean, type Candidate } from './suggest.js';

/** Every name of every category that can be declared. */
function categoryCandidates(rulebook: Rulebook): Candidate[] {
  return declarable(rulebook).flatMap(({ id, aliases, name }) =>
    [id, name.en, ...(name.zh === undefined ? [] : [name.zh]), ...aliases].map((word) => ({ word, shown: id })),
  );
}

/**
 * The category with this id, alias, title or Google Play category.
 * @throws UsageError naming the near ones, or those of a Google Play category that has several
 */
export function findCategory(rulebook: Rulebook, typed: string): Category {
  const [category, ...others] = categoriesNamed(rulebook, typed);
  if (category !== undefined && others.length === 0) return category;
  if (category !== undefined) {
    const ids = [category, ...others].map(({ id }) => id).join(', ');
    throw new UsageError(`--category: "${typed}" may be several kinds of app: which?`, `one of: ${ids}`);
  }
  const hint = didYouMean(typed, categoryCandidates(rulebook), 'permaudit categories lists them all');
  throw new UsageError(`--category: no category "${typed}"`, hint);
}

/**
 * The policies to judge by: those named, else the default ones; and those of the regions beside them.
 * @throws UsageError for an unknown policy or region
 */
export function selectPolicies(
  rulebook: Rulebook,
  { policies, regions }: { policies?: readonly string[] | undefined; regions?: readonly string[] | undefined },
): string[] {
  if (policies !== undefined) checkPolicies(rulebook, policies);
  const known = [...new Set(rulebook.policies.flatMap((policy) => policy.regions))].sort();
  const codes = (regions ?? []).map((region) => region.toLowerCase());
  checkIds('--region', 'region', codes, known);
  const named = policies ?? rulebook.policies.filter((policy) => policy.default).map(({ id }) => id);
  const ofRegions = rulebook.policies.filter((policy) => policy.regions.some((region) => codes.includes(region)));
  return [...new Set([...named, ...ofRegions.map(({ id }) => id)])];
}

/** @throws UsageError naming the near ones, for the first id that is not known */
function checkIds(option: string, kind: string, typed: readonly string[], known: readonly string[]): void {
  for (const id of typed) {
    if (known.includes(id)) continue;
    const candidates = known.map((word) => ({ word, shown: word }));
    const fallback = known.length === 0 ? `there is no ${kind}` : `one of: ${known.join(', ')}`;
    throw new UsageError(`${option}: no ${kind} "${id}"`, didYouMean(id, candidates, fallback));
  }
}

/** @throws UsageError for an unknown policy */
export function checkPolicies(rulebook: Rulebook, typed: readonly string[]): void {
  checkIds(
    '--policies',
    'policy',
    typed,
    rulebook.policies.map((policy) => policy.id),
  );
}

/** @throws UsageError for an unknown feature */
export function checkFeatures(rulebook: Rulebook, typed: readonly string[]): void {
  checkIds(
    '--feature',
    'feature',
    typed,
    rulebook.features.map((feature) => feature.id),
  );
}
