/**
 * Values of BER (X.690), of which DER is a part: the encoding of certificates and of PKCS #7. Lengths, depth and number are
 * checked before anything is kept; contents are views of the file.
 */

/** What makes bytes no BER. */
export type BerFault = 'cut' | 'tag' | 'length' | 'depth' | 'values';

/** Raised with the first fault; whoever reads a file says which file. */
export class BerError extends Error {
  override readonly name = 'BerError';
  constructor(readonly fault: BerFault) {
    super(fault);
  }
}

export interface BerValue {
  /** X.690, 8.1.2.2. */
  readonly tagClass: 'universal' | 'application' | 'context' | 'private';
  readonly tag: number;
  /** Null for a primitive value. */
  readonly children: readonly BerValue[] | null;
  /** With tag and length. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export const BER_TAG = { INTEGER: 2, OCTET_STRING: 4, OBJECT_IDENTIFIER: 6 } as const;

/** Levels below the outermost value. */
export const MAX_BER_DEPTH = 24;
export const MAX_BER_VALUES = 20_000;

const CLASSES = ['universal', 'application', 'context', 'private'] as const;
/** Octets of a tag or a length beyond the first: four billion of either is more than any file has. */
const MAX_OCTETS = 4;

/**
 * The first value in `bytes`, with all below it; what follows it is not looked at.
 * @throws BerError
 */
export function readBer(bytes: Uint8Array): BerValue {
  return new BerReader(bytes).value(0, bytes.length, 0);
}

/** An OBJECT IDENTIFIER in dotted form; null for any other value, and for one that is cut (X.690, 8.19). */
export function oidOf(value: BerValue): string | null {
  const { tagClass, tag, children, content } = value;
  if (tagClass !== 'universal' || tag !== BER_TAG.OBJECT_IDENTIFIER || children !== null) return null;
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) return null;
    if ((octet & 0x80) !== 0) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  const isWhole = content.length > 0 && ((content.at(-1) ?? 0x80) & 0x80) === 0;
  return isWhole ? arcs.join('.') : null;
}

class BerReader {
  #left = MAX_BER_VALUES;
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** The value at `start`, which ends at `end` at the latest. Leaves `#at` behind it. */
  value(start: number, end: number, depth: number): BerValue {
    if (depth > MAX_BER_DEPTH) throw new BerError('depth');
    if (this.#left-- === 0) throw new BerError('values');
    this.#at = start;
    const first = this.#octet(end);
    const isConstructed = (first & 0x20) !== 0;
    const tag = (first & 0x1f) === 0x1f ? this.#longTag(end) : first & 0x1f;
    const length = this.#length(end, isConstructed);
    const from = this.#at;
    if (length !== null && length > end - from) throw new BerError('cut');
    const children = isConstructed ? this.#children(from, length === null ? null : from + length, end, depth) : null;
    // An indefinite length ends with two zero octets, which #children has passed.
    const to = length === null ? this.#at - 2 : from + length;
    this.#at = length === null ? this.#at : to;
    return {
      tagClass: CLASSES[first >> 6] ?? 'private',
      tag,
      children,
      whole: this.bytes.subarray(start, this.#at),
      content: this.bytes.subarray(from, to),
    };
  }

  /** `to` is null for an indefinite length: up to the end-of-contents octets. */
  #children(from: number, to: number | null, end: number, depth: number): BerValue[] {
    const children: BerValue[] = [];
    let at = from;
    while (to === null || at < to) {
      if (to === null && this.bytes[at] === 0 && this.bytes[at + 1] === 0 && at + 2 <= end) {
        this.#at = at + 2;
        break;
      }
      children.push(this.value(at, to ?? end, depth + 1));
      at = this.#at;
    }
    return children;
  }

  #octet(end: number): number {
    const octet = this.#at < end ? this.bytes[this.#at] : undefined;
    if (octet === undefined) throw new BerError('cut');
    this.#at++;
    return octet;
  }

  #longTag(end: number): number {
    let tag = 0;
    for (let octets = 0; octets < MAX_OCTETS; octets++) {
      const octet = this.#octet(end);
      tag = tag * 128 + (octet & 0x7f);
      if ((octet & 0x80) === 0) return tag;
    }
    throw new BerError('tag');
  }

  /** Null: indefinite, which only a constructed value can be (8.1.3.2). */
  #length(end: number, isConstructed: boolean): number | null {
    const first = this.#octet(end);
    if (first < 0x80) return first;
    const octets = first & 0x7f;
    if (octets === 0) {
      if (isConstructed) return null;
      throw new BerError('length');
    }
    if (octets > MAX_OCTETS) throw new BerError('length');
    let length = 0;
    for (let octet = 0; octet < octets; octet++) length = length * 256 + this.#octet(end);
    return length;
  }
}
