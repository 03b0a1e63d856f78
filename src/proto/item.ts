/** Values as aapt2 states them in protobuf form: `Item`, `Reference` and `Primitive` of tools/aapt2/Resources.proto. */
import { WIRE, type ProtoDocument, type ProtoField } from './message.js';

/** A value. `data` is what `Res_value.data` holds, unsigned. Strings and names are attacker-controlled text. */
export type ProtoItem =
  | { kind: 'null' }
  | { kind: 'empty' }
  | { kind: 'string'; text: string }
  | { kind: 'reference' | 'attribute'; id: number; name: string; dynamic: boolean }
  | { kind: 'float' | 'dimension' | 'fraction' | 'integer' | 'hexadecimal' | 'boolean'; data: number }
  | { kind: 'color'; format: 'argb8' | 'rgb8' | 'argb4' | 'rgb4'; data: number };

const ITEM = { REF: 1, STR: 2, RAW_STR: 3, STYLED_STR: 4, FILE: 5, ID: 6, PRIM: 7 } as const;
const REFERENCE = { TYPE: 1, ID: 2, NAME: 3, IS_DYNAMIC: 5 } as const;
/** `String`, `RawString`, `StyledString` and `FileReference` all keep their text in field 1. */
const TEXT_VALUE = 1;

const PRIMITIVES: ReadonlyMap<number, (data: number) => ProtoItem> = new Map<number, (data: number) => ProtoItem>([
  [1, () => ({ kind: 'null' })],
  [2, () => ({ kind: 'empty' })],
  [3, (data) => ({ kind: 'float', data })],
  [6, (data) => ({ kind: 'integer', data })],
  [7, (data) => ({ kind: 'hexadecimal', data })],
  [8, (data) => ({ kind: 'boolean', data: data === 0 ? 0 : 0xffffffff })],
  [9, (data) => ({ kind: 'color', format: 'argb8', data })],
  [10, (data) => ({ kind: 'color', format: 'rgb8', data })],
  [11, (data) => ({ kind: 'color', format: 'argb4', data })],
  [12, (data) => ({ kind: 'color', format: 'rgb4', data })],
  [13, (data) => ({ kind: 'dimension', data })],
  [14, (data) => ({ kind: 'fraction', data })],
]);

/**
 * The value in an `Item` message; null when it holds none of the kinds a manifest can use.
 * @throws PermauditError `PROTO_CORRUPT`
 */
export function readItem(document: ProtoDocument, message: ProtoField): ProtoItem | null {
  let item: ProtoItem | null = null;
  for (const field of document.fields(message.start, message.end)) {
    if (field.wireType !== WIRE.LENGTH) continue;
    switch (field.number) {
      case ITEM.REF:
        item = readReference(document, field);
        break;
      case ITEM.STR:
      case ITEM.RAW_STR:
      case ITEM.STYLED_STR:
      case ITEM.FILE:
        item = { kind: 'string', text: readText(document, field) };
        break;
      case ITEM.ID:
        item = { kind: 'boolean', data: 0 };
        break;
      case ITEM.PRIM:
        item = readPrimitive(document, field);
        break;
      default:
        break;
    }
  }
  return item;
}

function readText(document: ProtoDocument, message: ProtoField): string {
  let text = '';
  for (const field of document.fields(message.start, message.end)) {
    if (field.number === TEXT_VALUE && field.wireType === WIRE.LENGTH) text = document.string(field);
  }
  return text;
}

function readReference(document: ProtoDocument, message: ProtoField): ProtoItem {
  let kind: 'reference' | 'attribute' = 'reference';
  let id = 0;
  let name = '';
  let dynamic = false;
  for (const field of document.fields(message.start, message.end)) {
    if (field.number === REFERENCE.TYPE) kind = field.value === 0 ? 'reference' : 'attribute';
    else if (field.number === REFERENCE.ID) id = field.value;
    else if (field.number === REFERENCE.NAME && field.wireType === WIRE.LENGTH) name = document.string(field);
    else if (field.number === REFERENCE.IS_DYNAMIC) dynamic = readFlag(document, field);
  }
  return { kind, id, name, dynamic };
}

/** `is_dynamic` is a `Boolean` message: its one field says so. */
function readFlag(document: ProtoDocument, message: ProtoField): boolean {
  if (message.wireType !== WIRE.LENGTH) return message.value !== 0;
  let flag = false;
  for (const field of document.fields(message.start, message.end)) if (field.number === 1) flag = field.value !== 0;
  return flag;
}

/** The last member of the `oneof` counts, as in every protobuf reader. */
function readPrimitive(document: ProtoDocument, message: ProtoField): ProtoItem | null {
  let item: ProtoItem | null = null;
  for (const field of document.fields(message.start, message.end)) {
    item = PRIMITIVES.get(field.number)?.(field.value) ?? item;
  }
  return item;
}
