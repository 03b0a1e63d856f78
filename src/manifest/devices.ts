/**
 * One manifest of what several devices read on the same versions: the package parser's resources follow the device's
 * language, screen and density, so that a value behind a reference can be another there ({@link Device}). What any device
 * reads counts.
 */
import { DEFAULT_DEVICE, needed, settingOf, type Device, type DeviceSetting } from '../bytes/device.js';
import type { Component, Manifest, RequestedPermission } from '../facts/facts.js';

export interface DeviceManifest {
  device: Device;
  manifest: Manifest;
}

/**
 * @param read what each device reads, the default one first if it accepts the file
 * @returns the first manifest, with what only others read, marked with their settings
 */
export function joinDevices(read: readonly [DeviceManifest, ...DeviceManifest[]]): Manifest {
  const [{ device, manifest }, ...others] = read;
  if (others.length === 0 && device === DEFAULT_DEVICE) return manifest;
  const all = read.map((one) => ({ setting: settingOf(one.device), manifest: one.manifest }));
  const isDefault = device === DEFAULT_DEVICE;
  const lists = <T>(of: (manifest: Manifest) => readonly T[]): T[] => union(all.map((one) => of(one.manifest)));
  const { application, minSdk, targetSdk, queries } = manifest;
  const lowest = {
    minSdk: lowestOf(all.map((one) => one.manifest.minSdk)),
    targetSdk: lowestOf(all.map((one) => one.manifest.targetSdk)),
  };
  const isOther = lowest.minSdk !== minSdk || lowest.targetSdk !== targetSdk;
  const applications = all.flatMap((one) => one.manifest.application ?? []);
  return {
    ...manifest,
    ...lowest,
    ...(isOther ? { elsewhere: { minSdk, targetSdk } } : {}),
    requested: marked(
      all.map((one) => ({ ...one, list: one.manifest.requested })),
      isDefault,
    ),
    components: marked(
      all.map((one) => ({ ...one, list: one.manifest.components })),
      isDefault,
    ),
    defined: lists(({ defined }) => defined),
    usesFeatures: lists(({ usesFeatures }) => usesFeatures),
    applicationMetaData: lists(({ applicationMetaData }) => applicationMetaData),
    queries: {
      ...queries,
      packages: lists((one) => one.queries.packages),
      intents: lists((one) => one.queries.intents),
      providers: lists((one) => one.queries.providers),
    },
    application:
      application === null
        ? (applications[0] ?? null)
        : {
            ...application,
            debuggable: applications.some(({ debuggable }) => debuggable),
            usesCleartextTraffic: applications.some((one) => one.usesCleartextTraffic === true)
              ? true
              : application.usesCleartextTraffic,
          },
  };
}

/** What the `<application>` of a split holds on any device, as {@link joinDevices} has it. */
export function joinParts(
  read: readonly { device: Device; result: Pick<Manifest, 'components' | 'applicationMetaData'> }[],
): Pick<Manifest, 'components' | 'applicationMetaData'> {
  const all = read.map(({ device, result }) => ({ setting: settingOf(device), list: result.components }));
  return {
    components: marked(all, read[0]?.device === DEFAULT_DEVICE),
    applicationMetaData: union(read.map(({ result }) => result.applicationMetaData)),
  };
}

/** A version that is missing counts as the lowest. */
function lowestOf(versions: readonly (number | null)[]): number | null {
  return versions.reduce<number | null>(
    (a, b) => (a === null || b === null ? null : Math.min(a, b)),
    versions[0] ?? null,
  );
}

function union<T>(lists: readonly (readonly T[])[]): T[] {
  const [first = [], ...others] = lists;
  const known = new Set(first.map((item) => JSON.stringify(item)));
  const result = [...first];
  for (const item of others.flat()) {
    const key = JSON.stringify(item);
    if (known.has(key)) continue;
    known.add(key);
    result.push(item);
  }
  return result;
}

interface DeviceList<T> {
  setting: DeviceSetting;
  list: readonly T[];
}

/** The elements of all devices, in file order; what the default device does not read is marked, and stands first. */
function marked<T extends RequestedPermission | Component>(lists: readonly DeviceList<T>[], isDefault: boolean): T[] {
  const plain = isDefault ? (lists[0]?.list ?? []) : [];
  const known = new Set(plain.map((item) => JSON.stringify(item)));
  const found = new Map<string, { item: T; settings: DeviceSetting[] }>();
  for (const { setting, list } of isDefault ? lists.slice(1) : lists) {
    for (const item of list) {
      const key = JSON.stringify(item);
      if (known.has(key)) continue;
      const same = found.get(key);
      if (same === undefined) found.set(key, { item, settings: [setting] });
      else same.settings.push(setting);
    }
  }
  const added = [...found.values()].map(({ item, settings }): T => ({ ...item, devices: needed(settings) }));
  return [...added, ...plain].sort((a, b) => a.offset - b.offset);
}
