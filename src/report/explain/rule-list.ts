/** `permaudit rules list` */
import type { Category, Rulebook } from '../../rulebook/types.js';
import { indexRulebook } from '../../rulebook/index-rulebook.js';
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import { MARGIN, type Page } from '../text/page.js';
import { say, speaksOf } from './entry.js';

const LONGEST_ID = 34;

/** `ID   text`, the text wrapped beside the ids. */
function idLines(page: Page, rows: readonly (readonly [id: string, text: string])[]): string[] {
  const width = Math.min(LONGEST_ID, Math.max(0, ...rows.map(([id]) => columnsOf(id)))) + 2;
  return rows.flatMap(([id, text]) => {
    const lines = wrap(page.prose(text), page.proseColumns - MARGIN.length - width);
    const head = columnsOf(id) >= width ? [MARGIN + page.theme.strong(id)] : [];
    return [
      ...head,
      ...lines.map((line, row) => {
        const label = row === 0 && head.length === 0 ? page.theme.strong(padEnd(id, width)) : ' '.repeat(width);
        return `${MARGIN}${label}${line}`;
      }),
    ];
  });
}

/** The rules by category; with a category, those that judge it: its own and those of every app. */
export function listRules(page: Page, rulebook: Rulebook, category: Category | null): string[] {
  const { explain } = page.words;
  if (category !== null) {
    const rules = indexRulebook(rulebook).rulesFor(category.id);
    const title = page.prose(explain.withId(say(page, category.name), category.id));
    return [
      ...page.heading(title),
      ...idLines(
        page,
        rules.map((rule) => [rule.id, say(page, rule.title)]),
      ),
    ];
  }
  const withRules = rulebook.categories.filter(({ rules }) => rules.length > 0);
  return withRules.flatMap((one) => [
    ...page.heading(page.prose(explain.withId(say(page, one.name), one.id))),
    ...idLines(
      page,
      one.rules.map((rule) => [rule.id, say(page, rule.title)]),
    ),
  ]);
}

/** The clauses of policies; with a category, those that speak of it. */
export function listClauses(
  page: Page,
  rulebook: Rulebook,
  policies: readonly string[],
  category: Category | null,
): string[] {
  const { explain } = page.words;
  return rulebook.policies
    .filter(({ id }) => policies.includes(id))
    .flatMap((policy) => {
      const clauses = policy.clauses.filter((clause) => category === null || speaksOf(clause, category));
      return [
        ...page.heading(page.prose(explain.withId(say(page, policy.name), policy.id))),
        ...idLines(
          page,
          clauses.map((clause) => [clause.id, `${explain.says[clause.verdict]}. ${say(page, clause.title)}`]),
        ),
      ];
    });
}
