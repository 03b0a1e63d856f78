/** Permission names as rule files write them: `READ_SMS`, full names, and wildcards `prefix.*`. */

const WILDCARD = '.*';

const PLATFORM = 'android.permission.';

/** `android.permission.READ_SMS` -> `READ_SMS`; other names as they are. */
export function shortPermissionName(name: string): string {
  return name.startsWith(PLATFORM) ? name.slice(PLATFORM.length) : name;
}

/** `READ_SMS` -> `android.permission.READ_SMS`; a name with a dot is already full. */
export function fullPermissionName(name: string): string {
  return name.includes('.') ? name : `android.permission.${name}`;
}

/** Whether the name stands for every name under a prefix. */
export function isWildcard(name: string): boolean {
  return name.endsWith(WILDCARD);
}

/** What a name must start with to be under the wildcard, the dot included: `a.b.*` -> `a.b.`. */
export function wildcardPrefix(wildcard: string): string {
  return wildcard.slice(0, -1);
}

/**
 * The names of one list in full, each once. A wildcard stays a wildcard and is matched when an app is judged: new
 * Android versions bring names that no catalogue has yet, and they count like the known ones.
 */
export function fullPermissionNames(names: readonly string[]): string[] {
  return [...new Set(names.map(fullPermissionName))];
}

/** Whether `name` is `pattern`, or (itself a wildcard or not) under it. */
export function covers(pattern: string, name: string): boolean {
  return pattern === name || (isWildcard(pattern) && name.startsWith(wildcardPrefix(pattern)));
}

/** Whether some name is under both: two lists that name such a pair speak of the same permission. */
export function haveCommonName(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}

interface Matcher {
  names: ReadonlySet<string>;
  prefixes: readonly string[];
}

/** Lists of a rulebook never change: each is looked through once. */
const matchers = new WeakMap<readonly string[], Matcher>();

function matcherOf(list: readonly string[]): Matcher {
  let matcher = matchers.get(list);
  if (matcher === undefined) {
    matcher = { names: new Set(list), prefixes: list.filter(isWildcard).map(wildcardPrefix) };
    matchers.set(list, matcher);
  }
  return matcher;
}

/** Whether a list of full names names the permission, itself or by a wildcard. The list must not change afterwards. */
export function namesPermission(list: readonly string[], name: string): boolean {
  const { names, prefixes } = matcherOf(list);
  // Few lists have wildcards. Asking those without for none, V8 optimised this while the first app was audited: 5 ms of it.
  return names.has(name) || (prefixes.length > 0 && prefixes.some((prefix) => name.startsWith(prefix)));
}
