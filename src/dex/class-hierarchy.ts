/** The classes that the DEX files of a package define, and what a call on one of them reaches. */
import { ClassDataReader } from './class-data.js';
import type { DexFile } from './dex-file.js';

/** Classes between two looks at the clock. */
const CHECK_EVERY = 4_096;
/** Superclasses followed. Real chains have a dozen. */
const MAX_DEPTH = 1_000;

/** Where a class is defined. */
export interface ClassLocation {
  readonly dex: DexFile;
  readonly classIndex: number;
}

/** Where a call goes, as far as the package and the known platform classes tell. */
export interface CallTarget {
  /** The class of the package that has the method, or the first class outside it. Attacker-controlled text. */
  readonly classDescriptor: string;
  /** Whether that class is defined in the package: the call does not reach the platform. */
  readonly inPackage: boolean;
  /**
   * `classDescriptor`, and when it is outside the package its superclasses as far as they are known: the method is
   * defined in one of them. Nearest first.
   */
  readonly candidates: readonly string[];
}

/**
 * Class hierarchy over several DEX files in the order in which they are loaded: as for ART, the first definition of a
 * class counts.
 */
export class ClassHierarchy {
  readonly #classes = new Map<string, ClassLocation>();
  readonly #methods = new Map<string, ReadonlySet<string>>();

  /**
   * @param platform superclasses of platform classes, by descriptor, where a chain is to go on beyond the package
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
   */
  constructor(
    files: readonly DexFile[],
    private readonly platform: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const dex of files) this.#addClasses(dex);
  }

  /** How many different classes the package defines. */
  get size(): number {
    return this.#classes.size;
  }

  /** Where the package defines a class; null when it does not. */
  find(descriptor: string): ClassLocation | null {
    return this.#classes.get(descriptor) ?? null;
  }

  /** The direct superclass; null for `Ljava/lang/Object;` and where nothing is known. */
  superclassOf(descriptor: string): string | null {
    const location = this.#classes.get(descriptor);
    if (location === undefined) return this.platform.get(descriptor) ?? null;
    const { dex, classIndex } = location;
    return dex.typeDescriptor(dex.classSuper(classIndex)) || null;
  }

  /** The interfaces that a class of the package names itself. */
  interfacesOf(descriptor: string): string[] {
    const location = this.#classes.get(descriptor);
    if (location === undefined) return [];
    const { dex, classIndex } = location;
    return dex.typeList(dex.classInterfacesOffset(classIndex)).map((type) => dex.typeDescriptor(type));
  }

  /** The class itself and its superclasses, nearest first, until one that nothing is known of. Ends on a loop. */
  superclassChain(descriptor: string): string[] {
    const chain = new Set<string>();
    for (let at: string | null = descriptor; at !== null && chain.size < MAX_DEPTH; at = this.superclassOf(at)) {
      if (chain.has(at)) break;
      chain.add(at);
    }
    return [...chain];
  }

  /**
   * Where a call of `method_idx` goes: up the superclasses from the class named in the code, until a class of the package
   * defines a method of that name and descriptor, or the package ends. A call of `getContentResolver` on
   * `Lcom/example/MainActivity;` is a call of a platform class unless one of the app's own classes defines it.
   *
   * @throws PermauditError `LIMIT_STRINGS`
   */
  callTarget(dex: DexFile, methodIndex: number): CallTarget {
    const { classDescriptor, name, descriptor } = dex.methodRef(methodIndex);
    const chain = this.superclassChain(classDescriptor);
    for (const [index, at] of chain.entries()) {
      if (!this.#classes.has(at)) return { classDescriptor: at, inPackage: false, candidates: chain.slice(index) };
      if (this.#methodsOf(at).has(`${name}${descriptor}`)) {
        return { classDescriptor: at, inPackage: true, candidates: [at] };
      }
    }
    // The superclasses are a loop, or end without a root: no Android would load them.
    const last = chain[chain.length - 1] ?? classDescriptor;
    return { classDescriptor: last, inPackage: this.#classes.has(last), candidates: [last] };
  }

  /** Name and descriptor of each method that a class of the package defines. */
  #methodsOf(descriptor: string): ReadonlySet<string> {
    const known = this.#methods.get(descriptor);
    if (known !== undefined) return known;
    const methods = new Set<string>();
    this.#methods.set(descriptor, methods);
    const location = this.#classes.get(descriptor);
    const offset = location?.dex.classDataOffset(location.classIndex) ?? 0;
    if (location === undefined || offset === 0) return methods;
    const { dex } = location;
    const { budget } = dex;
    const reader = new ClassDataReader(dex);
    let left = true;
    const mayPass = (fields: number): boolean => (left = budget.takeUnits(fields));
    // Damage is reported by the scan of the code, which comes here too.
    if (reader.open(offset, mayPass)) {
      while (reader.next() && (left = budget.takeMethod())) {
        const { name, descriptor: types } = dex.methodRef(reader.methodIndex);
        methods.add(`${name}${types}`);
      }
    }
    if (!left) dex.problems.add('LIMIT_CODE', offset, () => ({ problem: 'steps' }));
    return methods;
  }

  #addClasses(dex: DexFile): void {
    const { classCount, budget, path } = dex;
    for (let classIndex = 0; classIndex < classCount; classIndex++) {
      if (classIndex % CHECK_EVERY === 0) budget.reading.checkTime(path);
      const descriptor = dex.typeDescriptor(dex.classType(classIndex));
      if (descriptor !== '' && !this.#classes.has(descriptor)) this.#classes.set(descriptor, { dex, classIndex });
    }
  }
}
