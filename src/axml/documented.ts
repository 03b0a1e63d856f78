/**
 * Binary XML as its published description has it (ResXMLTree_header, ResXMLTree_node, ResXMLTree_attrExt and
 * ResXMLTree_attribute in ResourceTypes.h). Offsets and sizes are followed as stated, unknown chunks are skipped by their
 * size, the first string pool and the first resource map are the document's.
 */
import { PermauditError } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { CHUNK, CHUNK_HEADER_SIZE, chunkAt, type ChunkHeader } from '../chunks/chunk.js';
import { DocumentedStrings, type Taking } from '../chunks/documented-strings.js';
import { VALUE_TYPE, valueAt, type TypedValue } from '../chunks/value.js';

const NONE = 0xffffffff;
const EXT_SIZE = 20;
const ATTRIBUTE_SIZE = 20;

export interface DocumentedAttribute {
  namespace: string | null;
  name: string | null;
  /** The resource id that the document's map gives the name; 0 without one. */
  mappedId: number;
  typed: TypedValue;
  /** The string of a typed string; null for other types and where it cannot be read. */
  typedString: string | null;
  hasRaw: boolean;
  /** Null without a raw string, and where it cannot be read. */
  raw: string | null;
}

/** The start of an element. */
export interface DocumentedElement {
  namespace: string | null;
  name: string | null;
  /** Where its node is in the document, and how long it is. */
  offset: number;
  size: number;
  attributes: () => DocumentedAttribute[];
}

/** A document's parts, or null where they cannot be told. */
interface Document {
  data: BoundedReader;
  end: number;
  strings: DocumentedStrings | null;
  map: ChunkHeader | null;
}

/** Whether the bytes begin as a binary XML document must: its type, a header that fits, a size that is there. */
export function isDocument(bytes: Uint8Array, path: string): boolean {
  const root = chunkAt(new BoundedReader(bytes, 'AXML_BAD_NODE', path), 0, bytes.byteLength);
  if (root === null || root.type !== CHUNK.XML) return false;
  return root.headerSize >= CHUNK_HEADER_SIZE && root.headerSize <= root.size && root.size <= bytes.byteLength;
}

/**
 * The elements of a document that {@link isDocument} takes for one, each as it starts, null as one ends. Where the chunks
 * stop making sense the document ends.
 * @throws PermauditError `LIMIT_NODES`, `LIMIT_STRINGS`, `LIMIT_TIME`
 */
export function* documentedElements(
  bytes: Uint8Array,
  path: string,
  taking: Taking,
  reading: Reading,
): Generator<DocumentedElement | null> {
  const data = new BoundedReader(bytes, 'AXML_BAD_NODE', path);
  const document: Document = { data, end: data.u32(4), strings: null, map: null };
  let nodes = 0;
  for (let at = data.u16(2); ;) {
    const chunk = chunkAt(data, at, document.end);
    if (chunk === null || !fits(chunk, document.end)) return;
    if ((++nodes & 0xfff) === 0) reading.checkTime(path);
    if (nodes > reading.limits.xmlNodes) throw tooMany(at, path, reading);
    if (chunk.type === CHUNK.STRING_POOL) document.strings ??= new DocumentedStrings(data, chunk, taking, reading);
    else if (chunk.type === CHUNK.XML_RESOURCE_MAP) document.map ??= chunk;
    else if (chunk.type === CHUNK.XML_END_ELEMENT) yield null;
    else if (chunk.type === CHUNK.XML_START_ELEMENT && chunk.size - chunk.headerSize >= EXT_SIZE) {
      yield elementAt(document, chunk);
    }
    at += chunk.size;
  }
}

function fits({ offset, headerSize, size }: ChunkHeader, end: number): boolean {
  return headerSize >= CHUNK_HEADER_SIZE && headerSize <= size && offset + size <= end;
}

function tooMany(offset: number, path: string, { limits }: Reading): PermauditError {
  return new PermauditError(
    'LIMIT_NODES',
    { problem: 'xmlNodes', limit: limits.xmlNodes },
    {
      offset,
      path,
    },
  );
}

function elementAt(document: Document, chunk: ChunkHeader): DocumentedElement {
  const { data } = document;
  const ext = chunk.offset + chunk.headerSize;
  return {
    namespace: stringAt(document, data.u32(ext)),
    name: stringAt(document, data.u32(ext + 4)),
    offset: chunk.offset,
    size: chunk.size,
    attributes: () => attributesAt(document, ext, chunk.offset + chunk.size),
  };
}

function stringAt({ strings }: Document, index: number): string | null {
  return index === NONE ? null : (strings?.get(index) ?? null);
}

/** As many as are counted and stand inside the node. Of a size of 0 all are one: two stand for them. */
function attributesAt(document: Document, ext: number, end: number): DocumentedAttribute[] {
  const { data } = document;
  const start = ext + data.u16(ext + 8);
  const size = data.u16(ext + 10);
  const count = size === 0 ? Math.min(data.u16(ext + 12), 2) : data.u16(ext + 12);
  const attributes: DocumentedAttribute[] = [];
  for (let at = start; attributes.length < count && at + ATTRIBUTE_SIZE <= end; at += size) {
    attributes.push(attributeAt(document, at));
  }
  return attributes;
}

function attributeAt(document: Document, at: number): DocumentedAttribute {
  const { data } = document;
  const nameIndex = data.u32(at + 4);
  const rawIndex = data.u32(at + 8);
  const typed = valueAt(data, at + 12);
  return {
    namespace: stringAt(document, data.u32(at)),
    name: stringAt(document, nameIndex),
    mappedId: mappedId(document, nameIndex),
    typed,
    typedString: typed.type === VALUE_TYPE.STRING ? stringAt(document, typed.data) : null,
    hasRaw: rawIndex !== NONE,
    raw: stringAt(document, rawIndex),
  };
}

function mappedId({ data, map }: Document, nameIndex: number): number {
  if (map === null) return 0;
  const at = map.offset + map.headerSize + nameIndex * 4;
  return at + 4 <= map.offset + map.size ? data.u32(at) : 0;
}
