/** `permaudit explain READ_CONTACTS` */
import type { History, PermissionInfo } from '../../knowledge/index.js';
import type { Category, Rulebook } from '../../rulebook/types.js';
import { describeApi, describeApiRange } from '../android-versions.js';
import { NEWEST_API } from '../../bytes/api-range.js';
import { MARGIN, type Page } from '../text/page.js';
import { clausesAbout, describeClause, entryLine, entryList, inEnglish } from './entry.js';

/** e.g. `dangerous: Android 6 to 17 (API 23-37)`, one for each stretch. */
function describeHistory(page: Page, history: History, gone: number | undefined): string[] {
  return history.map(([api, value], index) => {
    const next = history[index + 1]?.[0] ?? gone ?? NEWEST_API + 1;
    return page.prose(`${value}: ${describeApiRange([api, Math.max(api, next - 1)])}`);
  });
}

function describeKind(info: PermissionInfo): string {
  const words = [info.kind === 'special' ? 'special access (a switch in the settings decides)' : info.kind];
  if (info.visibility !== 'public') words.push(`${info.visibility} in the SDK`);
  if (info.deprecated === true) words.push('deprecated');
  if (info.removed === true) words.push('without effect today');
  return words.join('; ');
}

/** What a category makes of the permission, one line for each place that names it. */
function describeUses(page: Page, category: Category, name: string): string[] {
  const needed = category.necessary.filter((need) => need.permissions.includes(name));
  const conditional = category.conditional.filter((need) => need.permissions.includes(name));
  const rules = category.rules.filter((rule) => rule.permissions.includes(name));
  return [
    ...needed.map((need) => `${category.id}: needed. ${inEnglish(need.why)}`),
    ...conditional.map((need) => `${category.id}: only with ${need.features.join(' or ')}. ${inEnglish(need.why)}`),
    ...rules.map((rule) => `${category.id}: ${rule.id}, ${inEnglish(rule.title)}. ${inEnglish(rule.why)}`),
  ].map((line) => page.prose(line));
}

function catalogLines(page: Page, info: PermissionInfo): string[] {
  const { added, gone } = info;
  const since = gone === undefined ? `since ${describeApi(added)}` : describeApiRange([added, gone - 1]);
  const lines = entryLine(page, 'Kind', page.prose(describeKind(info)));
  lines.push(...entryLine(page, 'Exists', since));
  lines.push(...entryList(page, 'Protection', describeHistory(page, info.protectionHistory, gone)));
  lines.push(...entryList(page, 'Group', describeHistory(page, info.groups ?? [], gone)));
  if (info.restricted !== undefined) {
    lines.push(...entryLine(page, 'Restricted', `${info.restricted}: the installer must allow it`));
  }
  if (info.vendor !== undefined) lines.push(...entryLine(page, 'Defined by', page.prose(info.vendor)));
  return lines;
}

/** Description, history, group, restriction, data type, every rule and clause that names it, and what is safer. */
export function explainPermission(page: Page, rulebook: Rulebook, info: PermissionInfo): string[] {
  const lines = ['', MARGIN + page.theme.strong(page.name(info.name)), ''];
  if (info.description !== undefined) lines.push(...page.paragraph(info.description.en), '');
  lines.push(...catalogLines(page, info));
  const dataTypes = rulebook.dataTypes.filter((dataType) => dataType.permissions.includes(info.name));
  for (const dataType of dataTypes) {
    const told = `${inEnglish(dataType.name)} (${dataType.id}): ${inEnglish(dataType.exposes)}`;
    lines.push('', ...entryLine(page, 'Opens', page.prose(told)));
  }
  const uses = rulebook.categories.flatMap((category) => describeUses(page, category, info.name));
  if (uses.length > 0) lines.push('', ...entryList(page, 'Judged', uses));
  const clauses = clausesAbout(rulebook, new Set([info.name]));
  if (clauses.length > 0) {
    lines.push(
      '',
      ...entryList(
        page,
        'Clauses',
        clauses.map((one) => describeClause(page, one, rulebook.sources)),
      ),
    );
  }
  const safer = dataTypes.flatMap((dataType) => dataType.saferAlternatives).map((text) => page.prose(inEnglish(text)));
  if (safer.length > 0) lines.push('', ...entryList(page, 'Safer', safer));
  return lines;
}
