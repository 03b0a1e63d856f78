/** Mutations of APK Signing Blocks: the fields that the signature schemes read, and the archive around them as it is. */
import { mutate } from './fuzz-mutate.mjs';

const MAGIC = 'APK Sig Block 42';
const EOCD = 0x06054b50;
/** Ids of blocks, attributes and algorithms: numbers that mean something there. */
const TOKENS = [
  0x7109871a, 0xf05368c0, 0x1b93ad61, 0x70e1c89f, 0x42726577, 0x504b4453, 0xbeeff00d, 0x3ba06f8c, 0x559f8b02,
  0xc2a6b3ba, 0xbf940529, 0x9f06b79c, 0x0101, 0x0103, 0x0201, 0x0202, 0x0301, 0x0421, 0x0423, 0x0501, 24, 28, 32, 33,
  36, 37, 38, 0x7fffffff, 0x80000000, 0xffffffff, 0, 1, 3, 4, 8,
];

/** Where the signing block of an archive lies, and its end record; null where it has none. */
export function signingBlockOf(bytes) {
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 22 - 0xffff); end--) {
    if (bytes.readUInt32LE(end) !== EOCD) continue;
    const directory = bytes.readUInt32LE(end + 16);
    if (directory < 32 || directory > end) return null;
    if (bytes.toString('latin1', directory - 16, directory) !== MAGIC) return null;
    const size = Number(bytes.readBigUInt64LE(directory - 24));
    return size + 8 > directory ? null : { start: directory - size - 8, directory, end };
  }
  return null;
}

/** The offsets of length-prefixed values, with those inside them, as far as the bytes look like that. */
function fieldsOf(block, from, to, depth, found) {
  for (let at = from; at + 4 <= to && found.length < 2000;) {
    const length = block.readUInt32LE(at);
    if (length > to - at - 4) {
      found.push(at);
      return;
    }
    found.push(at);
    if (depth > 0) fieldsOf(block, at + 4, at + 4 + length, depth - 1, found);
    at += 4 + length;
  }
}

const MUTATIONS = [
  function setField(block, random) {
    const fields = [];
    for (const { value, end } of pairsOf(block)) fieldsOf(block, value, end, 5, fields);
    if (fields.length === 0) return block;
    const at = random.pick(fields);
    const before = block.readUInt32LE(at);
    const by = random.pick([-8, -4, -1, 1, 4, 8]);
    block.writeUInt32LE((random.below(2) === 0 ? before + by : random.pick(TOKENS)) >>> 0, at);
    return block;
  },
  function setId(block, random) {
    const pairs = pairsOf(block);
    if (pairs.length > 0) block.writeUInt32LE(random.pick(TOKENS), random.pick(pairs).value - 4);
    return block;
  },
  function setWord(block, random) {
    if (block.length >= 4) block.writeUInt32LE(random.pick(TOKENS), random.below(block.length - 3));
    return block;
  },
  function setPairLength(block, random) {
    const pairs = pairsOf(block);
    if (pairs.length > 0) block.writeUInt32LE(random.pick(TOKENS), random.pick(pairs).value - 12);
    return block;
  },
  function repeatPair(block, random) {
    const pairs = pairsOf(block);
    if (pairs.length === 0) return block;
    const { value, end } = random.pick(pairs);
    const to = random.pick(pairs).value - 12;
    return Buffer.concat([block.subarray(0, to), block.subarray(value - 12, end), block.subarray(to)]);
  },
  /** One signer more: the same twice, for the same versions. */
  function repeatSigner(block, random) {
    const pairs = pairsOf(block);
    if (pairs.length === 0) return block;
    const { value, end } = random.pick(pairs);
    const sequence = block.subarray(value, end);
    if (sequence.length < 8 || sequence.readUInt32LE(0) !== sequence.length - 4) return block;
    const twice = Buffer.concat([
      block.subarray(value - 12, value),
      Buffer.alloc(4),
      sequence.subarray(4),
      sequence.subarray(4),
    ]);
    twice.writeBigUInt64LE(BigInt(twice.length - 8), 0);
    twice.writeUInt32LE(twice.length - 16, 12);
    return Buffer.concat([block.subarray(0, value - 12), twice, block.subarray(end)]);
  },
  function any(block, random) {
    return Buffer.from(mutate(block, random));
  },
];

/** The pairs of a block's body, each from its value to its end. */
function pairsOf(body) {
  const pairs = [];
  for (let at = 0; at + 12 <= body.length;) {
    const length = Number(body.readBigUInt64LE(at));
    if (length < 4 || length > body.length - at - 8) break;
    pairs.push({ value: at + 12, end: at + 8 + length });
    at += 8 + length;
  }
  return pairs;
}

/** One input: an archive whose signing block was changed, sizes and offsets around it set right again. */
export function mutateSigning(seed, random) {
  const found = signingBlockOf(seed);
  if (found === null) return mutate(seed, random);
  const { start, directory } = found;
  let body = Buffer.from(seed.subarray(start + 8, directory - 24));
  const rounds = 1 + random.below(5);
  for (let round = 0; round < rounds; round++) body = random.pick(MUTATIONS)(body, random);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(body.length + 24));
  const block = Buffer.concat([size, body, size, Buffer.from(MAGIC, 'latin1')]);
  const whole = Buffer.concat([seed.subarray(0, start), block, seed.subarray(directory)]);
  whole.writeUInt32LE(start + block.length, whole.length - (seed.length - found.end) + 16);
  return whole;
}
