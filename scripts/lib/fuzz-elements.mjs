/**
 * Mutations of the elements of a binary manifest: what moves, nests, renames and re-says components, filters and requests
 * while the document stays one that a reader walks through.
 */
import { mutate } from './fuzz-mutate.mjs';

const XML_FIRST_NODE = 0x0100;
const START_ELEMENT = 0x0102;
const END_ELEMENT = 0x0103;
const NO_STRING = 0xffffffff;
const MAX_NODES = 4096;

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The elements of a document, each with where its tags start and end; what is not a sound document has none. */
function elementsOf(bytes) {
  const data = view(bytes);
  const elements = [];
  const open = [];
  if (bytes.length < 16) return elements;
  for (let at = data.getUint16(2, true), nodes = 0; at + 16 <= bytes.length && nodes < MAX_NODES; nodes++) {
    const type = data.getUint16(at, true);
    const size = data.getUint32(at + 4, true);
    if (size < 8 || at + size > bytes.length) break;
    if (type === START_ELEMENT) {
      const element = { start: at, inside: at + size, end: null };
      open.push(element);
      elements.push(element);
    } else if (type === END_ELEMENT) {
      const closed = open.pop();
      if (closed !== undefined) closed.end = at + size;
    }
    at += size;
  }
  return elements.filter(({ start, inside, end }) => end !== null && inside - start >= 36);
}

/** The offsets of the attributes of an element. */
function attributesOf(bytes, { start, inside }) {
  const data = view(bytes);
  const ext = start + data.getUint16(start + 2, true);
  if (ext + 20 > bytes.length) return [];
  const [first, size, count] = [8, 10, 12].map((at) => data.getUint16(ext + at, true));
  const offsets = [];
  for (let index = 0; index < Math.min(count, 32); index++) {
    const at = ext + first + index * size;
    if (size < 20 || at + 20 > inside) break;
    offsets.push(at);
  }
  return offsets;
}

/** The bytes with some put in and some taken out; the document's own size follows. */
function spliced(bytes, at, removed, added) {
  const result = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
  if (result.length >= 8) view(result).setUint32(4, result.length, true);
  return result;
}

/** Elements other than the root. */
const inner = (elements) => elements.slice(1);

function copyWord(bytes, from, to) {
  view(bytes).setUint32(to, view(bytes).getUint32(from, true), true);
  return bytes;
}

const MUTATIONS = [
  /** Puts a copy of an element into another, or beside it. */
  function nestElement(bytes, random) {
    const elements = inner(elementsOf(bytes));
    if (elements.length < 2) return bytes;
    const moved = random.pick(elements);
    const into = random.pick(elements);
    const copy = Buffer.from(bytes.subarray(moved.start, moved.end));
    return spliced(bytes, random.pick([into.start, into.inside, into.end]), 0, copy);
  },
  /** Wraps an element in the tags of another. */
  function wrapElement(bytes, random) {
    const elements = inner(elementsOf(bytes));
    if (elements.length < 2) return bytes;
    const [wrapped, by] = [random.pick(elements), random.pick(elements)];
    const content = bytes.subarray(wrapped.start, wrapped.end);
    const data = view(bytes);
    // The end tag is the last node of the element: 24 bytes as honest tools write it.
    const tail = bytes.subarray(Math.max(by.inside, by.end - 24), by.end);
    if (tail.length < 24 || data.getUint16(by.end - 24, true) !== END_ELEMENT) return bytes;
    const whole = Buffer.concat([bytes.subarray(by.start, by.inside), content, tail]);
    return spliced(bytes, wrapped.start, wrapped.end - wrapped.start, whole);
  },
  function removeElement(bytes, random) {
    const elements = inner(elementsOf(bytes));
    if (elements.length === 0) return bytes;
    const { start, end } = random.pick(elements);
    return spliced(bytes, start, end - start, Buffer.alloc(0));
  },
  /** Gives an element the tag of another. */
  function renameElement(bytes, random) {
    const elements = inner(elementsOf(bytes));
    if (elements.length < 2) return bytes;
    const extOf = ({ start }) => start + view(bytes).getUint16(start + 2, true);
    const [from, to] = [extOf(random.pick(elements)), extOf(random.pick(elements))];
    return from + 8 > bytes.length || to + 8 > bytes.length ? bytes : copyWord(bytes, from + 4, to + 4);
  },
  /** Gives an attribute the namespace, the name, the raw string or the value of another. */
  function mixAttributes(bytes, random) {
    const offsets = elementsOf(bytes).flatMap((element) => attributesOf(bytes, element));
    if (offsets.length < 2) return bytes;
    const field = random.pick([0, 4, 8, 12, 16]);
    return copyWord(bytes, random.pick(offsets) + field, random.pick(offsets) + field);
  },
  /** Takes the raw string, or the namespace, of an attribute away. */
  function silenceAttribute(bytes, random) {
    const offsets = elementsOf(bytes).flatMap((element) => attributesOf(bytes, element));
    if (offsets.length > 0) view(bytes).setUint32(random.pick(offsets) + random.pick([0, 8]), NO_STRING, true);
    return bytes;
  },
  /** Takes a name its resource id, or gives it that of another. */
  function mixResourceIds(bytes, random) {
    const data = view(bytes);
    for (let at = 8; at + 8 <= bytes.length;) {
      const size = data.getUint32(at + 4, true);
      if (size < 8 || at + size > bytes.length || data.getUint16(at, true) === XML_FIRST_NODE) break;
      const count = (size - 8) >>> 2;
      if (data.getUint16(at, true) === 0x0180 && count > 0) {
        const [from, to] = [random.below(count), random.below(count)].map((index) => at + 8 + index * 4);
        if (random.below(2) === 0) data.setUint32(to, 0, true);
        else copyWord(bytes, from, to);
        break;
      }
      at += size;
    }
    return bytes;
  },
];

/** One input: a manifest changed by one to six mutations, of its elements alone or of its bytes too. */
export const mutateElements = (seed, random) => mutate(seed, random, MUTATIONS);
