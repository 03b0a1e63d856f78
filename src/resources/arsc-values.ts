/** The values of a resources.arsc (libs/androidfw/AssetManager2.cpp), for a package parser. */
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE } from '../chunks/value.js';
import { isBetter, isOfSomeDevices, matches, matchesSomeDevice } from './config.js';
import { noteDevices, type ConfiguredValue } from './devices.js';
import { entryOffset, readEntry, type ResourceEntry } from './entry.js';
import { PackageIds } from './package-ids.js';
import type { ResourcePackage, TypeChunk } from './package.js';
import type { ResourceTable } from './table.js';
import type { FoundValue, ValueSource } from './value-source.js';
import { Visits } from './visits.js';

export class ArscValues implements ValueSource {
  readonly ids: PackageIds;
  /** The packages of each run-time id. */
  readonly #byId = new Map<number, ResourcePackage[]>();
  readonly #visits: Visits;

  constructor(
    private readonly table: ResourceTable,
    private readonly reading: Reading,
  ) {
    this.#visits = new Visits(reading);
    this.ids = new PackageIds(table.packages);
    for (const pack of table.packages) {
      const id = pack.id === 0 ? this.ids.own : pack.id;
      const same = this.#byId.get(id);
      if (same === undefined) this.#byId.set(id, [pack]);
      else same.push(pack);
    }
  }

  nameOf(id: number): string | null {
    const { found, spec } = this.#find(id);
    if (found === null || spec === null) return null;
    const typeName = found.package.typeStrings?.get(((id >>> 16) & 0xff) - 1 - found.package.typeIdOffset) ?? null;
    for (const type of spec) {
      const entry = this.#entryIn(type, id & 0xffff);
      const keyName = entry === null ? null : (found.package.keyStrings?.get(entry.key) ?? null);
      if (typeName !== null && keyName !== null) return `${typeName}/${keyName}`;
    }
    return null;
  }

  stringsOf(id: number): Map<string, string> {
    const strings = new Map<string, string>();
    for (const type of this.#find(id).spec ?? []) {
      if (strings.has(type.config.locale)) continue;
      const value = this.#entryIn(type, id & 0xffff)?.value;
      if (value?.type !== VALUE_TYPE.STRING) continue;
      const text = this.table.strings?.get(value.data);
      if (text !== undefined && text !== null) strings.set(type.config.locale, text);
    }
    return strings;
  }

  hasSeveral(id: number): boolean {
    const types = this.#packages(id).flatMap((pack) => pack.types.get((id >>> 16) & 0xff)?.types ?? []);
    const index = id & 0xffff;
    return types.filter((type) => this.#entryIn(type, index) !== null).length > 1;
  }

  noteDevices(id: number): void {
    const types = this.#packages(id).flatMap((pack) => pack.types.get((id >>> 16) & 0xff)?.types ?? []);
    if (!types.some(({ config }) => isOfSomeDevices(config))) return;
    const values: ConfiguredValue[] = [];
    for (const type of types) {
      if (!matchesSomeDevice(type.config, this.reading)) continue;
      this.#visits.add();
      const offset = entryOffset(this.table.data, type, id & 0xffff);
      if (offset === null) continue;
      // Chosen though it may be damaged, which leaves no value.
      values.push({
        config: type.config,
        value: readEntry(this.table.data, type, offset, this.reading)?.value ?? null,
      });
    }
    noteDevices(values, this.reading, () => {
      this.#visits.add();
    });
  }

  /** AssetManager2::FindEntry and GetResource: the best configuration that has the entry. */
  best(id: number): FoundValue | null {
    const typeId = (id >>> 16) & 0xff;
    const index = id & 0xffff;
    let best: { type: TypeChunk; offset: number } | null = null;
    let changingConfigs = 0;
    for (const pack of this.#packages(id)) {
      const spec = pack.types.get(typeId);
      if (spec === undefined) continue;
      if (index < spec.entryCount) changingConfigs |= this.table.data.u32(spec.flagsOffset + index * 4);
      for (const type of spec.types) {
        this.#visits.add();
        if (!matches(type.config, this.reading)) continue;
        if (best !== null && !isBetter(type.config, best.type.config, this.reading.device)) continue;
        const offset = entryOffset(this.table.data, type, index);
        if (offset === null) continue;
        // Only now does it matter whether this Android is new enough for a -vNN value.
        if (type.config.sdkVersion > 0 && !this.reading.since(type.config.sdkVersion)) continue;
        best = { type, offset };
      }
    }
    if (best === null) return null;
    // Only the best entry is looked at: damaged, it leaves no value, whatever others there are.
    const entry = readEntry(this.table.data, best.type, best.offset, this.reading);
    if (entry === null || entry.value === null) return null;
    const { value } = entry;
    const string = value.type === VALUE_TYPE.STRING ? (this.table.strings?.get(value.data) ?? null) : null;
    return { ...value, string, changingConfigs };
  }

  #packages(id: number): readonly ResourcePackage[] {
    return this.#byId.get(id >>> 24) ?? [];
  }

  #find(id: number): { found: { package: ResourcePackage } | null; spec: TypeChunk[] | null } {
    for (const pack of this.#packages(id)) {
      const spec = pack.types.get((id >>> 16) & 0xff);
      if (spec !== undefined) return { found: { package: pack }, spec: spec.types };
    }
    return { found: null, spec: null };
  }

  #entryIn(type: TypeChunk, index: number): ResourceEntry | null {
    this.#visits.add();
    const offset = entryOffset(this.table.data, type, index);
    return offset === null ? null : readEntry(this.table.data, type, offset, this.reading);
  }
}
