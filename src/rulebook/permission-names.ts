/** Permission names as rule files write them: `READ_SMS`, full names, and `prefix.*`. */

/** `READ_SMS` -> `android.permission.READ_SMS`; a name with a dot is already full. */
export function fullPermissionName(name: string): string {
  return name.includes('.') ? name : `android.permission.${name}`;
}

/**
 * Expands names of one list. `prefix.*` stands for every name in `known` that starts with `prefix.`, in their order; a
 * prefix that matches none stays as written, so that validation can name it.
 */
export function expandPermissionNames(names: readonly string[], known: readonly string[]): string[] {
  const expanded = names.flatMap((name) => {
    if (!name.endsWith('.*')) return [fullPermissionName(name)];
    const matches = known.filter((candidate) => candidate.startsWith(name.slice(0, -1)));
    return matches.length === 0 ? [name] : matches;
  });
  return [...new Set(expanded)];
}
