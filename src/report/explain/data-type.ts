/** `permaudit explain contacts` */
import { ruleConcerns } from '../../rulebook/mentions.js';
import type { DataType, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import { clauseLines, clausesAbout, entryLine, entryList, entryTitle, say } from './entry.js';

/** What opens it, what it exposes, which rules and clauses speak of it, what is safer. */
export function explainDataType(page: Page, rulebook: Rulebook, dataType: DataType): string[] {
  const { explain, sensitivity } = page.words;
  const { labels } = explain;
  const rules = rulebook.categories.flatMap((category) =>
    category.rules
      .filter((rule) => ruleConcerns(rule, dataType.id))
      .map((rule) => page.prose(explain.inCategory(rule.id, category.id, say(page, rule.title)))),
  );
  const opens = [...dataType.permissions, ...dataType.capabilities];
  return [
    ...entryTitle(page, page.prose(explain.withId(say(page, dataType.name), dataType.id))),
    ...entryLine(page, labels.exposes, page.prose(say(page, dataType.exposes))),
    ...entryLine(page, labels.sensitivity, sensitivity[dataType.sensitivity]),
    ...entryList(
      page,
      labels.openedBy,
      opens.map((name) => page.name(name)),
    ),
    ...entryList(page, labels.rules, rules),
    ...entryList(
      page,
      labels.safer,
      dataType.saferAlternatives.map((text) => page.prose(say(page, text))),
    ),
    ...clauseLines(page, rulebook, clausesAbout(rulebook, new Set(opens))),
  ];
}
