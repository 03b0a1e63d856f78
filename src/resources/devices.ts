/** On which devices a resource has another value. */
import { DEFAULT_DEVICE, LEFT_TO_RIGHT, RIGHT_TO_LEFT, type Device } from '../bytes/device.js';
import type { Reading } from '../bytes/reading.js';
import type { TypedValue } from '../chunks/value.js';
import { DENSITY_MEDIUM, fits, isBetter, isOfSomeDevices, partsOf, type ResourceConfig } from './config.js';

/** A value in one configuration; null for a bag. `string` where it is not told by the data alone. */
export interface ConfiguredValue {
  config: ResourceConfig;
  value: (TypedValue & { string?: string | null }) | null;
}

/** From one less dense than medium to the densest there is. */
const LEAST_DENSE = 120;
const MOST_DENSE = 800;
/** The smallest display that Android runs on, in pixels. */
const SMALLEST = { width: 320, height: 240 };

const keyOf = (value: ConfiguredValue['value']): string =>
  value === null ? '' : `${value.type} ${value.data} ${value.data === 0 ? (value.string ?? '') : ''}`;

/**
 * Notes devices of each kind that this resource tells apart, where its values are not all the same: like the reading's own
 * but for one thing, since each is asked in its turn and notes those that differ from it in one thing more. All devices
 * of a kind then read what one that is noted reads, though a value be a reference to a resource that tells others apart.
 * @param values of one resource, in the configurations that some device asks for, in the order in which they are looked up
 * @param count is called for each step
 */
export function noteDevices(values: readonly ConfiguredValue[], reading: Reading, count: () => void): void {
  const taken = values.filter(({ config }) => config.sdkVersion === 0 || reading.since(config.sdkVersion));
  if (!taken.some(({ config }) => isOfSomeDevices(config))) return;
  const keys = new Set(taken.map(({ value }) => keyOf(value)));
  // Where each is for some devices only, others have none.
  if (taken.every(({ config }) => isOfSomeDevices(config))) keys.add(keyOf(null));
  if (keys.size < 2) return;
  reading.noteDevices(devicesOf(taken, reading, count));
}

function* devicesOf(values: readonly ConfiguredValue[], reading: Reading, count: () => void): Generator<Device> {
  const { device } = reading;
  const configs = values.map(({ config }) => config);
  for (const locale of localesOf(configs)) yield { ...device, locale };
  if (configs.some(({ direction }) => direction !== undefined)) {
    for (const direction of [LEFT_TO_RIGHT, RIGHT_TO_LEFT]) yield { ...device, direction };
  }
  yield* screensOf(configs, device);
  for (const density of densitiesOf(values, reading, count)) yield { ...device, density };
}

/** Those named, and for each a region and a script that no config names: the language alone stands for it. */
function localesOf(configs: readonly ResourceConfig[]): Set<string> {
  const locales = new Set<string>();
  for (const { locale } of configs) {
    if (locale === '') continue;
    const { language, script } = partsOf(locale);
    locales.add(locale).add(language);
    if (script !== '') locales.add(`b+${language}+${script}`);
  }
  return locales.size === 0 ? locales : new Set([DEFAULT_DEVICE.locale, ...locales]);
}

/** A config asks for a width and a height at least: the smallest displays on which each is met or not. */
function* screensOf(configs: readonly ResourceConfig[], device: Device): Generator<Device> {
  const widths = new Set([device.screenWidth, SMALLEST.width]);
  const heights = new Set([device.screenHeight, SMALLEST.height]);
  let isAsked = false;
  for (const { screenWidth = 0, screenHeight = 0 } of configs) {
    isAsked ||= screenWidth + screenHeight > 0;
    widths.add(Math.max(screenWidth, SMALLEST.width));
    heights.add(Math.max(screenHeight, SMALLEST.height));
  }
  if (!isAsked) return;
  for (const screenHeight of heights) {
    for (const width of widths) yield { ...device, screenWidth: Math.max(width, screenHeight), screenHeight };
  }
}

/**
 * A density for each stretch of them in which devices otherwise like the reading's get one value: one at which everything
 * looked up so far stays as it is, where there is one.
 */
function densitiesOf(values: readonly ConfiguredValue[], reading: Reading, count: () => void): number[] {
  const { device } = reading;
  const rivals = values.filter(({ config }) => fits(config, device));
  const starts = [LEAST_DENSE, ...thresholdsOf(rivals, count), MOST_DENSE + 1];
  if (starts.length === 2) return [];
  const stretches: { from: number; to: number; key: string; own: number }[] = [];
  for (const [index, from] of starts.slice(0, -1).entries()) {
    const to = (starts[index + 1] ?? from) - 1;
    const best = bestOf(rivals, { ...device, density: from }, count);
    const key = keyOf(best?.value ?? null);
    const last = stretches.at(-1);
    if (last?.key === key) last.to = to;
    else stretches.push({ from, to, key, own: best?.config.density ?? 0 });
  }
  const asked = device.density === 0 ? DENSITY_MEDIUM : device.density;
  const alike = reading.alikeDensities;
  const others = stretches.filter(({ from, to }) => asked < from || asked > to);
  const here = stretches.find(({ from, to }) => asked >= from && asked <= to);
  if (here !== undefined) reading.readsAlikeAt(here.from, here.to);
  return others.map(({ from, to, own }) => {
    const [low, high] = [Math.max(from, alike[0]), Math.min(to, alike[1])];
    return low <= high ? densityIn(low, high, own) : densityIn(from, to, own);
  });
}

/** The density that is told best: none, what is asked for, the least. */
function densityIn(from: number, to: number, asked: number): number {
  if (from <= DENSITY_MEDIUM && DENSITY_MEDIUM <= to) return 0;
  return from <= asked && asked <= to ? asked : from;
}

/** The densities, ascending, from which on the denser of two configs is the better (isBetterDensity). */
function thresholdsOf(values: readonly ConfiguredValue[], count: () => void): number[] {
  const densities = [...new Set(values.map(({ config }) => config.density))];
  const found = new Set<number>();
  for (const [index, one] of densities.entries()) {
    for (const other of densities.slice(index + 1)) {
      count();
      found.add(thresholdOf(one, other));
    }
  }
  return [...found].filter((start) => start > LEAST_DENSE && start <= MOST_DENSE).sort((a, b) => a - b);
}

function thresholdOf(one: number, other: number): number {
  const [low = 0, high = 0] = [one, other].map((density) => density || DENSITY_MEDIUM).sort((a, b) => a - b);
  // Up to there, (2 * low - wanted) * high > wanted * wanted.
  let wanted = Math.floor((Math.sqrt(high * high + 8 * low * high) - high) / 2);
  while ((2 * low - wanted) * high > wanted * wanted) wanted++;
  return wanted;
}

/** What a lookup chooses: see `best` of a value source. */
function bestOf(values: readonly ConfiguredValue[], device: Device, count: () => void): ConfiguredValue | null {
  let best: ConfiguredValue | null = null;
  for (const value of values) {
    count();
    if (best === null || isBetter(value.config, best.config, device)) best = value;
  }
  return best;
}
