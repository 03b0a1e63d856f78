import { describe, expect, it } from 'vitest';
import { DEFAULT_DEVICE, settingOf, type Device, type DeviceSetting } from '../../src/bytes/device.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { ArscValues } from '../../src/resources/arsc-values.js';
import { openTable } from '../../src/resources/table.js';
import { ResourceResolver } from '../../src/resources/resolver.js';
import { NO_VALUES, TableValues } from '../../src/resources/value-table.js';
import { buildTable, type EntrySpec } from '../../fixtures/hostile/arsc-writer.js';
import { concat, fill, u16, u32 } from '../../fixtures/hostile/bytes.js';
import { entries, FIRST, resolve, resolver, tableOf, textOf } from './tables.js';

describe('looking values up', () => {
  it('follows references to a string, an integer or a boolean', () => {
    expect(textOf([entries({ string: 1 })])).toBe('one');
    expect(resolve(tableOf([entries({ int: 7 })]))).toMatchObject({ type: 0x10, data: 7, string: null });
    expect(resolve(tableOf([entries({ reference: FIRST + 1 }, { string: 2 })])).string).toBe('two');
  });

  it.each([1, 18, 19])('follows %i references in the table', (length) => {
    const list: EntrySpec[] = Array.from({ length }, (_, index) => ({ reference: FIRST + index + 1 }));
    expect(textOf([entries(...list, { string: 1 })])).toBe('one');
  });

  it.each([
    ['too many hops', Array.from({ length: 20 }, (_, index): EntrySpec => ({ reference: FIRST + index + 1 }))],
    ['a loop', [{ reference: FIRST + 1 }, { reference: FIRST }]],
    ['itself', [{ reference: FIRST }]],
    ['nothing there', [{ reference: 0x7f7f0000 }]],
    ['a bag', [{ reference: FIRST + 1 }, { bag: true }]],
  ] as [string, EntrySpec[]][])('leaves a reference that leads to: %s', (_, list) => {
    expect(resolve(tableOf([entries(...list, { string: 0 })]))).toMatchObject({ type: 0x01, string: null });
  });

  it('turns nothing without a table', () => {
    const value = new ResourceResolver(new TableValues(NO_VALUES, new Reading(30))).resolve({
      type: 0x01,
      data: FIRST,
    });
    expect(value).toMatchObject({ type: 0x01, data: FIRST });
  });

  it('gathers the configuration bits of the whole chain', () => {
    const spec = tableOf([entries({ reference: FIRST + 1 }, { string: 0 })], { flags: [0x04, 0x80] });
    expect(resolve(spec).changingConfigs).toBe(0x84);
  });
});

