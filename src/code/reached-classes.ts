/**
 * Which classes something can lead to: from what Android starts by name, along what code mentions. A class that no code, no
 * manifest and no other file of the package names does not run.
 */
import type { Reading } from '../bytes/reading.js';
import type { DexFile } from '../dex/dex-file.js';
import { MentionReader } from '../dex/mentions.js';

/** Classes between two looks at the clock. */
const CHECK_EVERY = 1_024;
const NOT_LOOKED_UP = -2;
const NOT_HERE = -1;
/** A longer string is no name of a class. */
const MAX_NAME_BYTES = 400;
/** What generators put after the name of a class, and libraries look for by that name (Room, Butter Knife, Parceler). */
const GENERATED: readonly string[] = ['_', '$$', '$Companion;', '$serializer;'];

interface File {
  readonly dex: DexFile;
  /** The number of its first class, over all files. */
  readonly first: number;
  readonly reader: MentionReader;
}

export class ReachedClasses {
  readonly #files: File[] = [];
  readonly #reached: Uint8Array;
  readonly #queue: number[] = [];
  readonly #numbers = new Map<string, number>();
  /** By class number: generated classes that belong to it by their name. */
  readonly #generated = new Map<number, number[]>();
  /** First labels of packages; `''` for the default package. */
  readonly #roots = new Set<string>();
  /** By package, with slashes: its classes. Made when first asked for. */
  #packages: Map<string, number[]> | null = null;
  #unread = false;
  /** By class number: 1 for those that are asked for. */
  readonly #wanted: Uint8Array;
  #missing = 0;
  /** How many of the queue were followed. */
  #followed = 0;

  /** @param loaded the DEX files that Android loads, in their order: the first definition of a class counts */
  constructor(
    loaded: readonly DexFile[],
    private readonly reading: Reading,
    /** A constant with the name of this package names the app, not all that is in it. */
    private readonly ownPackage: string,
  ) {
    let first = 0;
    for (const dex of loaded) {
      this.#files.push({ dex, first, reader: this.#readerOf(dex) });
      for (let index = 0; index < dex.classCount; index++) {
        const descriptor = dex.typeDescriptor(dex.classType(index));
        if (this.#numbers.has(descriptor)) continue;
        this.#numbers.set(descriptor, first + index);
        this.#roots.add(descriptor.slice(1, Math.max(1, descriptor.indexOf('/'))));
      }
      first += dex.classCount;
    }
    this.#reached = new Uint8Array(first);
    this.#wanted = new Uint8Array(first);
    this.#findGenerated();
  }

  /** Whether something could not be read, so that a class that was not reached may still be. */
  get unsure(): boolean {
    return this.#unread;
  }

  /** Takes a class of this descriptor for reached; false when no file defines it. */
  reach(descriptor: string): boolean {
    const number = this.#numbers.get(descriptor);
    if (number === undefined) return false;
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
    const reader = this.#readerOf(dex);
    for (let index = 0; index < dex.classCount; index++) reader.read(index);
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
      const file = this.#fileOf(number);
      if (file !== null && !file.reader.read(number - file.first)) this.#unread = true;
    }
  }

  /** Whether a class of a loaded file was reached; a second definition of a class never runs. */
  has(dex: DexFile, classIndex: number): boolean {
    const number = this.#numberIn(dex, classIndex);
    return number < 0 || this.#reached[number] === 1;
  }

  #numberIn(dex: DexFile, classIndex: number): number {
    const file = this.#files.find((one) => one.dex === dex);
    return file === undefined ? NOT_HERE : file.first + classIndex;
  }

  #reachNumber(number: number): void {
    if (this.#reached[number] === 1) return;
    this.#reached[number] = 1;
    if (this.#wanted[number] === 1) this.#missing--;
    this.#queue.push(number);
    for (const other of this.#generated.get(number) ?? []) this.#reachNumber(other);
  }

  #fileOf(number: number): File | null {
    let found: File | null = null;
    for (const file of this.#files) if (file.first <= number) found = file;
    return found;
  }

  /** Remembers which types and strings of the file were seen: each is looked up once. */
  #readerOf(dex: DexFile): MentionReader {
    const numbers = new Int32Array(dex.typeCount).fill(NOT_LOOKED_UP);
    const seen = new Uint8Array(dex.stringCount);
    return new MentionReader(dex, {
      type: (type) => {
        let number = numbers[type] ?? NOT_HERE;
        if (number === NOT_LOOKED_UP) numbers[type] = number = this.#numberOf(dex.typeDescriptor(type));
        if (number >= 0 && this.#reached[number] === 0) this.#reachNumber(number);
      },
      string: (index) => {
        if (seen[index] !== 0) return;
        seen[index] = 1;
        if (mayBeName(dex, index)) this.reachNamed(dex.string(index) ?? '');
      },
    });
  }

  #numberOf(descriptor: string): number {
    const start = descriptor.lastIndexOf('[') + 1;
    return this.#numbers.get(start === 0 ? descriptor : descriptor.slice(start)) ?? NOT_HERE;
  }

  #findGenerated(): void {
    for (const [descriptor, number] of this.#numbers) {
      const simple = descriptor.lastIndexOf('/') + 2;
      for (const mark of GENERATED) {
        const at = descriptor.indexOf(mark, simple);
        if (at < 0) continue;
        const owner = this.#numbers.get(`${descriptor.slice(0, at)};`);
        if (owner === undefined) continue;
        const known = this.#generated.get(owner);
        if (known === undefined) this.#generated.set(owner, [number]);
        else known.push(number);
      }
    }
  }

  #classesOf(folder: string): readonly number[] {
    this.#packages ??= byPackage(this.#numbers);
    return this.#packages.get(folder) ?? [];
  }
}

/** What stands before the first dot or slash; `''` for a name without. */
function firstLabel(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '.' || text.charAt(at) === '/') return text.slice(0, at);
  }
  return '';
}

function byPackage(numbers: ReadonlyMap<string, number>): Map<string, number[]> {
  const packages = new Map<string, number[]>();
  let folder = '';
  let list: number[] = [];
  for (const [descriptor, number] of numbers) {
    // Classes stand package by package, nearly always.
    const end = Math.max(1, descriptor.lastIndexOf('/'));
    if (end !== folder.length + 1 || !descriptor.startsWith(folder, 1)) {
      folder = descriptor.slice(1, end);
      list = packages.get(folder) ?? [];
      packages.set(folder, list);
    }
    list.push(number);
  }
  return packages;
}

/** Whether a string has the letters of a class name alone; most have not. */
function mayBeName(dex: DexFile, index: number): boolean {
  const start = dex.stringStart(index);
  if (start < 0) return false;
  const { bytes } = dex;
  for (let at = start; at < start + MAX_NAME_BYTES; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) return at > start;
    if (NAME_BYTES[byte] === 0) return false;
  }
  return false;
}

/** Letters, digits, `$ _ . / ; -`, and anything beyond ASCII. */
const NAME_BYTES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[\w$./;-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
