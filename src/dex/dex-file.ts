import { asText, type TextView } from '../platform/index.js';
import { PermauditError } from '../bytes/errors.js';
import type { DexBudget } from './budget.js';
import type { DexHeader, DexTable } from './header.js';
import { decodeModifiedUtf8 } from '../bytes/modified-utf8.js';
import type { DexProblems } from './problems.js';
import { units16, words32 } from './words.js';

/** Bytes of a string that are decoded; a longer one is cut there. No name and no URI comes near. */
const MAX_STRING_BYTES = 65_536;
/** Type descriptors kept decoded, in characters. */
const MAX_CACHED_CHARS = 16 * 1024 * 1024;
const NO_INDEX = 0xffffffff;

/** A method as code refers to it. All parts are attacker-controlled text. */
export interface MethodRef {
  /** e.g. `Landroid/telephony/SmsManager;` */
  readonly classDescriptor: string;
  readonly name: string;
  /** Parameter and return types, e.g. `(ILjava/lang/String;)V`; `''` when the prototype is damaged. */
  readonly descriptor: string;
}

/**
 * One logical DEX file. Tables are read where they lie, one number at a time; strings are decoded when asked for.
 * Numbers out of a table are as the file has them: an index may lie outside its own table.
 */
export class DexFile {
  readonly stringCount: number;
  readonly typeCount: number;
  readonly protoCount: number;
  readonly fieldCount: number;
  readonly methodCount: number;
  readonly classCount: number;
  /** All bytes as 16-bit code units. */
  readonly units: Uint16Array;
  readonly #view: DataView;
  readonly #text: TextView;
  readonly #descriptors: (string | undefined)[] = [];
  #cachedChars = 0;
  #decodable: number;

  constructor(
    /** All bytes; offsets in the file count from here, in a container too. */
    readonly bytes: Uint8Array,
    /** The archive entry. Attacker-controlled text. */
    readonly path: string,
    readonly header: DexHeader,
    /** What is wrong with the file; grows while it is read. */
    readonly problems: DexProblems,
    readonly budget: DexBudget,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.units = units16(bytes);
    this.#text = asText(bytes);
    const { poolStrings, decodedBytes } = budget.reading.limits;
    // Honest strings do not overlap: reading each of them a few times stays far below this.
    this.#decodable = decodedBytes + 4 * bytes.length;
    this.stringCount = Math.min(header.strings.count, poolStrings);
    if (header.strings.count > poolStrings) {
      problems.add('LIMIT_STRINGS', header.strings.offset, () => ({ problem: 'dexStrings', limit: poolStrings }));
    }
    this.typeCount = header.types.count;
    this.protoCount = header.protos.count;
    this.fieldCount = header.fields.count;
    this.methodCount = header.methods.count;
    this.classCount = header.classes.count;
  }

  /** `'035'` to `'041'`. */
  get version(): string {
    return this.header.version;
  }

  /** Where the text of a string begins, after its length; -1 when the index or the offset is outside the file. */
  stringStart(index: number): number {
    if (!(index >= 0 && index < this.stringCount)) return -1;
    let at = this.#view.getUint32(this.header.strings.offset + 4 * index, true);
    const { bytes } = this;
    if (at >= bytes.length) return -1;
    // The length is in UTF-16 units and often wrong; what counts is the zero byte.
    for (let read = 0; read < 5 && at < bytes.length; read++) {
      if ((bytes[at++] ?? 0) < 0x80) return at;
    }
    return -1;
  }

  /**
   * The text of a string, to its zero byte and at most 64 KiB of it; null when the index or the offset is bad.
   * @throws PermauditError `LIMIT_STRINGS` when far more is decoded than an honest file holds
   */
  string(index: number): string | null {
    const start = this.stringStart(index);
    if (start < 0) return null;
    const { bytes } = this;
    const limit = Math.min(bytes.length, start + MAX_STRING_BYTES);
    let end = start;
    let seen = 0;
    for (let byte = bytes[end] ?? 0; end < limit && byte !== 0; byte = bytes[++end] ?? 0) seen |= byte;
    this.#charge(end - start, start);
    return seen < 0x80 ? this.#text.toString('latin1', start, end) : decodeModifiedUtf8(bytes, start, end);
  }

