/** Every permission and every power that needs none, compactly. */
import type { Audit } from '../../audit/types.js';
import type { Strings } from '../../words/en/report.js';
import type { Page } from './page.js';
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
  return parts.length === 0 ? words.requested : words.requestedWith(parts);
}

/** The newest protection level, and where the definition comes from when it is not the platform. */
function describeProtection(page: Page, permission: Permission): string {
  const newest = [...permission.protection].sort((a, b) => b.apiRange[1] - a.apiRange[1])[0];
  const level = newest === undefined ? '' : page.prose(newest.level);
  const restricted = permission.restricted === null ? '' : page.words.permissions.restricted[permission.restricted];
  const owner = permission.definedBy === 'android' ? '' : page.words.permissions.owner[permission.definedBy];
  return [level, restricted, owner].filter((part) => part !== '').join(page.words.comma);
}

function columnsFor({ columns }: Strings['permissions'], isWide: boolean): Column[] {
  const { permission, api, judged, protection, group, how } = columns;
  const last = { title: how, most: 200 };
  if (!isWide) {
    return [{ title: permission, most: 34 }, { title: api, most: 10 }, { title: judged, most: 11 }, last];
  }
  return [
    { title: permission, most: 48 },
    { title: api, most: 14 },
    { title: judged, most: 11 },
    { title: protection, most: 26 },
    { title: group, most: 18 },
    last,
  ];
}

/** All permissions. The narrow table leaves out protection level and group, and says so. */
export function permissionsSection(page: Page, audit: Audit): string[] {
  const words = page.words.permissions;
  if (audit.permissions.length === 0) {
    if (audit.score === null) return [];
    return [...page.heading(words.title), ...page.paragraph(words.none)];
  }
  const isWide = page.columns >= WIDE_FROM;
  const rows = audit.permissions.map((permission) => {
    const head = [
      shortPermissionName(page, permission),
      page.words.shortApiRanges(permission.apiRanges),
      permission.verdict === null ? '-' : page.words.verdict[permission.verdict],
    ];
    const group = permission.group === null ? '' : page.name(permission.group.replace(GROUP_PREFIX, ''));
    const origin = describeOrigin(page, permission);
    return isWide ? [...head, describeProtection(page, permission), group, origin] : [...head, origin];
  });
  const title = words.titleCount(audit.permissions.length);
  const lines = [...page.heading(title), ...tableLines(page, columnsFor(words, isWide), rows)];
  return [...lines, '', ...page.paragraph(isWide ? words.wideHint : words.narrowHint, '  ', page.theme.quiet)];
}

/** What the app can do through components and declarations. */
export function capabilitiesSection(page: Page, audit: Audit): string[] {
  if (audit.capabilities.length === 0) return [];
  const isWide = page.columns >= WIDE_FROM;
  const words = page.words.capabilities;
  const rows = audit.capabilities.map((capability) => [
    capability.id,
    isWide ? page.words.apiRange(capability.apiRange) : page.words.shortApiRanges([capability.apiRange]),
    capability.evidence
      .map((item) =>
        [
          item.module === undefined ? '' : `${page.name(item.module)}:`,
          page.name(item.component),
          page.prose(words.detail(item)),
        ]
          .filter((part) => part !== '""' && part !== '')
          .join(' '),
      )
      .join(page.words.semicolon),
  ]);
  const columns: Column[] = [
    { title: words.power, most: 32 },
    { title: isWide ? words.android : words.api, most: 40 },
    { title: words.through, most: 200 },
  ];
  return [...page.heading(words.title), ...tableLines(page, columns, rows)];
}
