/** `permaudit explain LEND-MIC` */
import { describePredicate } from '../../words/predicates.js';
import type { Category, Rule, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import {
  clauseLines,
  clausesAbout,
  entryLine,
  entryList,
  entryTitle,
  optionalLine,
  say,
  speaksOf,
  translationIn,
} from './entry.js';

function describeSeverity(page: Page, rulebook: Rulebook, rule: Rule): string {
  const { explain, severity, sensitivity, colon } = page.words;
  const known = rulebook.dataTypes.find((dataType) => dataType.id === rule.dataType)?.sensitivity;
  if (rule.composite === true) return explain.composite;
  if (rule.severity === undefined) return explain.fromTable(known === undefined ? null : sensitivity[known]);
  const reason = rule.severityReason === undefined ? '' : colon + say(page, rule.severityReason);
  return severity[rule.severity] + reason;
}

/** Sources named as context. */
function describeReferences(page: Page, rulebook: Rulebook, rule: Rule): string[] {
  return (rule.seeAlso ?? []).map((id) => {
    const source = rulebook.sources.find((one) => one.id === id);
    if (source === undefined) return page.prose(id);
    const parts = [say(page, source.title), say(page, source.issuer), source.issued, source.url];
    return page.prose(parts.filter((part) => part !== undefined && part !== '').join(page.words.semicolon));
  });
}

function describeDataTypes(page: Page, rulebook: Rulebook, rule: Rule): string {
  const named = [rule.dataType, ...(rule.alsoDataTypes ?? [])].map((id) => {
    const dataType = rulebook.dataTypes.find((one) => one.id === id);
    return dataType === undefined ? id : page.words.explain.withId(say(page, dataType.name), id);
  });
  return page.prose(named.join(page.words.comma));
}

/** Title, why, what opens it, severity, clauses, what to do instead. */
export function explainRule(page: Page, rulebook: Rulebook, category: Category, rule: Rule): string[] {
  const { explain, quotes, colon } = page.words;
  const { labels } = explain;
  const names = [...new Set([...rule.permissions, ...rule.capabilities])];
  const conditions = rule.predicate === undefined ? [] : describePredicate(rule.predicate, explain.predicate);
  const applying = clausesAbout(rulebook, new Set(names)).filter(({ clause }) => speaksOf(clause, category));
  const lines = entryTitle(page, `${page.name(rule.id)}${colon}${page.prose(say(page, rule.title))}`);
  const categoryName = explain.withId(say(page, category.name), category.id);
  lines.push(...entryLine(page, labels.category, page.prose(categoryName)));
  lines.push(...entryLine(page, labels.data, describeDataTypes(page, rulebook, rule)));
  lines.push(...entryLine(page, labels.severity, page.prose(describeSeverity(page, rulebook, rule))));
  lines.push(
    ...entryList(page, labels.looksFor, [
      ...names.map((name) => page.name(name)),
      ...conditions.map((text) => page.prose(text)),
    ]),
  );
  lines.push('', ...entryLine(page, labels.why, page.prose(say(page, rule.why))));
  if (rule.articleQuote !== undefined) {
    lines.push(...entryLine(page, labels.article, page.prose(quotes[0] + rule.articleQuote + quotes[1])));
    lines.push(...optionalLine(page, '', translationIn(page, rule.articleTranslation)));
  }
  const instead = rule.remediation.map((text) => page.prose(say(page, text)));
  lines.push('', ...entryList(page, labels.instead, instead));
  lines.push(...entryList(page, labels.seeAlso, describeReferences(page, rulebook, rule)));
  return [...lines, ...clauseLines(page, rulebook, applying)];
}
