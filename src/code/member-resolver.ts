/** Which of the known members a method or field reference of a DEX file means. */
import type { ClassHierarchy } from '../dex/class-hierarchy.js';
import type { DexFile } from '../dex/dex-file.js';
import type { MemberTable, MemberTarget } from './api-index.js';

/** Superclasses followed; `ClassHierarchy` follows no more either. */
const MAX_DEPTH = 1_000;

/**
 * Resolves references against a table: by the class that the code names, or, where that is one of the app's own, by the
 * platform class it inherits from. A member that the app's class defines itself is not the platform's.
 */
export class MemberResolver {
  /** By class: the nearest class of the table among its superclasses, itself not counted; null when there is none. */
  readonly #inherited = new Map<string, string | null>();

  constructor(
    private readonly hierarchy: ClassHierarchy,
    private readonly table: MemberTable,
  ) {}

  /** What a method reference means; null when nothing that is known. */
  method(dex: DexFile, methodIndex: number, name: string): MemberTarget | null {
    const descriptor = dex.typeDescriptor(dex.methodClass(methodIndex));
    const direct = this.table.get(descriptor)?.get(name);
    if (direct !== undefined) return direct;
    // Constructors are not inherited. Most classes have no superclass of interest, which is quickly known.
    if (name === '<init>' || this.#inheritedFrom(descriptor) === null) return null;
    const { candidates } = this.hierarchy.callTarget(dex, methodIndex);
    return this.#first(candidates, name);
  }

  /** What a field reference means; null when nothing that is known. */
  field(dex: DexFile, fieldIndex: number, name: string): MemberTarget | null {
    const descriptor = dex.typeDescriptor(dex.fieldClass(fieldIndex));
    const direct = this.table.get(descriptor)?.get(name);
    if (direct !== undefined || this.#inheritedFrom(descriptor) === null) return direct ?? null;
    return this.#first(this.hierarchy.superclassChain(descriptor), name);
  }

  #first(classes: readonly string[], name: string): MemberTarget | null {
    for (const descriptor of classes) {
      const target = this.table.get(descriptor)?.get(name);
      if (target !== undefined) return target;
    }
    return null;
  }

  /** Each class is looked at once, however deep the hierarchy. */
  #inheritedFrom(descriptor: string): string | null {
    const passed: string[] = [];
    let result: string | null = null;
    const seen = new Set<string>();
    for (let at = descriptor; passed.length < MAX_DEPTH && !seen.has(at);) {
      const known = this.#inherited.get(at);
      if (known !== undefined) {
        result = known;
        break;
      }
      passed.push(at);
      seen.add(at);
      const above = this.hierarchy.superclassOf(at);
      if (above === null) break;
      if (this.table.has(above)) {
        result = above;
        break;
      }
      at = above;
    }
    for (const one of passed) this.#inherited.set(one, result);
    return result;
  }
}
