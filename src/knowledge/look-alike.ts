/** Finds permission names made to look like a known one: other alphabets, other case, invisible characters. */
import { lazily } from '../bytes/lazy.js';
import { catalog } from './catalog.js';

/**
 * Letters of other alphabets, and ASCII look-alikes, with the ASCII letter they pass for. A capital without a row of its
 * own takes that of its small letter. Width and style variants and accents need no row: NFKD takes them apart.
 * `i`, `l` and `1` are one shape in capitals, and so are `o` and `0`.
 */
const LETTERS = {
  a: 'аαɑ',
  b: 'вьβ',
  c: 'сϲ',
  d: 'ԁɗ',
  e: 'еεҽ',
  f: 'ғϝ',
  g: 'ɡց',
  h: 'һнΗ',
  j: 'ј',
  k: 'кκ',
  l: 'iI1іιӏǀ|ıɩ',
  m: 'мμ',
  n: 'пηոΝ',
  o: '0оοσօ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υս',
  v: 'νѵ',
  w: 'ԝωѡ',
  x: 'хχ',
  y: 'уγүΥ',
  z: 'ζᴢ',
  _: '‿ˍ',
  '.': '٠۰·',
};
const LOOKS_LIKE = lazily(
  (): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(LETTERS).flatMap(([ascii, others]) => Array.from(others, (other) => [other, ascii] as const)),
    ),
);

/** What does not show on the screen or is only a mark on a letter: dropped before comparing. */
const INVISIBLE = lazily(() => /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{M}\p{White_Space}]/gu);

/**
 * What a name looks like, in lower-case ASCII as far as we can map it. Two names with one skeleton pass for each other.
 * Time is linear in the length of the name, which an attacker chooses: marks go before normalising, because sorting a
 * long run of them is quadratic, and again after it, because taking letters apart makes new ones.
 * @public scripts/compile-rules.mjs imports it from the output of tsc
 */
export function skeletonOf(name: string): string {
  let skeleton = '';
  for (const character of name.replace(INVISIBLE(), '').normalize('NFKD').replace(INVISIBLE(), '')) {
    const small = character.toLowerCase();
    skeleton += LOOKS_LIKE().get(character) ?? LOOKS_LIKE().get(small) ?? small;
  }
  return skeleton;
}

/**
 * The dangerous or special permission that `name` only looks like (a letter of another alphabet, wrong case, an
 * invisible character), or null. Android compares names exactly, so such a name opens nothing: it is there for readers.
 */
export function nearestPermission(name: string): string | null {
  if (catalog().permissions.get(name) !== undefined) return null;
  return catalog().lookAlikes().get(skeletonOf(name)) ?? null;
}
