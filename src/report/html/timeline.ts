/** One row for each permission, one column for each Android version: how the app comes to hold it there. */
import type { Audit } from '../../audit/types.js';
import { NEWEST_API, type ApiRange } from '../../bytes/api-range.js';
import { VERDICTS } from '../../rulebook/orders.js';
import { releaseOf } from '../../words/android-versions.js';
import { verdictBadge } from './icons.js';
import { markup, permissionName, type Markup } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Grant, Strings } from '../../words/html.js';
import { table, type Head } from './table.js';

type Permission = Audit['permissions'][number];

/** Dangerous permissions are asked for at run time from this API level, of apps that target it. */
const RUNTIME_PERMISSIONS_API = 23;
const GRANTS: readonly Grant[] = ['asked', 'install', 'settings', 'system', 'unknown'];

/** How a protection level grants, following PermissionInfo's documentation of the base levels and flags. */
function grantOf(level: string | undefined, api: number, targetSdk: number): Grant {
  if (level === undefined) return 'unknown';
  const [base = '', ...flags] = level.split('|');
  if (flags.includes('appop')) return 'settings';
  if (base === 'normal') return 'install';
  if (base !== 'dangerous') return 'system';
  return api >= RUNTIME_PERMISSIONS_API && targetSdk >= RUNTIME_PERMISSIONS_API ? 'asked' : 'install';
}

function includes(ranges: readonly ApiRange[], api: number): boolean {
  return ranges.some(([from, to]) => from <= api && api <= to);
}

/** Neighbouring API levels with the same answer. */
interface Stretch {
  from: number;
  to: number;
  grant: Grant | null;
}

function stretchesOf(permission: Permission, [first, last]: ApiRange, targetSdk: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let api = first; api <= last; api++) {
    const level = permission.protection.find((span) => includes([span.apiRange], api))?.level;
    const grant = includes(permission.apiRanges, api) ? grantOf(level, api, targetSdk) : null;
    const current = stretches.at(-1);
    if (current?.grant === grant) current.to = api;
    else stretches.push({ from: api, to: api, grant });
  }
  return stretches;
}

function cell(strings: Strings, { from, to, grant }: Stretch): Markup {
  const span = to - from + 1;
  const words = strings.timeline;
  const range = markup`<span class="hidden">${strings.apiRange([from, to])}${strings.report.colon}</span>`;
  if (grant === null) {
    return markup`<td colspan="${span}" class="gap">${range}<span class="hidden">${words.notGranted}</span></td>`;
  }
  return markup`<td colspan="${span}" class="grant grant-${grant}">
    ${range}<span class="grant-bar"><span class="grant-word">${words.grant[grant]}</span></span>
  </td>`;
}

/** Sensitive ones first: by verdict, then those the user is asked for. */
function byInterest(a: Permission, b: Permission): number {
  const rank = (one: Permission): number =>
    (one.verdict === null ? 0 : (VERDICTS.indexOf(one.verdict) + 1) * 2) +
    (one.protection.some((span) => span.level.startsWith('dangerous')) ? 1 : 0);
  return rank(b) - rank(a);
}

function row(strings: Strings, permission: Permission, range: ApiRange, targetSdk: number): Markup {
  const badge = permission.verdict === null ? null : verdictBadge(strings, permission.verdict);
  const head = markup`<th scope="row">${permissionName(permission.name)}${badge}</th>`;
  if (permission.apiRanges.length === 0) {
    const told = markup`<span class="silent">${strings.timeline.never}</span>`;
    return markup`<tr>
      ${head}
      <td colspan="${range[1] - range[0] + 1}" class="gap">${told}</td>
    </tr>`;
  }
  const cells = stretchesOf(permission, range, targetSdk).map((stretch) => cell(strings, stretch));
  return markup`<tr>
    ${head}${cells}
  </tr>`;
}

/** The audited levels, held to what there can be: a stored report could name any number. */
function levelsOf(audit: Audit): ApiRange {
  const [from, to] = audit.options.apiRange ?? [audit.subject.minSdk ?? 1, NEWEST_API];
  const first = Math.min(Math.max(1, from), NEWEST_API);
  return [first, Math.min(Math.max(first, to), NEWEST_API)];
}

function levelHeads(strings: Strings, [first, last]: ApiRange): Head[] {
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const api = first + index;
    const content = markup`<span class="hidden">${strings.api(api)}</span
      ><span aria-hidden="true"><b>${releaseOf(api) ?? '–'}</b>${api}</span>`;
    return { content, kind: 'api' };
  });
}

/** The chart. Null when the app has no permissions. */
export function timelineSection(strings: Strings, audit: Audit): Section | null {
  if (audit.permissions.length === 0) return null;
  const range = levelsOf(audit);
  const targetSdk = audit.subject.targetSdk ?? 0;
  const rows = [...audit.permissions].sort(byInterest).map((one) => row(strings, one, range, targetSdk));
  const heads = [strings.timeline.permission, ...levelHeads(strings, range)];
  const legend = GRANTS.map(
    (grant) =>
      markup`<li>
        <span class="swatch grant-${grant}"><span class="grant-bar"></span></span>${strings.timeline.grant[grant]}
      </li>`,
  );
  const content = markup`<div class="card">
    ${scrollable(strings.sections.timeline, table({ kind: 'timeline', heads, rows }))}
    <ul class="legend">
      ${legend}
    </ul>
  </div>`;
  return section(strings, 'timeline', strings.timeline.intro, content);
}
