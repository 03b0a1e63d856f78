/**
 * Whether deflated data (RFC 1951) can begin with one of a few bytes, told without zlib: a package has thousands of
 * entries, and to set up zlib for each takes longer than all else that is done with it.
 */

const STORED_BLOCK = 0;
const FIXED_BLOCK = 1;
const DYNAMIC_BLOCK = 2;
/** The order in which the lengths of the length codes stand (RFC 1951, 3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** The longest code of a length, and of a literal. */
const MAX_LENGTH_BITS = 7;
const MAX_BITS = 15;
const MAX_LENGTHS = 320;
const END_OF_BLOCK = 256;
/** Literals, the end of a block, and the lengths of repetitions. */
const LITERALS = 288;

/** Reads bits, least significant first; after the end of the input they are 0, and {@link Bits.ended} is set. */
class Bits {
  ended = false;
  #at = 0;
  #hold = 0;
  #count = 0;

  constructor(private readonly input: Uint8Array) {}

  /** The next bits, left where they are. At most 16. */
  peek(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.input.length) this.ended = true;
      this.#hold |= (this.input[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    return this.#hold & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#hold >>>= count;
    this.#count -= count;
  }

  take(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }
}

/** Used again for each piece of data. */
const lengths = new Uint8Array(MAX_LENGTHS);
const lengthLengths = new Uint8Array(LENGTH_ORDER.length);
/** How many codes of literals there are of each length. */
const counts = new Uint16Array(MAX_BITS + 1);
/** By the next seven bits: the symbol of the length code, and how many of the bits are its. */
const lengthSymbols = new Uint8Array(1 << MAX_LENGTH_BITS);
const lengthBits = new Uint8Array(1 << MAX_LENGTH_BITS);

/**
 * False when deflated data that begins with `input` certainly does not begin like one of `signatures`: only the
 * first byte is looked at. True when it may: also
 * when `input` is too short to tell, or the first block is empty.
 */
export function mayInflateTo(input: Uint8Array, signatures: readonly Uint8Array[]): boolean {
  const bits = new Bits(input);
  // Whether it is the last block.
  bits.take(1);
  switch (bits.take(2)) {
    case STORED_BLOCK:
      return storedMayBe(input, signatures);
    case FIXED_BLOCK:
      fixedLengths();
      break;
    case DYNAMIC_BLOCK:
      if (!readLengths(bits)) return bits.ended;
      break;
    default:
      return false;
  }
  countLengths();
  for (const [first = 0] of signatures) if (isNext(bits, first)) return true;
  return isNext(bits, END_OF_BLOCK) || bits.ended;
}

/** Three bits of header, then at the next byte the length, its complement, the data. */
function storedMayBe(input: Uint8Array, signatures: readonly Uint8Array[]): boolean {
  const [, low, high, , , first] = input;
  if (first === undefined) return true;
  return (low === 0 && high === 0) || signatures.some((signature) => signature[0] === first);
}

/** RFC 1951, 3.2.6. */
function fixedLengths(): void {
  lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(0, 288);
}

/** Reads the code lengths of literals; false on damage or at the end of the input. */
function readLengths(bits: Bits): boolean {
  const literals = bits.take(5) + 257;
  const all = literals + bits.take(5) + 1;
  readLengthCode(bits, bits.take(4) + 4);
  let at = 0;
  while (at < all && !bits.ended) {
    const next = bits.peek(MAX_LENGTH_BITS);
    const size = lengthBits[next] ?? 0;
    if (size === 0) return false;
    bits.skip(size);
    const symbol = lengthSymbols[next] ?? 0;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + times > all || (symbol === 16 && at === 0)) return false;
    const value = symbol === 16 ? (lengths[at - 1] ?? 0) : 0;
    for (const end = at + times; at < end;) lengths[at++] = value;
  }
  lengths.fill(0, literals);
  return !bits.ended;
}

/** Reads the code of the lengths and spreads it over all values of seven bits. */
function readLengthCode(bits: Bits, given: number): void {
  lengthLengths.fill(0);
  for (let index = 0; index < given; index++) lengthLengths[LENGTH_ORDER[index] ?? 0] = bits.take(3);
  lengthBits.fill(0);
  let code = 0;
  for (let size = 1; size <= MAX_LENGTH_BITS; size++) {
    for (let symbol = 0; symbol < lengthLengths.length; symbol++) {
      if (lengthLengths[symbol] !== size) continue;
      for (let at = reversed(code, size); at < lengthBits.length; at += 1 << size) {
        lengthSymbols[at] = symbol;
        lengthBits[at] = size;
      }
      code++;
    }
    code <<= 1;
  }
}

function countLengths(): void {
  counts.fill(0);
  for (let symbol = 0; symbol < LITERALS; symbol++) {
    const size = lengths[symbol] ?? 0;
    counts[size] = (counts[size] ?? 0) + 1;
  }
}

/** Whether the code of a symbol stands next, by the rule that shorter codes, then smaller symbols, come first. */
function isNext(bits: Bits, symbol: number): boolean {
  const own = lengths[symbol] ?? 0;
  if (own === 0) return false;
  let code = 0;
  for (let size = 2; size <= own; size++) code = (code + (counts[size - 1] ?? 0)) << 1;
  for (let other = 0; other < symbol; other++) if (lengths[other] === own) code++;
  return bits.peek(own) === reversed(code, own);
}

/** Codes stand with their most significant bit first. */
function reversed(code: number, size: number): number {
  let result = 0;
  for (let bit = 0; bit < size; bit++) result |= ((code >> bit) & 1) << (size - 1 - bit);
  return result;
}
