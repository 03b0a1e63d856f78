/** Fields of a protobuf message, read in place (https://protobuf.dev/programming-guides/encoding/). */
import { asText, loadProtobuf } from '../platform/index.js';
import type { Reader } from 'protobufjs/minimal.js';
import { lazily } from '../bytes/lazy.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';

/** Only app bundles need it. */
const protobuf = lazily(loadProtobuf);

export const WIRE = { VARINT: 0, FIXED64: 1, LENGTH: 2, FIXED32: 5 } as const;

/** One field: its number and either its value or the range of its bytes in the document. */
export interface ProtoField {
  number: number;
  wireType: number;
  /** VARINT and FIXED32: the low 32 bits, unsigned. Otherwise 0. */
  value: number;
  /** LENGTH: where the content starts and ends. Otherwise both are the field's end. */
  start: number;
  end: number;
}

/** A protobuf document whose messages are visited by ranges: nothing is decoded before it is asked for. */
export class ProtoDocument {
  readonly #reader: Reader;

  constructor(
    readonly bytes: Uint8Array,
    /** What is read, for error messages. Attacker-controlled text. */
    readonly path: string,
  ) {
    this.#reader = protobuf().Reader.create(bytes);
  }

  get size(): number {
    return this.bytes.byteLength;
  }

  /**
   * The fields of the message in a range, in file order; unknown ones included.
   * @throws PermauditError `PROTO_CORRUPT` for a damaged field
   */
  *fields(start: number, end: number): Generator<ProtoField> {
    for (let at = start; at < end;) {
      const field = this.#field(at, end);
      yield field;
      at = field.end;
    }
  }

  /** The string in a range; bytes that are not UTF-8 become U+FFFD, as protobuf's own readers of strings demand UTF-8. */
  string(field: ProtoField): string {
    return asText(this.bytes).toString('utf8', field.start, field.end);
  }

  /** The error for damage at an offset. */
  corrupt(problem: ErrorData<'PROTO_CORRUPT'>, offset: number): PermauditError {
    return new PermauditError('PROTO_CORRUPT', problem, { offset, path: this.path });
  }

  #field(at: number, end: number): ProtoField {
    const reader = this.#reader;
    reader.pos = at;
    const tag = this.#read(() => reader.uint32(), at);
    const number = tag >>> 3;
    const wireType = tag & 7;
    let value = 0;
    let start = -1;
    if (number === 0) throw this.corrupt({ problem: 'fieldZero' }, at);
    switch (wireType) {
      case WIRE.VARINT:
        value = this.#read(() => reader.uint32(), at);
        break;
      case WIRE.FIXED32:
        value = this.#read(() => reader.fixed32(), at);
        break;
      case WIRE.FIXED64:
        this.#read(() => reader.skip(8), at);
        break;
      case WIRE.LENGTH: {
        const length = this.#read(() => reader.uint32(), at);
        start = reader.pos;
        if (length > end - start) throw this.corrupt({ problem: 'fieldLength', length }, at);
        reader.pos = start + length;
        break;
      }
      default:
        throw this.corrupt({ problem: 'wireType', wireType }, at);
    }
    if (reader.pos > end) throw this.corrupt({ problem: 'pastEnd' }, at);
    return { number, wireType, value, start: start < 0 ? reader.pos : start, end: reader.pos };
  }

  /** The library reports the end of the data as a RangeError, a malformed number as an Error. */
  #read<T>(read: () => T, at: number): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof RangeError || (error instanceof Error && error.name === 'Error')) {
        throw this.corrupt({ problem: 'notProtobuf', reason: error.message }, at);
      }
      throw error;
    }
  }
}
