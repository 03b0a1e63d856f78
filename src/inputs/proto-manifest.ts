/** Protobuf manifests and resource tables of app bundles, in the form the manifest reader takes. */
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import type { ProtoItem } from '../proto/item.js';
import type { ProtoResources, ProtoValue } from '../proto/resources.js';
import { readProtoXml, type ProtoAttribute } from '../proto/xml.js';
import { compileDocument, type CompiledDocument, type SourceAttribute, type SourceEvent } from './document.js';
import type { TableValue, ValueTable } from '../resources/value-table.js';

const TYPES = {
  null: VALUE_TYPE.NULL,
  empty: VALUE_TYPE.NULL,
  float: VALUE_TYPE.FLOAT,
  dimension: VALUE_TYPE.DIMENSION,
  fraction: VALUE_TYPE.FRACTION,
  integer: VALUE_TYPE.INT_DEC,
  hexadecimal: VALUE_TYPE.INT_HEX,
  boolean: VALUE_TYPE.INT_BOOLEAN,
} as const;
const COLORS = { argb8: 0x1c, rgb8: 0x1d, argb4: 0x1e, rgb4: 0x1f } as const;

/** The elements of a protobuf manifest. Offsets are those of the protobuf file. */
export function readProtoManifest(bytes: Uint8Array, path: string, reading: Reading): SourceEvent[] {
  return readProtoXml(bytes, path, reading).map((event): SourceEvent =>
    event.kind === 'end'
      ? event
      : {
          kind: 'start',
          namespace: event.namespace,
          name: event.name,
          attributes: event.attributes.map(toAttribute),
          position: { offset: event.offset },
        },
  );
}

/** As {@link readProtoManifest}, compiled: what `aapt2 convert` makes of it when bundletool builds APKs. */
export function compileProtoManifest(bytes: Uint8Array, path: string, reading: Reading): CompiledDocument {
  return compileDocument(readProtoManifest(bytes, path, reading), path);
}

function toAttribute({ namespace, name, value, resourceId, item }: ProtoAttribute): SourceAttribute {
  const compiled = item === null ? { text: value } : typedOf(item);
  return { namespace, name, resourceId, value: compiled };
}

function typedOf(item: ProtoItem): { text: string } | TypedValue {
  switch (item.kind) {
    case 'string':
      return { text: item.text };
    case 'reference':
      return { type: item.dynamic ? VALUE_TYPE.DYNAMIC_REFERENCE : VALUE_TYPE.REFERENCE, data: item.id };
    case 'attribute':
      return { type: item.dynamic ? VALUE_TYPE.DYNAMIC_ATTRIBUTE : VALUE_TYPE.ATTRIBUTE, data: item.id };
    case 'color':
      return { type: COLORS[item.format], data: item.data };
    case 'null':
      return { type: TYPES.null, data: 0 };
    case 'empty':
      return { type: TYPES.empty, data: 1 };
    default:
      return { type: TYPES[item.kind], data: item.data };
  }
}

/** A protobuf resource table as a {@link ValueTable}. */
export function protoValues(resources: ProtoResources): ValueTable {
  return {
    valuesOf: (id) =>
      resources
        .valuesOf(id)
        .map(toTableValue)
        .filter((value) => value !== null),
    nameOf: (id) => resources.nameOf(id),
  };
}

function toTableValue({ config, item }: ProtoValue): TableValue | null {
  if (item === null) return null;
  const locale = qualifierOf(config.locale);
  const typed = typedOf(item);
  const value = 'text' in typed ? { type: VALUE_TYPE.STRING, data: 0, string: typed.text } : { ...typed, string: null };
  return { ...value, config: { ...config, locale } };
}

/** A BCP 47 tag as aapt writes it in a folder name: `zh-CN` is `zh-rCN`, `sr-Latn` is `b+sr+Latn`. */
export function qualifierOf(tag: string): string {
  if (tag === '' || tag.length > 64) return tag.slice(0, 64);
  const [language = '', ...rest] = tag.split('-');
  if (rest.length === 0) return language;
  const [region] = rest;
  if (rest.length === 1 && region !== undefined && /^(?:[A-Za-z]{2}|[0-9]{3})$/.test(region)) {
    return `${language}-r${region}`;
  }
  return ['b', language, ...rest].join('+');
}
