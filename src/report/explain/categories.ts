/** `permaudit categories` */
import { GENERAL_CATEGORY } from '../../rulebook/index-rulebook.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import { describeFeatures, featuresOf, officialLines } from './category.js';
import { entryLine, entryList, entryTitle, optionalLine, say } from './entry.js';

function categoryLines(page: Page, rulebook: Rulebook, category: Category): string[] {
  const { labels } = page.words.explain;
  return [
    ...entryTitle(page, page.name(category.id) + page.prose(`  ${say(page, category.name)}`)),
    ...entryLine(page, labels.what, page.prose(say(page, category.summary))),
    ...optionalLine(page, labels.also, category.aliases.join(page.words.comma)),
    ...optionalLine(page, labels.play, category.playCategories.join(page.words.comma)),
    ...officialLines(page, category),
    ...entryLine(page, labels.rules, String(category.rules.length)),
    ...entryList(page, labels.features, describeFeatures(page, rulebook, featuresOf(rulebook, category))),
  ];
}

/** Every category that can be declared, with the features that justify conditional needs; then the policies. */
export function listCategories(page: Page, rulebook: Rulebook): string[] {
  const { categories, explain } = page.words;
  const declared = rulebook.categories.filter((category) => category.id !== GENERAL_CATEGORY);
  const policies = rulebook.policies.map((policy) => {
    const standing = policy.default ? explain.default : '';
    return page.prose(explain.named(policy.id + standing, say(page, policy.summary)));
  });
  return [
    ...declared.flatMap((category) => categoryLines(page, rulebook, category)),
    ...page.heading(categories.without),
    ...page.paragraph(categories.withoutTold),
    ...page.heading(categories.policies),
    ...policies.flatMap((policy) => page.bullet(policy)),
  ];
}

/** The categories that were searched for, or that there are none. */
export function listFound(page: Page, rulebook: Rulebook, found: readonly Category[], typed: string): string[] {
  const { categories } = page.words;
  if (found.length === 0) return ['', ...page.paragraph(categories.notFound(typed))];
  return [
    '',
    ...page.paragraph(categories.found(found.length, typed)),
    ...found.flatMap((category) => categoryLines(page, rulebook, category)),
    '',
    ...page.paragraph(categories.pointer),
  ];
}
