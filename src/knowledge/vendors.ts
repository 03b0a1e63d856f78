/** Who defines a permission, by catalogue entry or by the prefix of its name. */
import { catalog } from './catalog.js';
import { permissionInfo } from './permissions.js';

/**
 * The vendor that defines the permission, e.g. `Samsung`: by its own entry, else by the longest known prefix.
 * Null for Android's own permissions and for names nobody is known for.
 */
export function vendorOf(name: string): string | null {
  const info = permissionInfo(name);
  if (info !== null) return info.vendor ?? null;
  let longest = 0;
  let found: string | null = null;
  for (const [prefix, vendor] of catalog().vendorPrefixes) {
    if (prefix.length > longest && name.startsWith(prefix)) {
      longest = prefix.length;
      found = vendor;
    }
  }
  return found;
}

/**
 * Who defines the permission. `unknown` includes names under `android.permission.` that no Android release has.
 * A permission that the app defines itself is for the caller to tell: the catalogue cannot know.
 */
export function definedBy(name: string): 'android' | 'vendor' | 'unknown' {
  if (vendorOf(name) !== null) return 'vendor';
  return permissionInfo(name) === null ? 'unknown' : 'android';
}
