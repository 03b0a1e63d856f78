/** Resources that do not come from resources.arsc, looked up with the same rules. */
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import { isBetter, matchesParser, type ResourceConfig } from '../resources/config.js';
import { ResourceResolver, type ResolvedValue } from '../resources/resolver.js';

const MAX_HOPS = 20;

/** A value of a resource in one configuration; `string` is the text of a TYPE_STRING value. */
export interface TableValue extends TypedValue {
  config: ResourceConfig;
  string: string | null;
}

/** Values by resource id. Strings and names are attacker-controlled. */
export interface ValueTable {
  valuesOf(id: number): readonly TableValue[];
  /** `type/name`, or null. */
  nameOf(id: number): string | null;
}

/** A {@link ResourceResolver} over any {@link ValueTable}. */
export class TableResolver extends ResourceResolver {
  constructor(
    private readonly values: ValueTable,
    private readonly current: Reading,
  ) {
    super(null, current);
  }

  override resolve(value: TypedValue): ResolvedValue {
    let result: ResolvedValue = { ...this.#dynamic(value), string: null, changingConfigs: 0 };
    for (let hop = 0; hop < MAX_HOPS && result.type === VALUE_TYPE.REFERENCE && result.data !== 0; hop++) {
      const found = this.#best(result.data);
      if (found === null) return result;
      const changingConfigs = result.changingConfigs | found.changingConfigs;
      if (found.type === VALUE_TYPE.REFERENCE && found.data === result.data) return { ...found, changingConfigs };
      result = { ...found, changingConfigs };
    }
    return result;
  }

  override nameOf(id: number): string | null {
    return this.values.nameOf(id);
  }

  override stringsOf(id: number): Map<string, string> {
    const strings = new Map<string, string>();
    for (const { config, type, string } of this.values.valuesOf(this.translateId(id))) {
      if (type === VALUE_TYPE.STRING && string !== null && !strings.has(config.locale)) {
        strings.set(config.locale, string);
      }
    }
    return strings;
  }

  override variesByConfiguration(value: TypedValue): boolean {
    let current = this.#dynamic(value);
    for (let hop = 0; hop < MAX_HOPS && current.type === VALUE_TYPE.REFERENCE && current.data !== 0; hop++) {
      const next = this.#best(current.data);
      if (next === null || next.changingConfigs !== 0) return next !== null;
      current = next;
    }
    return false;
  }

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

  #best(id: number): ResolvedValue | null {
    const values = this.values.valuesOf(id);
    let best: TableValue | null = null;
    for (const value of values) {
      if (!matchesParser(value.config)) continue;
      if (best !== null && !isBetter(value.config, best.config)) continue;
      if (value.config.sdkVersion > 0 && !this.current.since(value.config.sdkVersion)) continue;
      best = value;
    }
    if (best === null) return null;
    return { ...this.#dynamic(best), string: best.string, changingConfigs: values.length > 1 ? 1 : 0 };
  }
}
