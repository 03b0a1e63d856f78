/** `permaudit explain READ_CONTACTS` */
import { NEWEST_API } from '../../bytes/api-range.js';
import type { History, PermissionInfo } from '../../knowledge/index.js';
import { ruleMentions } from '../../rulebook/mentions.js';
import { namesPermission } from '../../rulebook/permission-names.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import type { Page } from '../text/page.js';
import { clauseLines, clausesAbout, entryLine, entryList, entryTitle, say } from './entry.js';

/** e.g. `dangerous: Android 6 to 17 (API 23-37)`, one for each stretch. */
function describeHistory(page: Page, history: History, gone: number | undefined): string[] {
  return history.map(([api, value], index) => {
    const next = history[index + 1]?.[0] ?? gone ?? NEWEST_API + 1;
    return page.prose(page.words.explain.stretch(value, page.words.apiRange([api, Math.max(api, next - 1)])));
  });
}

function describeKind(page: Page, info: PermissionInfo): string {
  const { explain, semicolon } = page.words;
  const words = [explain.kind[info.kind]];
  if (info.visibility !== 'public') words.push(explain.visibility[info.visibility]);
  if (info.deprecated === true) words.push(explain.deprecated);
  if (info.removed === true) words.push(explain.removed);
  return words.join(semicolon);
}

/** What a category makes of the permission, one line for each place that names it. */
function describeUses(page: Page, rulebook: Rulebook, category: Category, name: string): string[] {
  const { explain } = page.words;
  const opens = (need: { permissions: string[]; capabilities: readonly string[] }): boolean =>
    namesPermission(need.permissions, name) || need.capabilities.includes(name);
  const needed = category.necessary.filter(opens);
  const conditional = category.conditional.filter(opens);
  const rules = category.rules.filter((rule) => ruleMentions(rulebook, rule, name));
  return [
    ...needed.map((need) => explain.needed(category.id, say(page, need.why))),
    ...conditional.map((need) => explain.onlyWith(category.id, need.features, say(page, need.why))),
    ...rules.map((rule) => explain.ruleUse(category.id, rule.id, say(page, rule.title), say(page, rule.why))),
  ].map((line) => page.prose(line));
}

function catalogLines(page: Page, info: PermissionInfo): string[] {
  const { added, gone } = info;
  const { explain, api, apiRange } = page.words;
  const { labels } = explain;
  const since = gone === undefined ? explain.since(api(added)) : apiRange([added, gone - 1]);
  const lines = entryLine(page, labels.kind, page.prose(describeKind(page, info)));
  lines.push(...entryLine(page, labels.mayHave, explain.whoMay[info.kind]));
  lines.push(...entryLine(page, labels.exists, since));
  lines.push(...entryList(page, labels.protection, describeHistory(page, info.protectionHistory, gone)));
  lines.push(...entryList(page, labels.group, describeHistory(page, info.groups ?? [], gone)));
  if (info.restricted !== undefined)
    lines.push(...entryLine(page, labels.restricted, explain.installer(info.restricted)));
  if (info.vendor !== undefined) lines.push(...entryLine(page, labels.definedBy, page.prose(info.vendor)));
  return lines;
}

/** Description, history, group, restriction, data type, every rule and clause that names it, and what is safer. */
export function explainPermission(page: Page, rulebook: Rulebook, info: PermissionInfo): string[] {
  const lines = entryTitle(page, page.name(info.name));
  if (info.description !== undefined) lines.push(...page.paragraph(info.description[page.words.lang]), '');
  return [...lines, ...catalogLines(page, info), ...judgementLines(page, rulebook, info.name)];
}

/** A name that the catalogue lacks and a wildcard of the rulebook stands for. */
export function explainUnlisted(page: Page, rulebook: Rulebook, name: string): string[] {
  const { explain } = page.words;
  return [
    ...entryTitle(page, page.name(name)),
    ...entryLine(page, explain.labels.kind, explain.kind.unknown),
    ...judgementLines(page, rulebook, name),
  ];
}

/** A power without a permission, such as an accessibility service: what it opens, and what is said of it. */
export function explainCapability(page: Page, rulebook: Rulebook, id: string): string[] {
  return [...entryTitle(page, page.name(id)), ...judgementLines(page, rulebook, id).slice(1)];
}

/** What a permission or capability opens, every rule and clause that names it, and what is safer. */
function judgementLines(page: Page, rulebook: Rulebook, name: string): string[] {
  const { explain } = page.words;
  const { labels } = explain;
  const lines: string[] = [];
  const dataTypes = rulebook.dataTypes.filter(
    ({ permissions, capabilities }) =>
      namesPermission(permissions, name) || (capabilities as readonly string[]).includes(name),
  );
  for (const dataType of dataTypes) {
    const told = explain.opens(say(page, dataType.name), dataType.id, say(page, dataType.exposes));
    lines.push('', ...entryLine(page, labels.opens, page.prose(told)));
  }
  const uses = rulebook.categories.flatMap((category) => describeUses(page, rulebook, category, name));
  if (uses.length > 0) lines.push('', ...entryList(page, labels.judged, uses));
  lines.push(...clauseLines(page, rulebook, clausesAbout(rulebook, new Set([name]))));
  const safer = dataTypes.flatMap((dataType) => dataType.saferAlternatives).map((text) => page.prose(say(page, text)));
  if (safer.length > 0) lines.push('', ...entryList(page, labels.safer, safer));
  return lines;
}
