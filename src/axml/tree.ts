/**
 * A binary XML document as Android opens it: ResXMLTree::setTo (libs/androidfw/ResourceTypes.cpp).
 * Everything is checked where Android checks it, and only there.
 */
import type { Anomaly, AnomalyData } from '../bytes/anomaly.js';
import { NEWEST_API } from '../bytes/api-range.js';
import { PermauditError } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { CHUNK, CHUNK_HEADER_SIZE, chunkAt, isValidChunk, type ChunkHeader } from '../chunks/chunk.js';
import { StringPool } from '../chunks/string-pool.js';

export const NODE_HEADER_SIZE = 16;
/** Android 16 checks the type of the root chunk. */
const API_ROOT_TYPE = 36;

export interface XmlTree {
  data: BoundedReader;
  /** Where the document ends: data behind it is ignored. */
  end: number;
  strings: StringPool;
  /** Attribute resource ids by string index. */
  resourceIds: Uint32Array;
  /** The chunk before the root node: iteration starts from its end. */
  beforeRoot: ChunkHeader;
  /** The first node's offset. */
  firstNode: number;
}

/**
 * Opens binary XML.
 * @throws PermauditError `AXML_PLAIN_TEXT`, `AXML_CORRUPT`, `AXML_ROOT_TYPE`, `AXML_BAD_CHUNK`, `AXML_BAD_NODE`, `LIMIT_STRINGS`
 */
export function openXml(bytes: Uint8Array, path: string, reading: Reading): XmlTree {
  const data = new BoundedReader(bytes, 'AXML_BAD_NODE', path);
  const root = readRoot(data, reading);
  const end = root.size;
  let strings: StringPool | null = null;
  let resourceIds: Uint32Array = new Uint32Array(0);
  let before = chunkAt(data, root.headerSize, end);
  let at = root.headerSize;
  for (;;) {
    const chunk = chunkAt(data, at, end);
    // A chunk that ends exactly where the document ends is never looked at: Android's loop stops before it.
    if (chunk === null || at >= end - CHUNK_HEADER_SIZE || at >= end - chunk.size) break;
    if (!isValidChunk(chunk, CHUNK_HEADER_SIZE, end)) {
      throw new PermauditError('AXML_BAD_CHUNK', { problem: 'damaged', chunk: chunk.type }, { offset: at, path });
    }
    if (chunk.type === CHUNK.STRING_POOL) {
      if (strings !== null) noteExtraPool(reading, at, path);
      strings = StringPool.parse(data, chunk, 'AXML_CORRUPT', reading);
    } else if (chunk.type === CHUNK.XML_RESOURCE_MAP) {
      if (resourceIds.length > 0) noteExtraMap(reading, at, path);
      resourceIds = readResourceMap(data, chunk);
    } else if (chunk.type >= CHUNK.XML_FIRST && chunk.type <= CHUNK.XML_LAST) {
      checkRootNode(data, chunk, end);
      if (strings === null || before === null) break;
      return { data, end, strings, resourceIds, beforeRoot: before, firstNode: at };
    } else {
      noteUnknownChunk(reading, chunk, path);
    }
    before = chunk;
    at += chunk.size;
  }
  throw new PermauditError('AXML_CORRUPT', strings === null ? { problem: 'noStringPool' } : { problem: 'noElements' }, {
    offset: at,
    path,
  });
}

