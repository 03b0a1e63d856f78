/** Which permission of the platform a name was probably meant to be: misspelt, in the wrong namespace, or a look-alike. */
import { allPermissionNames } from './permissions.js';
import { editDistance } from './edit-distance.js';
import { nearestPermission } from './look-alike.js';
import { permissionInfo } from './permissions.js';

/** The longest name compared: the app chose it, and comparing takes time by its length. */
const LONGEST = 80;
/** One letter in so many may be wrong, and one always. */
const LETTERS_PER_SLIP = 6;
const PLATFORM = 'android.permission.';

function split(name: string): [namespace: string, word: string] {
  const at = name.lastIndexOf('.') + 1;
  return [name.slice(0, at), name.slice(at)];
}

let wordsByNamespace: ReadonlyMap<string, readonly (readonly [word: string, name: string])[]> | null = null;

/** The catalogued names by namespace; those of the platform, its health data included, under `android.permission.`. */
function words(namespace: string): readonly (readonly [word: string, name: string])[] {
  if (wordsByNamespace === null) {
    const made = new Map<string, [string, string][]>();
    for (const name of allPermissionNames()) {
      const [own, word] = split(name);
      const key = own.startsWith(PLATFORM) ? PLATFORM : own;
      const list = made.get(key) ?? [];
      made.set(key, list);
      list.push([word, name]);
    }
    wordsByNamespace = made;
  }
  return wordsByNamespace.get(namespace) ?? [];
}

/**
 * The catalogued permission that an unknown name comes nearest to, or null: one that looks alike, the same word in a
 * namespace of the platform, or a word that differs in one letter of six. The nearest wins, then the first by name. Time
 * is bounded: only names of up to 80 characters are compared.
 */
export function nearName(name: string): string | null {
  if (permissionInfo(name) !== null || name.length > LONGEST) return null;
  const alike = nearestPermission(name);
  if (alike !== null) return alike;
  const [namespace, typed] = split(name.trim());
  const isPlatform = namespace === '' || namespace.toLowerCase().startsWith('android.');
  const word = typed.toUpperCase();
  if (word === '') return null;
  const most = Math.max(1, Math.floor(word.length / LETTERS_PER_SLIP));
  let best: { name: string; distance: number } | null = null;
  for (const [candidate, full] of words(isPlatform ? PLATFORM : namespace)) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance = editDistance(word, candidate);
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { name: full, distance };
  }
  return best?.name ?? null;
}
