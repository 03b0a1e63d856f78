/** What each method of one class calls, and which static fields it reads: for the few classes of which it matters. */
import { ClassDataReader } from './class-data.js';
import { instructionsOf } from './code-item.js';
import type { DexFile } from './dex-file.js';
import { OPCODE_TABLE, OpcodeUse, payloadUnits } from './opcodes.js';

export interface MethodCalls {
  /** `method_idx` of the method itself. */
  readonly method: number;
  /** `method_idx` of all that it calls, unchecked, each as often as it stands there. */
  readonly calls: readonly number[];
  /** Where each of them stands: 16-bit units from the first instruction. */
  readonly at: readonly number[];
  /** Where the code item of the method is. */
  readonly codeOffset: number;
  /** `field_idx` of the static fields that it reads, unchecked. */
  readonly statics: readonly number[];
}

const FIRST_STATIC_GET = 0x60;

export class ClassCallReader {
  readonly #reader: ClassDataReader;
  /** 16-bit units that may still be stepped through. */
  #left: number;

  constructor(private readonly dex: DexFile) {
    this.#reader = new ClassDataReader(dex);
    this.#left = dex.budget.reading.limits.dexUnits;
  }

  /** The methods of a class that have code, as far as they can be read: damage is told by the scan of the file. */
  read(classIndex: number): MethodCalls[] {
    const offset = this.dex.classDataOffset(classIndex);
    const found: MethodCalls[] = [];
    const reader = this.#reader;
    if (offset === 0 || !reader.open(offset, (fields) => this.#take(fields))) return found;
    while (this.#take(1) && reader.next()) {
      if (reader.codeOffset !== 0) found.push(this.#method(reader.methodIndex, reader.codeOffset));
    }
    return found;
  }

  #method(method: number, offset: number): MethodCalls {
    const found = { method, codeOffset: offset, calls: [] as number[], at: [] as number[], statics: [] as number[] };
    const { units } = this.dex;
    const code = instructionsOf(this.dex, offset);
    if (code === null || !this.#take(code.end - code.start)) return found;
    const { start, end } = code;
    for (let at = start; at < end;) {
      const unit = units[at] ?? 0;
      const info = OPCODE_TABLE[unit & 0xff] ?? 1;
      const use = info >> 3;
      if (use === OpcodeUse.Invoke) {
        found.calls.push(units[at + 1] ?? 0);
        found.at.push(at - start);
      } else if (use === OpcodeUse.FieldGet && (unit & 0xff) >= FIRST_STATIC_GET) {
        found.statics.push(units[at + 1] ?? 0);
      }
      at += use === OpcodeUse.Pseudo && unit > 0xff ? payloadUnits(units, at) : info & 7;
    }
    return found;
  }

  #take(units: number): boolean {
    this.#left -= units;
    return this.#left >= 0;
  }
}