function readRoot(data: BoundedReader, reading: Reading): ChunkHeader {
  const { path } = data;
  const root = chunkAt(data, 0, data.size);
  if (root === null) throw new PermauditError('AXML_CORRUPT', { problem: 'short' }, { offset: 0, path });
  if (root.headerSize > root.size || root.size > data.size) {
    if (looksLikeText(data.bytes)) {
      throw new PermauditError(
        'AXML_PLAIN_TEXT',
        { problem: 'text' },
        {
          offset: 0,
          path,
        },
      );
    }
    throw new PermauditError(
      'AXML_CORRUPT',
      { problem: 'size', stated: root.size, header: root.headerSize, size: data.size },
      {
        offset: 4,
        path,
      },
    );
  }
  if (root.type !== CHUNK.XML) {
    if (reading.since(API_ROOT_TYPE)) {
      throw new PermauditError(
        'AXML_ROOT_TYPE',
        { problem: 'type', type: root.type },
        {
          offset: 0,
          path,
        },
      );
    }
    const evidence = `type=0x${root.type.toString(16)}`;
    noteHeader(reading, { data: { problem: 'rootType' }, offset: 0, path, evidence, android: [1, API_ROOT_TYPE - 1] });
  }
  if (root.headerSize !== CHUNK_HEADER_SIZE) {
    const evidence = `headerSize=${root.headerSize}`;
    noteHeader(reading, { data: { problem: 'headerSize' }, offset: 2, path, evidence, android: [1, NEWEST_API] });
  }
  if (root.size < data.size) {
    reading.note({
      code: 'ANOM_AXML_TRAILING',
      severity: 'low',
      data: { problem: 'follows', bytes: data.size - root.size },
      offset: root.size,
      path,
      evidence: { code: 'SIZE_OF', data: { size: root.size, of: data.size } },
    });
  }
  return root;
}

type HeaderOddity = Pick<Anomaly, 'offset' | 'path' | 'evidence' | 'android'> & {
  data: AnomalyData<'ANOM_AXML_HEADER'>;
};

function noteHeader(reading: Reading, oddity: HeaderOddity): void {
  reading.note({ code: 'ANOM_AXML_HEADER', severity: 'medium', ...oddity });
}

function noteExtraPool(reading: Reading, offset: number, path: string): void {
  reading.note({
    code: 'ANOM_AXML_EXTRA_POOL',
    severity: 'high',
    data: { problem: 'strings' },
    offset,
    path,
    evidence: { code: 'SECOND_STRING_POOL', data: {} },
  });
}

function noteExtraMap(reading: Reading, offset: number, path: string): void {
  reading.note({
    code: 'ANOM_AXML_EXTRA_POOL',
    severity: 'high',
    data: { problem: 'resources' },
    offset,
    path,
    evidence: { code: 'SECOND_RESOURCE_MAP', data: {} },
  });
}

function noteUnknownChunk(reading: Reading, chunk: ChunkHeader, path: string): void {
  reading.note({
    code: 'ANOM_AXML_UNKNOWN_CHUNK',
    severity: 'medium',
    data: { problem: 'before' },
    offset: chunk.offset,
    path,
    evidence: `type=0x${chunk.type.toString(16)}`,
  });
}

/** The first node must be sound, or the whole document is (ResXMLTree::setTo). */
function checkRootNode(data: BoundedReader, chunk: ChunkHeader, end: number): void {
  if (!isValidNode(data, chunk, end)) {
    throw new PermauditError('AXML_CORRUPT', { problem: 'firstNode' }, { offset: chunk.offset, path: data.path });
  }
}

/**
 * The string at `index` as Java code gets it.
 * @throws PermauditError `AXML_BAD_STRING` where Android throws IndexOutOfBoundsException and refuses the file
 */
export function javaString(tree: XmlTree, index: number, offset: number): string {
  const text = tree.strings.get(index);
  if (text === null) {
    throw new PermauditError('AXML_BAD_STRING', { problem: 'unreadable', index }, { offset, path: tree.data.path });
  }
  return text;
}

/** ResXMLTree::validateNode. */
export function isValidNode(data: BoundedReader, node: ChunkHeader, end: number): boolean {
  if (!isValidChunk(node, NODE_HEADER_SIZE, end)) return false;
  if (node.type !== CHUNK.XML_START_ELEMENT) return true;
  const room = node.size - node.headerSize;
  if (room < 20) return false;
  const ext = node.offset + node.headerSize;
  const attributeStart = data.u16(ext + 8);
  const attributeSize = data.u16(ext + 10);
  const attributeCount = data.u16(ext + 12);
  return attributeStart + attributeSize * attributeCount <= room;
}

function readResourceMap(data: BoundedReader, chunk: ChunkHeader): Uint32Array {
  const ids = new Uint32Array((chunk.size - chunk.headerSize) >>> 2);
  for (let index = 0; index < ids.length; index++) ids[index] = data.u32(chunk.offset + chunk.headerSize + index * 4);
  return ids;
}

function looksLikeText(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (at < bytes.length && at < 64 && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at++;
  return bytes[at] === 0x3c;
}
