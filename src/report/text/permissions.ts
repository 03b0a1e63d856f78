/** Every permission and every power that needs none, compactly. */
import type { Audit } from '../../audit/types.js';
import type { Strings } from '../../words/en/report.js';
import { STRICTEST_FIRST } from '../../rulebook/orders.js';
import type { ApiRange } from '../../bytes/api-range.js';
import { shortClassName } from '../view/code-view.js';
import { columnsOf } from '../view/columns.js';
import { labelled, MARGIN, type Page } from './page.js';
import { tableLines, type Column } from './table.js';

type Permission = Audit['permissions'][number];

const PLATFORM_PREFIX = 'android.permission.';
const GROUP_PREFIX = 'android.permission-group.';
const WIDE_FROM = 120;

/** Platform permissions without their common prefix; everything else in full. */
export function shortPermissionName(page: Page, permission: Pick<Permission, 'name' | 'definedBy'>): string {
  const { name, definedBy } = permission;
  const isPlatform = definedBy === 'android' && name.startsWith(PLATFORM_PREFIX);
  return page.name(isPlatform ? name.slice(PLATFORM_PREFIX.length) : name);
}

/** What of a request is not plain, or what implies the permission. */
function describeOrigin(page: Page, permission: Permission): string {
  const words = page.words.permissions;
  if (permission.origin === 'implied') {
    const reasons = permission.impliedBy.map((by) => words.impliedBy(by));
    const told = [...reasons, words.onDevices(permission.devices)].filter((part) => part !== '');
    return page.prose(told.join(page.words.semicolon) || words.implied);
  }
  const parts: string[] = [];
  if (permission.element !== null && permission.element !== 'uses-permission') parts.push(permission.element);
  if (permission.maxSdkVersion !== null) parts.push(words.max(permission.maxSdkVersion));
  if (permission.minSdkVersion !== null) parts.push(words.min(permission.minSdkVersion));
  if (permission.neverForLocation) parts.push(words.neverForLocation);
  if (permission.requiredFeatures.length > 0)
    parts.push(words.needs(permission.requiredFeatures.map((f) => page.name(f)).join(page.words.comma)));
  if (permission.requiredNotFeatures.length > 0) {
    parts.push(words.onlyWithout(permission.requiredNotFeatures.map((f) => page.name(f)).join(page.words.comma)));
  }
  if (permission.devices !== undefined) parts.push(page.prose(words.onDevices(permission.devices)));
  if (permission.inert !== null) parts.push(page.prose(words.noEffect(words.inert(permission))));
  return parts.join(page.words.comma);
}

/** e.g. `requested, max API 32`. */
function howRequested(page: Page, permission: Permission): string {
  const { requested, requestedWith } = page.words.permissions;
  const origin = describeOrigin(page, permission);
  if (permission.origin === 'implied') return origin;
  return origin === '' ? requested : requestedWith([origin]);
}

/** The newest protection level, and where the definition comes from when it is not the platform. */
function describeProtection(page: Page, permission: Permission): string {
  const newest = [...permission.protection].sort((a, b) => b.apiRange[1] - a.apiRange[1])[0];
  const level = newest === undefined ? '' : page.prose(newest.level);
  const restricted = permission.restricted === null ? '' : page.words.permissions.restricted[permission.restricted];
  const owner = permission.definedBy === 'android' ? '' : page.words.permissions.owner[permission.definedBy];
  return [level, restricted, owner].filter((part) => part !== '').join(page.words.comma);
}

function columnsFor({ columns }: Strings['permissions']): Column[] {
  const { permission, api, judged, protection, group, how } = columns;
  return [
    { title: permission, most: 48 },
    { title: api, most: 14 },
    { title: judged, most: 11 },
    { title: protection, most: 26 },
    { title: group, most: 18 },
    { title: how, most: 200 },
  ];
}

/** One row for each permission. */
function wideTable(page: Page, permissions: readonly Permission[]): string[] {
  const rows = permissions.map((permission) => [
    shortPermissionName(page, permission),
    page.words.shortApiRanges(permission.apiRanges),
    permission.verdict === null ? '-' : page.words.verdict[permission.verdict],
    describeProtection(page, permission),
    permission.group === null ? '' : page.name(permission.group.replace(GROUP_PREFIX, '')),
    howRequested(page, permission),
  ]);
  return tableLines(page, columnsFor(page.words.permissions), rows);
}

