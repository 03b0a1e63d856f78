/**
 * One pass over the code of a DEX file: which methods call, read or load what is wanted, and how often.
 *
 * Code is stepped through linearly, as ART does before it verifies a method: ART refuses a class in which that does not
 * end exactly at the end of the code, so nothing that can run is hidden from it.
 */
import { ClassDataReader } from './class-data.js';
import type { DexFile } from './dex-file.js';
import { EncodedType, forEachEncoded } from './encoded-values.js';
import { MethodHandles, type HandleSink } from './method-handles.js';
import type { Mentions } from './mentions.js';
import { OPCODE_TABLE, OpcodeUse, payloadUnits } from './opcodes.js';
import { TargetCounter } from './target-counter.js';
import type { SiteVisitor } from './site.js';

/** Classes between two looks at the clock. */
const CHECK_EVERY = 256;
/** 16-bit units of a code item before its instructions, and where in them the number of units stands. */
const CODE_HEADER_UNITS = 8;
const CODE_SIZE_AT = 6;
/** The caller of a string that is the initial value of a static field. */
export const NO_METHOD = -1;

const NONE = new Uint32Array();

/** What to look for: one byte per index, anything but 0 is wanted. Make one with {@link wantNothing}. */
export interface Wanted {
  /** By `method_idx`. */
  readonly methods: Uint8Array;
  /** By `field_idx`. */
  readonly fields: Uint8Array;
  /** By `string_idx`. */
  readonly strings: Uint8Array;
}

export interface CodeSink {
  /** An `invoke-*` of a method, or a method handle of it. */
  readonly call: SiteVisitor;
  /** An `iget*` or `sget*` of a field. */
  readonly fieldGet: SiteVisitor;
  /** A `const-string`, or the initial value of a static field. */
  readonly string: SiteVisitor;
  /** Where all that each class mentions is gathered. */
  readonly mentions?: Mentions;
}

/** How a scan went. */
export interface ScanResult {
  /** False when something was left out: a damaged class or method, or a budget at its end. See `DexFile.problems`. */
  readonly complete: boolean;
  readonly classes: number;
  /** Methods, those without code included. */
  readonly methods: number;
  /** Methods whose code was stepped through to its end. */
  readonly methodsWithCode: number;
  readonly damagedClasses: number;
  readonly damagedMethods: number;
  /** `invoke-custom` instructions: what they call is decided while the app runs, by what they are made with. */
  readonly invokeCustom: number;
}

/** A {@link Wanted} for `dex` in which nothing is wanted yet. */
export function wantNothing(dex: DexFile): Wanted {
  const bytes = (count: number): Uint8Array => new Uint8Array(count);
  return { methods: bytes(dex.methodCount), fields: bytes(dex.fieldCount), strings: bytes(dex.stringCount) };
}

/**
 * Steps through all code of `dex`. A damaged class or method is left out, counted, and a problem of the file; so is
 * what comes after a budget's end (`LIMIT_CODE`).
 *
 * @throws PermauditError `LIMIT_TIME`
 */
export function scanCode(dex: DexFile, wanted: Wanted, sink: CodeSink): ScanResult {
  return new CodeScan(dex, wanted, sink).run();
}

