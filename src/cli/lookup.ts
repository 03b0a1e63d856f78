/** Ids typed by the user, found in the rulebook or refused with the near ones. */
import { normalizeCategoryName } from '../rulebook/category-name.js';
import type { Category, Rulebook } from '../rulebook/types.js';
import { UsageError } from './failures.js';
import { didYouMean, type Candidate } from './suggest.js';

/** What the rulebook uses when no category is declared. */
export const NO_CATEGORY = 'general';

/** Ids and aliases of every category that can be declared. */
function categoryCandidates(rulebook: Rulebook): Candidate[] {
  return rulebook.categories
    .filter((category) => category.id !== NO_CATEGORY)
    .flatMap((category) => [category.id, ...category.aliases].map((word) => ({ word, shown: category.id })));
}

/**
 * The category with this id or alias.
 * @throws UsageError naming the near ones
 */
export function findCategory(rulebook: Rulebook, typed: string): Category {
  const word = normalizeCategoryName(typed);
  const candidates = categoryCandidates(rulebook);
  const id = candidates.find((candidate) => normalizeCategoryName(candidate.word) === word)?.shown;
  const category = rulebook.categories.find((one) => one.id === id);
  if (category !== undefined) return category;
  const hint = didYouMean(typed, candidates, 'permaudit categories lists them all');
  throw new UsageError(`--category: no category "${typed}"`, hint);
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
