/** aapt2's protobuf XML, the form manifests have in app bundles: `XmlNode` of tools/aapt2/Resources.proto. */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { readItem, type ProtoItem } from './item.js';
import { ProtoDocument, WIRE, type ProtoField } from './message.js';

const NODE = { ELEMENT: 1 } as const;
const ELEMENT = { NAMESPACE_URI: 2, NAME: 3, ATTRIBUTE: 4, CHILD: 5 } as const;
const ATTRIBUTE = { NAMESPACE_URI: 1, NAME: 2, VALUE: 3, RESOURCE_ID: 5, COMPILED_ITEM: 6 } as const;

/** An attribute as written and as compiled. Everything but the id is attacker-controlled text. */
export interface ProtoAttribute {
  /** The namespace URI, `''` for none. */
  namespace: string;
  name: string;
  /** The text of the source file. */
  value: string;
  /** The attribute's resource id; 0 for none. */
  resourceId: number;
  /** The compiled value, or null when only the text is stated. */
  item: ProtoItem | null;
}

export type ProtoXmlEvent =
  { kind: 'start'; namespace: string; name: string; attributes: ProtoAttribute[]; offset: number } | { kind: 'end' };

/**
 * The elements of a document in order; text is left out. Depth costs no recursion.
 * @throws PermauditError `PROTO_CORRUPT` for damage or a document without a root element, `LIMIT_NODES`, `LIMIT_TIME`
 */
export function readProtoXml(bytes: Uint8Array, path: string, reading: Reading): ProtoXmlEvent[] {
  const document = new ProtoDocument(bytes, path);
  const events: ProtoXmlEvent[] = [];
  /** Nodes still to visit, the next one last; null closes an element. */
  const pending: (ProtoField | null)[] = [{ number: 0, wireType: WIRE.LENGTH, value: 0, start: 0, end: document.size }];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null) {
      events.push({ kind: 'end' });
      continue;
    }
    const element = elementOf(document, node);
    if (element === null) continue;
    const { event, children } = readElement(document, element, node.start);
    events.push(event);
    pending.push(null);
    for (const child of children.reverse()) pending.push(child);
    countNodes(events.length + pending.length, path, reading);
  }
  if (events.length === 0) throw document.corrupt({ problem: 'noRoot' }, 0);
  return events;
}

function countNodes(count: number, path: string, reading: Reading): void {
  if ((count & 0xff) === 0) reading.checkTime(path);
  if (count <= reading.limits.xmlNodes) return;
  throw new PermauditError(
    'LIMIT_NODES',
    { problem: 'xmlNodes', limit: reading.limits.xmlNodes },
    {
      path,
    },
  );
}

function elementOf(document: ProtoDocument, node: ProtoField): ProtoField | null {
  let element: ProtoField | null = null;
  for (const field of document.fields(node.start, node.end)) {
    if (field.number === NODE.ELEMENT && field.wireType === WIRE.LENGTH) element = field;
  }
  return element;
}

function readElement(
  document: ProtoDocument,
  element: ProtoField,
  offset: number,
): { event: ProtoXmlEvent; children: ProtoField[] } {
  const children: ProtoField[] = [];
  const attributes: ProtoAttribute[] = [];
  let namespace = '';
  let name = '';
  for (const field of document.fields(element.start, element.end)) {
    if (field.wireType !== WIRE.LENGTH) continue;
    if (field.number === ELEMENT.NAMESPACE_URI) namespace = document.string(field);
    else if (field.number === ELEMENT.NAME) name = document.string(field);
    else if (field.number === ELEMENT.ATTRIBUTE) attributes.push(readAttribute(document, field));
    else if (field.number === ELEMENT.CHILD) children.push(field);
  }
  return { event: { kind: 'start', namespace, name, attributes, offset }, children };
}

function readAttribute(document: ProtoDocument, message: ProtoField): ProtoAttribute {
  const attribute: ProtoAttribute = { namespace: '', name: '', value: '', resourceId: 0, item: null };
  for (const field of document.fields(message.start, message.end)) {
    if (field.number === ATTRIBUTE.RESOURCE_ID) attribute.resourceId = field.value;
    if (field.wireType !== WIRE.LENGTH) continue;
    if (field.number === ATTRIBUTE.NAMESPACE_URI) attribute.namespace = document.string(field);
    else if (field.number === ATTRIBUTE.NAME) attribute.name = document.string(field);
    else if (field.number === ATTRIBUTE.VALUE) attribute.value = document.string(field);
    else if (field.number === ATTRIBUTE.COMPILED_ITEM) attribute.item = readItem(document, field);
  }
  return attribute;
}
