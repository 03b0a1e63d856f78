import type { DexFile } from './dex-file.js';
import { Leb128Cursor } from './leb128.js';

/** The least bytes that an encoded field and an encoded method take. */
const MIN_FIELD_BYTES = 2;
const MIN_METHOD_BYTES = 3;

/**
 * The methods of one class after the other, in the order of the file, without allocating. Move with
 * {@link ClassDataReader.open}, then {@link ClassDataReader.next}; look at {@link ClassDataReader.damaged} at the end.
 */
export class ClassDataReader {
  /** `method_idx` of the current method. */
  methodIndex = 0;
  /** Its `access_flags`, unchecked. */
  accessFlags = 0;
  /** Where its code is; 0 for an abstract or native method. */
  codeOffset = 0;
  /** Whether the class ended in the middle. */
  damaged = false;
  readonly #bytes: Uint8Array;
  readonly #methodCount: number;
  readonly #cursor: Leb128Cursor;
  #direct = 0;
  #virtual = 0;

  constructor(dex: DexFile) {
    this.#bytes = dex.bytes;
    this.#methodCount = dex.methodCount;
    this.#cursor = new Leb128Cursor(dex.bytes);
  }

  /**
   * Goes before the first method of the class data at `offset`. False when it is damaged.
   * @param mayPass asked before so many fields are passed over; false stops
   */
  open(offset: number, mayPass: (fields: number) => boolean): boolean {
    const cursor = this.#cursor;
    cursor.moveTo(offset);
    const fields = cursor.uleb128() + cursor.uleb128();
    this.#direct = cursor.uleb128();
    this.#virtual = cursor.uleb128();
    this.methodIndex = 0;
    const least = fields * MIN_FIELD_BYTES + (this.#direct + this.#virtual) * MIN_METHOD_BYTES;
    this.damaged = !cursor.ok || least > cursor.left;
    if (this.damaged || !mayPass(fields)) return false;
    this.damaged = !this.#passNumbers(2 * fields);
    return !this.damaged;
  }

  /** Goes to the next method; false after the last one and on damage. */
  next(): boolean {
    if (this.#direct > 0) this.#direct--;
    else if (this.#virtual > 0) this.#nextVirtual();
    else return false;
    const cursor = this.#cursor;
    this.methodIndex += cursor.uleb128();
    this.accessFlags = cursor.uleb128();
    this.codeOffset = cursor.uleb128();
    if (cursor.ok && this.methodIndex < this.#methodCount) return true;
    this.damaged = true;
    return false;
  }

  #nextVirtual(): void {
    // The differences start again with the virtual methods.
    if (this.#direct === 0) this.methodIndex = 0;
    this.#direct = -1;
    this.#virtual--;
  }

  /** Passes over LEB128 numbers, of which only the ends matter: the fields of resource classes are many. */
  #passNumbers(count: number): boolean {
    const bytes = this.#bytes;
    let at = this.#cursor.at;
    let left = count;
    while (left > 0 && at < bytes.length) {
      if ((bytes[at++] ?? 0) < 0x80) left--;
    }
    this.#cursor.at = at;
    return left === 0;
  }
}
