/** Resources that do not come from resources.arsc, chosen by the same rules. */
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import { isBetter, isOfSomeDevices, matches, matchesSomeDevice, type ResourceConfig } from './config.js';
import { noteDevices } from './devices.js';
import { PackageIds } from './package-ids.js';
import type { FoundValue, ValueSource } from './value-source.js';
import { Visits } from './visits.js';

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

/** Of an app without resources. */
export const NO_VALUES: ValueTable = { valuesOf: () => [], nameOf: () => null };

export class TableValues implements ValueSource {
  readonly ids = new PackageIds([]);
  readonly #visits: Visits;

  constructor(
    private readonly table: ValueTable,
    private readonly reading: Reading,
  ) {
    this.#visits = new Visits(reading);
  }

  best(id: number): FoundValue | null {
    const values = this.table.valuesOf(id);
    let best: TableValue | null = null;
    for (const value of values) {
      this.#visits.add();
      if (!matches(value.config, this.reading)) continue;
      if (best !== null && !isBetter(value.config, best.config, this.reading.device)) continue;
      if (value.config.sdkVersion > 0 && !this.reading.since(value.config.sdkVersion)) continue;
      best = value;
    }
    if (best === null) return null;
    const { type, data, string } = best;
    return { type, data, string, changingConfigs: values.length > 1 ? 1 : 0 };
  }

  noteDevices(id: number): void {
    const all = this.table.valuesOf(id);
    const isOfSome = all.some(({ config }) => {
      this.#visits.add();
      return isOfSomeDevices(config);
    });
    if (!isOfSome) return;
    const values = all.filter(({ config }) => {
      this.#visits.add();
      return matchesSomeDevice(config, this.reading);
    });
    noteDevices(
      values.map((value) => ({ config: value.config, value })),
      this.reading,
      () => {
        this.#visits.add();
      },
    );
  }

  /** Such a table has no flags to differ from its values: `best` tells. */
  hasSeveral(): boolean {
    return false;
  }

  stringsOf(id: number): Map<string, string> {
    const strings = new Map<string, string>();
    for (const { config, type, string } of this.table.valuesOf(id)) {
      this.#visits.add();
      if (type === VALUE_TYPE.STRING && string !== null && !strings.has(config.locale)) {
        strings.set(config.locale, string);
      }
    }
    return strings;
  }

  nameOf(id: number): string | null {
    return this.table.nameOf(id);
  }
}
