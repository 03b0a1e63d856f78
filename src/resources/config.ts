/** Resource configurations: ResTable_config (libs/androidfw/ResourceTypes.cpp), as far as a package parser asks for them. */
import { DEFAULT_DEVICE, type Device } from '../bytes/device.js';
import type { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';

export const DENSITY_MEDIUM = 160;
const DENSITY_ANY = 0xfffe;
const DIRECTION_MASK = 0xc0;
/** More pixels than the longest side of a display has. */
const LARGEST = 16_384;

/**
 * What ResTable_config::match looks at beside locale, direction, density, screen and version, by offset: where any of these
 * bits is set, no package parser asks for the config, since ResourcesImpl leaves them unset. Bits outside the masks say
 * nothing to Android. Some were not looked at from the start.
 */
const NEVER_SET: readonly (readonly [offset: number, bytes: 1 | 2, mask: number, since?: number])[] = [
  [4, 2, 0xffff], // mcc
  [6, 2, 0xffff], // mnc
  [12, 1, 0xff], // orientation
  [13, 1, 0xff], // touchscreen
  [16, 1, 0xff], // keyboard
  [17, 1, 0xff], // navigation
  [18, 1, 0x0f], // inputFlags: keys hidden, navigation hidden
  [19, 1, 0xff, 34], // grammatical inflection
  [26, 2, 0xffff], // minorVersion
  [28, 1, 0x3f], // screenLayout: size, long
  [29, 1, 0x3f], // uiMode: type, night
  [30, 2, 0xffff], // smallestScreenWidthDp
  [32, 2, 0xffff], // screenWidthDp
  [34, 2, 0xffff], // screenHeightDp
  [48, 1, 0x03, 23], // screenLayout2: round
  [49, 1, 0x0f, 26], // colorMode: wide gamut, HDR
];

export interface ResourceConfig {
  /** BCP 47-like qualifier as aapt writes it (`zh-rCN`, `b+sr+Latn`), `''` for none. */
  locale: string;
  density: number;
  sdkVersion: number;
  /** A qualifier is set that no package parser asks for (night mode ...). */
  other: boolean;
  /** The version since which Android looks at it; absent: all do. */
  otherSince?: number;
  /** Direction bits of screenLayout; absent: none. */
  direction?: number;
  /** Pixels; absent: none. */
  screenWidth?: number;
  screenHeight?: number;
}

/** The config at `offset`; fields behind its stated size count as zero. */
export function readConfig(data: BoundedReader, offset: number): ResourceConfig {
  const size = data.u32(offset);
  const field = (at: number, bytes: 1 | 2): number => {
    if (at + bytes > size) return 0;
    return bytes === 1 ? data.u8(offset + at) : data.u16(offset + at);
  };
  const config: ResourceConfig = {
    locale: localeOf(data, offset, size),
    density: field(14, 2),
    sdkVersion: field(24, 2),
    other: false,
  };
  const set = NEVER_SET.filter(([at, bytes, mask]) => (field(at, bytes) & mask) !== 0);
  if (set.length > 0) {
    config.other = true;
    const since = Math.min(...set.map(([, , , api = 1]) => api));
    if (since > 1) config.otherSince = since;
  }
  const direction = field(28, 1) & DIRECTION_MASK;
  if (direction !== 0) config.direction = direction;
  const [width, height] = [field(20, 2), field(22, 2)];
  if (width !== 0) config.screenWidth = width;
  if (height !== 0) config.screenHeight = height;
  return config;
}

function localeOf(data: BoundedReader, offset: number, size: number): string {
  if (size < 12 || data.u32(offset + 8) === 0) return '';
  const language = unpackLetters(data, offset + 8, 0x61);
  const region = unpackLetters(data, offset + 10, 0x30);
  // Android compares both bytes of a language, wherever anything of the four is set: this is none, and matches none.
  if (language === '' && (region === '' || data.u8(offset + 9) !== 0)) return '?';
  const script = size >= 40 ? ascii(data, offset + 36, 4) : '';
  const variant = size >= 48 ? ascii(data, offset + 40, 8) : '';
  if (script === '' && variant === '') return region === '' ? language : `${language}-r${region}`;
  return ['b', language, script, region, variant].filter((part) => part !== '').join('+');
}

/** ResTable_config::unpackLanguage / unpackRegion: two letters, or three packed into five bits each. */
function unpackLetters(data: BoundedReader, offset: number, base: number): string {
  const first = data.u8(offset);
  const second = data.u8(offset + 1);
  if (first === 0) return '';
  if ((first & 0x80) === 0) return clean(String.fromCharCode(first, second));
  const packed = [second & 0x1f, ((second & 0xe0) >> 5) | ((first & 0x03) << 3), (first & 0x7c) >> 2];
  return clean(String.fromCharCode(...packed.map((five) => five + base)));
}

function ascii(data: BoundedReader, offset: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    const byte = data.u8(offset + index);
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return clean(text);
}

function clean(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '?');
}

