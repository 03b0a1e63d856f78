/** The calls in the methods of a class, for those few that are looked at again when all code was scanned. */
import { ClassCallReader, type MethodCalls } from '../dex/class-calls.js';
import type { DexFile } from '../dex/dex-file.js';

export class ClassCode {
  readonly #readers = new Map<DexFile, ClassCallReader>();
  /** The class asked about last: sites come class by class. */
  #last: { readonly dex: DexFile; readonly classIndex: number; readonly code: readonly MethodCalls[] } | null = null;

  /** A method of a class, by its `method_idx`; undefined where it has no code that can be read. */
  methodOf(dex: DexFile, classIndex: number, method: number): MethodCalls | undefined {
    if (this.#last?.dex !== dex || this.#last.classIndex !== classIndex) {
      let reader = this.#readers.get(dex);
      if (reader === undefined) this.#readers.set(dex, (reader = new ClassCallReader(dex)));
      this.#last = { dex, classIndex, code: reader.read(classIndex) };
    }
    return this.#last.code.find((one) => one.method === method);
  }
}
