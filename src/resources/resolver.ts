/**
 * Looking resources up as the package parser does: AssetManager2 (libs/androidfw/AssetManager2.cpp) with the framework and
 * the app's own assets, and DynamicRefTable's package id mapping.
 */
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import type { FoundValue, ValueSource } from './value-source.js';

/** AssetManager2::ResolveReference. */
const MAX_HOPS = 20;

/** A value at the end of its references; `changingConfigs` is or'ed over the chain. */
export type ResolvedValue = FoundValue;

export class ResourceResolver {
  constructor(private readonly source: ValueSource) {}

  /** The id Android uses for an id as written. */
  translateId = (id: number): number => this.source.ids.translate(id);

  /** Whether an id as written means another id on Android. */
  isRemapped(id: number): boolean {
    return id >>> 24 !== 0 && this.translateId(id) !== id;
  }

  /**
   * Follows references to a final value, at most 20 hops. A chain that breaks or loops stays a reference.
   * @param isDeciding whether devices on which the value is another are to be noted
   */
  resolve(value: TypedValue, isDeciding = false): ResolvedValue {
    let current: ResolvedValue = { ...this.#dynamic(value), string: null, changingConfigs: 0 };
    for (let hop = 0; hop < MAX_HOPS && current.type === VALUE_TYPE.REFERENCE && current.data !== 0; hop++) {
      const found = this.#lookup(current.data, isDeciding);
      if (found === null) return current;
      const changingConfigs = current.changingConfigs | found.changingConfigs;
      if (found.type === VALUE_TYPE.REFERENCE && found.data === current.data) return { ...found, changingConfigs };
      current = { ...found, changingConfigs };
    }
    return current;
  }

  /** `type/name` of a resource id of this app, as aapt names it; null when unknown. Attacker-controlled. */
  nameOf(id: number): string | null {
    return this.source.nameOf(id);
  }

  /** Every string a resource id has, by locale qualifier (`''` is the default); for ids that are not plain strings, none. */
  stringsOf(id: number): Map<string, string> {
    return this.source.stringsOf(this.translateId(id));
  }

  /** Whether a reference means different values in different configurations. */
  variesByConfiguration(value: TypedValue): boolean {
    let current = this.#dynamic(value);
    for (let hop = 0; hop < MAX_HOPS && current.type === VALUE_TYPE.REFERENCE && current.data !== 0; hop++) {
      if (this.source.hasSeveral(current.data)) return true;
      const next = this.#lookup(current.data);
      if (next === null || next.changingConfigs !== 0) return next !== null;
      current = next;
    }
    return false;
  }

  #lookup(id: number, isDeciding = false): ResolvedValue | null {
    const found = this.source.best(id);
    if (isDeciding) this.source.noteDevices(id);
    if (found === null) return null;
    const { string, changingConfigs } = found;
    return { ...this.#dynamic(found), string, changingConfigs };
  }

  /** DynamicRefTable::lookupResourceValue. */
  #dynamic({ type, data }: TypedValue): TypedValue {
    switch (type) {
      case VALUE_TYPE.REFERENCE:
      case VALUE_TYPE.DYNAMIC_REFERENCE:
        return { type: VALUE_TYPE.REFERENCE, data: this.translateId(data) };
      case VALUE_TYPE.ATTRIBUTE:
      case VALUE_TYPE.DYNAMIC_ATTRIBUTE:
        return { type: VALUE_TYPE.ATTRIBUTE, data: this.translateId(data) };
      default:
        return { type, data };
    }
  }
}
