/**
 * Looking resources up as the package parser does: AssetManager2 (libs/androidfw/AssetManager2.cpp) with the framework and
 * the app's own assets, an empty configuration but for the SDK version, and DynamicRefTable's package id mapping.
 */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import { isBetter, matchesParser } from './config.js';
import { entryOffset, readEntry, type ResourceEntry } from './entry.js';
import type { ResourcePackage, TypeChunk } from './package.js';
import type { ResourceTable } from './table.js';

const FRAMEWORK_PACKAGE = 0x01;
const APP_PACKAGE = 0x7f;
/** AssetManager2::ResolveReference. */
const MAX_HOPS = 20;
const FRAMEWORK_NAME = 'android';

/** A value found through the table: strings come from the table's own pool. */
export interface ResolvedValue extends TypedValue {
  /** The string of a TYPE_STRING value, else null. */
  string: string | null;
  /** Bits of the configurations in which the value varies (type spec flags), or'ed over the chain. */
  changingConfigs: number;
}

export class ResourceResolver {
  /** Package id in this file to the id Android gives it at run time. */
  readonly #packageIds = new Map<number, number>();
  readonly #aliases = new Map<number, number>();
  /** The id the app's own package has at run time. */
  readonly #ownId: number;
  /** The packages of each run-time id. */
  readonly #byId = new Map<number, ResourcePackage[]>();
  #visits = 0;

