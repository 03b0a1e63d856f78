/** Lookups of single permissions: level, group, restriction and description. */
import type { ProtectionSpan } from '../facts/facts.js';
import { intersectRange, type ApiRange } from '../bytes/api-range.js';
import { catalog, type DescriptionLang, type History, type PermissionInfo } from './catalog.js';

/** The first release that asks while the app runs; before it `dangerous` only labelled the installation screen. */
const FIRST_RUNTIME_API = 23;

/** All that the catalogue knows of a permission, or null. Names compare exactly, as Android compares them. */
export function permissionInfo(name: string): PermissionInfo | null {
  return catalog().permissions.get(name) ?? null;
}

/** Every catalogued name, in code-unit order. */
export function allPermissionNames(): string[] {
  return catalog().permissions.names();
}

/** The history as ranges: each step up to the next, the last up to the permission's end (Infinity: still there). */
function* stretches(history: History, gone: number | undefined): Generator<{ apiRange: ApiRange; value: string }> {
  for (const [index, [api, value]] of history.entries()) {
    const next = history[index + 1]?.[0] ?? gone ?? Infinity;
    yield { apiRange: [api, next - 1], value };
  }
}

function valueAt(history: History, gone: number | undefined, api: number): string | null {
  for (const { apiRange, value } of stretches(history, gone)) {
    if (api >= apiRange[0] && api <= apiRange[1]) return value;
  }
  return null;
}

/**
 * The protection level on each stretch of `range`, oldest first. API levels that do not have the permission are in no
 * span; an unknown permission, or one whose level is unknown, has none at all.
 */
export function protectionSpans(name: string, range: ApiRange): ProtectionSpan[] {
  const info = permissionInfo(name);
  if (info === null) return [];
  const spans: ProtectionSpan[] = [];
  for (const { apiRange, value } of stretches(info.protectionHistory, info.gone)) {
    const both = intersectRange(apiRange, range);
    if (both !== null) spans.push({ apiRange: both, level: value });
  }
  return spans;
}

/**
 * The group under which the user sees the permission on that API level, e.g. `android.permission-group.SMS`.
 * Null for permissions that are never asked for while the app runs. From API 29 it is PermissionController's own table,
 * before that the framework's manifest.
 */
export function groupOf(name: string, api: number): string | null {
  const info = permissionInfo(name);
  return info?.groups === undefined ? null : valueAt(info.groups, info.gone, api);
}

/** Whether the installer must allow-list the permission before it can be granted (`hard`) or work fully (`soft`). */
export function restrictionOf(name: string): 'hard' | 'soft' | null {
  return permissionInfo(name)?.restricted ?? null;
}

/**
 * Whether the catalogue lacks a name of a family whose members are dangerous, such as what a newer Health Connect brings.
 * Its level is not known, so it is taken for what its family is.
 */
function isOfSensitiveFamily(name: string): boolean {
  return catalog().sensitivePrefixes.some((prefix) => name.startsWith(prefix));
}

/** Whether the base protection level is `dangerous` on that API level. */
export function isDangerous(name: string, api: number): boolean {
  const info = permissionInfo(name);
  if (info === null) return isOfSensitiveFamily(name);
  return valueAt(info.protectionHistory, info.gone, api)?.split('|')[0] === 'dangerous';
}

/** Whether a switch in the settings (an app op) decides about it, on some API level. */
export function isSpecialAccess(name: string): boolean {
  return permissionInfo(name)?.special === true;
}

/**
 * Whether the permission is one the user must decide about: special access, or dangerous on some API level from 23 on.
 * Before 23 Android called INTERNET and WAKE_LOCK dangerous too, without ever asking.
 */
export function isSensitive(name: string): boolean {
  const info = permissionInfo(name);
  return info === null ? isOfSensitiveFamily(name) : mustBeDecided(info);
}

/**
 * As {@link isSensitive}, of a catalogued permission.
 * @public scripts/compile-rules.mjs imports it from the output of tsc
 */
export function mustBeDecided(info: Pick<PermissionInfo, 'special' | 'protectionHistory' | 'gone'>): boolean {
  if (info.special === true) return true;
  for (const { apiRange, value } of stretches(info.protectionHistory, info.gone)) {
    if (apiRange[1] >= FIRST_RUNTIME_API && value.split('|')[0] === 'dangerous') return true;
  }
  return false;
}

/** What an app can do with it, in one plain line of our own, or null when the catalogue has none. */
export function describe(name: string, lang: DescriptionLang): string | null {
  return permissionInfo(name)?.description?.[lang] ?? null;
}