describe('configurations', () => {
  const best = (...configs: Parameters<typeof textOf>[0]): string | null => textOf(configs, 30);
  const zero = entries({ string: 0 });

  it('prefers the highest version that the device has', () => {
    const v26 = { config: { sdkVersion: 26 }, entries: [{ string: 1 }] };
    const v33 = { config: { sdkVersion: 33 }, entries: [{ string: 2 }] };
    expect([25, 26, 32, 33].map((api) => textOf([zero, v33, v26], api))).toEqual(['zero', 'one', 'one', 'two']);
  });

  it.each([
    ['locale', { language: 'fr' }],
    ['night mode', { uiMode: 0x20 }],
    ['operator', { mcc: 310 }],
  ])('never takes a value for a %s', (_, config) => {
    expect(best({ config, entries: [{ string: 1 }] }, zero)).toBe('zero');
    expect(best({ config, entries: [{ string: 1 }] })).toBeNull();
  });

  it('prefers the density nearest to medium, the larger one when in doubt', () => {
    const at = (density: number, string: number) => ({ config: { density }, entries: [{ string }] });
    expect(best(at(640, 1), at(240, 2))).toBe('two');
    expect(best(at(120, 1), at(240, 2))).toBe('two');
    expect(best(zero, at(240, 2))).toBe('zero');
    expect(best(at(120, 1), zero)).toBe('zero');
    expect(best(at(640, 1), at(0xfffe, 2))).toBe('two');
  });

  it('passes over a type that lacks the entry', () => {
    expect(best(zero, { config: { sdkVersion: 26 }, entries: [null] })).toBe('zero');
  });

  it('has no value where the best entry is damaged, whatever others are sound', () => {
    const damaged: EntrySpec = { bytes: concat(u16(4), u16(0), u32(0), fill(8)) };
    const v26 = { config: { sdkVersion: 26 }, entries: [damaged] };
    const v28 = { config: { sdkVersion: 28 }, entries: [{ string: 2 }] };
    expect([textOf([zero, v26], 25), textOf([zero, v26], 26)]).toEqual(['zero', null]);
    expect([textOf([v26, zero], 25), textOf([v26, zero], 26)]).toEqual(['zero', null]);
    // One that is passed over in the end is never looked at.
    expect([textOf([v26, v28], 27), textOf([v26, v28], 28)]).toEqual([null, 'two']);
    expect([textOf([v28, v26], 27), textOf([v28, v26], 28)]).toEqual([null, 'two']);
    expect(best(entries(damaged), { config: { sdkVersion: 1 }, entries: [{ string: 1 }] })).toBe('one');
  });

  it('has no value where the best entry is a bag', () => {
    const bag = { config: { sdkVersion: 26 }, entries: [{ bag: true } as const] };
    expect([textOf([zero, bag], 25), textOf([zero, bag], 26)]).toEqual(['zero', null]);
  });

  it('takes the later one of no density and medium', () => {
    const medium = { config: { density: 160 }, entries: [{ string: 1 }] };
    expect([best(zero, medium), best(medium, zero)]).toEqual(['one', 'zero']);
  });

  it('lists the strings of all locales', () => {
    const table = resolver(tableOf([zero, { config: { language: 'fr' }, entries: [{ string: 1 }] }]));
    expect(Object.fromEntries(table.stringsOf(FIRST))).toEqual({ '': 'zero', fr: 'one' });
    expect(table.nameOf(FIRST)).toBe('string/k0');
  });

  it('tells values that vary with the device', () => {
    const varies = (...configs: Parameters<typeof tableOf>[0]): boolean =>
      resolver(tableOf(configs)).variesByConfiguration({ type: 0x01, data: FIRST });
    expect(varies(zero)).toBe(false);
    expect(varies(zero, { config: { language: 'fr' }, entries: [{ string: 1 }] })).toBe(true);
    expect(varies(zero, { config: { sdkVersion: 26 }, entries: [{ string: 1 }] })).toBe(true);
    expect(varies(entries({ reference: FIRST }))).toBe(false);
    expect(resolver(tableOf([zero])).variesByConfiguration({ type: 0x10, data: 5 })).toBe(false);
  });
});

