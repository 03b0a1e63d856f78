/** Structure-aware mutations of binary formats: seeded, so that a run can be repeated byte for byte. */

/** A small seeded generator (mulberry32): the same seed gives the same inputs on every machine. */
export function randomSource(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return { next, below: (limit) => (limit <= 0 ? 0 : next() % limit), pick: (list) => list[next() % list.length] };
}

const INTERESTING = [
  0, 1, 2, 3, 4, 7, 8, 16, 20, 27, 28, 29, 127, 128, 255, 256, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x10000, 0x7fffffff,
  0x80000000, 0xfffffffe, 0xffffffff,
];
/** Chunk types, ZIP signatures and attribute ids: fields that mean something. */
const TOKENS = [
  0x0001, 0x0002, 0x0003, 0x0100, 0x0102, 0x0103, 0x0104, 0x0180, 0x0200, 0x0201, 0x0202, 0x0203, 0x0206, 0x01010003,
  0x01010271, 0x02014b50, 0x04034b50, 0x06054b50, 0x06064b50, 0x07064b50, 0x0a786564,
];

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const MUTATIONS = [
  function flipBit(bytes, random) {
    if (bytes.length > 0) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
    return bytes;
  },
  function setByte(bytes, random) {
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  function setShort(bytes, random) {
    if (bytes.length >= 2)
      view(bytes).setUint16(random.below(bytes.length - 1), random.pick(INTERESTING) & 0xffff, true);
    return bytes;
  },
  function setWord(bytes, random) {
    if (bytes.length < 4) return bytes;
    const at = random.below(bytes.length - 3) & ~3;
    view(bytes).setUint32(at, random.pick(random.below(4) === 0 ? TOKENS : INTERESTING), true);
    return bytes;
  },
  function nudgeWord(bytes, random) {
    if (bytes.length < 4) return bytes;
    const at = random.below(bytes.length - 3) & ~3;
    const by = random.pick([-28, -20, -8, -4, -2, -1, 1, 2, 4, 8, 20, 28]);
    view(bytes).setUint32(at, (view(bytes).getUint32(at, true) + by) >>> 0, true);
    return bytes;
  },
  function copyWord(bytes, random) {
    if (bytes.length < 8) return bytes;
    const from = random.below(bytes.length - 3) & ~3;
    const to = random.below(bytes.length - 3) & ~3;
    view(bytes).setUint32(to, view(bytes).getUint32(from, true), true);
    return bytes;
  },
  function cut(bytes, random) {
    return bytes.slice(0, random.below(bytes.length + 1));
  },
  function removeRange(bytes, random) {
    const from = random.below(bytes.length + 1) & ~3;
    const length = (random.below(64) + 4) & ~3;
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.min(bytes.length, from + length))]);
  },
  function repeatRange(bytes, random) {
    const from = random.below(bytes.length + 1) & ~3;
    const end = Math.min(bytes.length, from + ((random.below(256) + 4) & ~3));
    const to = random.below(bytes.length + 1) & ~3;
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, end), bytes.subarray(to)]);
  },
  /** Changes the size field of a chunk: the one number a chunk reader trusts most. */
  function resizeChunk(bytes, random) {
    const starts = chunkStarts(bytes);
    if (starts.length === 0) return setSize(bytes, 0, random);
    return setSize(bytes, random.pick(starts), random);
  },
  function duplicateChunk(bytes, random) {
    const starts = chunkStarts(bytes);
    if (starts.length === 0) return bytes;
    const from = random.pick(starts);
    const size = view(bytes).getUint32(from + 4, true);
    const to = random.pick(starts);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + size), bytes.subarray(to)]);
  },
];

function setSize(bytes, at, random) {
  if (at + 8 > bytes.length) return bytes;
  const size = view(bytes).getUint32(at + 4, true);
  view(bytes).setUint32(
    at + 4,
    random.pick([...INTERESTING, size - 4, size + 4, bytes.length, bytes.length - at]) >>> 0,
    true,
  );
  return bytes;
}

/** Where chunks start when the bytes are a chunked format, by walking sizes from its first child. */
function chunkStarts(bytes) {
  if (bytes.length < 16) return [];
  const data = view(bytes);
  const starts = [];
  for (let at = data.getUint16(2, true); at + 8 <= bytes.length && starts.length < 512;) {
    const size = data.getUint32(at + 4, true);
    if (size < 8 || at + size > bytes.length) break;
    starts.push(at);
    at += size;
  }
  return starts;
}

/**
 * One input: a seed changed by one to six mutations.
 * @param own mutations of the format itself, which every second input is made of alone
 */
export function mutate(seed, random, own = []) {
  let bytes = Buffer.from(seed);
  const rounds = 1 + random.below(6);
  const mutations = own.length > 0 && random.below(2) === 0 ? own : [...MUTATIONS, ...own];
  for (let round = 0; round < rounds; round++) bytes = random.pick(mutations)(bytes, random);
  return bytes.length > 1024 * 1024 ? bytes.subarray(0, 1024 * 1024) : bytes;
}
