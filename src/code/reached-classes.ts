/**
 * Which classes something can lead to: from what Android starts by name, along what code mentions. A class that no code, no
 * manifest and no other file of the package names does not run.
 */
import type { Reading } from '../bytes/reading.js';
import type { ClassTable, TypeNumbers } from '../dex/class-table.js';
import type { DexFile } from '../dex/dex-file.js';
import type { Mentions } from '../dex/mentions.js';

/** Classes between two looks at the clock. */
const CHECK_EVERY = 1_024;
const NOT_HERE = -1;
/** A longer string is no name of a class. */
const MAX_NAME_BYTES = 400;
/** What generators put after the name of a class, and libraries look for by that name (Room, Butter Knife, Parceler), beside `_`. */
const GENERATED: readonly string[] = ['$$', '$Companion;', '$serializer;'];

/** One DEX file, with what was seen of it: each string is looked up once. */
interface File {
  readonly dex: DexFile;
  readonly mentions: Mentions | null;
  readonly types: TypeNumbers;
  /** By string: 1 where it was looked at. */
  readonly seen: Uint8Array;
}

export class ReachedClasses {
  /** Those that are loaded: their classes are followed. */
  readonly #files = new Map<DexFile, File>();
  /** One more than the number of the last class that is loaded. */
  readonly #end: number;
  readonly #reached: Uint8Array;
  readonly #queue: number[] = [];
  /** By class number: generated classes that belong to it by their name. */
  readonly #generated = new Map<number, number[]>();
  /** First labels of packages; `''` for the default package. */
  readonly #roots = new Set<string>();
  #unread = false;
  /** By class number: 1 for those that are asked for. */
  readonly #wanted: Uint8Array;
  #missing = 0;
  /** How many of the queue were followed. */
  #followed = 0;

  /**
   * @param classes of all files, those that Android loads before the others
   * @param loaded the files that it loads, in their order
   */
  constructor(
    private readonly classes: ClassTable,
    loaded: readonly DexFile[],
    /** What the classes of a file mention; null where that was not read. */
    private readonly mentionsOf: (dex: DexFile) => Mentions | null,
    private readonly reading: Reading,
    /** A constant with the name of this package names the app, not all that is in it. */
    private readonly ownPackage: string,
  ) {
    for (const dex of loaded) this.#files.set(dex, this.#fileOf(dex));
    this.#end = loaded.reduce((sum, { classCount }) => sum + classCount, 0);
    this.#reached = new Uint8Array(this.#end);
    this.#wanted = new Uint8Array(this.#end);
    this.#lookOver();
  }

  /** Whether something could not be read, so that a class that was not reached may still be. */
  get unsure(): boolean {
    return this.#unread;
  }

  /** Takes a class of this descriptor for reached; false when no file defines it. */
  reach(descriptor: string): boolean {
    const number = this.#numberOf(descriptor);
    if (number < 0) return false;
    this.#reachNumber(number);
    return true;
  }

