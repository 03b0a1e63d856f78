/** The classes that the DEX files of a package define, numbered file after file. */
import type { DexFile } from './dex-file.js';

/** Classes between two looks at the clock. */
const CHECK_EVERY = 4_096;

/** Where a class is defined. */
export interface ClassLocation {
  readonly dex: DexFile;
  readonly classIndex: number;
}

const NOT_LOOKED_UP = -2;

/** Which classes the types of one file are: each is looked up by its name once. */
export class TypeNumbers {
  readonly #numbers: Int32Array;

  constructor(
    private readonly classes: ClassTable,
    private readonly dex: DexFile,
  ) {
    this.#numbers = new Int32Array(dex.typeCount).fill(NOT_LOOKED_UP);
  }

  /** The number of the class that a type is, or that it is an array of; -1 where no file defines it. */
  of(type: number): number {
    const known = this.#numbers[type];
    if (known === undefined) return -1;
    return known === NOT_LOOKED_UP ? this.note(type, this.#lookUp(type)) : known;
  }

  /** Keeps the number of a type, and returns it. */
  note(type: number, number: number): number {
    this.#numbers[type] = number;
    return number;
  }

  #lookUp(type: number): number {
    const descriptor = this.dex.typeDescriptor(type);
    return this.classes.numberOf(descriptor.slice(descriptor.lastIndexOf('[') + 1));
  }
}

/** Files are added in the order in which they are loaded: as for ART, the first definition of a class counts. */
export class ClassTable {
  readonly #numbers = new Map<string, number>();
  /** By number; `''` for a later definition, and for a class whose name is damaged. */
  readonly #descriptors: string[] = [];
  /** By package, with slashes: the numbers of its classes. */
  readonly #packages = new Map<string, number[]>();
  readonly #files: { readonly dex: DexFile; readonly first: number }[] = [];
  readonly #types = new Map<DexFile, TypeNumbers>();

  /** How many classes are defined, later definitions of the same class among them: all numbers are below it. */
  get size(): number {
    return this.#descriptors.length;
  }

  /** How many different classes there are. */
  get distinct(): number {
    return this.#numbers.size;
  }

  /** By package, with slashes and `''` for none: the numbers of its classes, in their order. */
  get packages(): ReadonlyMap<string, readonly number[]> {
    return this.#packages;
  }

  /**
   * Numbers the classes of a file.
   * @param tell told of each, by descriptor and `class_def` index
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
   */
  add(dex: DexFile, tell?: (descriptor: string, classIndex: number) => void): void {
    const first = this.size;
    this.#files.push({ dex, first });
    const types = this.typesOf(dex);
    let folder: string | null = null;
    let inFolder: number[] = [];
    for (let index = 0; index < dex.classCount; index++) {
      if (index % CHECK_EVERY === 0) dex.budget.reading.checkTime(dex.path);
      const type = dex.classType(index);
      const descriptor = dex.typeDescriptor(type);
      const end = Math.max(1, descriptor.lastIndexOf('/'));
      if (folder === null || end !== folder.length + 1 || !descriptor.startsWith(folder, 1)) {
        folder = descriptor.slice(1, end);
        inFolder = this.#numbersIn(folder);
      }
      tell?.(descriptor, index);
      const earlier = this.#numbers.get(descriptor);
      types.note(type, earlier ?? first + index);
      if (earlier !== undefined) {
        this.#descriptors.push('');
        continue;
      }
      this.#numbers.set(descriptor, first + index);
      this.#descriptors.push(descriptor);
      inFolder.push(first + index);
    }
  }

  /** The number of a class by its descriptor, `''` for one whose name is damaged; -1 where no file defines it. */
  numberOf(descriptor: string): number {
    return this.#numbers.get(descriptor) ?? -1;
  }

  /** The classes that the types of a file are. */
  typesOf(dex: DexFile): TypeNumbers {
    let types = this.#types.get(dex);
    if (types === undefined) this.#types.set(dex, (types = new TypeNumbers(this, dex)));
    return types;
  }

  /** The descriptor of a number that is the first definition of its class, else `''`. */
  descriptorOf(number: number): string {
    return this.#descriptors[number] ?? '';
  }

  /** The number of the first class of a file; -1 for a file that was not added. */
  firstOf(dex: DexFile): number {
    return this.#files.find((file) => file.dex === dex)?.first ?? -1;
  }

  /** Where the class of a number is defined; null when there is none. */
  locate(number: number): ClassLocation | null {
    if (!(number >= 0 && number < this.size)) return null;
    let low = 0;
    for (let high = this.#files.length; high - low > 1;) {
      const middle = (low + high) >>> 1;
      if ((this.#files[middle]?.first ?? 0) <= number) low = middle;
      else high = middle;
    }
    const file = this.#files[low];
    return file === undefined ? null : { dex: file.dex, classIndex: number - file.first };
  }

  #numbersIn(folder: string): number[] {
    let numbers = this.#packages.get(folder);
    if (numbers === undefined) this.#packages.set(folder, (numbers = []));
    return numbers;
  }
}
