/**
 * How the text of a framework attribute becomes a value: the formats of core/res/res/values/attrs_manifest.xml and the
 * order in which aapt2 tries them (tools/aapt2/ResourceUtils.cpp, TryParseItemForAttribute).
 */
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import { ATTR } from '../manifest/attribute-ids.js';
import { PROTECTION_LEVELS } from '../manifest/protection-level.js';

type Format = 'boolean' | 'color' | 'integer' | 'float';

const FORMATS: ReadonlyMap<string, readonly Format[]> = new Map<string, readonly Format[]>([
  ['versionCode', ['integer']],
  ['versionCodeMajor', ['integer']],
  ['priority', ['integer']],
  ['maxSdkVersion', ['integer']],
  ['minSdkVersion', ['integer']],
  ['targetSdkVersion', ['integer']],
  ['enabled', ['boolean']],
  ['debuggable', ['boolean']],
  ['exported', ['boolean']],
  ['testOnly', ['boolean']],
  ['required', ['boolean']],
  ['usesCleartextTraffic', ['boolean']],
  ['isFeatureSplit', ['boolean']],
  ['value', ['boolean', 'color', 'integer', 'float']],
]);

/** ServiceInfo.FOREGROUND_SERVICE_TYPE_*. */
const SERVICE_TYPES: readonly (readonly [string, number])[] = [
  ['dataSync', 1 << 0],
  ['mediaPlayback', 1 << 1],
  ['phoneCall', 1 << 2],
  ['location', 1 << 3],
  ['connectedDevice', 1 << 4],
  ['mediaProjection', 1 << 5],
  ['camera', 1 << 6],
  ['microphone', 1 << 7],
  ['health', 1 << 8],
  ['remoteMessaging', 1 << 9],
  ['systemExempted', 1 << 10],
  ['shortService', 1 << 11],
  ['mediaProcessing', 1 << 13],
  ['specialUse', 1 << 30],
];

const FLAGS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['protectionLevel', new Map(PROTECTION_LEVELS)],
  ['foregroundServiceType', new Map(SERVICE_TYPES)],
  [
    'usesPermissionFlags',
    new Map([
      ['neverForLocation', 0x00010000],
      ['onlyForLocationButton', 0x00020000],
    ]),
  ],
  [
    'permissionFlags',
    new Map([
      ['costsMoney', 0x1],
      ['removed', 0x2],
      ['hardRestricted', 0x4],
      ['softRestricted', 0x8],
    ]),
  ],
]);

const IDS: ReadonlyMap<string, number> = new Map(Object.entries(ATTR));

/** The resource id of a framework attribute permaudit reads; 0 for any other. */
export function frameworkId(name: string): number {
  return IDS.get(name) ?? 0;
}

/**
 * The value of a framework attribute's text: a typed value where its format has one, else the text, unescaped.
 * References are the caller's.
 */
export function valueOfText(name: string, text: string): { text: string } | TypedValue {
  const flags = FLAGS.get(name);
  if (flags !== undefined) return parseFlags(text, flags) ?? { text: unescapeText(text) };
  for (const format of FORMATS.get(name) ?? []) {
    const value = PARSERS[format](text.trim());
    if (value !== null) return value;
  }
  return { text: unescapeText(text) };
}

const PARSERS: Readonly<Record<Format, (text: string) => TypedValue | null>> = {
  boolean: parseBoolean,
  color: parseColor,
  integer: parseInteger,
  float: parseFloatValue,
};

function parseFlags(text: string, known: ReadonlyMap<string, number>): TypedValue | null {
  const number = parseInteger(text.trim());
  if (number !== null) return { type: VALUE_TYPE.INT_HEX, data: number.data };
  let data = 0;
  for (const part of text.split('|')) {
    const value = known.get(part.trim());
    if (value === undefined) return null;
    data |= value;
  }
  return { type: VALUE_TYPE.INT_HEX, data: data >>> 0 };
}

function parseBoolean(text: string): TypedValue | null {
  if (['true', 'TRUE', 'True'].includes(text)) return { type: VALUE_TYPE.INT_BOOLEAN, data: 0xffffffff };
  if (['false', 'FALSE', 'False'].includes(text)) return { type: VALUE_TYPE.INT_BOOLEAN, data: 0 };
  return null;
}

function parseInteger(text: string): TypedValue | null {
  if (/^0[xX][0-9a-fA-F]{1,8}$/.test(text)) return { type: VALUE_TYPE.INT_HEX, data: Number(text) };
  if (!/^-?[0-9]{1,10}$/.test(text)) return null;
  const number = Number(text);
  if (number < -0x80000000 || number > 0x7fffffff) return null;
  return { type: VALUE_TYPE.INT_DEC, data: number >>> 0 };
}

const COLOR_TYPES: Readonly<Record<number, number>> = { 3: 0x1f, 4: 0x1e, 6: 0x1d, 8: 0x1c };

function parseColor(text: string): TypedValue | null {
  const type = COLOR_TYPES[text.length - 1];
  if (type === undefined || !/^#[0-9a-fA-F]{3,8}$/.test(text)) return null;
  const digits = text.slice(1);
  const full = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  return { type, data: Number.parseInt(full.padStart(8, 'f'), 16) };
}

function parseFloatValue(text: string): TypedValue | null {
  if (!/^-?[0-9]{1,20}(?:\.[0-9]{0,20})?$/.test(text) || !text.includes('.')) return null;
  return { type: VALUE_TYPE.FLOAT, data: new Uint32Array(Float32Array.of(Number(text)).buffer)[0] ?? 0 };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['#', '#'],
  ['@', '@'],
  ['?', '?'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

/** Backslash escapes as aapt2 resolves them in attribute values: a name can hide letters behind `\u0041`. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit !== '\\') {
      result += unit;
      continue;
    }
    const code = text.slice(at + 2, at + 6);
    if (text[at + 1] === 'u' && /^[0-9a-fA-F]{4}$/.test(code)) {
      result += String.fromCharCode(Number.parseInt(code, 16));
      at += 5;
    } else {
      result += ESCAPES.get(text[at + 1] ?? '') ?? '';
      at += 1;
    }
  }
  return result;
}