  /** Takes for reached what a text names: a class with dots or slashes, a descriptor, or all classes of a package. */
  reachNamed(text: string): void {
    if (!text.startsWith('L') && !this.#roots.has(firstLabel(text))) return;
    const path = text.replaceAll('.', '/');
    if (this.reach(path.startsWith('L') && path.endsWith(';') ? path : `L${path};`)) return;
    const folder = path.endsWith('/') ? path.slice(0, -1) : path;
    if (!folder.includes('/') || (folder === path && folder === this.ownPackage.replaceAll('.', '/'))) return;
    for (const number of this.#classesOf(folder)) this.#reachNumber(number);
  }

  /** Takes for reached all that the classes of a file mention which Android does not load by itself. */
  reachFrom(dex: DexFile): void {
    const file = this.#fileOf(dex);
    for (let index = 0; index < dex.classCount; index++) this.#follow(file, index);
  }

  /** Asks for a class of a loaded file: {@link ReachedClasses.follow} stops when all that were asked for are reached. */
  want(dex: DexFile, classIndex: number): void {
    const number = this.#numberIn(dex, classIndex);
    if (number < 0 || this.#wanted[number] === 1) return;
    this.#wanted[number] = 1;
    if (this.#reached[number] === 0) this.#missing++;
  }

  /** Follows what the reached classes mention. @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS` */
  follow(): void {
    let done = 0;
    while (this.#missing > 0) {
      // What is near to the start first: it is most likely asked for.
      const number = this.#queue[this.#followed++];
      if (number === undefined) {
        this.#followed--;
        return;
      }
      if (done++ % CHECK_EVERY === 0) this.reading.checkTime('classes.dex');
      const place = this.classes.locate(number);
      const file = place === null ? undefined : this.#files.get(place.dex);
      if (place !== null && file !== undefined) this.#follow(file, place.classIndex);
    }
  }

  /** Whether a class of a loaded file was reached; a second definition of a class never runs. */
  has(dex: DexFile, classIndex: number): boolean {
    const number = this.#numberIn(dex, classIndex);
    return number < 0 || this.#reached[number] === 1;
  }

  #fileOf(dex: DexFile): File {
    const { mentionsOf, classes } = this;
    return { dex, mentions: mentionsOf(dex), types: classes.typesOf(dex), seen: new Uint8Array(dex.stringCount) };
  }

  #numberIn(dex: DexFile, classIndex: number): number {
    return this.#files.has(dex) ? this.classes.firstOf(dex) + classIndex : NOT_HERE;
  }

  #reachNumber(number: number): void {
    if (this.#reached[number] === 1) return;
    this.#reached[number] = 1;
    if (this.#wanted[number] === 1) this.#missing--;
    this.#queue.push(number);
    for (const other of this.#generated.get(number) ?? []) this.#reachNumber(other);
  }

  /** Takes for reached what one class mentions. */
  #follow({ dex, mentions, types, seen }: File, classIndex: number): void {
    if (mentions?.complete !== true) {
      this.#unread = true;
      return;
    }
    for (const mention of mentions.of(classIndex)) {
      if (mention >= 0) {
        const number = types.of(mention);
        if (this.#reached[number] === 0) this.#reachNumber(number);
      } else if (seen[~mention] === 0) {
        seen[~mention] = 1;
        if (mayBeName(dex, ~mention, this.#roots.has(''))) this.reachNamed(dex.string(~mention) ?? '');
      }
    }
  }

  /** The number of a class that is loaded. */
  #numberOf(descriptor: string): number {
    const number = this.classes.numberOf(descriptor);
    return number < this.#end ? number : NOT_HERE;
  }

  #lookOver(): void {
    for (const [folder, numbers] of this.classes.packages) {
      if ((numbers[0] ?? this.#end) >= this.#end) continue;
      this.#roots.add(firstLabel(`${folder}/`));
      // The second letter of the name; of a class without a package the first.
      const simple = folder === '' ? 1 : folder.length + 3;
      for (const number of numbers) {
        if (number >= this.#end) break;
        const descriptor = this.classes.descriptorOf(number);
        const underscore = descriptor.indexOf('_', simple);
        if (underscore >= 0) this.#addGenerated(descriptor, underscore, number);
        const dollar = descriptor.indexOf('$', simple);
        if (dollar < 0) continue;
        for (const mark of GENERATED) {
          const at = descriptor.indexOf(mark, dollar);
          if (at >= 0) this.#addGenerated(descriptor, at, number);
        }
      }
    }
  }

  /** @param end where in the descriptor the name of the class ends that it was generated for */
  #addGenerated(descriptor: string, end: number, number: number): void {
    const owner = this.#numberOf(`${descriptor.slice(0, end)};`);
    if (owner < 0) return;
    const known = this.#generated.get(owner);
    if (known === undefined) this.#generated.set(owner, [number]);
    else known.push(number);
  }

  #classesOf(folder: string): readonly number[] {
    return (this.classes.packages.get(folder) ?? []).filter((number) => number < this.#end);
  }
}

/** What stands before the first dot or slash; `''` for a name without. */
function firstLabel(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '.' || text.charAt(at) === '/') return text.slice(0, at);
  }
  return '';
}

/**
 * Whether a string has the letters of a class name alone; most have not.
 * @param alsoAlone also of one without a package
 */
function mayBeName(dex: DexFile, index: number, alsoAlone: boolean): boolean {
  const start = dex.stringStart(index);
  if (start < 0) return false;
  const { bytes } = dex;
  let divided = alsoAlone;
  for (let at = start; at < start + MAX_NAME_BYTES; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) return divided && at > start;
    if (NAME_BYTES[byte] === 0) return false;
    divided ||= byte === DOT || byte === SLASH;
  }
  return false;
}

const DOT = 0x2e;
const SLASH = 0x2f;

/** Letters, digits, `$ _ . / ; -`, and anything beyond ASCII. */
const NAME_BYTES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w$./;-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