describe('devices', () => {
  const zero = entries({ string: 0 });
  const EN = { language: 'en' };

  /** The settings of devices that are noted where the first resource decides something. */
  function noted(configs: Parameters<typeof tableOf>[0], device: Partial<Device> = {}): DeviceSetting[] {
    const reading = new Reading(37, DEFAULT_LIMITS, Number.POSITIVE_INFINITY, { ...DEFAULT_DEVICE, ...device });
    const table = openTable(buildTable(tableOf(configs)), 'resources.arsc', reading);
    new ResourceResolver(new ArscValues(table, reading)).resolve({ type: 0x01, data: FIRST }, true);
    return [...reading.otherDevices].map(settingOf);
  }

  it.each([
    ['one value', [zero], []],
    ['the same in a language', [zero, { config: EN, entries: [{ string: 0 }] }], []],
    ['another in a language', [zero, { config: EN, entries: [{ string: 1 }] }], [{}, { locale: 'en' }]],
    ['one in a language alone', [{ config: EN, entries: [{ string: 1 }] }], [{}, { locale: 'en' }]],
    ['another at night', [zero, { config: { uiMode: 0x20 }, entries: [{ string: 1 }] }], []],
    ['another for a version', [zero, { config: { sdkVersion: 26 }, entries: [{ string: 1 }] }], []],
    ['none in a language', [zero, { config: EN, entries: [null] }], []],
    ['a damaged one', [zero, { config: EN, entries: [{ bytes: fill(16) }] }], [{}, { locale: 'en' }]],
    ['a bag in a language', [zero, { config: EN, entries: [{ bag: true }] }], [{}, { locale: 'en' }]],
  ] as [string, Parameters<typeof tableOf>[0], DeviceSetting[]][])('notes them for %s', (_, configs, expected) => {
    expect(noted(configs)).toEqual(expected);
  });

  it('keeps what is set already', () => {
    const dense = { config: { density: 640 }, entries: [{ string: 1 }] };
    expect(noted([zero, dense], { locale: 'en' })).toEqual([{ locale: 'en', density: 640 }]);
    expect(noted([zero, dense], { locale: 'en', density: 640 })).toEqual([{ locale: 'en' }]);
  });

  it('notes the language of regions and scripts', () => {
    const of = (language: string, region: string): Parameters<typeof tableOf>[0][number] => ({
      config: { language, region },
      entries: [{ string: 1 }],
    });
    expect(noted([zero, of('en', 'US'), of('en', 'GB')])).toEqual([
      {},
      { locale: 'en-rUS' },
      { locale: 'en' },
      { locale: 'en-rGB' },
    ]);
  });

  /** Both sides of each bound: the least density from which on the denser of two is taken, by isBetterDensity. */
  it.each([
    [[0, 640], [{ density: 640 }], 235, 234],
    [[0, 480], [{ density: 480 }], 220, 219],
    [[0, 0xffff], [{ density: 319 }], 319, 318],
    [[0, 160], [{ density: 120 }], 160, 159],
    [[160, 0], [{ density: 120 }], 160, 159],
    [[120, 480], [{ density: 480 }], 176, 175],
    [[0, 0xfffe], [], 120, 120],
  ] as [number[], DeviceSetting[], number, number][])(
    'notes densities for %o',
    (densities, expected, start, before) => {
      const configs = densities.map((density, at) => ({ config: { density }, entries: [{ string: at }] }));
      expect(noted(configs)).toEqual(expected);
      const textAt = (density: number): string | null => {
        const reading = new Reading(37, DEFAULT_LIMITS, Number.POSITIVE_INFINITY, { ...DEFAULT_DEVICE, density });
        const table = openTable(buildTable(tableOf(configs)), 'resources.arsc', reading);
        return new ResourceResolver(new ArscValues(table, reading)).resolve({ type: 0x01, data: FIRST }).string;
      };
      expect(textAt(start)).toBe('one');
      if (before < start) expect(textAt(before)).toBe('zero');
    },
  );
});

describe('package ids', () => {
  it('maps ids of LIBRARY chunks to loaded packages by name', () => {
    const table = resolver(
      tableOf(
        [entries({ string: 1 })],
        {},
        {
          libraries: [
            [5, 'android'],
            [6, 'com.app'],
            [8, 'no.such'],
          ],
        },
      ),
    );
    expect(table.translateId(0x05010003)).toBe(0x01010003);
    expect(table.translateId(0x06010000)).toBe(FIRST);
    expect(table.translateId(0x08010000)).toBe(0x08010000);
    expect([0x05010003, FIRST, 0x08010000].map((id) => table.isRemapped(id))).toEqual([true, false, false]);
  });

  it('keeps the framework and the app, and takes 0x00 for the own package', () => {
    const table = resolver(
      tableOf(
        [],
        {},
        {
          libraries: [
            [1, 'com.app'],
            [0x7f, 'android'],
          ],
        },
      ),
    );
    expect([0x01010003, FIRST, 0x00010000, 0].map(table.translateId)).toEqual([0x01010003, FIRST, FIRST, 0]);
  });

  it('lists the strings of the resource that a staged alias stands for', () => {
    const aliases: [number, number][] = [[0x01fe0000, 0x01010001]];
    const table = resolver(tableOf([entries({ string: 0 }, { string: 1 })], {}, { id: 1, aliases }));
    expect([...table.stringsOf(0x01fe0000)]).toEqual([['', 'one']]);
  });

  it('follows staged aliases of a package 0x01 since API 31', () => {
    const spec = {
      packages: [{ id: 1, name: 'android', types: [], aliases: [[0x01fe0001, 0x01010003]] as [number, number][] }],
    };
    expect(resolver(spec, 31).translateId(0x01fe0001)).toBe(0x01010003);
    expect(resolver(spec, 30).translateId(0x01fe0001)).toBe(0x01fe0001);
    const own = { packages: [{ ...spec.packages[0]!, id: 0x7f }] };
    expect(resolver(own).translateId(0x01fe0001)).toBe(0x01fe0001);
  });
});
