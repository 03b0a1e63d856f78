import { PermauditError } from './errors.js';

/** The codes of formats that may end too early. */
export type CutCode =
  | 'APK_SIGNATURE'
  | 'AXML_BAD_NODE'
  | 'ARSC_CORRUPT'
  | 'ZIP_NO_EOCD'
  | 'ZIP_ZIP64'
  | 'ZIP_CD_INVALID'
  | 'ZIP_ENTRY_RANGE'
  | 'ZIP_NOT_LFH_START';

/**
 * Little-endian numbers out of a byte array, each read checked against its end.
 * Every reader of a binary format goes through this, so that a bad offset is a coded error and never a wrong number.
 */
export class BoundedReader {
  readonly size: number;
  readonly #view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    private readonly code: CutCode,
    /** The entry the bytes come from, for error messages. */
    readonly path: string,
  ) {
    this.size = bytes.byteLength;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(offset: number): number {
    this.#check(offset, 1);
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    this.#check(offset, 2);
    return this.#view.getUint16(offset, true);
  }

  u32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getUint32(offset, true);
  }

  i32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getInt32(offset, true);
  }

  f32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getFloat32(offset, true);
  }

  /** The bytes from `offset` to `end`, not copied. */
  slice(offset: number, end: number): Uint8Array {
    this.#check(offset, end - offset);
    return this.bytes.subarray(offset, end);
  }

  #check(offset: number, length: number): void {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.size)) {
      throw new PermauditError(this.code, { problem: 'cut', end: offset + length }, { offset, path: this.path });
    }
  }
}
