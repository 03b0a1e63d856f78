/** On which devices a resource has another value. */
import type { Reading } from '../bytes/reading.js';
import type { TypedValue } from '../chunks/value.js';
import { devicesFor, isOfSomeDevices, type ResourceConfig } from './config.js';

/** A value in one configuration; null for a bag. `string` where it is not told by the data alone. */
export interface ConfiguredValue {
  config: ResourceConfig;
  value: (TypedValue & { string?: string | null }) | null;
}

/** How many configurations of one and the same value are tried: what is translated is often the same in all languages. */
const MOST_ALIKE = 4;

const FOR_ALL: ResourceConfig = { locale: '', density: 0, sdkVersion: 0, other: false };

const keyOf = (value: ConfiguredValue['value']): string =>
  value === null ? '' : `${value.type} ${value.data} ${value.data === 0 ? (value.string ?? '') : ''}`;

/**
 * Notes a device for each configuration that can be chosen, where the values are not all the same.
 * @param values of one resource, in the configurations that some device asks for
 */
export function noteDevices(values: readonly ConfiguredValue[], reading: Reading): void {
  const taken = values.filter(({ config }) => config.sdkVersion === 0 || reading.since(config.sdkVersion));
  if (!taken.some(({ config }) => isOfSomeDevices(config))) return;
  // Where each is for some devices only, others have none.
  if (taken.every(({ config }) => isOfSomeDevices(config))) taken.push({ config: FOR_ALL, value: null });
  if (new Set(taken.map(({ value }) => keyOf(value))).size < 2) return;
  const configs = taken.map(({ config }) => config);
  const times = new Map<string, number>();
  for (const { config, value } of taken) {
    const key = keyOf(value);
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    if (count <= MOST_ALIKE) reading.noteDevices(devicesFor(config, configs, reading.device));
  }
}