class CodeScan {
  readonly #units: Uint16Array;
  readonly #reader: ClassDataReader;
  readonly #calls: TargetCounter;
  readonly #gets: TargetCounter;
  readonly #strings: TargetCounter;
  /** What a method hands on to be called counts as called. */
  readonly #handleSink: HandleSink = {
    method: (index) => {
      this.#mentions?.method(index);
      if ((this.wanted.methods[index] ?? 0) !== 0) this.#calls.add(index);
    },
    fieldGet: (index) => {
      this.#mentionField(index);
      if ((this.wanted.fields[index] ?? 0) !== 0) this.#gets.add(index);
    },
  };
  readonly #mentions: Mentions | null;
  /** Those of the mentions, asked here: most calls are of methods that the class has called before. */
  readonly #calledMethods: Uint32Array;
  readonly #readFields: Uint32Array;
  #handles: MethodHandles | null = null;
  #classes = 0;
  #methods = 0;
  #methodsWithCode = 0;
  #damagedClasses = 0;
  #damagedMethods = 0;
  #invokeCustom = 0;
  #exhausted = false;

  constructor(
    private readonly dex: DexFile,
    private readonly wanted: Wanted,
    private readonly sink: CodeSink,
  ) {
    this.#units = dex.units;
    this.#reader = new ClassDataReader(dex);
    this.#calls = new TargetCounter(wanted.methods.length);
    this.#gets = new TargetCounter(wanted.fields.length);
    this.#strings = new TargetCounter(wanted.strings.length);
    this.#mentions = sink.mentions ?? null;
    this.#calledMethods = this.#mentions?.methods ?? NONE;
    this.#readFields = this.#mentions?.fields ?? NONE;
  }

  run(): ScanResult {
    const { classCount, budget, path } = this.dex;
    for (let index = 0; index < classCount && !this.#exhausted; index++) {
      if (index % CHECK_EVERY === 0) budget.reading.checkTime(path);
      if (!this.#takeUnits(1)) break;
      this.#classes++;
      this.#mentionParents(index);
      this.#scanStaticValues(index);
      const offset = this.dex.classDataOffset(index);
      if (offset !== 0) this.#scanClass(index, offset);
    }
    return {
      complete: !this.#exhausted && this.#damagedClasses === 0 && this.#damagedMethods === 0,
      classes: this.#classes,
      methods: this.#methods,
      methodsWithCode: this.#methodsWithCode,
      damagedClasses: this.#damagedClasses,
      damagedMethods: this.#damagedMethods,
      invokeCustom: this.#invokeCustom,
    };
  }

  #mentionParents(classIndex: number): void {
    const { dex } = this;
    const mentions = this.#mentions;
    if (mentions === null) return;
    mentions.enter(classIndex);
    mentions.type(dex.classSuper(classIndex));
    const interfaces = dex.classInterfacesOffset(classIndex);
    if (interfaces !== 0) for (const type of dex.typeList(interfaces)) mentions.type(type);
  }

  #scanStaticValues(classIndex: number): void {
    const offset = this.dex.classStaticValuesOffset(classIndex);
    if (offset === 0) return;
    const { strings } = this.wanted;
    const whole = forEachEncoded(
      this.dex,
      { offset, wanted: [EncodedType.String, EncodedType.Type] },
      (values) => this.#takeUnits(values),
      (index, type) => {
        if (type === EncodedType.Type) {
          this.#mentions?.type(index);
          return;
        }
        this.#mentions?.string(index);
        if ((strings[index] ?? 0) !== 0) this.#strings.add(index);
      },
    );
    this.#strings.flush(this.sink.string, NO_METHOD, classIndex);
    if (!whole && !this.#exhausted) this.#damagedClass(classIndex, offset);
  }

  #scanClass(classIndex: number, offset: number): void {
    const reader = this.#reader;
    if (reader.open(offset, (fields) => this.#takeUnits(fields))) {
      while (!this.#exhausted && reader.next()) {
        if (!this.dex.budget.takeMethod()) {
          this.#exhaust('methods');
          return;
        }
        this.#methods++;
        if (reader.codeOffset !== 0) this.#scanMethod(reader.codeOffset, reader.methodIndex, classIndex);
      }
    }
    if (reader.damaged) this.#damagedClass(classIndex, offset);
  }

  #scanMethod(offset: number, method: number, classIndex: number): void {
    const units = this.#units;
    const start = offset / 2 + CODE_HEADER_UNITS;
    const size = (units[offset / 2 + CODE_SIZE_AT] ?? 0) + (units[offset / 2 + CODE_SIZE_AT + 1] ?? 0) * 65_536;
    // ART refuses a file whose code items are not aligned.
    if (offset % 4 !== 0 || start + size > units.length) {
      this.#damagedMethod(offset, method);
      return;
    }
    if (!this.#takeUnits(size)) return;
    const whole = this.#step(start, start + size);
    if (whole) {
      this.#methodsWithCode++;
      this.#calls.flush(this.sink.call, method, classIndex);
      this.#gets.flush(this.sink.fieldGet, method, classIndex);
      this.#strings.flush(this.sink.string, method, classIndex);
      return;
    }
    this.#calls.clear();
    this.#gets.clear();
    this.#strings.clear();
    this.#damagedMethod(offset, method);
  }

  /** Steps from unit `start` to unit `end`; false when an instruction goes over the end. */
  #step(start: number, end: number): boolean {
    const units = this.#units;
    const table = OPCODE_TABLE;
    const wantedMethods = this.wanted.methods;
    const mentions = this.#mentions;
    const stamp = mentions?.stamp;
    const calledMethods = this.#calledMethods;
    let at = start;
    while (at < end) {
      const unit = units[at] ?? 0;
      const info = table[unit & 0xff] ?? 1;
      if (info < OpcodeUse.Invoke << 3) {
        // No index to look at: most instructions. A nop may announce a table.
        at += info >= OpcodeUse.Pseudo << 3 && unit > 0xff ? payloadUnits(units, at) : info & 7;
        continue;
      }
      if (info < OpcodeUse.FieldGet << 3) {
        const method = units[at + 1] ?? 0;
        if (calledMethods[method] !== stamp) mentions?.method(method);
        if ((wantedMethods[method] ?? 0) !== 0) this.#calls.add(method);
      } else {
        this.#note(info >> 3, at);
      }
      at += info & 7;
    }
    return at === end;
  }

  /** The rarer instructions with an index. */
  #note(use: number, at: number): void {
    const units = this.#units;
    const short = units[at + 1] ?? 0;
    if (use === OpcodeUse.Type) {
      this.#mentions?.type(short);
    } else if (use === OpcodeUse.FieldPut) {
      this.#mentionField(short);
    } else if (use === OpcodeUse.FieldGet) {
      this.#mentionField(short);
      if ((this.wanted.fields[short] ?? 0) !== 0) this.#gets.add(short);
    } else if (use === OpcodeUse.InvokeCustom) {
      this.#invokeCustom++;
      this.#methodHandles().visitCallSite(short, (values) => this.#takeUnits(values), this.#handleSink);
    } else if (use === OpcodeUse.MethodHandle) {
      this.#methodHandles().visit(short, this.#handleSink);
    } else {
      const index = use === OpcodeUse.String16 ? short : short + (units[at + 2] ?? 0) * 65_536;
      this.#mentions?.string(index);
      if ((this.wanted.strings[index] ?? 0) !== 0) this.#strings.add(index);
    }
  }

  #mentionField(index: number): void {
    if (this.#readFields[index] !== this.#mentions?.stamp) this.#mentions?.field(index);
  }

  #methodHandles(): MethodHandles {
    return (this.#handles ??= new MethodHandles(this.dex));
  }

  #takeUnits(units: number): boolean {
    if (this.dex.budget.takeUnits(units)) return true;
    this.#exhaust('steps');
    return false;
  }

  #exhaust(what: 'methods' | 'steps'): void {
    if (this.#exhausted) return;
    this.#exhausted = true;
    const { dexMethods, dexUnits } = this.dex.budget.reading.limits;
    const limit = what === 'methods' ? dexMethods : dexUnits;
    const problem = what === 'methods' ? 'methodLimit' : 'stepLimit';
    this.dex.problems.add('LIMIT_CODE', null, () => ({ problem, limit }));
  }

  #damagedClass(classIndex: number, offset: number): void {
    this.#damagedClasses++;
    this.dex.problems.add('DEX_CORRUPT', offset, () => ({ problem: 'classData', class: classIndex }));
  }

  #damagedMethod(offset: number, method: number): void {
    this.#damagedMethods++;
    this.dex.problems.add('DEX_CORRUPT', offset, () => ({ problem: 'methodCode', method }));
  }
}
