import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';

/** What a DEX reader needs of a {@link Reading}. */
export type DexReading = Pick<Reading, 'limits' | 'checkTime'>;

/** What is left of the DEX budgets of one package: shared by all its DEX files, in whatever order they are read. */
export class DexBudget {
  #bytes: number;
  #descriptorBytes: number;
  #methods: number;
  #units: number;

  constructor(readonly reading: DexReading) {
    this.#bytes = reading.limits.dexTotalBytes;
    this.#descriptorBytes = reading.limits.dexDescriptorBytes;
    this.#methods = reading.limits.dexMethods;
    this.#units = reading.limits.dexUnits;
  }

  /**
   * Takes the bytes of one DEX file or container. Ask before inflating it.
   * @throws PermauditError `LIMIT_ENTRY` when the file, or all files together, are too large
   */
  takeBytes(bytes: number, path: string): void {
    const { dexBytes, dexTotalBytes } = this.reading.limits;
    if (bytes > dexBytes) {
      throw new PermauditError('LIMIT_ENTRY', { problem: 'dexSize', size: bytes, limit: dexBytes }, { path });
    }
    if (bytes > this.#bytes) {
      throw new PermauditError('LIMIT_ENTRY', { problem: 'dexTotal', limit: dexTotalBytes }, { path });
    }
    this.#bytes -= bytes;
  }

  /**
   * Takes the bytes of one type descriptor: descriptors are kept, and may overlap in a file.
   * @throws PermauditError `LIMIT_STRINGS`
   */
  takeDescriptor(bytes: number, path: string): void {
    this.#descriptorBytes -= bytes;
    if (this.#descriptorBytes >= 0) return;
    const limit = this.reading.limits.dexDescriptorBytes;
    throw new PermauditError('LIMIT_STRINGS', { problem: 'dexDescriptors', limit }, { path });
  }

  /** Takes one method; false when there is none left. */
  takeMethod(): boolean {
    return this.#methods-- > 0;
  }

  /** Takes steps through code or class data; false when there are not so many left. */
  takeUnits(units: number): boolean {
    if (units > this.#units) return false;
    this.#units -= units;
    return true;
  }
}