  constructor(
    private readonly table: ResourceTable | null,
    private readonly reading: Reading,
  ) {
    const packages = table?.packages ?? [];
    this.#ownId = packages[0]?.id ?? APP_PACKAGE;
    if (this.#ownId === 0) this.#ownId = 2;
    const loaded = new Map<string, number>([[FRAMEWORK_NAME, FRAMEWORK_PACKAGE]]);
    for (const pack of packages) {
      loaded.set(pack.name, pack.id);
      const id = pack.id === 0 ? this.#ownId : pack.id;
      const same = this.#byId.get(id);
      if (same === undefined) this.#byId.set(id, [pack]);
      else same.push(pack);
    }
    for (const { libraries, aliases } of packages) {
      for (const [name, id] of libraries) {
        const runtimeId = loaded.get(name);
        if (runtimeId !== undefined) this.#packageIds.set(id, runtimeId);
      }
      for (const [staged, final] of aliases) this.#aliases.set(staged, final);
    }
  }

  /** DynamicRefTable::lookupResourceId: the id Android uses for an id as written. */
  translateId = (id: number): number => {
    if (id === 0) return 0;
    const alias = this.#aliases.get(id) ?? id;
    const packageId = alias >>> 24;
    if (packageId === FRAMEWORK_PACKAGE || packageId === APP_PACKAGE) return alias;
    const local = alias & 0x00ffffff;
    if (packageId === 0) return local + this.#ownId * 0x1000000;
    const mapped = this.#packageIds.get(packageId);
    return mapped === undefined ? alias : local + mapped * 0x1000000;
  };

  /** Whether an id as written means another id on Android. */
  isRemapped(id: number): boolean {
    return id >>> 24 !== 0 && this.translateId(id) !== id;
  }

  /**
   * Follows references to a final value, at most 20 hops. A chain that breaks or loops stays a reference.
   */
  resolve(value: TypedValue): ResolvedValue {
    let current: ResolvedValue = { ...this.#dynamic(value), string: null, changingConfigs: 0 };
    for (let hop = 0; hop < MAX_HOPS && current.type === VALUE_TYPE.REFERENCE && current.data !== 0; hop++) {
      const found = this.#lookup(current.data);
      if (found === null) return current;
      const changingConfigs = current.changingConfigs | found.changingConfigs;
      if (found.type === VALUE_TYPE.REFERENCE && found.data === current.data) return { ...found, changingConfigs };
      current = { ...found, changingConfigs };
    }
    return current;
  }

  /** `type/name` of a resource id of this app, as aapt names it; null when unknown. Attacker-controlled. */
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

  /** Every string a resource id has, by locale qualifier (`''` is the default); for ids that are not plain strings, none. */
  stringsOf(id: number): Map<string, string> {
    const strings = new Map<string, string>();
    for (const type of this.#find(this.translateId(id)).spec ?? []) {
      if (strings.has(type.config.locale)) continue;
      const value = this.#entryIn(type, id & 0xffff)?.value;
      if (value?.type !== VALUE_TYPE.STRING) continue;
      const text = this.table?.strings?.get(value.data);
      if (text !== undefined && text !== null) strings.set(type.config.locale, text);
    }
    return strings;
  }

  /** Whether a reference means different values in different configurations, languages aside. */
  variesByConfiguration(value: TypedValue): boolean {
    let current = this.#dynamic(value);
    for (let hop = 0; hop < MAX_HOPS && current.type === VALUE_TYPE.REFERENCE && current.data !== 0; hop++) {
      const id = current.data;
      const index = id & 0xffff;
      const types = this.#packages(id).flatMap((pack) => pack.types.get((id >>> 16) & 0xff)?.types ?? []);
      const holding = types.filter((type) => type.config.locale === '' && this.#entryIn(type, index) !== null);
      if (holding.length > 1) return true;
      const next = this.#lookup(id);
      if (next === null || next.changingConfigs !== 0) return next !== null;
      current = next;
    }
    return false;
  }

  /** DynamicRefTable::lookupResourceValue. */
  #dynamic(value: TypedValue): TypedValue {
    switch (value.type) {
      case VALUE_TYPE.REFERENCE:
      case VALUE_TYPE.DYNAMIC_REFERENCE:
        return { type: VALUE_TYPE.REFERENCE, data: this.translateId(value.data) };
      case VALUE_TYPE.ATTRIBUTE:
      case VALUE_TYPE.DYNAMIC_ATTRIBUTE:
        return { type: VALUE_TYPE.ATTRIBUTE, data: this.translateId(value.data) };
      default:
        return value;
    }
  }

  /** AssetManager2::FindEntry and GetResource: the best configuration that has the entry. */
  #lookup(id: number): ResolvedValue | null {
    const typeId = (id >>> 16) & 0xff;
    const index = id & 0xffff;
    let best: { type: TypeChunk; offset: number } | null = null;
    let changingConfigs = 0;
    for (const pack of this.#packages(id)) {
      const spec = pack.types.get(typeId);
      if (spec === undefined || this.table === null) continue;
      if (index < spec.entryCount) changingConfigs |= this.table.data.u32(spec.flagsOffset + index * 4);
      for (const type of spec.types) {
        this.#visit();
        if (!matchesParser(type.config)) continue;
        if (best !== null && !isBetter(type.config, best.type.config)) continue;
        const offset = entryOffset(this.table.data, type, index);
        if (offset === null) continue;
        // Only now does it matter whether this Android is new enough for a -vNN value.
        if (type.config.sdkVersion > 0 && !this.reading.since(type.config.sdkVersion)) continue;
        best = { type, offset };
      }
    }
    if (best === null || this.table === null) return null;
    // Only the best entry is looked at: damaged, it leaves no value, whatever others there are.
    const entry = readEntry(this.table.data, best.type, best.offset, this.reading);
    if (entry === null || entry.value === null) return null;
    const value = this.#dynamic(entry.value);
    const string = value.type === VALUE_TYPE.STRING ? (this.table.strings?.get(value.data) ?? null) : null;
    return { ...value, string, changingConfigs };
  }

  #packages(id: number): readonly ResourcePackage[] {
    return this.#byId.get(id >>> 24) ?? [];
  }

  /** Many references into many type chunks multiply: the visits are counted. */
  #visit(): void {
    this.#visits++;
    if ((this.#visits & 0xfff) === 0) this.reading.checkTime('resources.arsc');
    if (this.#visits <= this.reading.limits.resourceVisits) return;
    throw new PermauditError(
      'LIMIT_NODES',
      { problem: 'lookups', limit: this.reading.limits.resourceVisits },
      {
        path: 'resources.arsc',
      },
    );
  }

  #find(id: number): { found: { package: ResourcePackage } | null; spec: TypeChunk[] | null } {
    for (const pack of this.#packages(id)) {
      const spec = pack.types.get((id >>> 16) & 0xff);
      if (spec !== undefined) return { found: { package: pack }, spec: spec.types };
    }
    return { found: null, spec: null };
  }

  #entryIn(type: TypeChunk, index: number): ResourceEntry | null {
    if (this.table === null) return null;
    this.#visit();
    const offset = entryOffset(this.table.data, type, index);
    return offset === null ? null : readEntry(this.table.data, type, offset, this.reading);
  }
}
