/** `permaudit explain LEND-001` */
import type { Category, Rule, Rulebook } from '../../rulebook/types.js';
import { MARGIN, type Page } from '../text/page.js';
import { clausesAbout, describeClause, entryLine, entryList, inEnglish } from './entry.js';

function describeSeverity(rulebook: Rulebook, rule: Rule): string {
  const sensitivity = rulebook.dataTypes.find((dataType) => dataType.id === rule.dataType)?.sensitivity;
  const derived = `from the verdict and the sensitivity of the data${sensitivity === undefined ? '' : ` (${sensitivity})`}`;
  if (rule.composite === true) return 'none of its own: it adds context to its parts';
  if (rule.severity === undefined) return derived;
  const reason = rule.severityReason === undefined ? '' : `: ${inEnglish(rule.severityReason)}`;
  return `${rule.severity}${reason}`;
}

/** Sources named as context. */
function describeReferences(page: Page, rulebook: Rulebook, rule: Rule): string[] {
  return (rule.seeAlso ?? []).map((id) => {
    const source = rulebook.sources.find((one) => one.id === id);
    if (source === undefined) return page.prose(id);
    const parts = [inEnglish(source.title), inEnglish(source.issuer), source.issued, source.url];
    return page.prose(parts.filter((part) => part !== undefined && part !== '').join('; '));
  });
}

/** Title, why, what opens it, severity, clauses, what to do instead. */
export function explainRule(page: Page, rulebook: Rulebook, category: Category, rule: Rule): string[] {
  const names = new Set([...rule.permissions, ...rule.capabilities]);
  const applying = clausesAbout(rulebook, names).filter(
    ({ clause }) =>
      (clause.categories.includes('*') || clause.categories.includes(category.id)) &&
      clause.exceptCategories?.includes(category.id) !== true,
  );
  const lines = [
    '',
    `${MARGIN}${page.theme.strong(`${page.name(rule.id)}: ${page.prose(inEnglish(rule.title))}`)}`,
    '',
  ];
  lines.push(...entryLine(page, 'Category', page.prose(`${inEnglish(category.name)} (${category.id})`)));
  const dataTypes = [rule.dataType, ...(rule.alsoDataTypes ?? [])].map((id) => {
    const dataType = rulebook.dataTypes.find((one) => one.id === id);
    return page.prose(dataType === undefined ? id : `${inEnglish(dataType.name)} (${id})`);
  });
  lines.push(...entryLine(page, 'Data', dataTypes.join(', ')));
  lines.push(...entryLine(page, 'Severity', page.prose(describeSeverity(rulebook, rule))));
  if (names.size > 0)
    lines.push(
      ...entryList(
        page,
        'Looks for',
        [...names].map((name) => page.name(name)),
      ),
    );
  lines.push('', ...entryLine(page, 'Why', page.prose(inEnglish(rule.why))));
  if (rule.articleQuote !== undefined) lines.push(...entryLine(page, 'Article', page.prose(`“${rule.articleQuote}”`)));
  lines.push(
    '',
    ...entryList(
      page,
      'Instead',
      rule.remediation.map((text) => page.prose(inEnglish(text))),
    ),
  );
  lines.push(...entryList(page, 'See also', describeReferences(page, rulebook, rule)));
  if (applying.length === 0) return lines;
  return [
    ...lines,
    '',
    ...entryList(
      page,
      'Clauses',
      applying.map((one) => describeClause(page, one, rulebook.sources)),
    ),
  ];
}
