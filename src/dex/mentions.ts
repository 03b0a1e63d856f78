/**
 * What the code of one class mentions: the classes it makes, tests, calls and reads, and the strings it loads, any of
 * which may be the name of a class. Prototypes are left out: what they name is made somewhere.
 */
import { ClassDataReader } from './class-data.js';
import type { DexFile } from './dex-file.js';
import { EncodedType, forEachEncoded } from './encoded-values.js';
import { MethodHandles } from './method-handles.js';
import { OPCODE_TABLE, payloadUnits } from './opcodes.js';

export interface MentionSink {
  /** `type_idx`, unchecked; may be told again and again. */
  readonly type: (typeIndex: number) => void;
  /** `string_idx`, unchecked; may be told again and again. */
  readonly string: (stringIndex: number) => void;
}

/** What an instruction carries in its second unit. */
const Carries = { Nothing: 0, Type: 1, Field: 2, Method: 3, String16: 4, String32: 5, Handle: 6, CallSite: 7 } as const;

const RANGES: readonly (readonly [carries: number, from: number, to: number])[] = [
  [Carries.String16, 0x1a, 0x1a],
  [Carries.String32, 0x1b, 0x1b],
  [Carries.Type, 0x1c, 0x1c],
  [Carries.Type, 0x1f, 0x20],
  [Carries.Type, 0x22, 0x25],
  [Carries.Field, 0x52, 0x6d],
  [Carries.Method, 0x6e, 0x72],
  [Carries.Method, 0x74, 0x78],
  [Carries.Method, 0xfa, 0xfb],
  [Carries.CallSite, 0xfc, 0xfd],
  [Carries.Handle, 0xfe, 0xfe],
];

const CARRIES: Uint8Array = tableOf(RANGES);
const CODE_HEADER_UNITS = 8;
const CODE_SIZE_AT = 6;

function tableOf(ranges: typeof RANGES): Uint8Array {
  const table = new Uint8Array(256);
  for (const [carries, from, to] of ranges) table.fill(carries, from, to + 1);
  return table;
}

/** Reads the classes of one DEX file, in any order. */
export class MentionReader {
  readonly #reader: ClassDataReader;
  readonly #methodWords: Uint32Array;
  readonly #fieldWords: Uint32Array;
  #handles: MethodHandles | null = null;
  /** 16-bit units that may still be stepped through. */
  #left: number;

  constructor(
    private readonly dex: DexFile,
    private readonly sink: MentionSink,
  ) {
    this.#reader = new ClassDataReader(dex);
    this.#methodWords = dex.methodWords();
    this.#fieldWords = dex.fieldWords();
    this.#left = dex.budget.reading.limits.dexUnits;
  }

  /** Tells the sink what a class mentions; false when not all of it could be read. */
  read(classIndex: number): boolean {
    const { dex, sink } = this;
    sink.type(dex.classSuper(classIndex));
    for (const type of dex.typeList(dex.classInterfacesOffset(classIndex))) sink.type(type);
    return (
      this.#readStatics(dex.classStaticValuesOffset(classIndex)) && this.#readCode(dex.classDataOffset(classIndex))
    );
  }

  #readStatics(offset: number): boolean {
    if (offset === 0) return true;
    const mayPass = (values: number): boolean => this.#take(values);
    return (
      forEachEncoded(this.dex, { offset, wanted: EncodedType.String }, mayPass, this.sink.string) &&
      forEachEncoded(this.dex, { offset, wanted: EncodedType.Type }, mayPass, this.sink.type)
    );
  }

  #readCode(offset: number): boolean {
    if (offset === 0) return true;
    const reader = this.#reader;
    if (!reader.open(offset, (fields) => this.#take(fields))) return false;
    while (reader.next()) {
      if (!this.#take(1)) return false;
      if (reader.codeOffset !== 0 && !this.#readMethod(reader.codeOffset)) return false;
    }
    return !reader.damaged;
  }

  #readMethod(offset: number): boolean {
    const { units } = this.dex;
    const start = offset / 2 + CODE_HEADER_UNITS;
    const size = (units[offset / 2 + CODE_SIZE_AT] ?? 0) + (units[offset / 2 + CODE_SIZE_AT + 1] ?? 0) * 65_536;
    if (offset % 4 !== 0 || start + size > units.length || !this.#take(size)) return false;
    const end = start + size;
    let at = start;
    while (at < end) {
      const unit = units[at] ?? 0;
      const opcode = unit & 0xff;
      const carries = CARRIES[opcode] ?? 0;
      if (carries !== Carries.Nothing) this.#tell(carries, units[at + 1] ?? 0, units[at + 2] ?? 0);
      at += opcode === 0 && unit > 0xff ? payloadUnits(units, at) : (OPCODE_TABLE[opcode] ?? 1) & 7;
    }
    return at === end;
  }

  #tell(carries: number, short: number, high: number): void {
    const { sink } = this;
    switch (carries) {
      case Carries.Method:
        sink.type((this.#methodWords[2 * short] ?? 0) & 0xffff);
        return;
      case Carries.Field:
        sink.type((this.#fieldWords[2 * short] ?? 0) & 0xffff);
        return;
      case Carries.Type:
        sink.type(short);
        return;
      case Carries.String16:
        sink.string(short);
        return;
      case Carries.String32:
        sink.string(short + high * 65_536);
        return;
      default:
        this.#tellHandles(carries, short);
    }
  }

  #tellHandles(carries: number, index: number): void {
    const handles = (this.#handles ??= new MethodHandles(this.dex));
    const sink = {
      method: (method: number): void => {
        this.#tell(Carries.Method, method, 0);
      },
      fieldGet: (field: number): void => {
        this.#tell(Carries.Field, field, 0);
      },
    };
    if (carries === Carries.Handle) handles.visit(index, sink);
    else handles.visitCallSite(index, (values) => this.#take(values), sink);
  }

  #take(units: number): boolean {
    this.#left -= units;
    return this.#left >= 0;
  }
}
