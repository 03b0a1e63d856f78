/** The table of all permissions, with the controls that search and filter it. */
import type { Audit } from '../../audit/types.js';
import { STRICTEST_FIRST } from '../../rulebook/orders.js';
import { verdictBadge } from './icons.js';
import { codeName, foreign, markup, join, permissionName, type Markup, type Part } from './markup.js';
import { section, type Section } from './section.js';
import { select } from './select.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';

type Permission = Audit['permissions'][number];

/** How it comes to be in the app, and what limits it. */
function how({ permissions: words, report }: Strings, permission: Permission): Part {
  const { impliedBy, element, inert } = permission;
  const features = (label: string, names: readonly string[]): Part =>
    names.length === 0 ? null : markup`${label} ${join(names.map(codeName), report.comma)}`;
  const parts: (Part | null)[] = [
    words.origins[permission.origin],
    ...impliedBy.map((by) => foreign(report.permissions.impliedBy(by))),
    element === null || element === 'uses-permission' ? null : markup`<code>${element}</code>`,
    permission.maxSdkVersion === null ? null : words.max(permission.maxSdkVersion),
    permission.minSdkVersion === null ? null : words.min(permission.minSdkVersion),
    permission.neverForLocation ? words.neverForLocation : null,
    features(words.needs, permission.requiredFeatures),
    features(words.only, permission.requiredNotFeatures),
    permission.devices === undefined ? null : foreign(report.permissions.onDevices(permission.devices)),
    inert === null
      ? null
      : markup`<b>${words.inert}</b>${report.colon}${foreign(report.permissions.inert(permission))}`,
  ];
  return join(parts, report.semicolon);
}

/** The newest protection level, and who defines it when that is not the platform. */
function protection({ permissions: words, report }: Strings, permission: Permission): Part {
  const newest = [...permission.protection].sort((a, b) => b.apiRange[1] - a.apiRange[1])[0];
  const owner = permission.definedBy === 'android' ? null : words.owner[permission.definedBy];
  const restricted = permission.restricted === null ? null : words.restricted[permission.restricted];
  const parts = join([newest?.level.replaceAll('|', ' | ') ?? null, restricted, owner], report.comma);
  return parts.length === 0 ? '–' : parts;
}

function row(strings: Strings, permission: Permission, dataName: string | null): Markup {
  const words = strings.permissions;
  const { columns } = words;
  const verdict =
    permission.verdict === null
      ? markup`<span class="silent">${words.notJudged}</span>`
      : verdictBadge(strings, permission.verdict);
  return markup`<tr data-verdict="${permission.verdict ?? 'none'}" data-origin="${permission.origin}">
    <th scope="row">${permissionName(permission.name)}</th>
    <td data-label="${columns.verdict}">${verdict}</td>
    <td data-label="${columns.data}">${dataName ?? '–'}</td>
    <td data-label="${columns.api}" class="levels">${strings.report.shortApiRanges(permission.apiRanges)}</td>
    <td data-label="${columns.protection}">${protection(strings, permission)}</td>
    <td data-label="${columns.how}">${how(strings, permission)}</td>
  </tr>`;
}

function controls(strings: Strings, count: number): Markup {
  const words = strings.permissions;
  const verdicts = [
    ...STRICTEST_FIRST.map((value) => ({ value, label: strings.verdict[value] })),
    { value: 'none', label: words.notJudged },
  ];
  const origins = (['requested', 'implied'] as const).map((value) => ({ value, label: words.origins[value] }));
  return markup`<div class="filters needs-script" role="search" aria-label="${strings.sections.permissions}">
    <label for="permission-search"
      >${words.search}<input
        id="permission-search"
        type="search"
        placeholder="${words.searchHint}"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <label for="permission-verdict">${words.verdict}${select('permission-verdict', words.all, verdicts)}</label>
    <label for="permission-origin">${words.origin}${select('permission-origin', words.all, origins)}</label>
    <p id="permission-count" role="status">${words.shown(count)}</p>
  </div>`;
}

/** Names of data types, as the findings tell them. */
function dataNames(audit: Audit): Map<string, string> {
  return new Map([...audit.findings, ...audit.justified].map((finding) => [finding.dataType, finding.dataTypeName]));
}

/** All permissions. Null when nothing was read. */
export function permissionsSection(strings: Strings, audit: Audit): Section | null {
  const { permissions } = audit;
  const words = strings.permissions;
  if (permissions.length === 0) {
    if (audit.score === null) return null;
    return section(strings, 'permissions', null, markup`<p class="card empty">${words.none}</p>`, 0);
  }
  const names = dataNames(audit);
  const rows = permissions.map((one) =>
    row(strings, one, one.dataType === null ? null : (names.get(one.dataType) ?? one.dataType)),
  );
  const { columns } = words;
  const heads = [columns.name, columns.verdict, columns.data, columns.api, columns.protection, columns.how];
  const content = markup`<div class="card">
    ${controls(strings, permissions.length)}${table({ kind: 'permissions', id: 'permission-table', heads, rows })}
    <p class="empty" id="permission-none" hidden>${words.noMatch}</p>
  </div>`;
  return section(strings, 'permissions', null, content, permissions.length);
}
