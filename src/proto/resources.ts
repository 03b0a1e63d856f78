/** aapt2's protobuf resource table (`resources.pb`): `ResourceTable` of Resources.proto, `Configuration` of Configuration.proto. */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { readItem, type ProtoItem } from './item.js';
import { ProtoDocument, WIRE, type ProtoField } from './message.js';

const TABLE = { PACKAGE: 2 } as const;
const PACKAGE = { ID: 1, TYPE: 3 } as const;
const TYPE = { ID: 1, NAME: 2, ENTRY: 3 } as const;
const ENTRY = { ID: 1, NAME: 2, CONFIG_VALUE: 6 } as const;
const CONFIG_VALUE = { CONFIG: 1, VALUE: 2 } as const;
const CONFIGURATION = { LOCALE: 3, DENSITY: 18, SDK_VERSION: 24 } as const;
const VALUE_ITEM = 4;

/** One value of a resource, with the configuration it is for. */
export interface ProtoValue {
  config: {
    /** BCP 47 tag, `''` for none. Attacker-controlled text. */
    locale: string;
    density: number;
    sdkVersion: number;
    /** Some other qualifier is set. */
    other: boolean;
  };
  /** null: a bag (style, array, plural), which is no value here. */
  item: ProtoItem | null;
}

interface EntryPlace {
  typeName: string;
  entry: ProtoField;
}

/** A resource table whose entries are found by id and decoded when asked. */
export class ProtoResources {
  readonly #entries = new Map<number, EntryPlace[]>();

  private constructor(private readonly document: ProtoDocument) {}

  /**
   * Finds every entry of a table.
   * @throws PermauditError `PROTO_CORRUPT`, `LIMIT_NODES`, `LIMIT_TIME`
   */
  static open(bytes: Uint8Array, path: string, reading: Reading): ProtoResources {
    const table = new ProtoResources(new ProtoDocument(bytes, path));
    for (const pack of table.#messages(0, bytes.byteLength, TABLE.PACKAGE)) table.#addPackage(pack, reading);
    return table;
  }

  /** The values of a resource id, in file order; empty when there is no such resource. */
  valuesOf(id: number): ProtoValue[] {
    const values: ProtoValue[] = [];
    for (const { entry } of this.#entries.get(id) ?? []) {
      for (const value of this.#messages(entry.start, entry.end, ENTRY.CONFIG_VALUE)) values.push(this.#value(value));
    }
    return values;
  }

  /** `type/name` of a resource id, or null. Attacker-controlled text. */
  nameOf(id: number): string | null {
    const [place] = this.#entries.get(id) ?? [];
    if (place === undefined) return null;
    const [name] = [...this.#messages(place.entry.start, place.entry.end, ENTRY.NAME)];
    return `${place.typeName}/${name === undefined ? '' : this.document.string(name)}`;
  }

  #messages(start: number, end: number, number: number): ProtoField[] {
    const found: ProtoField[] = [];
    for (const field of this.document.fields(start, end)) {
      if (field.number === number && field.wireType === WIRE.LENGTH) found.push(field);
    }
    return found;
  }

  /** `PackageId`, `TypeId` and `EntryId` are messages of one number. */
  #idOf(message: ProtoField): number {
    let id = 0;
    for (const field of this.document.fields(message.start, message.end)) if (field.number === 1) id = field.value;
    return id;
  }

  #addPackage(pack: ProtoField, reading: Reading): void {
    const [idField] = this.#messages(pack.start, pack.end, PACKAGE.ID);
    const packageId = idField === undefined ? 0 : this.#idOf(idField) & 0xff;
    for (const type of this.#messages(pack.start, pack.end, PACKAGE.TYPE)) this.#addType(type, packageId, reading);
  }

  #addType(type: ProtoField, packageId: number, reading: Reading): void {
    reading.checkTime(this.document.path);
    let typeId = 0;
    let typeName = '';
    const entries: ProtoField[] = [];
    for (const field of this.document.fields(type.start, type.end)) {
      if (field.wireType !== WIRE.LENGTH) continue;
      if (field.number === TYPE.ID) typeId = this.#idOf(field) & 0xff;
      else if (field.number === TYPE.NAME) typeName = this.document.string(field);
      else if (field.number === TYPE.ENTRY) entries.push(field);
    }
    for (const entry of entries) this.#addEntry(entry, packageId * 0x1000000 + typeId * 0x10000, typeName, reading);
  }

  #addEntry(entry: ProtoField, idBase: number, typeName: string, reading: Reading): void {
    const [idField] = this.#messages(entry.start, entry.end, ENTRY.ID);
    const id = idBase + (idField === undefined ? 0 : this.#idOf(idField) & 0xffff);
    const known = this.#entries.get(id);
    if (known !== undefined) known.push({ typeName, entry });
    else this.#entries.set(id, [{ typeName, entry }]);
    if (this.#entries.size <= reading.limits.resourceVisits) return;
    throw new PermauditError(
      'LIMIT_NODES',
      { problem: 'resources', limit: reading.limits.resourceVisits },
      {
        path: this.document.path,
      },
    );
  }

  #value(message: ProtoField): ProtoValue {
    const config = { locale: '', density: 0, sdkVersion: 0, other: false };
    let item: ProtoItem | null = null;
    for (const field of this.document.fields(message.start, message.end)) {
      if (field.wireType !== WIRE.LENGTH) continue;
      if (field.number === CONFIG_VALUE.CONFIG) this.#readConfig(field, config);
      else if (field.number === CONFIG_VALUE.VALUE) {
        for (const found of this.#messages(field.start, field.end, VALUE_ITEM)) item = readItem(this.document, found);
      }
    }
    return { config, item };
  }

  #readConfig(message: ProtoField, config: ProtoValue['config']): void {
    for (const field of this.document.fields(message.start, message.end)) {
      if (field.number === CONFIGURATION.LOCALE && field.wireType === WIRE.LENGTH) {
        config.locale = this.document.string(field);
      } else if (field.number === CONFIGURATION.DENSITY) config.density = field.value;
      else if (field.number === CONFIGURATION.SDK_VERSION) config.sdkVersion = field.value;
      else if (field.value !== 0 || field.wireType === WIRE.LENGTH) config.other = true;
    }
  }
}
