/** Whether the code of an SDK does anything: a stub only returns. */
import { ClassDataReader } from '../dex/class-data.js';
import { instructionsOf } from '../dex/code-item.js';
import type { DexFile } from '../dex/dex-file.js';
import { OPCODE_TABLE, OpcodeUse, payloadUnits } from '../dex/opcodes.js';
import type { Owners } from './owners.js';

/** `idle`: it has code, and all of it only hands values around. */
export type ClassWork = 'works' | 'idle' | 'codeless';

const ACC_NATIVE = 0x100;
/** invoke-super and invoke-super/range: hands on to what the class would do anyway. */
const INVOKE_SUPER: ReadonlySet<number> = new Set([0x6f, 0x75]);

/** Classes of Java whose methods reach beyond values. */
const REACHES_OUT: ReadonlySet<string> = new Set([
  'Ljava/lang/Class;',
  'Ljava/lang/ClassLoader;',
  'Ljava/lang/Process;',
  'Ljava/lang/ProcessBuilder;',
  'Ljava/lang/Runtime;',
  'Ljava/lang/System;',
  'Ljava/lang/Thread;',
  'Ljava/util/ServiceLoader;',
  'Ljava/util/Timer;',
]);
/** Classes of these packages hold values; those below the packages need not. */
const OF_VALUES = ['Ljava/lang/', 'Ljava/util/', 'Lkotlin/', 'Lkotlin/jvm/internal/', 'Lkotlin/collections/'];
const LOG = 'Landroid/util/Log;';

/** Whether a class of the platform or of Kotlin only computes: what a stub needs to give an empty answer. */
function onlyComputes(descriptor: string): boolean {
  if (descriptor === LOG) return true;
  const folder = descriptor.slice(0, descriptor.lastIndexOf('/') + 1);
  return OF_VALUES.includes(folder) && !REACHES_OUT.has(descriptor);
}

/**
 * Looks at the classes of one DEX file, each until something in it does more than handing values around: a native method,
 * or a call of what is neither of its own SDK, nor its superclass, nor a value of Java's or Kotlin's. What cannot be read
 * counts as doing something.
 */
export class SdkWork {
  readonly #reader: ClassDataReader;
  /** 16-bit units that may still be stepped through. */
  #left: number;

  constructor(
    private readonly dex: DexFile,
    private readonly owners: Owners,
  ) {
    this.#reader = new ClassDataReader(dex);
    this.#left = dex.budget.reading.limits.dexUnits;
  }

  /** @param sdk the id of the SDK that the class belongs to */
  of(classIndex: number, sdk: string): ClassWork {
    const offset = this.dex.classDataOffset(classIndex);
    if (offset === 0) return 'codeless';
    const reader = this.#reader;
    if (!reader.open(offset, (fields) => this.#take(fields))) return 'works';
    const superclass = this.dex.classSuper(classIndex);
    let found: ClassWork = 'codeless';
    while (reader.next()) {
      if (!this.#take(1) || (reader.accessFlags & ACC_NATIVE) !== 0) return 'works';
      if (reader.codeOffset === 0) continue;
      if (this.#methodWorks(reader.codeOffset, superclass, sdk)) return 'works';
      found = 'idle';
    }
    return reader.damaged ? 'works' : found;
  }

  #methodWorks(offset: number, superclass: number, sdk: string): boolean {
    const { units } = this.dex;
    const code = instructionsOf(this.dex, offset);
    if (code === null || !this.#take(code.end - code.start)) return true;
    let at = code.start;
    while (at < code.end) {
      const unit = units[at] ?? 0;
      const info = OPCODE_TABLE[unit & 0xff] ?? 1;
      const use = info >> 3;
      if (use === OpcodeUse.InvokeCustom) return true;
      if (use === OpcodeUse.Invoke && !INVOKE_SUPER.has(unit & 0xff)) {
        const called = this.dex.methodClass(units[at + 1] ?? 0);
        if (called !== superclass && this.#reachesOut(called, sdk)) return true;
      }
      at += use === OpcodeUse.Pseudo && unit > 0xff ? payloadUnits(units, at) : info & 7;
    }
    return false;
  }

  #reachesOut(type: number, sdk: string): boolean {
    const descriptor = this.dex.typeDescriptor(type);
    return !onlyComputes(descriptor) && this.owners.ownerOfDescriptor(descriptor).sdk !== sdk;
  }

  #take(units: number): boolean {
    this.#left -= units;
    return this.#left >= 0;
  }
}
