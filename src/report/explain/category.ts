/** `permaudit explain lending` */
import type { Category, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import {
  clauseLines,
  clausesWhere,
  entryLine,
  entryList,
  entryTitle,
  nameList,
  optionalLine,
  say,
  speaksOf,
} from './entry.js';

/** Ids of the features that a category's conditional needs and clauses speak of. */
export function featuresOf(rulebook: Rulebook, category: Category): string[] {
  const clauses = clausesWhere(rulebook, (clause) => speaksOf(clause, category)).map(({ clause }) => clause);
  return [...new Set([...category.conditional, ...clauses].flatMap((part) => part.features ?? []))];
}

/** `id: what it is` for each feature. */
export function describeFeatures(page: Page, rulebook: Rulebook, ids: readonly string[]): string[] {
  return ids.map((id) => {
    const feature = rulebook.features.find((one) => one.id === id);
    return page.prose(feature === undefined ? id : page.words.explain.named(id, say(page, feature.summary)));
  });
}

/** The official type a category follows. */
export function officialLines(page: Page, { official }: Category): string[] {
  if (official === undefined) return [];
  const { explain } = page.words;
  const { number, source, name, basicFunction } = official;
  const told = explain.official(number, source, say(page, name), say(page, basicFunction));
  return entryLine(page, explain.labels.official, page.prose(told));
}

/** What it is, its official type, what it needs and when, its rules, its features, what is fine, and its own clauses. */
export function explainCategory(page: Page, rulebook: Rulebook, category: Category): string[] {
  const { explain, comma } = page.words;
  const { labels } = explain;
  const list = (label: string, texts: readonly string[]): string[] =>
    entryList(
      page,
      label,
      texts.map((text) => page.prose(text)),
    );
  const own = clausesWhere(rulebook, (clause) => clause.categories.includes(category.id));
  return [
    ...entryTitle(page, page.prose(explain.withId(say(page, category.name), category.id))),
    ...entryLine(page, labels.what, page.prose(say(page, category.summary))),
    ...optionalLine(page, labels.also, category.aliases.join(comma)),
    ...optionalLine(page, labels.play, category.playCategories.join(comma)),
    ...officialLines(page, category),
    ...list(labels.necessary, [
      ...(category.official?.necessaryInformation ?? []).map((text) => say(page, text)),
      ...category.necessary.map((need) => explain.need(nameList(page, need), say(page, need.why))),
    ]),
    ...list(
      labels.conditional,
      category.conditional.map((need) => explain.needWith(nameList(page, need), need.features, say(page, need.why))),
    ),
    ...list(
      labels.baseline,
      category.baseline.map((group) => explain.need(nameList(page, group), say(page, group.why))),
    ),
    ...entryList(page, labels.features, describeFeatures(page, rulebook, featuresOf(rulebook, category))),
    ...list(
      labels.rules,
      category.rules.map((rule) => explain.named(rule.id, say(page, rule.title))),
    ),
    ...list(
      labels.fine,
      category.positives.map((text) => say(page, text)),
    ),
    ...clauseLines(page, rulebook, own),
  ];
}
