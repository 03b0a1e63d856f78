/** The permission group a user sees, release by release. */
import { NEWER_GROUPS } from './catalog-additions.mjs';

const PREFIX = 'android.permission-group.';

/** From this release on the framework manifest says UNDEFINED and PermissionController's table decides. */
const FIRST_TABLE_API = 29;

const RELEASES = { S: 31, T: 33, U: 34, V: 35 };

/** One `{ group, if }` entry of the table as `[from, to, group]`. */
function tableEntry({ group, if: conditions }) {
  let from = FIRST_TABLE_API;
  let to = Infinity;
  for (const condition of conditions) {
    const below = condition.startsWith('!');
    const api = RELEASES[below ? condition.slice(1) : condition];
    if (api === undefined) throw new Error(`unknown release condition "${condition}" in the group table`);
    if (below) to = Math.min(to, api - 1);
    else from = Math.max(from, api);
  }
  return [from, to, group];
}

/** Table entries of a permission, from the extracted table or from {@link NEWER_GROUPS}. */
function tableEntries(shortName, groupMap) {
  const newer = NEWER_GROUPS[shortName];
  if (newer !== undefined && groupMap[shortName] !== undefined) {
    throw new Error(`${shortName} is in the group table now: remove it from NEWER_GROUPS`);
  }
  if (newer !== undefined) return [[newer[0], Infinity, PREFIX + newer[1]]];
  return (groupMap[shortName] ?? []).map(tableEntry);
}

/**
 * `[[api, group]...]` for one runtime permission: the manifest's own group before API 29, the table's from then on.
 */
export function groupHistory(permission, groupMap) {
  const steps = [];
  const push = (api, group) => {
    if (steps.at(-1)?.[1] !== group) steps.push([api, group]);
  };
  for (const [api, group] of permission.manifestGroupHistory ?? []) {
    if (api < FIRST_TABLE_API && group.startsWith(PREFIX)) push(api, group);
  }
  const shortName = permission.name.slice(permission.name.lastIndexOf('.') + 1);
  const entries = tableEntries(shortName, groupMap).sort((a, b) => a[0] - b[0]);
  if (entries.length === 0) throw new Error(`no group is known for ${permission.name}`);
  let end = FIRST_TABLE_API - 1;
  for (const [from, to, group] of entries) {
    if (from <= end) throw new Error(`groups of ${permission.name} overlap`);
    push(Math.max(from, permission.added), group);
    end = to;
  }
  if (end !== Infinity) throw new Error(`the last group of ${permission.name} ends at API ${end}`);
  return steps;
}