/** Where a permission is asked for otherwise than plainly, on all the Android versions audited. */
function peculiarities(page: Page, permission: Permission, whole: ApiRange | null): string {
  const [only, ...more] = permission.apiRanges;
  const isWhole = more.length === 0 && only !== undefined && only[0] === whole?.[0] && only[1] === whole[1];
  const { permissions: words, shortApiRanges, semicolon } = page.words;
  const origin = describeOrigin(page, permission);
  const told = [isWhole ? '' : words.apiLevels(shortApiRanges(permission.apiRanges)), origin].filter(
    (part) => part !== '',
  );
  return told.length === 0 ? '' : page.words.parenthesized(told.join(semicolon));
}

/** By verdict, the strictest first. */
function narrowList(page: Page, { permissions, options }: Audit): string[] {
  const { verdict: names, permissions: words, comma } = page.words;
  const groups = [...STRICTEST_FIRST, null].map((verdict) => ({
    label: verdict === null ? words.notJudged : names[verdict],
    of: permissions.filter((permission) => permission.verdict === verdict),
  }));
  const shown = groups.filter(({ of }) => of.length > 0);
  const widest = Math.max(...shown.map(({ label }) => columnsOf(label)));
  return shown.flatMap(({ label, of }) => {
    const told = of.map((one) => shortPermissionName(page, one) + peculiarities(page, one, options.apiRange));
    return labelled(MARGIN + label, told.join(comma), {
      labelColumns: MARGIN.length + widest + 2,
      columns: page.proseColumns,
      label: page.theme.quiet,
    });
  });
}

/** All permissions: a table, or where it is narrow by verdict, without protection level and group, which it says. */
export function permissionsSection(page: Page, audit: Audit): string[] {
  const words = page.words.permissions;
  if (audit.permissions.length === 0) {
    if (audit.score === null) return [];
    return [...page.section(words.title), ...page.paragraph(words.none)];
  }
  const isWide = page.columns >= WIDE_FROM;
  const { apiRange } = audit.options;
  const whole = apiRange === null ? '' : words.wholeRange(page.words.shortApiRanges([apiRange]));
  const hint = isWide
    ? words.wideHint
    : [words.narrowHint, whole].filter((part) => part !== '').join(page.words.sentenceGap);
  return [
    ...page.section(words.titleCount(audit.permissions.length)),
    ...(isWide ? wideTable(page, audit.permissions) : narrowList(page, audit)),
    ...page.paragraph(hint, MARGIN, page.theme.quiet),
  ];
}

function capabilityText(page: Page, { evidence }: Audit['capabilities'][number], packageName: string | null): string {
  return evidence
    .map((item) =>
      [
        item.module === undefined ? '' : `${page.name(item.module)}:`,
        page.name(shortClassName(item.component, packageName)),
        page.prose(page.words.capabilities.detail(item)),
      ]
        .filter((part) => part !== '""' && part !== '')
        .join(' '),
    )
    .join(page.words.semicolon);
}

/** What the app can do through components and declarations. */
export function capabilitiesSection(page: Page, audit: Audit): string[] {
  if (audit.capabilities.length === 0) return [];
  const words = page.words.capabilities;
  const textOf = (capability: Audit['capabilities'][number]): string =>
    capabilityText(page, capability, audit.subject.package);
  if (page.columns < WIDE_FROM) {
    const widest = Math.max(...audit.capabilities.map(({ id }) => columnsOf(id)));
    // The list of permissions says which range is meant where none is told.
    const [from, to] = (audit.permissions.length === 0 ? null : audit.options.apiRange) ?? [];
    const told = audit.capabilities.flatMap((capability) => {
      const [since, until] = capability.apiRange;
      const isWhole = since === from && until === to;
      const range = page.words.parenthesized(words.api + ' ' + page.words.shortApiRanges([capability.apiRange]));
      return labelled(MARGIN + capability.id, textOf(capability) + (isWhole ? '' : range), {
        labelColumns: MARGIN.length + widest + 2,
        columns: page.proseColumns,
        label: page.theme.quiet,
      });
    });
    return [...page.section(words.title), ...told];
  }
  const rows = audit.capabilities.map((capability) => [
    capability.id,
    page.words.apiRange(capability.apiRange),
    textOf(capability),
  ]);
  const columns: Column[] = [
    { title: words.power, most: 32 },
    { title: words.android, most: 40 },
    { title: words.through, most: 200 },
  ];
  return [...page.section(words.title), ...tableLines(page, columns, rows)];
}
