/**
 * Mutations of the configurations of a resource table (ResTable_config), and what devices make of them: each value that a
 * device can choose is found by asking the devices that are noted.
 */
import { DEFAULT_DEVICE, LEFT_TO_RIGHT, RIGHT_TO_LEFT } from '../../dist/bytes/device.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';
import { Reading } from '../../dist/bytes/reading.js';
import { ArscValues } from '../../dist/resources/arsc-values.js';
import { ResourceResolver } from '../../dist/resources/resolver.js';
import { mutate } from './fuzz-mutate.mjs';

const PACKAGE = 0x0200;
const TYPE = 0x0201;
const TYPE_SPEC = 0x0202;
const CONFIG = 20;
const MOST_CHUNKS = 256;
/** As many devices are asked as a reading of a manifest asks. */
const MOST_DEVICES = 128;

const LOCALES = ['', 'en', 'enUS', 'de', 'deAT', 'zhCN', 'zhTW', 'sr', 'ar', '\0d', '\0\x01', '\xad\x05', 'EN'];
const DENSITIES = [0, 120, 160, 240, 320, 480, 640, 0xfffe, 0xffff];
const SCREENS = [0, 1, 240, 320, 480, 720, 1080, 1440, 2400, 0x4000, 0xffff];
const VERSIONS = [0, 1, 21, 26, 30, 34, 37, 99];
const LAYOUTS = [0, LEFT_TO_RIGHT, RIGHT_TO_LEFT, 0xc0, 0x01, 0x10];

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The offsets of chunks of a type in the first packages of a table. */
function chunksOf(bytes, wanted) {
  const data = view(bytes);
  const found = [];
  const walk = (from, to) => {
    for (let at = from; at + 8 <= to && found.length < MOST_CHUNKS;) {
      const [type, header, size] = [
        data.getUint16(at, true),
        data.getUint16(at + 2, true),
        data.getUint32(at + 4, true),
      ];
      if (size < 8 || header < 8 || at + size > to) return;
      if (type === PACKAGE) walk(at + header, at + size);
      else if (type === wanted) found.push(at);
      at += size;
    }
  };
  if (bytes.length >= 12) walk(data.getUint16(2, true), bytes.length);
  return found;
}

/** The configurations whose bytes all lie in the table. */
const configsOf = (bytes) =>
  chunksOf(bytes, TYPE)
    .map((at) => at + CONFIG)
    .filter((at) => at + 64 <= bytes.length);

/** Sets one field of one configuration. */
const field = (write) => (bytes, random) => {
  const configs = configsOf(bytes);
  if (configs.length > 0) write(view(bytes), random.pick(configs), random, bytes);
  return bytes;
};

const MUTATIONS = [
  field((data, at, random, bytes) => {
    const locale = Buffer.from(random.pick(LOCALES), 'latin1');
    bytes.fill(0, at + 8, at + 12);
    locale.copy(bytes, at + 8);
  }),
  field((data, at, random) => data.setUint16(at + 14, random.pick(DENSITIES), true)),
  field((data, at, random) => {
    data.setUint16(at + 20, random.pick(SCREENS), true);
    data.setUint16(at + 22, random.pick(SCREENS), true);
  }),
  field((data, at, random) => data.setUint16(at + 24, random.pick(VERSIONS), true)),
  field((data, at, random) => data.setUint8(at + 28, random.pick(LAYOUTS))),
  field((data, at, random, bytes) => bytes.write(random.pick(['Latn', 'Cyrl', '\0\0\0\0']), at + 36, 'latin1')),
  field((data, at, random) => data.setUint8(at + 4 + random.below(60), 1 << random.below(8))),
  field((data, at, random) => data.setUint32(at, random.pick([4, 12, 28, 36, 48, 64]), true)),
  function copyConfig(bytes, random) {
    const configs = configsOf(bytes);
    if (configs.length < 2) return bytes;
    const [from, to] = [random.pick(configs), random.pick(configs)];
    bytes.copyWithin(to, from, from + 64);
    return bytes;
  },
  /** Puts a copy of a type behind another: more configurations of the same resources. */
  function addType(bytes, random) {
    const types = chunksOf(bytes, TYPE);
    if (types.length === 0) return bytes;
    const at = random.pick(types);
    const size = view(bytes).getUint32(at + 4, true);
    const grown = Buffer.concat([
      bytes.subarray(0, at + size),
      bytes.subarray(at, at + size),
      bytes.subarray(at + size),
    ]);
    const data = view(grown);
    const pack = chunksOf(bytes, PACKAGE).length === 0 ? packageAround(bytes, at) : null;
    if (pack !== null) data.setUint32(pack + 4, data.getUint32(pack + 4, true) + size, true);
    data.setUint32(4, data.getUint32(4, true) + size, true);
    return grown;
  },
  /** Changes the value of an entry: the last word of a type is one. */
  function setValue(bytes, random) {
    const types = chunksOf(bytes, TYPE);
    if (types.length === 0) return bytes;
    const at = random.pick(types);
    const end = at + view(bytes).getUint32(at + 4, true);
    view(bytes).setUint32(end - 4, random.below(4), true);
    return bytes;
  },
  /** Makes an entry a reference to another: what tells devices apart then lies behind what does too. */
  function setReference(bytes, random) {
    const types = chunksOf(bytes, TYPE);
    if (types.length === 0) return bytes;
    const at = random.pick(types);
    const end = at + view(bytes).getUint32(at + 4, true);
    bytes[end - 5] = 1;
    view(bytes).setUint32(end - 4, 0x7f010000 + random.below(4), true);
    return bytes;
  },
  function setFlags(bytes, random) {
    const specs = chunksOf(bytes, TYPE_SPEC);
    if (specs.length === 0) return bytes;
    const at = random.pick(specs);
    if (at + 20 <= bytes.length) view(bytes).setUint32(at + 16, random.pick([0, 4, 0x80, 0x1004]), true);
    return bytes;
  },
];

