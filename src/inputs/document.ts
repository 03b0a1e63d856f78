/**
 * A manifest that is not binary XML (text, protobuf) as a neutral list of elements, and its compilation into the binary
 * form: so that one reader, with Android's rules, reads every kind of manifest.
 */
import { PermauditError } from '../bytes/errors.js';
import type { Span } from '../bytes/place.js';
import { CHUNK, CHUNK_HEADER_SIZE } from '../chunks/chunk.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';

/** An attribute with its compiled value; a string value is stated as text, everything else as a typed value. */
export interface SourceAttribute {
  /** Namespace URI, `''` for none. */
  namespace: string;
  name: string;
  /** The framework's resource id of the attribute, 0 for none. */
  resourceId: number;
  value: { text: string } | TypedValue;
}

export type SourceEvent =
  { kind: 'start'; namespace: string; name: string; attributes: SourceAttribute[]; position: Span } | { kind: 'end' };

/** Binary XML and the way back from its offsets to the source. */
export interface CompiledDocument {
  bytes: Uint8Array;
  /** Offsets of the elements in `bytes`, ascending, with their places in the source. */
  places: { offset: number; position: Span }[];
}

const NODE_HEADER = 16;
const POOL_HEADER = 28;
const START_EXT = 20;
const ATTRIBUTE_SIZE = 20;
const END_SIZE = NODE_HEADER + 8;
const NONE = 0xffffffff;
const MAX_ATTRIBUTES = 0xffff;
/** A length of 15 bits takes one unit, a longer one two. */
const LONG_STRING = 0x8000;

/** The strings of a document: names of attributes that have a resource id come first, as the resource map demands. */
class StringTable {
  readonly strings: string[] = [];
  readonly ids: number[] = [];
  readonly #byText = new Map<string, number>();
  readonly #byId = new Map<string, number>();

