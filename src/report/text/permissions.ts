/** Every permission and every power that needs none, compactly. */
import type { Audit } from '../../audit/types.js';
import { describeApiRange, shortApiRanges } from '../android-versions.js';
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
  if (permission.origin === 'implied') {
    return page.prose(permission.impliedBy.map((by) => by.reason).join('; ') || 'implied');
  }
  const parts: string[] = [];
  if (permission.element !== null && permission.element !== 'uses-permission') parts.push(permission.element);
  if (permission.maxSdkVersion !== null) parts.push(`max API ${permission.maxSdkVersion}`);
  if (permission.minSdkVersion !== null) parts.push(`min API ${permission.minSdkVersion}`);
  if (permission.neverForLocation) parts.push('never for location');
  if (permission.requiredFeatures.length > 0)
    parts.push(`needs ${permission.requiredFeatures.map((f) => page.name(f)).join(', ')}`);
  if (permission.requiredNotFeatures.length > 0) {
    parts.push(`only without ${permission.requiredNotFeatures.map((f) => page.name(f)).join(', ')}`);
  }
  if (permission.inert !== null) parts.push(page.prose(`no effect: ${permission.inert}`));
  return parts.length === 0 ? 'requested' : `requested, ${parts.join(', ')}`;
}

/** The newest protection level, and where the definition comes from when it is not the platform. */
function describeProtection(page: Page, permission: Permission): string {
  const newest = [...permission.protection].sort((a, b) => b.apiRange[1] - a.apiRange[1])[0];
  const level = newest === undefined ? '' : page.prose(newest.level);
  const restricted = permission.restricted === null ? '' : `${permission.restricted} restricted`;
  const owner =
    permission.definedBy === 'android'
      ? ''
      : { app: 'own', vendor: 'vendor', unknown: 'unknown' }[permission.definedBy];
  return [level, restricted, owner].filter((part) => part !== '').join(', ');
}

const COLUMNS_NARROW: readonly Column[] = [
  { title: 'Permission', most: 34 },
  { title: 'API', most: 10 },
  { title: 'Judged', most: 11 },
  { title: 'How', most: 200 },
];

const COLUMNS_WIDE: readonly Column[] = [
  { title: 'Permission', most: 48 },
  { title: 'API', most: 14 },
  { title: 'Judged', most: 11 },
  { title: 'Protection', most: 26 },
  { title: 'Group', most: 18 },
  { title: 'How', most: 200 },
];

/** All permissions. The narrow table leaves out protection level and group, and says so. */
export function permissionsSection(page: Page, audit: Audit): string[] {
  if (audit.permissions.length === 0) {
    if (audit.score === null) return [];
    return [...page.heading('All permissions'), ...page.paragraph('The app asks for none.')];
  }
  const isWide = page.columns >= WIDE_FROM;
  const rows = audit.permissions.map((permission) => {
    const head = [
      shortPermissionName(page, permission),
      shortApiRanges(permission.apiRanges),
      permission.verdict ?? '-',
    ];
    const group = permission.group === null ? '' : page.name(permission.group.replace(GROUP_PREFIX, ''));
    const origin = describeOrigin(page, permission);
    return isWide ? [...head, describeProtection(page, permission), group, origin] : [...head, origin];
  });
  const title = `All permissions (${audit.permissions.length})`;
  const lines = [...page.heading(title), ...tableLines(page, isWide ? COLUMNS_WIDE : COLUMNS_NARROW, rows)];
  const told = isWide
    ? 'Names without a dot begin with android.permission.'
    : 'Names without a dot begin with android.permission. Protection levels and groups: a terminal of 120 columns, or -f json.';
  return [...lines, '', ...page.paragraph(told, '  ', page.theme.quiet)];
}

/** What the app can do through components and declarations. */
export function capabilitiesSection(page: Page, audit: Audit): string[] {
  if (audit.capabilities.length === 0) return [];
  const isWide = page.columns >= WIDE_FROM;
  const rows = audit.capabilities.map((capability) => [
    capability.id,
    isWide ? describeApiRange(capability.apiRange) : shortApiRanges([capability.apiRange]),
    capability.evidence
      .map((item) =>
        [page.name(item.component), page.prose(item.detail)].filter((part) => part !== '""' && part !== '').join(' '),
      )
      .join('; '),
  ]);
  const columns: Column[] = [
    { title: 'Power', most: 32 },
    { title: isWide ? 'Android' : 'API', most: 40 },
    { title: 'Through', most: 200 },
  ];
  return [...page.heading('Powers that need no permission request'), ...tableLines(page, columns, rows)];
}
