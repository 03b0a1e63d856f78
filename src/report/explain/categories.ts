/** `permaudit categories` */
import { ambiguousPlayCategory } from '../../rulebook/find-category.js';
import { GENERAL_CATEGORY } from '../../rulebook/index-rulebook.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import { tableLines } from '../text/table.js';
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

/** By the number of the official type, then by id. */
function byNumber(a: Category, b: Category): number {
  return (a.official?.number ?? 0) - (b.official?.number ?? 0) || (a.id < b.id ? -1 : 1);
}

/** One row for each category, and below it one for each of its sub-types. */
function categoryTable(page: Page, rulebook: Rulebook, listed: readonly Category[]): string[] {
  const [number, id, name, play] = page.words.categories.columns;
  const row = (category: Category, isSubtype: boolean): string[] => [
    isSubtype ? '' : String(category.official?.number ?? ''),
    (isSubtype ? '  ' : '') + page.name(category.id),
    page.prose(say(page, category.name)),
    page.prose(category.playCategories.join(page.words.comma)),
  ];
  const rows = [...listed].sort(byNumber).flatMap((category) => {
    const subtypes = rulebook.categories.filter(({ parent }) => parent === category.id);
    return [row(category, false), ...subtypes.map((subtype) => row(subtype, true))];
  });
  const columns = [
    { title: number, most: 4 },
    { title: id, most: 26 },
    { title: name, most: 30 },
    { title: play, most: 60 },
  ];
  return tableLines(page, columns, rows, (text, column) => (column === 1 ? page.theme.strong(text) : text));
}

/** Every category that can be declared: the official types by number, then the others; then the policies. */
export function listCategories(page: Page, rulebook: Rulebook): string[] {
  const { categories, explain } = page.words;
  const declared = rulebook.categories.filter(({ id, parent }) => id !== GENERAL_CATEGORY && parent === undefined);
  const official = declared.filter((category) => category.official !== undefined);
  const further = declared.filter((category) => category.official === undefined);
  const policies = rulebook.policies.map((policy) => {
    const standing = policy.default ? explain.default : '';
    return page.prose(explain.named(policy.id + standing, say(page, policy.summary)));
  });
  const section = (title: string, listed: readonly Category[]): string[] =>
    listed.length === 0 ? [] : [...page.heading(title), ...categoryTable(page, rulebook, listed)];
  return [
    ...section(categories.official, official),
    ...section(categories.further, further),
    '',
    ...page.paragraph(categories.search),
    ...page.heading(categories.without),
    ...page.paragraph(categories.withoutTold),
    ...page.heading(categories.policies),
    ...policies.flatMap((policy) => page.bullet(policy)),
  ];
}

/** The categories that were searched for, or that there are none. */
export function listFound(page: Page, rulebook: Rulebook, found: readonly Category[], typed: string): string[] {
  const { categories } = page.words;
  const ambiguous = ambiguousPlayCategory(rulebook, typed);
  if (found.length === 0) return ['', ...page.paragraph(categories.notFound(typed))];
  return [
    '',
    ...page.paragraph(categories.found(found.length, typed)),
    ...(ambiguous === null
      ? []
      : page.paragraph(
          categories.which(
            ambiguous.play,
            ambiguous.categories.map(({ id }) => id),
          ),
        )),
    ...found.flatMap((category) => categoryLines(page, rulebook, category)),
    '',
    ...page.paragraph(categories.pointer),
  ];
}
