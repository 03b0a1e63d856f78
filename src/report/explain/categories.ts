/** `permaudit categories` */
import type { Category, Rulebook } from '../../rulebook/types.js';
import { MARGIN, type Page } from '../text/page.js';
import { entryLine, entryList, inEnglish } from './entry.js';

/** The category that stands for "none declared". */
const NO_CATEGORY = 'general';

function categoryLines(page: Page, rulebook: Rulebook, category: Category): string[] {
  const { official } = category;
  const clauses = rulebook.policies
    .flatMap((policy) => policy.clauses)
    .filter(({ categories, exceptCategories }) => {
      const isMeant = categories.includes(category.id) || categories.includes('*');
      return isMeant && exceptCategories?.includes(category.id) !== true;
    });
  const ids = [...category.conditional, ...clauses].flatMap((need) => need.features ?? []);
  const features = [...new Set(ids)].map((id) => {
    const feature = rulebook.features.find((one) => one.id === id);
    return page.prose(feature === undefined ? id : `${id}: ${inEnglish(feature.summary)}`);
  });
  const lines = [
    '',
    MARGIN + page.theme.strong(page.name(category.id)) + page.prose(`  ${inEnglish(category.name)}`),
    '',
  ];
  lines.push(...entryLine(page, 'What', page.prose(inEnglish(category.summary))));
  if (category.aliases.length > 0) lines.push(...entryLine(page, 'Also', page.prose(category.aliases.join(', '))));
  if (official !== undefined) {
    const told = `type ${official.number} of ${official.source}: ${inEnglish(official.name)}. ${inEnglish(official.basicFunction)}`;
    lines.push(...entryLine(page, 'Official', page.prose(told)));
  }
  lines.push(...entryLine(page, 'Rules', String(category.rules.length)));
  return [...lines, ...entryList(page, 'Features', features)];
}

/** Every category that can be declared, with the features that justify conditional needs; then the policies. */
export function listCategories(page: Page, rulebook: Rulebook): string[] {
  const declared = rulebook.categories.filter((category) => category.id !== NO_CATEGORY);
  const policies = rulebook.policies.map((policy) => {
    const standing = policy.default ? ' (default)' : '';
    return page.prose(`${policy.id}${standing}: ${inEnglish(policy.summary)}`);
  });
  return [
    ...declared.flatMap((category) => categoryLines(page, rulebook, category)),
    ...page.heading('Without --category'),
    ...page.paragraph(
      'Necessity is not judged: only policies that hold for every app apply, and sensitive permissions are listed for review.',
    ),
    ...page.heading('Policies'),
    ...policies.flatMap((policy) => page.bullet(policy)),
  ];
}
