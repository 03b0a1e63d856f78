/** What the name of a `values` folder asks for, as aapt2 reads it (tools/aapt2/ConfigDescription.cpp, Parse). */
import { LEFT_TO_RIGHT, RIGHT_TO_LEFT } from '../bytes/device.js';
import type { ResourceConfig } from '../resources/config.js';

const DENSITIES: ReadonlyMap<string, number> = new Map([
  ['anydpi', 0xfffe],
  ['nodpi', 0xffff],
  ['ldpi', 120],
  ['mdpi', 160],
  ['tvdpi', 213],
  ['hdpi', 240],
  ['xhdpi', 320],
  ['xxhdpi', 480],
  ['xxxhdpi', 640],
]);
const DIRECTIONS: ReadonlyMap<string, number> = new Map([
  ['ldltr', LEFT_TO_RIGHT],
  ['ldrtl', RIGHT_TO_LEFT],
]);
/** Versions that first knew a qualifier: no older one is asked for it (ApplyVersionForCompatibility). */
const API_DIRECTION = 17;
const API_ANY_DENSITY = 21;
const ANY_DENSITY = 0xfffe;
const MOST = 0xffff;

/**
 * The configuration of a folder such as `values-zh-rCN-v26`.
 * @returns with `other` set for a qualifier that no package parser asks for, or that is none
 */
export function configOfFolder(folder: string): ResourceConfig {
  const config: ResourceConfig = { locale: '', density: 0, sdkVersion: 0, other: false };
  const qualifiers = folder.split('-').slice(1);
  for (let index = 0; index < qualifiers.length; index++) {
    const qualifier = qualifiers[index] ?? '';
    const region = qualifiers[index + 1] ?? '';
    const isLanguage = /^[a-z]{2,3}$/.test(qualifier) && qualifier !== 'car' && config.locale === '';
    if (isLanguage) {
      const hasRegion = /^r[A-Z0-9]{2,3}$/.test(region);
      config.locale = hasRegion ? `${qualifier}-${region}` : qualifier;
      if (hasRegion) index++;
    } else if (qualifier.startsWith('b+')) config.locale = qualifier;
    else set(config, qualifier);
  }
  const { direction, density, sdkVersion } = config;
  if (direction !== undefined) config.sdkVersion = Math.max(sdkVersion, API_DIRECTION);
  else if (density === ANY_DENSITY) config.sdkVersion = Math.max(sdkVersion, API_ANY_DENSITY);
  return config;
}

function set(config: ResourceConfig, qualifier: string): void {
  const density = DENSITIES.get(qualifier) ?? numberIn(/^([0-9]{1,5})dpi$/, qualifier);
  const direction = DIRECTIONS.get(qualifier);
  const version = numberIn(/^v([0-9]{1,3})$/, qualifier);
  const [, long = '', short = ''] = /^([0-9]{1,5})x([0-9]{1,5})$/.exec(qualifier) ?? [];
  if (version !== null) config.sdkVersion = version;
  else if (density !== null) config.density = density;
  else if (direction !== undefined) config.direction = direction;
  // The longer side comes first.
  else if (Number(long) >= Number(short) && short !== '' && Number(long) <= MOST) {
    config.screenWidth = Number(long);
    config.screenHeight = Number(short);
  } else config.other = true;
}

function numberIn(pattern: RegExp, text: string): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined || Number(found) > MOST ? null : Number(found);
}

/** The order in which aapt2 writes the configurations of a resource (ResTable_config::compare). */
export function compareConfigs(one: ResourceConfig, other: ResourceConfig): number {
  if (one.locale !== other.locale) return one.locale < other.locale ? -1 : 1;
  const keys = ['density', 'screenWidth', 'screenHeight', 'sdkVersion', 'direction'] as const;
  const key = keys.find((name) => (one[name] ?? 0) !== (other[name] ?? 0));
  return key === undefined ? 0 : (one[key] ?? 0) - (other[key] ?? 0);
}
