/**
 * A manifest that is not binary XML (text, protobuf) as a neutral list of elements, and its compilation into the binary
 * form: so that one reader, with Android's rules, reads every kind of manifest.
 */
import { utf16Of } from '../platform/index.js';
import { concatBytes, viewOf } from '../bytes/byte-arrays.js';
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
  return { bytes: concatBytes([header, pool, map, nodes]), places };
}

function checkAttributeCount(count: number, position: Span, path: string): void {
  if (count <= MAX_ATTRIBUTES) return;
  throw new PermauditError('LIMIT_NODES', { problem: 'attributes', count }, { offset: position.offset, path });
}

function byResourceId(a: SourceAttribute, b: SourceAttribute): number {
  const rank = ({ resourceId }: SourceAttribute): number => (resourceId === 0 ? Number.POSITIVE_INFINITY : resourceId);
  return rank(a) === rank(b) ? 0 : rank(a) - rank(b);
}

function chunkHeader(type: number, headerSize: number, size: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  viewOf(bytes).setUint16(0, type, true);
  viewOf(bytes).setUint16(2, headerSize, true);
  viewOf(bytes).setUint32(4, size, true);
  return bytes;
}

function encodeNodes(
  events: readonly SourceEvent[],
  table: StringTable,
  places: CompiledDocument['places'],
): Uint8Array {
  const parts: Uint8Array[] = [];
  const open: Extract<SourceEvent, { kind: 'start' }>[] = [];
  let at = 0;
  for (const event of events) {
    let node: Uint8Array;
    if (event.kind === 'start') {
      places.push({ offset: at, position: event.position });
      open.push(event);
      node = encodeStart(event, table);
    } else {
      const start = open.pop();
      node = encodeNode(CHUNK.XML_END_ELEMENT, END_SIZE, start?.position.line ?? 0);
      viewOf(node).setUint32(NODE_HEADER, namespaceIndex(start?.namespace ?? '', table), true);
      viewOf(node).setUint32(NODE_HEADER + 4, table.index(start?.name ?? ''), true);
    }
    parts.push(node);
    at += node.length;
  }
  return concatBytes(parts);
}

function encodeNode(type: number, size: number, line: number): Uint8Array {
  const node = chunkHeader(type, NODE_HEADER, size, size);
  viewOf(node).setUint32(8, line, true);
  viewOf(node).setUint32(12, NONE, true);
  return node;
}

function namespaceIndex(namespace: string, table: StringTable): number {
  return namespace === '' ? NONE : table.index(namespace);
}

function encodeStart(event: Extract<SourceEvent, { kind: 'start' }>, table: StringTable): Uint8Array {
  const { attributes } = event;
  const size = NODE_HEADER + START_EXT + attributes.length * ATTRIBUTE_SIZE;
  const node = encodeNode(CHUNK.XML_START_ELEMENT, size, event.position.line ?? 0);
  viewOf(node).setUint32(NODE_HEADER, namespaceIndex(event.namespace, table), true);
  viewOf(node).setUint32(NODE_HEADER + 4, table.index(event.name), true);
  viewOf(node).setUint16(NODE_HEADER + 8, START_EXT, true);
  viewOf(node).setUint16(NODE_HEADER + 10, ATTRIBUTE_SIZE, true);
  viewOf(node).setUint16(NODE_HEADER + 12, attributes.length, true);
  attributes.forEach((attribute, index) => {
    encodeAttribute(node, NODE_HEADER + START_EXT + index * ATTRIBUTE_SIZE, attribute, table);
  });
  return node;
}

function encodeAttribute(node: Uint8Array, at: number, attribute: SourceAttribute, table: StringTable): void {
  const { namespace, name, resourceId, value } = attribute;
  const text = 'text' in value ? table.index(value.text) : NONE;
  const typed = 'text' in value ? { type: VALUE_TYPE.STRING, data: text } : value;
  viewOf(node).setUint32(at, namespaceIndex(namespace, table), true);
  viewOf(node).setUint32(at + 4, resourceId === 0 ? table.index(name) : table.mapped(name, resourceId), true);
  viewOf(node).setUint32(at + 8, text, true);
  viewOf(node).setUint16(at + 12, 8, true);
  node[at + 15] = typed.type;
  viewOf(node).setUint32(at + 16, typed.data >>> 0, true);
}

/** A UTF-16 pool: Android reads its strings exactly, a NUL in them included. */
function encodePool(strings: readonly string[]): Uint8Array {
  const offsets = new Uint8Array(strings.length * 4);
  const encoded: Uint8Array[] = [];
  let at = 0;
  strings.forEach((text, index) => {
    viewOf(offsets).setUint32(index * 4, at, true);
    const bytes = encodeString(text);
    encoded.push(bytes);
    at += bytes.length;
  });
  const padding = new Uint8Array((4 - (at & 3)) & 3);
  const start = POOL_HEADER + offsets.length;
  const header = chunkHeader(CHUNK.STRING_POOL, POOL_HEADER, start + at + padding.length, POOL_HEADER);
  viewOf(header).setUint32(8, strings.length, true);
  viewOf(header).setUint32(20, start, true);
  return concatBytes([header, offsets, ...encoded, padding]);
}

function encodeString(text: string): Uint8Array {
  const long = text.length >= LONG_STRING;
  const bytes = new Uint8Array((long ? 4 : 2) + text.length * 2 + 2);
  if (long) {
    viewOf(bytes).setUint16(0, LONG_STRING | (text.length >>> 16), true);
    viewOf(bytes).setUint16(2, text.length & 0xffff, true);
  } else {
    viewOf(bytes).setUint16(0, text.length, true);
  }
  bytes.set(utf16Of(text), long ? 4 : 2);
  return bytes;
}

function encodeMap(ids: readonly number[]): Uint8Array {
  const map = chunkHeader(
    CHUNK.XML_RESOURCE_MAP,
    CHUNK_HEADER_SIZE,
    CHUNK_HEADER_SIZE + ids.length * 4,
    8 + ids.length * 4,
  );
  ids.forEach((id, index) => {
    viewOf(map).setUint32(CHUNK_HEADER_SIZE + index * 4, id, true);
  });
  return map;
}
