/** Which methods and fields a DEX file refers to, whether it calls them or not. */
import type { DexFile, MethodRef } from './dex-file.js';
import type { SearchTexts, StringSearch } from './string-search.js';

/** How often time is looked at in a pass over a table. */
const CHECK_EVERY = 16_384;

/**
 * The `method_idx` of every method with one of `names`, by name, in order. Fast: names are searched once, then numbers
 * are compared.
 */
export function methodsNamed(dex: DexFile, search: StringSearch, names: SearchTexts): Map<string, number[]> {
  return byName(search.exact(names), dex.methodWords(), dex.stringCount);
}

/** The `field_idx` of every field with one of `names`, by name, in order; as {@link methodsNamed}. */
export function fieldsNamed(dex: DexFile, search: StringSearch, names: SearchTexts): Map<string, number[]> {
  return byName(search.exact(names), dex.fieldWords(), dex.stringCount);
}

/**
 * The `method_idx` of every method that `wanted` accepts. Decodes the names of all methods: where names are known,
 * {@link methodsNamed} is far faster.
 *
 * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
 */
export function referencedMethods(dex: DexFile, wanted: (method: MethodRef, methodIndex: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < dex.methodCount; index++) {
    if (index % CHECK_EVERY === 0) dex.budget.reading.checkTime(dex.path);
    if (wanted(dex.methodRef(index), index)) found.push(index);
  }
  return found;
}

/** @param words `method_ids` or `field_ids`: the name is the second of each two numbers */
function byName(
  names: ReadonlyMap<string, readonly number[]>,
  words: Uint32Array,
  stringCount: number,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  if (names.size === 0) return found;
  const texts: string[] = [];
  const textOf = new Uint32Array(stringCount);
  for (const [name, indices] of names) {
    texts.push(name);
    for (const index of indices) textOf[index] = texts.length;
  }
  for (let at = 1; at < words.length; at += 2) {
    const text = textOf[words[at] ?? 0] ?? 0;
    if (text === 0) continue;
    const name = texts[text - 1] ?? '';
    const list = found.get(name);
    if (list === undefined) found.set(name, [at >>> 1]);
    else list.push(at >>> 1);
  }
  return found;
}