  addMapped(name: string, id: number): void {
    const key = `${id} ${name}`;
    if (this.#byId.has(key)) return;
    this.#byId.set(key, this.strings.length);
    this.ids.push(id);
    this.strings.push(name);
  }

  mapped(name: string, id: number): number {
    return this.#byId.get(`${id} ${name}`) ?? NONE;
  }

  index(text: string): number {
    let index = this.#byText.get(text);
    if (index === undefined) {
      index = this.strings.length;
      this.#byText.set(text, index);
      this.strings.push(text);
    }
    return index;
  }
}

/** Compiles a document the way `aapt2 link` lays manifests out: attributes by resource id, strings with their raw value. */
export function compileDocument(events: readonly SourceEvent[], path: string): CompiledDocument {
  const table = new StringTable();
  for (const event of events) {
    if (event.kind !== 'start') continue;
    checkAttributeCount(event.attributes.length, event.position, path);
    event.attributes.sort(byResourceId);
    for (const { name, resourceId } of event.attributes) if (resourceId !== 0) table.addMapped(name, resourceId);
  }
  const places: CompiledDocument['places'] = [];
  const nodes = encodeNodes(events, table, places);
  const pool = encodePool(table.strings);
  const map = encodeMap(table.ids);
  const before = CHUNK_HEADER_SIZE + pool.length + map.length;
  for (const place of places) place.offset += before;
  const header = chunkHeader(CHUNK.XML, CHUNK_HEADER_SIZE, before + nodes.length, CHUNK_HEADER_SIZE);
  return { bytes: Buffer.concat([header, pool, map, nodes]), places };
}

function checkAttributeCount(count: number, position: Span, path: string): void {
  if (count <= MAX_ATTRIBUTES) return;
  throw new PermauditError('LIMIT_NODES', { problem: 'attributes', count }, { offset: position.offset, path });
}

function byResourceId(a: SourceAttribute, b: SourceAttribute): number {
  const rank = ({ resourceId }: SourceAttribute): number => (resourceId === 0 ? Number.POSITIVE_INFINITY : resourceId);
  return rank(a) === rank(b) ? 0 : rank(a) - rank(b);
}

function chunkHeader(type: number, headerSize: number, size: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt16LE(type, 0);
  bytes.writeUInt16LE(headerSize, 2);
  bytes.writeUInt32LE(size, 4);
  return bytes;
}

function encodeNodes(events: readonly SourceEvent[], table: StringTable, places: CompiledDocument['places']): Buffer {
  const parts: Buffer[] = [];
  const open: Extract<SourceEvent, { kind: 'start' }>[] = [];
  let at = 0;
  for (const event of events) {
    let node: Buffer;
    if (event.kind === 'start') {
      places.push({ offset: at, position: event.position });
      open.push(event);
      node = encodeStart(event, table);
    } else {
      const start = open.pop();
      node = encodeNode(CHUNK.XML_END_ELEMENT, END_SIZE, start?.position.line ?? 0);
      node.writeUInt32LE(namespaceIndex(start?.namespace ?? '', table), NODE_HEADER);
      node.writeUInt32LE(table.index(start?.name ?? ''), NODE_HEADER + 4);
    }
    parts.push(node);
    at += node.length;
  }
  return Buffer.concat(parts);
}

function encodeNode(type: number, size: number, line: number): Buffer {
  const node = chunkHeader(type, NODE_HEADER, size, size);
  node.writeUInt32LE(line, 8);
  node.writeUInt32LE(NONE, 12);
  return node;
}

function namespaceIndex(namespace: string, table: StringTable): number {
  return namespace === '' ? NONE : table.index(namespace);
}

function encodeStart(event: Extract<SourceEvent, { kind: 'start' }>, table: StringTable): Buffer {
  const { attributes } = event;
  const size = NODE_HEADER + START_EXT + attributes.length * ATTRIBUTE_SIZE;
  const node = encodeNode(CHUNK.XML_START_ELEMENT, size, event.position.line ?? 0);
  node.writeUInt32LE(namespaceIndex(event.namespace, table), NODE_HEADER);
  node.writeUInt32LE(table.index(event.name), NODE_HEADER + 4);
  node.writeUInt16LE(START_EXT, NODE_HEADER + 8);
  node.writeUInt16LE(ATTRIBUTE_SIZE, NODE_HEADER + 10);
  node.writeUInt16LE(attributes.length, NODE_HEADER + 12);
  attributes.forEach((attribute, index) => {
    encodeAttribute(node, NODE_HEADER + START_EXT + index * ATTRIBUTE_SIZE, attribute, table);
  });
  return node;
}

function encodeAttribute(node: Buffer, at: number, attribute: SourceAttribute, table: StringTable): void {
  const { namespace, name, resourceId, value } = attribute;
  const text = 'text' in value ? table.index(value.text) : NONE;
  const typed = 'text' in value ? { type: VALUE_TYPE.STRING, data: text } : value;
  node.writeUInt32LE(namespaceIndex(namespace, table), at);
  node.writeUInt32LE(resourceId === 0 ? table.index(name) : table.mapped(name, resourceId), at + 4);
  node.writeUInt32LE(text, at + 8);
  node.writeUInt16LE(8, at + 12);
  node.writeUInt8(typed.type, at + 15);
  node.writeUInt32LE(typed.data >>> 0, at + 16);
}

/** A UTF-16 pool: Android reads its strings exactly, a NUL in them included. */
function encodePool(strings: readonly string[]): Buffer {
  const offsets = Buffer.alloc(strings.length * 4);
  const encoded: Buffer[] = [];
  let at = 0;
  strings.forEach((text, index) => {
    offsets.writeUInt32LE(at, index * 4);
    const bytes = encodeString(text);
    encoded.push(bytes);
    at += bytes.length;
  });
  const padding = Buffer.alloc((4 - (at & 3)) & 3);
  const start = POOL_HEADER + offsets.length;
  const header = chunkHeader(CHUNK.STRING_POOL, POOL_HEADER, start + at + padding.length, POOL_HEADER);
  header.writeUInt32LE(strings.length, 8);
  header.writeUInt32LE(start, 20);
  return Buffer.concat([header, offsets, ...encoded, padding]);
}

function encodeString(text: string): Buffer {
  const long = text.length >= LONG_STRING;
  const bytes = Buffer.alloc((long ? 4 : 2) + text.length * 2 + 2);
  if (long) {
    bytes.writeUInt16LE(LONG_STRING | (text.length >>> 16), 0);
    bytes.writeUInt16LE(text.length & 0xffff, 2);
  } else {
    bytes.writeUInt16LE(text.length, 0);
  }
  bytes.write(text, long ? 4 : 2, 'utf16le');
  return bytes;
}

function encodeMap(ids: readonly number[]): Buffer {
  const map = chunkHeader(
    CHUNK.XML_RESOURCE_MAP,
    CHUNK_HEADER_SIZE,
    CHUNK_HEADER_SIZE + ids.length * 4,
    8 + ids.length * 4,
  );
  ids.forEach((id, index) => map.writeUInt32LE(id, CHUNK_HEADER_SIZE + index * 4));
  return map;
}
