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
const LENGTH_MASK = (1 << MAX_LENGTH_BITS) - 1;
/** Of the symbols 16, 17 and 18: the bits that follow, and the repetitions that they are added to. */
const MORE_BITS = [2, 3, 7];
const LEAST_TIMES = [3, 3, 11];
const MAX_LENGTHS = 320;
const END_OF_BLOCK = 256;
/** Literals, the end of a block, and the lengths of repetitions. */
const LITERALS = 288;

/**
 * The bits that are read, least significant first. They stand here and not in an object since this runs a thousand times
 * before anything of it is compiled.
 */
let input: Uint8Array = new Uint8Array();
let at = 0;
let hold = 0;
let count = 0;

function begin(bytes: Uint8Array): void {
  input = bytes;
  at = 0;
  hold = 0;
  count = 0;
}

/** Holds at least `needed` bits, at most 16; after the end of the input they are 0. */
function fill(needed: number): void {
  while (count < needed) {
    hold |= (input[at++] ?? 0) << count;
    count += 8;
  }
}

function take(size: number): number {
  fill(size);
  const value = hold & ((1 << size) - 1);
  hold >>>= size;
  count -= size;
  return value;
}

/** Whether bits were taken that the input does not have. */
function ended(): boolean {
  return 8 * at - count > 8 * input.length;
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
export function mayInflateTo(bytes: Uint8Array, signatures: readonly Uint8Array[]): boolean {
  begin(bytes);
  // Whether it is the last block.
  take(1);
  switch (take(2)) {
    case STORED_BLOCK:
      return storedMayBe(bytes, signatures);
    case FIXED_BLOCK:
      fixedLengths();
      break;
    case DYNAMIC_BLOCK:
      if (!readLengths()) return ended();
      break;
    default:
      return false;
  }
  countLengths();
  for (const signature of signatures) if (isNext(signature[0] ?? 0)) return true;
  return isNext(END_OF_BLOCK);
}

/** Three bits of header, then at the next byte the length, its complement, the data. */
function storedMayBe(bytes: Uint8Array, signatures: readonly Uint8Array[]): boolean {
  const [, low, high, , , first] = bytes;
  if (first === undefined) return true;
  return (low === 0 && high === 0) || signatures.some((signature) => signature[0] === first);
}

/** RFC 1951, 3.2.6. */
function fixedLengths(): void {
  lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288).fill(0, 288);
}

/** Reads the code lengths of literals; false on damage or at the end of the input. */
function readLengths(): boolean {
  const literals = take(5) + 257;
  const all = literals + take(5) + 1;
  readLengthCode(take(4) + 4);
  // The longest part: with what it changes in variables of its own.
  const bytes = input;
  let next = at;
  let bits = hold;
  let left = count;
  let to = 0;
  let whole = true;
  while (to < all && whole) {
    // A code and the seven bits that may follow it.
    while (left < 2 * MAX_LENGTH_BITS) {
      bits |= (bytes[next++] ?? 0) << left;
      left += 8;
    }
    const size = lengthBits[bits & LENGTH_MASK] ?? 0;
    const symbol = lengthSymbols[bits & LENGTH_MASK] ?? 0;
    const more = symbol < 16 ? 0 : (MORE_BITS[symbol - 16] ?? 0);
    const given = (bits >>> size) & ((1 << more) - 1);
    // Where it is damage, unless what was looked at ends before, as many bits are passed over as were looked at.
    const used = size === 0 ? MAX_LENGTH_BITS : size + more;
    bits >>>= used;
    left -= used;
    const times = symbol < 16 ? 1 : (LEAST_TIMES[symbol - 16] ?? 0) + given;
    whole = size !== 0 && to + times <= all && (symbol !== 16 || to > 0);
    const value = symbol < 16 ? symbol : symbol === 16 ? (lengths[to - 1] ?? 0) : 0;
    if (whole) for (const end = to + times; to < end;) lengths[to++] = value;
  }
  at = next;
  hold = bits;
  count = left;
  if (!whole) return false;
  lengths.fill(0, literals);
  return !ended();
}

/** Reads the code of the lengths and spreads it over all values of seven bits. */
function readLengthCode(given: number): void {
  lengthLengths.fill(0);
  for (let index = 0; index < given; index++) lengthLengths[LENGTH_ORDER[index] ?? 0] = take(3);
  lengthBits.fill(0);
  let code = 0;
  for (let size = 1; size <= MAX_LENGTH_BITS; size++) {
    for (let symbol = 0; symbol < lengthLengths.length; symbol++) {
      if (lengthLengths[symbol] !== size) continue;
      for (let bits = reversed(code, size); bits < lengthBits.length; bits += 1 << size) {
        lengthSymbols[bits] = symbol;
        lengthBits[bits] = size;
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
function isNext(symbol: number): boolean {
  const own = lengths[symbol] ?? 0;
  if (own === 0) return false;
  let code = 0;
  for (let size = 2; size <= own; size++) code = (code + (counts[size - 1] ?? 0)) << 1;
  for (let other = 0; other < symbol; other++) if (lengths[other] === own) code++;
  fill(own);
  // What ends before its first symbol may begin with any.
  if (8 * at - count + own > 8 * input.length) return true;
  return (hold & ((1 << own) - 1)) === reversed(code, own);
}

/** Codes stand with their most significant bit first. */
function reversed(code: number, size: number): number {
  let result = 0;
  for (let bit = 0; bit < size; bit++) result |= ((code >> bit) & 1) << (size - 1 - bit);
  return result;
}
