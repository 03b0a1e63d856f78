/** Ids typed by the user, found in the rulebook or refused with the near ones. */
import { categoriesNamed, declarable } from '../../rulebook/find-category.js';
import { policiesOf, regionsOf } from '../../rulebook/select-policies.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import { withOwnRules } from '../../words/own-rules.js';
import { UsageError } from '../io/failures.js';
import { didYouMean, type Candidate } from './suggest.js';

/** The most names that a hint lists. */
const MOST_LISTED = 12;

/** Every name of every category that can be declared. */
function categoryCandidates(rulebook: Rulebook): Candidate[] {
  return declarable(rulebook).flatMap(({ id, aliases, name }) =>
    [id, name.en, ...(name.zh === undefined ? [] : [name.zh]), ...aliases].map((word) => ({ word, shown: id })),
  );
}

/**
 * The category with this id, alias, title or Google Play category.
 * @param where what named it, for the message: an option, or a file with its line
 * @throws UsageError naming the near ones, or those of a Google Play category that has several
 */
export function findCategory(rulebook: Rulebook, typed: string, where = '--category'): Category {
  const [category, ...others] = categoriesNamed(rulebook, typed);
  if (category !== undefined && others.length === 0) return category;
  if (category !== undefined) {
    const ids = [category, ...others].map(({ id }) => id).join(', ');
    throw new UsageError(`${where}: "${typed}" may be several kinds of app: which?`, `one of: ${ids}`);
  }
  const hint = didYouMean(typed, categoryCandidates(rulebook), 'permaudit categories lists them all');
  throw new UsageError(`${where}: no category "${typed}"`, hint);
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
  const codes = (regions ?? []).map((region) => region.toLowerCase());
  checkRegions(rulebook, codes);
  return policiesOf(rulebook, { policies, regions: codes });
}

/** What an id may be, and what to say of one that is none. */
interface Known {
  /** What an id is called, e.g. `policy`. */
  kind: string;
  ids: ReadonlySet<string>;
  candidates: readonly Candidate[];
  /** What to do where no other is near. */
  fallback: string;
}

/** @throws UsageError naming the near ones, for the first id that is not known */
function checkIds(where: string, typed: readonly string[], { kind, ids, candidates, fallback }: Known): void {
  const unknown = typed.find((id) => !ids.has(id));
  if (unknown === undefined) return;
  throw new UsageError(`${where}: no ${kind} "${unknown}"`, didYouMean(unknown, candidates, fallback));
}

/** Ids that are few enough to be listed, or to be looked up by the command that lists them. */
function knownIds(kind: string, ids: readonly string[], command: string): Known {
  const fallback = ids.length <= MOST_LISTED ? `one of: ${ids.join(', ')}` : command;
  return { kind, ids: new Set(ids), candidates: ids.map((word) => ({ word, shown: word })), fallback };
}

/** @throws UsageError for an unknown policy */
export function checkPolicies(rulebook: Rulebook, typed: readonly string[], where = '--policies'): void {
  const ids = rulebook.policies.map(({ id }) => id);
  checkIds(
    where,
    typed,
    knownIds('policy', ids, 'permaudit rules list --policy takes one; permaudit categories lists them'),
  );
}

/** @throws UsageError for a region, in small letters, without a policy */
export function checkRegions(rulebook: Rulebook, typed: readonly string[], where = '--region'): void {
  const ids = regionsOf(rulebook);
  const fallback = ids.length === 0 ? 'there is no region' : `one of: ${ids.join(', ')}`;
  checkIds(where, typed, { ...knownIds('region', ids, ''), fallback });
}

/** @throws UsageError for an unknown rule */
export function checkRules(rulebook: Rulebook, typed: readonly string[], where: string): void {
  const ids = withOwnRules(rulebook).categories.flatMap(({ rules }) => rules.map(({ id }) => id));
  checkIds(where, typed, knownIds('rule', ids, 'permaudit rules list lists them'));
}

/**
 * Features are known by id; their names help to find what is meant.
 * @param category the one that is declared: its features are the first that may be meant
 * @throws UsageError for an unknown feature
 */
export function checkFeatures(
  rulebook: Rulebook,
  typed: readonly string[],
  { category = null, where = '--feature' }: { category?: Category | null; where?: string } = {},
): void {
  if (typed.length === 0) return;
  const candidates = rulebook.features.flatMap(({ id, name }): Candidate[] =>
    [id, ...name.en.split(/\W+/).filter((word) => word.length > 4), ...(name.zh === undefined ? [] : [name.zh])].map(
      (word) => ({ word, shown: id }),
    ),
  );
  const own = [...new Set((category?.conditional ?? []).flatMap(({ features }) => features))];
  const listed = own.slice(0, MOST_LISTED).join(', ');
  const fallback =
    category === null || own.length === 0
      ? 'permaudit categories lists those of each category'
      : `${category.id} has: ${listed}${own.length > MOST_LISTED ? ' ...' : ''}`;
  checkIds(where, typed, {
    kind: 'feature',
    ids: new Set(rulebook.features.map(({ id }) => id)),
    candidates,
    fallback,
  });
}
