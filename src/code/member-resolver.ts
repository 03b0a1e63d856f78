/** Which of the known members a method or field reference of a DEX file means. */
import type { ClassHierarchy } from '../dex/class-hierarchy.js';
import type { DexFile } from '../dex/dex-file.js';
import { SearchTexts, type StringSearch } from '../dex/string-search.js';
import type { MemberTable, MemberTarget } from './member-index.js';

/** Superclasses followed; `ClassHierarchy` follows no more either. */
const MAX_DEPTH = 1_000;
const OBJECT = 'Ljava/lang/Object;';
const UNKNOWN = 0;
const INHERITS = 1;
const INHERITS_NOT = 2;

/**
 * Resolves references against a table: by the class that the code names, or, where that is one of the app's own, by the
 * platform class it inherits from. A member that the app's class defines itself is not the platform's.
 */
export class MemberResolver {
  /** By number of a class: whether the table has one of its superclasses, itself not counted; 0 where that is not known. */
  readonly #inherited: Uint8Array;
  readonly #classes: SearchTexts;
  /** Of the file entered last, by `type_idx`: the members of the table that the type itself has. */
  #members: ReadonlyMap<number, ReadonlyMap<string, MemberTarget>> = new Map();
  /** Likewise: whether the table has a class among its superclasses. */
  #above = new Uint8Array();

  constructor(
    private readonly hierarchy: ClassHierarchy,
    private readonly table: MemberTable,
  ) {
    this.#inherited = new Uint8Array(hierarchy.numbers);
    this.#classes = new SearchTexts(table.classes());
  }

  /** Turns to a file: what is asked next is of its references. @throws PermauditError `LIMIT_TIME` */
  enter(dex: DexFile, search: StringSearch): void {
    this.#above = new Uint8Array(dex.typeCount);
    const members = new Map<number, ReadonlyMap<string, MemberTarget>>();
    this.#members = members;
    const texts = new Map<number, string>();
    for (const [text, indices] of search.exact(this.#classes)) for (const at of indices) texts.set(at, text);
    if (texts.size === 0) return;
    const words = dex.typeWords();
    for (let type = 0; type < words.length; type++) {
      const text = texts.get(words[type] ?? 0);
      const known = text === undefined ? undefined : this.table.get(text);
      if (known !== undefined) members.set(type, known);
    }
  }

  /** What a method reference of the file means; null when nothing that is known. */
  method(dex: DexFile, methodIndex: number, name: string): MemberTarget | null {
    const type = dex.methodClass(methodIndex);
    const direct = this.#members.get(type)?.get(name);
    if (direct !== undefined) return direct;
    // Constructors are not inherited. Most classes have no superclass of interest, which is quickly known.
    if (name === '<init>' || !this.#inherits(dex, type)) return null;
    const { candidates } = this.hierarchy.callTarget(dex, methodIndex);
    return this.#first(candidates, name);
  }

  /** What a field reference of the file means; null when nothing that is known. */
  field(dex: DexFile, fieldIndex: number, name: string): MemberTarget | null {
    const type = dex.fieldClass(fieldIndex);
    const direct = this.#members.get(type)?.get(name);
    if (direct !== undefined || !this.#inherits(dex, type)) return direct ?? null;
    return this.#first(this.hierarchy.superclassChain(dex.typeDescriptor(type)), name);
  }

  #first(classes: readonly string[], name: string): MemberTarget | null {
    for (const descriptor of classes) {
      const target = this.table.get(descriptor)?.get(name);
      if (target !== undefined) return target;
    }
    return null;
  }

  #inherits(dex: DexFile, type: number): boolean {
    let known = this.#above[type] ?? INHERITS_NOT;
    if (known === UNKNOWN) {
      const number = this.hierarchy.numberOf(dex, type);
      const inherits = number < 0 ? this.#knowsAbove(dex.typeDescriptor(type)) : this.#inheritsFrom(number);
      this.#above[type] = known = inherits ? INHERITS : INHERITS_NOT;
    }
    return known === INHERITS;
  }

  /** Each class of the package is looked at once, however deep the hierarchy. */
  #inheritsFrom(first: number): boolean {
    const passed: number[] = [];
    let result: boolean | null = null;
    for (let at = first; result === null;) {
      const known = this.#inherited[at] ?? UNKNOWN;
      if (known !== UNKNOWN || passed.length === MAX_DEPTH) {
        result = known === INHERITS;
        break;
      }
      passed.push(at);
      const place = this.hierarchy.locate(at);
      const above = place === null ? -1 : place.dex.classSuper(place.classIndex);
      // Most classes extend one that nothing is above.
      const descriptor = place === null || above < 0 ? OBJECT : place.dex.typeDescriptor(above);
      if (place === null || descriptor === OBJECT) result = false;
      else if (this.table.has(descriptor)) result = true;
      else if ((at = this.hierarchy.numberOf(place.dex, above)) < 0) result = this.#knowsAbove(descriptor);
    }
    for (const one of passed) this.#inherited[one] = result ? INHERITS : INHERITS_NOT;
    return result;
  }

  /** Whether the table has a superclass of a class outside the package. */
  #knowsAbove(descriptor: string): boolean {
    let passed = 0;
    for (let at = this.hierarchy.platformSuperOf(descriptor); at !== null; at = this.hierarchy.superclassOf(at)) {
      if (this.table.has(at)) return true;
      if (++passed === MAX_DEPTH) return false;
    }
    return false;
  }
}
