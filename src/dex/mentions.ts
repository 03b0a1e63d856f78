/**
 * What the code of each class mentions: the classes it makes, tests, calls and reads, and the strings it loads, any of
 * which may be the name of a class. Prototypes are left out: what they name is made somewhere.
 */
import type { DexFile } from './dex-file.js';

/** Mentions kept of one file; large real ones have a tenth of it. */
const MAX_MENTIONS = 16_000_000;
const FIRST_SIZE = 4_096;

/** Tables of marks that one DEX file after the other is read with, each as large as the largest file so far needs it. */
export class MentionMarks {
  #methods: Uint32Array = new Uint32Array();
  #fields: Uint32Array = new Uint32Array();
  #types: Uint32Array = new Uint32Array();
  #strings: Uint32Array = new Uint32Array();
  /** The last mark that was given to a class; 0 stands for none. */
  #last = 0;

  /** The tables for a file, and the mark before those of its classes. What other files left in the tables is below. */
  of(dex: DexFile): Record<'methods' | 'fields' | 'types' | 'strings', Uint32Array> & { readonly before: number } {
    const before = this.#last;
    this.#last += dex.classCount;
    this.#methods = holding(this.#methods, dex.methodCount);
    this.#fields = holding(this.#fields, dex.fieldCount);
    this.#types = holding(this.#types, dex.typeCount);
    this.#strings = holding(this.#strings, dex.stringCount);
    return {
      before,
      methods: this.#methods.subarray(0, dex.methodCount),
      fields: this.#fields.subarray(0, dex.fieldCount),
      types: this.#types.subarray(0, dex.typeCount),
      strings: this.#strings.subarray(0, dex.stringCount),
    };
  }
}

function holding(table: Uint32Array, count: number): Uint32Array {
  return table.length < count ? new Uint32Array(count) : table;
}

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
  /** By index: the mark of the class that mentioned it last, which is {@link Mentions.stamp} where this class did. */
  readonly methods: Uint32Array;
  readonly fields: Uint32Array;
  /** The mark of the class that is read. */
  stamp = 0;
  readonly #before: number;
  readonly #types: Uint32Array;
  readonly #strings: Uint32Array;
  readonly #methodWords: Uint32Array;
  readonly #fieldWords: Uint32Array;
  #complete = true;

  /** @param marks those of all files that are read one after the other */
  constructor(dex: DexFile, marks: MentionMarks) {
    const { before, methods, fields, types, strings } = marks.of(dex);
    this.#before = before;
    this.#ends = new Uint32Array(dex.classCount);
    this.methods = methods;
    this.fields = fields;
    this.#types = types;
    this.#strings = strings;
    this.#methodWords = dex.methodWords();
    this.#fieldWords = dex.fieldWords();
  }

  /** False where there were too many to keep. */
  get complete(): boolean {
    return this.#complete;
  }

  /** What comes next is of this class; classes come in their order. */
  enter(classIndex: number): void {
    this.stamp = this.#before + classIndex + 1;
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
    this.#ends[this.stamp - this.#before - 1] = this.#length;
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
