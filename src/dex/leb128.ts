/**
 * A position in a DEX file from which LEB128 numbers are read. It never leaves the file and never throws: a damaged file
 * may hold millions of bad numbers, so failure is a flag to look at after a few reads.
 */
export class Leb128Cursor {
  /** The next byte to read. */
  at = 0;
  /** Whether every read since {@link Leb128Cursor.moveTo} was inside the file and well-formed. */
  ok = true;

  constructor(private readonly bytes: Uint8Array) {}

  moveTo(offset: number): void {
    this.at = offset;
    this.ok = offset >= 0 && offset < this.bytes.length;
  }

  /** Bytes left up to the end of the file. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  /** An unsigned number of at most 32 bits in at most five bytes; 0 after a failure. */
  uleb128(): number {
    const first = this.bytes[this.at];
    if (first !== undefined && first < 0x80) {
      this.at++;
      return first;
    }
    return this.#longer();
  }

  u8(): number {
    if (this.at >= this.bytes.length) {
      this.ok = false;
      return 0;
    }
    return this.bytes[this.at++] ?? 0;
  }

  #longer(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return this.ok ? value : 0;
    }
    const last = this.u8();
    if (last > 0x0f) this.ok = false;
    return this.ok ? (value | (last << 28)) >>> 0 : 0;
  }
}
