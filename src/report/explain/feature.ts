/** `permaudit explain kyc-camera` */
import type { Feature, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import { clauseLines, clausesWhere, entryLine, entryList, entryTitle, nameList, say } from './entry.js';

/** What the feature is, which needs it explains, and the clauses it satisfies or lifts. */
export function explainFeature(page: Page, rulebook: Rulebook, feature: Feature): string[] {
  const { explain } = page.words;
  const needs = rulebook.categories.flatMap((category) =>
    category.conditional
      .filter(({ features }) => features.includes(feature.id))
      .map((need) => page.prose(explain.inCategory(category.id, nameList(page, need), say(page, need.why)))),
  );
  const clauses = clausesWhere(
    rulebook,
    ({ features, unlessFeatures }) =>
      features?.includes(feature.id) === true || unlessFeatures?.includes(feature.id) === true,
  );
  return [
    ...entryTitle(page, page.prose(explain.withId(say(page, feature.name), feature.id))),
    ...entryLine(page, explain.labels.what, page.prose(say(page, feature.summary))),
    ...entryList(page, explain.labels.justifies, needs),
    ...clauseLines(page, rulebook, clauses),
  ];
}