  /**
   * The descriptor of a type, e.g. `Landroid/content/Context;`; `''` when the index is bad.
   * @throws PermauditError `LIMIT_STRINGS`
   */
  typeDescriptor(typeIndex: number): string {
    const known = this.#descriptors[typeIndex];
    if (known !== undefined) return known;
    if (!(typeIndex >= 0 && typeIndex < this.typeCount)) return '';
    const descriptor = this.string(this.#u32(this.header.types, 4, typeIndex, 0)) ?? '';
    this.budget.takeDescriptor(descriptor.length, this.path);
    if (this.#cachedChars < MAX_CACHED_CHARS) {
      this.#cachedChars += descriptor.length;
      this.#descriptors[typeIndex] = descriptor;
    }
    return descriptor;
  }

  /** `type_idx` of the class a method is called on; -1 for a bad index, as in all of these. */
  methodClass(methodIndex: number): number {
    return this.#u16(this.header.methods, 8, methodIndex, 0);
  }

  /** All of `type_ids`: of each type the `string_idx` of its descriptor. */
  typeWords(): Uint32Array {
    return words32(this.bytes, this.header.types.offset, this.typeCount);
  }

  /** `proto_idx` of a method. */
  methodProto(methodIndex: number): number {
    return this.#u16(this.header.methods, 8, methodIndex, 2);
  }

  /** `string_idx` of a method's name. */
  methodName(methodIndex: number): number {
    return this.#u32(this.header.methods, 8, methodIndex, 4);
  }

  /** All of `method_ids`, two numbers each: class and prototype in the first, the name's `string_idx` in the second. */
  methodWords(): Uint32Array {
    return words32(this.bytes, this.header.methods.offset, 2 * this.methodCount);
  }

  /** All of `field_ids`, two numbers each: class and type in the first, the name's `string_idx` in the second. */
  fieldWords(): Uint32Array {
    return words32(this.bytes, this.header.fields.offset, 2 * this.fieldCount);
  }

  /** `type_idx` of the class a field belongs to. */
  fieldClass(fieldIndex: number): number {
    return this.#u16(this.header.fields, 8, fieldIndex, 0);
  }

  /** `type_idx` of a field's type. */
  fieldType(fieldIndex: number): number {
    return this.#u16(this.header.fields, 8, fieldIndex, 2);
  }

  /** `string_idx` of a field's name. */
  fieldName(fieldIndex: number): number {
    return this.#u32(this.header.fields, 8, fieldIndex, 4);
  }

  /** `type_idx` of the class that a class definition defines. */
  classType(classIndex: number): number {
    return this.#u32(this.header.classes, 32, classIndex, 0);
  }

  /** `type_idx` of the superclass; -1 when there is none. */
  classSuper(classIndex: number): number {
    const type = this.#u32(this.header.classes, 32, classIndex, 8);
    return type === NO_INDEX ? -1 : type;
  }

  /** Where the list of interfaces is; 0 for none. */
  classInterfacesOffset(classIndex: number): number {
    return Math.max(0, this.#u32(this.header.classes, 32, classIndex, 12));
  }

  /** Where the fields and methods are; 0 for none. */
  classDataOffset(classIndex: number): number {
    return Math.max(0, this.#u32(this.header.classes, 32, classIndex, 24));
  }

  /** Where the initial values of the static fields are; 0 for none. */
  classStaticValuesOffset(classIndex: number): number {
    return Math.max(0, this.#u32(this.header.classes, 32, classIndex, 28));
  }

  /** The types of a `type_list`; an empty list when the offset is 0 or bad. */
  typeList(offset: number): number[] {
    if (offset === 0 || offset + 4 > this.bytes.length) return [];
    const count = this.#view.getUint32(offset, true);
    // At most 255 parameters; a class with more interfaces is not a class anybody wrote.
    const fitting = Math.min(count, 65_535, Math.floor((this.bytes.length - offset - 4) / 2));
    const types: number[] = [];
    for (let index = 0; index < fitting; index++) types.push(this.#view.getUint16(offset + 4 + 2 * index, true));
    return types;
  }

  /** Parameter and return types, e.g. `(ILjava/lang/String;)V`; `''` for a bad index. */
  protoDescriptor(protoIndex: number): string {
    const returns = this.#u32(this.header.protos, 12, protoIndex, 4);
    if (returns < 0) return '';
    const parameters = this.typeList(this.#u32(this.header.protos, 12, protoIndex, 8)).slice(0, 255);
    const types = [...parameters, returns].map((type) => this.typeDescriptor(type));
    this.#charge(
      types.reduce((length, { length: more }) => length + more, 0),
      0,
    );
    return `(${types.slice(0, -1).join('')})${types[types.length - 1] ?? ''}`;
  }

  /** A method with its names; damaged parts are `''`. */
  methodRef(methodIndex: number): MethodRef {
    return {
      classDescriptor: this.typeDescriptor(this.methodClass(methodIndex)),
      name: this.string(this.methodName(methodIndex)) ?? '',
      descriptor: this.protoDescriptor(this.methodProto(methodIndex)),
    };
  }

  /** A 32-bit number anywhere in the file, or -1 outside it. */
  u32At(offset: number): number {
    return offset >= 0 && offset + 4 <= this.bytes.length ? this.#view.getUint32(offset, true) : -1;
  }

  #u16(table: DexTable, itemSize: number, index: number, field: number): number {
    if (!(index >= 0 && index < table.count)) return -1;
    return this.#view.getUint16(table.offset + index * itemSize + field, true);
  }

  #u32(table: DexTable, itemSize: number, index: number, field: number): number {
    if (!(index >= 0 && index < table.count)) return -1;
    return this.#view.getUint32(table.offset + index * itemSize + field, true);
  }

  #charge(bytes: number, offset: number): void {
    this.#decodable -= bytes;
    if (this.#decodable >= 0) return;
    throw new PermauditError(
      'LIMIT_STRINGS',
      { problem: 'dexOverlap' },
      {
        offset,
        path: this.path,
      },
    );
  }
}
