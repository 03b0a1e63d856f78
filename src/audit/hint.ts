/**
 * What kind of app it looks like, from its own names: a hint to declare a category, never a guess that is acted on.
 *
 * Pure and linear: the label and the package name are the app's word, so they are cut before they are looked at, and no
 * pattern is made from them.
 */
import { lazily } from '../bytes/lazy.js';
import type { CategoryKey } from '../rulebook/late-rulebook.js';

/** The app's names: its label in every language it has, and its package name; and what it says on its screens. */
export interface AppNames {
  labels: readonly string[];
  packageName: string;
  /** Looked at only where the names say nothing. */
  texts?: readonly string[];
}

/** The categories whose names the app bears, the most named first, and the words that were seen. */
export interface CategoryHint {
  categories: string[];
  seen: string[];
}

const MOST_LABELS = 200;
const LONGEST_LABEL = 120;
const LONGEST_PACKAGE = 256;
const MOST_CATEGORIES = 3;
/** Categories that say nothing about what an app is. */
const NOT_HINTED: ReadonlySet<string> = new Set(['general', 'other']);
/** Words in so many names, above all of packages, that they say nothing. */
const EMPTY_WORDS: ReadonlySet<string> = new Set([
  ...['android', 'app', 'apps', 'com', 'org', 'net', 'google', 'mobile', 'media', 'other', 'tool', 'tools', 'utility'],
  ...['utilities', 'service', 'services', 'online', 'my', 'the', 'main', 'common', 'example', 'test', 'local'],
]);
const LABEL_WEIGHT = 2;
const PACKAGE_WEIGHT = 1;
/** So often must texts name a category before they point anywhere, and twice as often as any other. */
const FEWEST_TEXTS = 4;
const LONGEST_TEXTS = 200_000;
const HAN = lazily(() => /\p{Script=Han}/u);

/** ` words in small letters `, with one space between and around, so that whole words can be looked for. */
function asWords(text: string): string {
  // `BuyNow` in a package or label is two words.
  const parted = text.normalize('NFKC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return ` ${parted
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** The words a category goes by, in small letters. */
function namesOf(category: CategoryKey): string[] {
  const own = [category.id, category.name.en, category.name.zh ?? '', ...category.aliases];
  const official = category.official === undefined ? [] : [category.official.name.en, category.official.name.zh ?? ''];
  const names = [...own, ...official].map((name) => asWords(name).trim().replace(/类$/, ''));
  return [...new Set(names)].filter((name) => !EMPTY_WORDS.has(name) && name.length >= (HAN().test(name) ? 2 : 3));
}

/** Whether the words hold the name: Chinese anywhere, for it has no spaces; everything else as whole words. */
function holds(words: string, name: string): boolean {
  return HAN().test(name) ? words.includes(name) : words.includes(` ${name} `) || words.includes(` ${name}s `);
}

/**
 * The categories the app's names point to; null when they point to none. Names that point to several equally give
 * several, at most three.
 */
export function categoryHint(app: AppNames, categories: readonly CategoryKey[]): CategoryHint | null {
  const labels = app.labels.slice(0, MOST_LABELS).map((label) => asWords(label.slice(0, LONGEST_LABEL)));
  const packageWords = asWords(app.packageName.slice(0, LONGEST_PACKAGE));
  const scored = categories
    .filter(({ id }) => !NOT_HINTED.has(id))
    .map((category) => {
      const names = namesOf(category);
      const inLabels = names.filter((name) => labels.some((words) => holds(words, name)));
      const inPackage = names.filter((name) => holds(packageWords, name));
      const seen = [...new Set([...inLabels, ...inPackage])];
      return { id: category.id, seen, score: LABEL_WEIGHT * inLabels.length + PACKAGE_WEIGHT * inPackage.length };
    })
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const top = scored.filter(({ score }) => score === best).slice(0, MOST_CATEGORIES);
  if (top.length === 0) return hintOfTexts(app.texts ?? [], categories);
  return { categories: top.map(({ id }) => id), seen: [...new Set(top.flatMap(({ seen }) => seen))] };
}

/** How often the words hold the name. */
function occurrences(words: string, name: string): number {
  const wanted = HAN().test(name) ? name : ` ${name} `;
  let count = 0;
  for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + 1)) count++;
  return count;
}

/** The one category the texts speak of again and again; null when there is none, or more than one. */
function hintOfTexts(texts: readonly string[], categories: readonly CategoryKey[]): CategoryHint | null {
  // Texts are cut before they are joined; a bar between them keeps words of two texts apart.
  let words = '';
  for (const text of texts) {
    if (words.length + text.length > LONGEST_TEXTS) break;
    words += `|${asWords(text)}`;
  }
  const [first, second] = categories
    .filter(({ id, parent }) => !NOT_HINTED.has(id) && parent === undefined)
    .map((category) => {
      const counted = namesOf(category).map((name) => ({ name, count: occurrences(words, name) }));
      const seen = counted.filter(({ count }) => count > 0).map(({ name }) => name);
      return { id: category.id, seen, score: counted.reduce((sum, { count }) => sum + count, 0) };
    })
    .sort((a, b) => b.score - a.score);
  if (first === undefined || first.score < FEWEST_TEXTS || first.score < 2 * (second?.score ?? 0)) return null;
  return { categories: [first.id], seen: first.seen };
}
