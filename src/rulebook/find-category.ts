/** Categories by any of their names, and by words. */
import { normalizeCategoryName } from './category-name.js';
import { GENERAL_CATEGORY } from './index-rulebook.js';
import { categoryParts, type CategoryKey } from './late-rulebook.js';
import type { Category, Rulebook } from './types.js';

/** Categories that can be declared. */
export function declarable(rulebook: Pick<Rulebook, 'categories'>): Category[] {
  return rulebook.categories.filter(({ id }) => id !== GENERAL_CATEGORY);
}

function titlesOf({ name, official }: CategoryKey): string[] {
  const texts = official === undefined ? [name] : [name, official.name];
  return texts.flatMap(({ en, zh }) => (zh === undefined ? [en] : [en, zh]));
}

/**
 * The categories a name stands for: one by id or alias, else those with that title, else those of that Google Play
 * category, which may be several. `tools:flashlight` also names `tools_flashlight`.
 */
export function categoriesNamed(rulebook: Rulebook, typed: string): Category[] {
  const word = normalizeCategoryName(typed);
  const words = new Set([word, word.replace(':', '_')]);
  const isNamed = (names: readonly string[]): boolean => names.some((name) => words.has(normalizeCategoryName(name)));
  const { keys, at } = categoryParts(rulebook);
  const those = (isMeant: (category: CategoryKey) => boolean): Category[] =>
    keys.flatMap((key, index) => (key.id !== GENERAL_CATEGORY && isMeant(key) ? [at(index)] : []));
  // No id or alias is another category's (checkIds), and most are called by their id.
  for (const isMeant of [
    ({ id }: CategoryKey) => words.has(id),
    ({ id, aliases }: CategoryKey) => isNamed([id, ...aliases]),
    (category: CategoryKey) => isNamed(titlesOf(category)),
  ]) {
    const found = those(isMeant);
    if (found.length > 0) return found;
  }
  return those(({ playCategories }) => isNamed(playCategories));
}

/** How well one word fits: 3 a name, 2 within a name, 1 within the summary, 0 not at all. */
function fit(category: Category, word: string): number {
  const names = [category.id, ...category.aliases, ...titlesOf(category), ...category.playCategories].map(
    normalizeCategoryName,
  );
  if (names.includes(word)) return 3;
  if (names.some((name) => name.includes(word))) return 2;
  const { summary, official, parent } = category;
  // A sub-type has the official text of its category, which names the other sub-types too.
  const texts = [summary, ...(official === undefined || parent !== undefined ? [] : [official.basicFunction])];
  return texts.some(({ en, zh }) => normalizeCategoryName(`${en} ${zh ?? ''}`).includes(word)) ? 1 : 0;
}

/** The Google Play category that was typed, and the categories it may stand for; null unless there are several. */
export function ambiguousPlayCategory(
  rulebook: Rulebook,
  typed: string,
): { play: string; categories: Category[] } | null {
  const word = normalizeCategoryName(typed);
  const plays = [...new Set(declarable(rulebook).flatMap(({ playCategories }) => playCategories))];
  const play = plays.find((name) => normalizeCategoryName(name) === word);
  const categories = categoriesNamed(rulebook, typed);
  return play === undefined || categories.length < 2 ? null : { play, categories };
}

/** The categories that fit every word (English, Chinese, Google Play names, common words), the best first. */
export function searchCategories(rulebook: Pick<Rulebook, 'categories'>, words: readonly string[]): Category[] {
  const whole = normalizeCategoryName(words.join(' '));
  const parts = words.flatMap((word) => word.split(/\s+/)).map(normalizeCategoryName);
  return declarable(rulebook)
    .map((category) => {
      const fits = parts.filter((part) => part !== '').map((part) => fit(category, part));
      return { category, score: Math.max(fit(category, whole), fits.length === 0 ? 0 : Math.min(...fits)) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.category.id < b.category.id ? -1 : 1))
    .map(({ category }) => category);
}