/** A locale by its parts: `rest` is the region and the variant. */
export function partsOf(locale: string): { language: string; script: string; rest: string } {
  const [language = '', ...others] = locale.replace(/^b\+/, '').split(/[-+]/);
  // Variants of four characters begin with a digit.
  const script = others.find((part) => /^[A-Za-z]{4}$/.test(part)) ?? '';
  return { language, script, rest: others.filter((part) => part !== script).join('+') };
}

/**
 * How well a config's locale fits a device's that it matches: ResTable_config::isLocaleBetterThan. One without a region
 * serves all regions, and before those that are others'. 0: it has none.
 */
function localeRank(locale: string, device: Device): number {
  if (locale === '') return 0;
  if (locale === device.locale) return 5;
  const { script, rest } = partsOf(locale);
  return (script === '' ? 1 : 3) + (rest === '' ? 1 : 0);
}

/** Languages that differ never match; of one language, a script of another does not. Regions choose, but do not bar. */
function localeMatches(locale: string, device: Device): boolean {
  if (locale === '' || locale === device.locale) return true;
  if (device.locale === '') return false;
  const [own, asked] = [partsOf(locale), partsOf(device.locale)];
  return own.language === asked.language && (own.script === '' || own.script === asked.script);
}

/**
 * Whether a config applies to a device's package parser: ResTable_config::match. The SDK version is the caller's to
 * compare.
 */
export function matches(config: ResourceConfig, reading: Reading): boolean {
  return fits(config, reading.device) && !isNeverAsked(config, reading);
}

/** {@link matches} for a config that package parsers ask for. */
export function fits(config: ResourceConfig, device: Device): boolean {
  const { locale, direction = 0, screenWidth = 0, screenHeight = 0 } = config;
  if (!localeMatches(locale, device)) return false;
  if (direction !== 0 && direction !== device.direction) return false;
  return screenWidth <= device.screenWidth && screenHeight <= device.screenHeight;
}

function isNeverAsked({ other, otherSince = 1 }: ResourceConfig, reading: Reading): boolean {
  return other && (otherSince === 1 || reading.since(otherSince));
}

/**
 * Whether some device's package parser asks for a config. Languages are compared by both bytes: no device has one that is
 * no two or three letters.
 */
export function matchesSomeDevice(config: ResourceConfig, reading: Reading): boolean {
  const { locale, direction = 0, screenWidth = 0, screenHeight = 0 } = config;
  if (locale !== '' && !/^[a-z]{2,3}$/.test(partsOf(locale).language)) return false;
  if (direction === DIRECTION_MASK || screenWidth > LARGEST || screenHeight > LARGEST) return false;
  return !isNeverAsked(config, reading);
}

/** Whether a config asks for something in which devices differ. */
export function isOfSomeDevices({ locale, density, direction, screenWidth, screenHeight }: ResourceConfig): boolean {
  return locale !== '' || density !== 0 || (direction ?? screenWidth ?? screenHeight) !== undefined;
}

/** ResTable_config::isBetterThan between two configs that match the device. */
export function isBetter(candidate: ResourceConfig, best: ResourceConfig, device: Device = DEFAULT_DEVICE): boolean {
  if (localeRank(candidate.locale, device) > localeRank(best.locale, device)) return true;
  const [mine, other] = [candidate.direction ?? 0, best.direction ?? 0];
  if (mine !== other) return mine > other;
  if (candidate.density !== best.density) return isBetterDensity(candidate.density, best.density, device.density);
  const [ours, theirs] = [screenOf(candidate), screenOf(best)];
  if (ours !== theirs) return ours > theirs;
  return candidate.sdkVersion > best.sdkVersion;
}

/** The display is the same for both: the config that leaves less of it over is the one that asks for more. */
function screenOf({ screenWidth = 0, screenHeight = 0 }: ResourceConfig): number {
  return screenWidth + screenHeight;
}

/** None stated and medium are equal, the later one wins; a device that hands over none is medium. */
function isBetterDensity(ours: number, theirs: number, asked: number): boolean {
  const mine = ours === 0 ? DENSITY_MEDIUM : ours;
  const other = theirs === 0 ? DENSITY_MEDIUM : theirs;
  const wanted = asked === 0 ? DENSITY_MEDIUM : asked;
  if (mine === DENSITY_ANY) return true;
  if (other === DENSITY_ANY) return false;
  const high = Math.max(mine, other);
  const low = Math.min(mine, other);
  const bigger = mine >= other;
  if (wanted >= high) return bigger;
  if (low >= wanted) return !bigger;
  return (2 * low - wanted) * high > wanted * wanted ? !bigger : bigger;
}
