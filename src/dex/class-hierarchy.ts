/** The classes that the DEX files of a package define, and what a call on one of them reaches. */
import { ClassDataReader } from './class-data.js';
import { ClassTable, type ClassLocation } from './class-table.js';
import type { DexFile } from './dex-file.js';

/** Superclasses followed. Real chains have a dozen. */
const MAX_DEPTH = 1_000;

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
  readonly #classes: ClassTable;
  readonly #methods = new Map<string, ReadonlySet<string>>();

  /**
   * @param classes of the package, or the files that define them
   * @param platform superclasses of platform classes, by descriptor, where a chain is to go on beyond the package
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
   */
  constructor(
    classes: ClassTable | readonly DexFile[],
    private readonly platform: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#classes = classes instanceof ClassTable ? classes : tableOf(classes);
  }

  /** How many different classes the package defines. */
  get size(): number {
    return this.#classes.distinct - (this.#classes.numberOf('') < 0 ? 0 : 1);
  }

  /** Where the package defines a class; null when it does not. */
  find(descriptor: string): ClassLocation | null {
    return descriptor === '' ? null : this.#classes.locate(this.#classes.numberOf(descriptor));
  }

  /** The direct superclass; null for `Ljava/lang/Object;` and where nothing is known. */
  superclassOf(descriptor: string): string | null {
    const location = this.find(descriptor);
    if (location === null) return this.platformSuperOf(descriptor);
    const { dex, classIndex } = location;
    return dex.typeDescriptor(dex.classSuper(classIndex)) || null;
  }

  /** The direct superclass of a class outside the package; null where nothing is known. */
  platformSuperOf(descriptor: string): string | null {
    return this.platform.get(descriptor) ?? null;
  }

  /** The number of the class that a type of a file is; -1 for one outside the package, and for arrays. */
  numberOf(dex: DexFile, type: number): number {
    return dex.typeDescriptor(type).startsWith('[') ? -1 : this.#classes.typesOf(dex).of(type);
  }

  /** How many numbers there are: all are below it. */
  get numbers(): number {
    return this.#classes.size;
  }

  /** Where the class of a number is defined. */
  locate(number: number): ClassLocation | null {
    return this.#classes.locate(number);
  }

  /** The interfaces that a class of the package names itself. */
  interfacesOf(descriptor: string): string[] {
    const location = this.find(descriptor);
    if (location === null) return [];
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
      if (this.find(at) === null) return { classDescriptor: at, inPackage: false, candidates: chain.slice(index) };
      if (this.#methodsOf(at).has(`${name}${descriptor}`)) {
        return { classDescriptor: at, inPackage: true, candidates: [at] };
      }
    }
    // The superclasses are a loop, or end without a root: no Android would load them.
    const last = chain[chain.length - 1] ?? classDescriptor;
    return { classDescriptor: last, inPackage: this.find(last) !== null, candidates: [last] };
  }

  /** Name and descriptor of each method that a class of the package defines. */
  #methodsOf(descriptor: string): ReadonlySet<string> {
    const known = this.#methods.get(descriptor);
    if (known !== undefined) return known;
    const methods = new Set<string>();
    this.#methods.set(descriptor, methods);
    const location = this.find(descriptor);
    const offset = location?.dex.classDataOffset(location.classIndex) ?? 0;
    if (location === null || offset === 0) return methods;
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
}

function tableOf(files: readonly DexFile[]): ClassTable {
  const classes = new ClassTable();
  for (const dex of files) classes.add(dex);
  return classes;
}
