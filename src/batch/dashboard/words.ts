/** The dashboard's words for one summary, and its numbers. */
import type { Outcome } from '../../audit/types.js';
import { DASHBOARD_WORDS, fill, type DashboardWords, type Forms } from '../../words/dashboard.js';
import type { Category, Lang } from '../../rulebook/types.js';

/** Best first. */
export const OUTCOMES: readonly Outcome[] = [
  'complete',
  'complete-with-anomalies',
  'version-dependent',
  'refused',
  'incomplete',
  'error',
];

/** The words, and the names of the rulebook's categories in their language. */
export interface PageWords extends DashboardWords {
  /** A category as the page shows it: its id when no name is known. */
  category: (id: string) => string;
}

/** The words of a page in `lang`. */
export function pageWords(lang: Lang, categories: readonly Pick<Category, 'id' | 'name'>[]): PageWords {
  const words = DASHBOARD_WORDS[lang];
  const names = new Map(categories.map((category) => [category.id, words.categoryName(category)]));
  return { ...words, category: (id) => names.get(id) ?? id };
}

/** `5,000`: the same on every machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 app`, `5,000 apps`: the form that fits the count, with the count in it. */
export function counted(count: number, { one, other }: Forms): string {
  return fill(count === 1 ? one : other, { count: grouped(count) });
}
