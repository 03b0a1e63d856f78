/** Resource configurations: ResTable_config (libs/androidfw/ResourceTypes.cpp), as far as a package parser without a locale needs it. */
import type { BoundedReader } from '../bytes/reader.js';

const DENSITY_MEDIUM = 160;
const DENSITY_ANY = 0xfffe;
/**
 * What ResTable_config::match looks at beside locale, density and version, by offset: any of these bits set means "not
 * for the package parser". Bits outside the masks say nothing to Android.
 */
const OTHER_FIELDS: readonly (readonly [offset: number, bytes: 1 | 2, mask: number])[] = [
  [4, 2, 0xffff], // mcc
  [6, 2, 0xffff], // mnc
  [12, 1, 0xff], // orientation
  [13, 1, 0xff], // touchscreen
  [16, 1, 0xff], // keyboard
  [17, 1, 0xff], // navigation
  [18, 1, 0x0f], // inputFlags: keys hidden, navigation hidden
  [19, 1, 0xff], // grammatical inflection
  [20, 2, 0xffff], // screenWidth
  [22, 2, 0xffff], // screenHeight
  [26, 2, 0xffff], // minorVersion
  [28, 1, 0xff], // screenLayout: size, long, direction
  [29, 1, 0x3f], // uiMode: type, night
  [30, 2, 0xffff], // smallestScreenWidthDp
  [32, 2, 0xffff], // screenWidthDp
  [34, 2, 0xffff], // screenHeightDp
  [48, 1, 0x03], // screenLayout2: round
  [49, 1, 0x0f], // colorMode: wide gamut, HDR
];

export interface ResourceConfig {
  /** BCP 47-like qualifier as aapt writes it (`zh-rCN`, `b+sr+Latn`), `''` for none. */
  locale: string;
  density: number;
  sdkVersion: number;
  /** Some other qualifier is set (screen size, night mode ...). */
  other: boolean;
}

/** The config at `offset`; fields behind its stated size count as zero. */
export function readConfig(data: BoundedReader, offset: number): ResourceConfig {
  const size = data.u32(offset);
  const field = (at: number, bytes: 1 | 2): number => {
    if (at + bytes > size) return 0;
    return bytes === 1 ? data.u8(offset + at) : data.u16(offset + at);
  };
  return {
    locale: localeOf(data, offset, size),
    density: field(14, 2),
    sdkVersion: field(24, 2),
    other: OTHER_FIELDS.some(([at, bytes, mask]) => (field(at, bytes) & mask) !== 0),
  };
}

function localeOf(data: BoundedReader, offset: number, size: number): string {
  if (size < 12) return '';
  // Android compares both bytes of a language: one that starts with a NUL is no language, but matches none either.
  const odd = data.u8(offset + 8) === 0 && data.u8(offset + 9) !== 0 ? '?' : '';
  const language = unpackLetters(data, offset + 8, 0x61) + odd;
  const region = unpackLetters(data, offset + 10, 0x30);
  const script = size >= 40 ? ascii(data, offset + 36, 4) : '';
  const variant = size >= 48 ? ascii(data, offset + 40, 8) : '';
  if (language === '' && region === '') return '';
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

/**
 * Whether a config can apply to the package parser, whose own config is empty but for the SDK version:
 * ResTable_config::match. The SDK version is the caller's to compare.
 */
export function matchesParser(config: ResourceConfig): boolean {
  return config.locale === '' && !config.other;
}

/**
 * Whether some device can choose a config: ResTable_config::match compares both bytes of a language, and no device has
 * one that starts with a NUL.
 */
export function matchesSomeDevice(config: ResourceConfig): boolean {
  return !config.locale.startsWith('?');
}

/** ResTable_config::isBetterThan between two configs that match the package parser. */
export function isBetter(candidate: ResourceConfig, best: ResourceConfig): boolean {
  if (candidate.density !== best.density) return isBetterDensity(candidate.density, best.density);
  return candidate.sdkVersion > best.sdkVersion;
}

/** The parser asks for density 0, which Android takes as medium: none stated and medium are equal, the later one wins. */
function isBetterDensity(ours: number, theirs: number): boolean {
  const mine = ours === 0 ? DENSITY_MEDIUM : ours;
  const other = theirs === 0 ? DENSITY_MEDIUM : theirs;
  if (mine === DENSITY_ANY) return true;
  if (other === DENSITY_ANY) return false;
  const high = Math.max(mine, other);
  const low = Math.min(mine, other);
  const bigger = mine >= other;
  if (DENSITY_MEDIUM >= high) return bigger;
  if (low >= DENSITY_MEDIUM) return !bigger;
  return (2 * low - DENSITY_MEDIUM) * high > DENSITY_MEDIUM * DENSITY_MEDIUM ? !bigger : bigger;
}