function packageAround(bytes, at) {
  const data = view(bytes);
  for (let from = data.getUint16(2, true); from + 8 <= at;) {
    const size = data.getUint32(from + 4, true);
    if (size < 8) return null;
    if (data.getUint16(from, true) === PACKAGE && from + size > at) return from;
    from += size;
  }
  return null;
}

/** One input: a table changed by one to six mutations, of its configurations alone or of its bytes too. */
export const mutateConfigurations = (seed, random) => mutate(seed, random, MUTATIONS);

const on = (api, device) => new Reading(api, DEFAULT_LIMITS, Number.POSITIVE_INFINITY, device);

function valueOn(table, id, reading) {
  const { type, data, string } = new ResourceResolver(new ArscValues(table, reading)).resolve(
    { type: 1, data: id },
    true,
  );
  return JSON.stringify([type, data, string]);
}

/** The values that asking the noted devices finds; null where there are too many of them to ask. */
function valuesFound(table, id, api) {
  const devices = [DEFAULT_DEVICE];
  const known = new Set([JSON.stringify(DEFAULT_DEVICE)]);
  const values = new Set();
  for (let device = devices.shift(); device !== undefined; device = devices.shift()) {
    const reading = on(api, device);
    values.add(valueOn(table, id, reading));
    for (const other of reading.otherDevices) {
      const key = JSON.stringify(other);
      if (known.has(key)) continue;
      if (known.size === MOST_DEVICES) return null;
      known.add(key);
      devices.push(other);
    }
  }
  return values;
}

const SETTINGS = [
  '',
  'en',
  'en-rUS',
  'en-rGB',
  'de',
  'de-rAT',
  'zh-rCN',
  'sr',
  'b+sr+Latn',
  'b+sr+Latn+ME',
  'ar',
  'fil',
];

/** The locales that a table has values for and a device can be set to. */
function localesOf(table) {
  const configs = table.packages.flatMap(({ types }) => [...types.values()].flatMap(({ types: chunks }) => chunks));
  return configs.map(({ config }) => config.locale).filter((locale) => /^(?:b\+)?[a-z]{2,3}(?:[-+]|$)/.test(locale));
}

/** The law of devices: what one reads, of any language, screen and density, is among what the noted devices read. */
export function requireFound(table, id, api, random) {
  const values = valuesFound(table, id, api);
  if (values === null) return;
  const screenWidth = 320 + random.below(4000);
  const device = {
    locale: random.pick([...SETTINGS, ...localesOf(table)]),
    direction: random.pick([LEFT_TO_RIGHT, RIGHT_TO_LEFT]),
    density: random.below(2) === 0 ? random.pick([0, 120, 160, 213, 240, 320, 480, 640]) : 120 + random.below(681),
    screenWidth,
    screenHeight: Math.max(240, Math.min(screenWidth, 240 + random.below(4000))),
  };
  if (!values.has(valueOn(table, id, on(api, device)))) {
    throw new Error(`${JSON.stringify(device)} reads a value that no noted device reads`);
  }
}
