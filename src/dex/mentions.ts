/**
 * What the code of each class mentions: the classes it makes, tests, calls and reads, and the strings it loads, any of
 * which may be the name of a class. Prototypes are left out: what they name is made somewhere.
 */
import type { DexFile } from './dex-file.js';

/** Mentions kept of one file; large real ones have a tenth of it. */
const MAX_MENTIONS = 16_000_000;
const FIRST_SIZE = 4_096;

/**
 * Gathers the mentions of one DEX file while its code is scanned. Of one class each is kept once; an index outside its
 * table mentions nothing.
 */
export class Mentions {
  /** As {@link Mentions.of}, class by class. */
  #list = new Int32Array(FIRST_SIZE);
  #length = 0;
  /** By class: where its mentions end. */
  readonly #ends: Uint32Array;
  /** By index: one more than the class that mentioned it last, which is {@link Mentions.stamp} where this class did. */
  readonly methods: Uint32Array;
  readonly fields: Uint32Array;
  /** One more than the class that is read. */
  stamp = 0;
  readonly #types: Uint32Array;
  readonly #strings: Uint32Array;
  readonly #methodWords: Uint32Array;
  readonly #fieldWords: Uint32Array;
  #complete = true;

  constructor(dex: DexFile) {
    this.#ends = new Uint32Array(dex.classCount);
    this.methods = new Uint32Array(dex.methodCount);
    this.fields = new Uint32Array(dex.fieldCount);
    this.#types = new Uint32Array(dex.typeCount);
    this.#strings = new Uint32Array(dex.stringCount);
    this.#methodWords = dex.methodWords();
    this.#fieldWords = dex.fieldWords();
  }

  /** False where there were too many to keep. */
  get complete(): boolean {
    return this.#complete;
  }

  /** What comes next is of this class; classes come in their order. */
  enter(classIndex: number): void {
    this.stamp = classIndex + 1;
    this.#ends[classIndex] = this.#length;
  }

  /** Of a method that this class has not mentioned yet, as {@link Mentions.methods} tells. */
  method(index: number): void {
    if (index >= this.methods.length) return;
    this.methods[index] = this.stamp;
    this.type((this.#methodWords[2 * index] ?? 0) & 0xffff);
  }

  /** Likewise of a field. */
  field(index: number): void {
    if (index >= this.fields.length) return;
    this.fields[index] = this.stamp;
    this.type((this.#fieldWords[2 * index] ?? 0) & 0xffff);
  }

  type(index: number): void {
    const types = this.#types;
    if ((types[index] ?? this.stamp) === this.stamp) return;
    types[index] = this.stamp;
    this.#keep(index);
  }

  string(index: number): void {
    const strings = this.#strings;
    if ((strings[index] ?? this.stamp) === this.stamp) return;
    strings[index] = this.stamp;
    this.#keep(~index);
  }

  /** All that a class mentions, in the order in which it was met: `type_idx` as it is, `string_idx` as `~string_idx`. */
  of(classIndex: number): Int32Array {
    const start = classIndex === 0 ? 0 : this.#ends[classIndex - 1];
    return this.#list.subarray(start, this.#ends[classIndex]);
  }

  #keep(mention: number): void {
    if (this.#length === this.#list.length && !this.#grow()) return;
    this.#list[this.#length++] = mention;
    this.#ends[this.stamp - 1] = this.#length;
  }

  #grow(): boolean {
    if (this.#length >= MAX_MENTIONS) {
      this.#complete = false;
      return false;
    }
    const longer = new Int32Array(2 * this.#length);
    longer.set(this.#list);
    this.#list = longer;
    return true;
  }
}
