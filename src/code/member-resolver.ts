/** Which of the known members a method or field reference of a DEX file means. */
import type { ClassHierarchy } from '../dex/class-hierarchy.js';
import type { DexFile } from '../dex/dex-file.js';
import type { MemberTable, MemberTarget } from './api-index.js';

/** Superclasses followed; `ClassHierarchy` follows no more either. */
const MAX_DEPTH = 1_000;
const OBJECT = 'Ljava/lang/Object;';

/** What is known of a type that members are called on. */
interface KnownType {
  readonly descriptor: string;
  /** Members of the table that the type itself has. */
  readonly members: ReadonlyMap<string, MemberTarget> | null;
  /** Whether the table has a class among its superclasses. */
  readonly inherits: boolean;
}

/**
 * Resolves references against a table: by the class that the code names, or, where that is one of the app's own, by the
 * platform class it inherits from. A member that the app's class defines itself is not the platform's.
 */
export class MemberResolver {
  /** By class: whether the table has one of its superclasses, itself not counted. */
  readonly #inherited = new Map<string, boolean>();
  /** Of the file asked about last, by `type_idx`. */
  #types: (KnownType | undefined)[] = [];
  #dex: DexFile | null = null;

  constructor(
    private readonly hierarchy: ClassHierarchy,
    private readonly table: MemberTable,
  ) {}

  /** What a method reference means; null when nothing that is known. */
  method(dex: DexFile, methodIndex: number, name: string): MemberTarget | null {
    const { members, inherits } = this.#typeOf(dex, dex.methodClass(methodIndex));
    const direct = members?.get(name);
    if (direct !== undefined) return direct;
    // Constructors are not inherited. Most classes have no superclass of interest, which is quickly known.
    if (name === '<init>' || !inherits) return null;
    const { candidates } = this.hierarchy.callTarget(dex, methodIndex);
    return this.#first(candidates, name);
  }

  /** What a field reference means; null when nothing that is known. */
  field(dex: DexFile, fieldIndex: number, name: string): MemberTarget | null {
    const { descriptor, members, inherits } = this.#typeOf(dex, dex.fieldClass(fieldIndex));
    const direct = members?.get(name);
    if (direct !== undefined || !inherits) return direct ?? null;
    return this.#first(this.hierarchy.superclassChain(descriptor), name);
  }

  #first(classes: readonly string[], name: string): MemberTarget | null {
    for (const descriptor of classes) {
      const target = this.table.get(descriptor)?.get(name);
      if (target !== undefined) return target;
    }
    return null;
  }

  #typeOf(dex: DexFile, type: number): KnownType {
    if (this.#dex !== dex) {
      this.#dex = dex;
      this.#types = [];
    }
    const known = this.#types[type];
    if (known !== undefined) return known;
    const descriptor = dex.typeDescriptor(type);
    const members = this.table.get(descriptor) ?? null;
    const found = { descriptor, members, inherits: this.#inherits(descriptor) };
    if (type >= 0) this.#types[type] = found;
    return found;
  }

  /** Each class is looked at once, however deep the hierarchy. */
  #inherits(descriptor: string): boolean {
    const above = this.hierarchy.superclassOf(descriptor);
    // Most classes extend one that nothing is above.
    if (above === null || above === OBJECT) return false;
    const passed = [descriptor];
    let result = false;
    for (let at: string | null = above; at !== null && passed.length < MAX_DEPTH;) {
      if (this.table.has(at)) {
        result = true;
        break;
      }
      const known = this.#inherited.get(at);
      if (known !== undefined) {
        result = known;
        break;
      }
      passed.push(at);
      at = this.hierarchy.superclassOf(at);
    }
    for (const one of passed) this.#inherited.set(one, result);
    return result;
  }
}
