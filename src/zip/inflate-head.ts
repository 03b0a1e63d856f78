/**
 * The first bytes of deflated data (RFC 1951), told without zlib: a package has thousands of entries, and to set up zlib
 * for each takes longer than all else that is done with it.
 */

/** The order in which the lengths of the length codes stand (RFC 1951, 3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_BITS = 15;
const END_OF_BLOCK = 256;
/** Blocks looked at: honest data has its first bytes in the first one. */
const MAX_BLOCKS = 64;

/** A canonical Huffman code: how many codes there are of each length, and the symbols in order of their codes. */
interface HuffmanCode {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/** What the head of deflated data is: the bytes asked for, or fewer where the data ends, is damaged or repeats itself. */
export interface InflatedHead {
  readonly bytes: number[];
  /** Whether the input ended before that could be told. */
  readonly undecided: boolean;
}

class InputEnd extends Error {}

/** Reads bits, least significant first. */
class Bits {
  #at = 0;
  #bit = 0;

  constructor(private readonly input: Uint8Array) {}

  take(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) value |= this.next() << index;
    return value;
  }

  next(): number {
    const byte = this.input[this.#at];
    if (byte === undefined) throw new InputEnd();
    const bit = (byte >> this.#bit) & 1;
    this.#bit = (this.#bit + 1) & 7;
    if (this.#bit === 0) this.#at++;
    return bit;
  }

  alignToByte(): void {
    if (this.#bit !== 0) this.#at++;
    this.#bit = 0;
  }
}

/**
 * The first `length` literal bytes of deflated data. It ends early where a repetition begins, so it serves to recognise
 * what repeats nothing, such as a file's signature.
 */
export function inflateHead(input: Uint8Array, length: number): InflatedHead {
  const bytes: number[] = [];
  const bits = new Bits(input);
  try {
    for (let block = 0; block < MAX_BLOCKS; block++) {
      const last = bits.next() === 1;
      const more = readBlock(bits, bits.take(2), bytes, length);
      if (!more || last) return { bytes, undecided: false };
    }
  } catch (error) {
    if (!(error instanceof InputEnd)) throw error;
  }
  return { bytes, undecided: true };
}

/** Whether the data goes on after the block, and bytes are still missing. */
function readBlock(bits: Bits, type: number, bytes: number[], length: number): boolean {
  if (type === 0) return readStored(bits, bytes, length);
  const code = type === 1 ? FIXED : type === 2 ? readDynamic(bits) : null;
  if (code === null) return false;
  while (bytes.length < length) {
    const symbol = decode(bits, code);
    if (symbol === END_OF_BLOCK) return true;
    if (symbol < 0 || symbol > END_OF_BLOCK) return false;
    bytes.push(symbol);
  }
  return false;
}

function readStored(bits: Bits, bytes: number[], length: number): boolean {
  bits.alignToByte();
  const size = bits.take(16);
  if ((bits.take(16) ^ size) !== 0xffff) return false;
  for (let left = size; left > 0; left--) {
    if (bytes.length >= length) return false;
    bytes.push(bits.take(8));
  }
  return bytes.length < length;
}

function readDynamic(bits: Bits): HuffmanCode | null {
  const literals = bits.take(5) + 257;
  const all = literals + bits.take(5) + 1;
  const given = bits.take(4) + 4;
  const lengthLengths = new Uint8Array(LENGTH_ORDER.length);
  for (const symbol of LENGTH_ORDER.slice(0, given)) lengthLengths[symbol] = bits.take(3);
  const lengthCode = huffman(lengthLengths);
  const lengths = new Uint8Array(all);
  for (let at = 0; at < all;) {
    const symbol = decode(bits, lengthCode);
    if (symbol < 0) return null;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (at + times > all || (symbol === 16 && at === 0)) return null;
    lengths.fill(symbol === 16 ? (lengths[at - 1] ?? 0) : 0, at, at + times);
    at += times;
  }
  return huffman(lengths.subarray(0, literals));
}

function huffman(lengths: Uint8Array): HuffmanCode {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const places = new Uint16Array(MAX_BITS + 2);
  for (let length = 1; length <= MAX_BITS; length++) {
    places[length + 1] = (places[length] ?? 0) + (counts[length] ?? 0);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const place = places[length] ?? 0;
    symbols[place] = symbol;
    places[length] = place + 1;
  });
  return { counts, symbols };
}

/** The next symbol; -1 when no code fits. */
function decode(bits: Bits, { counts, symbols }: HuffmanCode): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_BITS; length++) {
    code |= bits.next();
    const count = counts[length] ?? 0;
    if (code - count < first) return symbols[index + (code - first)] ?? -1;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

/** The fixed code (RFC 1951, 3.2.6). */
const FIXED: HuffmanCode = huffman(
  Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
