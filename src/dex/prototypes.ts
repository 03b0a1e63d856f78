/** Methods by what they take and give: what stays visible of a library whose names were made short. */
import type { DexFile } from './dex-file.js';
import { SearchTexts, type StringSearch } from './string-search.js';
import { words32 } from './words.js';

/** Stands for any class in a {@link Prototype}. */
export const ANY_CLASS = '*';

/** Types are descriptors, or {@link ANY_CLASS}. */
export interface Prototype {
  readonly takes: readonly string[];
  readonly gives: string;
}

/** Prototypes to look for in many DEX files. */
export class PrototypeSearch<Meaning> {
  readonly #texts: SearchTexts;

  constructor(private readonly wanted: readonly { readonly prototype: Prototype; readonly meaning: Meaning }[]) {
    this.#texts = new SearchTexts(wanted.flatMap(({ prototype }) => typesOf(prototype)));
  }

  /**
   * Every `method_idx` whose prototype is one that is looked for, with its meaning. A file that lacks a type of each of
   * them, as most do, costs a few searches by name.
   */
  find(dex: DexFile, search: StringSearch): Map<number, Meaning> {
    const found = new Map<number, Meaning>();
    if (this.wanted.length === 0) return found;
    const types = typeIndices(dex, search.exact(this.#texts));
    const possible = this.wanted.filter(({ prototype }) => typesOf(prototype).every((type) => types.has(type)));
    if (possible.length === 0) return found;
    const meanings = new Map<number, Meaning>();
    for (const { prototype, meaning } of possible) {
      for (const proto of protosLike(dex, prototype, types)) meanings.set(proto, meaning);
    }
    const words = dex.methodWords();
    for (let at = 0; at < words.length && meanings.size > 0; at += 2) {
      const meaning = meanings.get((words[at] ?? 0) >>> 16);
      if (meaning !== undefined) found.set(at >>> 1, meaning);
    }
    return found;
  }
}

function typesOf({ takes, gives }: Prototype): string[] {
  return [...takes, gives].filter((type) => type !== ANY_CLASS);
}

function typeIndices(dex: DexFile, names: ReadonlyMap<string, readonly number[]>): Map<string, number> {
  const found = new Map<string, number>();
  const words = words32(dex.bytes, dex.header.types.offset, dex.typeCount);
  for (const [name, indices] of names) {
    for (const index of indices) {
      const type = words.indexOf(index);
      if (type >= 0) found.set(name, type);
    }
  }
  return found;
}

/** The `proto_idx` of each prototype of these types. */
function protosLike(dex: DexFile, { takes, gives }: Prototype, types: ReadonlyMap<string, number>): number[] {
  const found: number[] = [];
  const words = words32(dex.bytes, dex.header.protos.offset, 3 * dex.protoCount);
  const isLike = (type: number, wanted: string): boolean =>
    wanted === ANY_CLASS ? dex.typeDescriptor(type).startsWith('L') : type === types.get(wanted);
  for (let proto = 0; proto < dex.protoCount; proto++) {
    const offset = words[3 * proto + 2] ?? 0;
    if (offset === 0 || dex.u32At(offset) !== takes.length) continue;
    const parameters = dex.typeList(offset);
    if (!takes.every((type, at) => isLike(parameters[at] ?? -1, type))) continue;
    if (isLike(words[3 * proto + 1] ?? -1, gives)) found.push(proto);
  }
  return found;
}
