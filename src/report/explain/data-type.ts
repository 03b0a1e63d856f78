/** `permaudit explain contacts` */
import type { DataType, Rulebook } from '../../rulebook/types.js';
import { MARGIN, type Page } from '../text/page.js';
import { entryLine, entryList, inEnglish } from './entry.js';

/** What opens it, what it exposes, which rules speak of it, what is safer. */
export function explainDataType(page: Page, rulebook: Rulebook, dataType: DataType): string[] {
  const title = page.theme.strong(page.prose(`${inEnglish(dataType.name)} (${dataType.id})`));
  const rules = rulebook.categories.flatMap((category) =>
    category.rules
      .filter((rule) => rule.dataType === dataType.id)
      .map((rule) => page.prose(`${rule.id} (${category.id}): ${inEnglish(rule.title)}`)),
  );
  const opens = [...dataType.permissions, ...dataType.capabilities].map((name) => page.name(name));
  return [
    '',
    MARGIN + title,
    '',
    ...entryLine(page, 'Exposes', page.prose(inEnglish(dataType.exposes))),
    ...entryLine(page, 'Sensitivity', dataType.sensitivity),
    ...entryList(page, 'Opened by', opens),
    ...entryList(page, 'Rules', rules),
    ...entryList(
      page,
      'Safer',
      dataType.saferAlternatives.map((text) => page.prose(inEnglish(text))),
    ),
  ];
}
