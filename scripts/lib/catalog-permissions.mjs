/** The entries of the catalogue: framework, module and vendor permissions, each in the same shape. */
import {
  ADDED_IN_API_36,
  API_37_LEVELS,
  HEALTH_DATA_OF_ANDROID_17,
  HEALTH_SOURCE,
  HIDDEN_IN_API_37,
  MODULE_PERMISSIONS,
  NEWER_HEALTH_PERMISSIONS,
  SIGNATURE_HEALTH_PERMISSIONS,
  VENDOR_PERMISSIONS,
} from './catalog-additions.mjs';
import { groupHistory } from './catalog-groups.mjs';
import { isRuntimePermission, kindOf, normaliseHistory } from './catalog-levels.mjs';

const HEALTH = 'android.permission.health.';
const HEALTH_ADDED = 34;

/**
 * `public`: in the SDK; `system`: for system apps only; `hidden`: in no SDK. The data knows API 34's SDK (a beta of it,
 * without the names new in 34) and the names new in 37, so for the releases between it cannot say: `unknown`.
 */
function visibilityOf(permission) {
  if (permission.publicApi34 || permission.publicApi37) return 'public';
  if (permission.systemApi34) return 'system';
  return permission.added < 34 ? 'hidden' : 'unknown';
}

const PLATFORM = 'android.permission.';

/** The history of levels as extracted; a step before the release that brought the permission is none. */
function historyOf({ name, added, protectionHistory }) {
  const [level] = API_37_LEVELS[name.slice(PLATFORM.length)] ?? [];
  if (protectionHistory === undefined) return level === undefined ? [] : normaliseHistory([[added, level]]);
  const before = protectionHistory.filter(([api]) => api <= added).at(-1);
  const steps = protectionHistory.filter(([api]) => api > added);
  return normaliseHistory(before === undefined ? steps : [[added, before[1]], ...steps]);
}

/** One framework permission of aosp-permissions.json. */
function frameworkEntry(extracted, groupMap) {
  const isOf36 = ADDED_IN_API_36.includes(extracted.name.slice(PLATFORM.length));
  const permission = isOf36 ? { ...extracted, added: 36 } : extracted;
  const history = historyOf(permission);
  const gone = permission.gone ?? undefined;
  const facts = permission.api34 ?? {};
  return {
    name: permission.name,
    added: permission.added,
    gone,
    kind: kindOf(history.at(-1)?.[1]),
    protectionHistory: history,
    special: history.some(([, level]) => kindOf(level) === 'special') || undefined,
    restricted: facts.restricted || undefined,
    groups: isRuntimePermission(history, gone) ? groupHistory(permission, groupMap) : undefined,
    visibility: visibilityOf(permission),
    deprecated: permission.deprecated34 || facts.deprecated || undefined,
    removed: facts.flags?.includes('removed') || undefined,
    source:
      permission.source === undefined
        ? undefined
        : (API_37_LEVELS[permission.name.slice(PLATFORM.length)]?.[1] ?? 'AOSP 17 core/api/current.txt'),
  };
}

/** A Health Connect permission: the module defines it since Android 14 and updates bring newer ones to every release. */
function healthEntry(shortName) {
  const dangerous = !SIGNATURE_HEALTH_PERMISSIONS.includes(shortName);
  return {
    name: HEALTH + shortName,
    added: HEALTH_ADDED,
    kind: dangerous ? 'dangerous' : 'signature',
    protectionHistory: [[HEALTH_ADDED, dangerous ? 'dangerous' : 'signature']],
    groups: dangerous ? [[HEALTH_ADDED, 'android.permission-group.HEALTH']] : undefined,
    visibility: dangerous ? 'public' : 'hidden',
    source: HEALTH_SOURCE,
  };
}

function hiddenEntry([name, [level, source]]) {
  const added = 37;
  const protectionHistory = normaliseHistory([[added, level]]);
  return { name: PLATFORM + name, added, kind: kindOf(level), protectionHistory, visibility: 'system', source };
}

function moduleEntry({ name, added, level, source }) {
  return { name, added, kind: kindOf(level), protectionHistory: [[added, level]], visibility: 'public', source };
}

function vendorEntry({ name, vendor, level, source }) {
  const history = level === null ? [] : [[1, level]];
  return {
    name,
    vendor,
    added: 1,
    kind: kindOf(level ?? undefined),
    protectionHistory: history,
    visibility: 'unknown',
    source,
  };
}

/** All permissions, sorted by name, each name once. */
export function buildPermissions({ aosp, groupMap, healthNames }) {
  const health = new Set([
    ...healthNames.map((name) => name.slice(HEALTH.length)),
    ...NEWER_HEALTH_PERMISSIONS,
    ...HEALTH_DATA_OF_ANDROID_17.flatMap((data) => [`READ_${data}`, `WRITE_${data}`]),
  ]);
  const entries = [
    ...aosp.permissions.map((permission) => frameworkEntry(permission, groupMap)),
    ...[...health].map(healthEntry),
    ...Object.entries(HIDDEN_IN_API_37).map(hiddenEntry),
    ...MODULE_PERMISSIONS.map(moduleEntry),
    ...VENDOR_PERMISSIONS.map(vendorEntry),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  entries.forEach((entry, index) => {
    if (entry.name === entries[index - 1]?.name) throw new Error(`${entry.name} is there twice`);
  });
  return entries;
}

const NEWEST_LISTED_API = 36;

/** Throws when the catalogue disagrees with the separate list of dangerous and special permissions. */
export function checkAgainstList(entries, { dangerous_api36: dangerous, appop_special_api36: special }) {
  const framework = entries.filter((entry) => entry.vendor === undefined && !entry.name.startsWith(HEALTH));
  // The list is of 36.0: what the extracted manifest lacks, names of 36.1 among them, has a source of its own.
  const isLater = ({ added, source }) => added > NEWEST_LISTED_API || source !== undefined;
  const later = new Set(framework.filter(isLater).map(({ name }) => name));
  const names = (kind) =>
    framework.filter((entry) => entry.gone === undefined && entry.kind === kind).map((e) => e.name);
  const compare = (what, ours, theirs) => {
    const missing = theirs.filter((name) => !ours.includes(name));
    const extra = ours.filter((name) => !theirs.includes(name) && !later.has(name));
    if (missing.length + extra.length > 0) {
      throw new Error(`${what} permissions differ: missing ${missing.join(' ')}; extra ${extra.join(' ')}`);
    }
  };
  compare('dangerous', names('dangerous'), dangerous);
  compare('special', names('special'), special);
}
