/** What any device reads of a resource, one of the devices reads that are asked, whatever references lead through. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DEVICE, LEFT_TO_RIGHT, MOST_DEVICES, RIGHT_TO_LEFT, type Device } from '../../src/bytes/device.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { overDevices } from '../../src/manifest/over-devices.js';
import type { ResourceConfig } from '../../src/resources/config.js';
import { ResourceResolver } from '../../src/resources/resolver.js';
import { TableValues, type TableValue, type ValueTable } from '../../src/resources/value-table.js';

const FIRST = 0x7f010000;
const REFERENCE = 0x01;
const INTEGER = 0x10;

type Entry = [config: Partial<ResourceConfig>, value: { int: number } | { to: number }];

/** Resources by index: their values in the order of the table. */
function tableOf(resources: readonly (readonly Entry[])[]): ValueTable {
  const lists = resources.map((entries) =>
    entries.map(([config, value]): TableValue => {
      const typed = 'int' in value ? { type: INTEGER, data: value.int } : { type: REFERENCE, data: FIRST + value.to };
      return { ...typed, string: null, config: { locale: '', density: 0, sdkVersion: 0, other: false, ...config } };
    }),
  );
  return { valuesOf: (id) => lists[id - FIRST] ?? [], nameOf: () => null };
}

const on = (device: Device): Reading => new Reading(37, DEFAULT_LIMITS, Number.POSITIVE_INFINITY, device);

function valueOf(table: ValueTable, reading: Reading): string {
  const { type, data } = new ResourceResolver(new TableValues(table, reading)).resolve(
    { type: REFERENCE, data: FIRST },
    true,
  );
  return `${type} ${data}`;
}

/** What the devices that are asked read; null where there are too many. */
function valuesFound(table: ValueTable): Set<string> | null {
  const { accepted, limit } = overDevices(on, (reading) => valueOf(table, reading), 'resources.arsc');
  return limit === null ? new Set(accepted.map(({ result }) => result)) : null;
}

const LOCALES = ['en', 'en-rUS', 'en-rGB', 'sr', 'sr-rRS', 'b+sr+Latn', 'b+sr+Latn+RS', 'fil'];
const DENSITIES = [0, 120, 160, 161, 240, 480, 640, 0xfffe, 0xffff];
const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 2 });

/** Of each thing that devices differ in, now and then. */
const config = fc
  .record({
    locale: optional(fc.constantFrom(...LOCALES)),
    density: optional(fc.constantFrom(...DENSITIES)),
    direction: optional(fc.constantFrom(LEFT_TO_RIGHT, RIGHT_TO_LEFT)),
    screenWidth: optional(fc.constantFrom(1, 600, 2400, 4000)),
    screenHeight: optional(fc.constantFrom(1, 600, 1080, 3000)),
  })
  .map((set) => Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)));

/** Configurations that differ in two things only: in all five, there are soon too many devices. */
const KINDS = [
  ['locale', 'density'],
  ['locale', 'direction'],
  ['density', 'screenWidth', 'screenHeight'],
  ['direction', 'density'],
  ['locale'],
  ['density'],
  ['locale', 'screenHeight'],
] as const;

const table = fc.constantFrom(...KINDS).chain((kinds) => {
  const taken = config.map((set): Partial<ResourceConfig> =>
    Object.fromEntries(Object.entries(set).filter(([key]) => (kinds as readonly string[]).includes(key))),
  );
  const value = (after: number): fc.Arbitrary<{ int: number } | { to: number }> =>
    fc.oneof(fc.record({ int: fc.nat(5) }), fc.record({ to: fc.integer({ min: after + 1, max: 3 }) }));
  const entries = (at: number): fc.Arbitrary<Entry[]> =>
    fc.array(fc.tuple(taken, at === 3 ? fc.record({ int: fc.nat(5) }) : value(at)), { minLength: 1, maxLength: 5 });
  return fc.tuple(entries(0), entries(1), entries(2), entries(3));
});

const device: fc.Arbitrary<Device> = fc
  .record({
    locale: fc.constantFrom('', 'de', 'en-rAU', 'sr-rME', 'b+sr+Latn+ME', ...LOCALES),
    direction: fc.constantFrom(LEFT_TO_RIGHT, RIGHT_TO_LEFT),
    density: fc.oneof(fc.constant(0), fc.integer({ min: 120, max: 800 })),
    sides: fc.tuple(fc.integer({ min: 320, max: 5000 }), fc.integer({ min: 240, max: 5000 })),
  })
  .map(({ sides: [one, other], ...rest }) => ({
    ...rest,
    screenWidth: Math.max(one, other),
    screenHeight: Math.min(one, other),
  }));

describe('the devices that are asked', () => {
  it('read what any device reads', () => {
    let compared = 0;
    fc.assert(
      fc.property(table, fc.array(device, { minLength: 40, maxLength: 40 }), (resources, devices) => {
        const values = tableOf(resources);
        const found = valuesFound(values);
        if (found === null) return;
        compared++;
        expect(devices.filter((one) => !found.has(valueOf(values, on(one))))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(600);
  });

  const zero: Entry = [{}, { int: 0 }];

  it.each([
    [
      'a density behind a language',
      [
        [zero, [{ locale: 'en', density: 480 }, { to: 1 }]],
        [
          [{}, { int: 3 }],
          [{ density: 640 }, { int: 1 }],
        ],
      ],
      ['16 0', '16 1', '16 3'],
    ],
    [
      'a density between those of two resources',
      [
        [zero, [{ density: 320 }, { to: 1 }]],
        [
          [{ density: 240 }, { int: 5 }],
          [{ density: 480 }, { int: 6 }],
        ],
      ],
      ['16 0', '16 5', '16 6'],
    ],
    [
      'a language that only the first names, where the second names the others',
      [
        [zero, ...['aa', 'bb', 'cc', 'dd', 'ee'].map((locale): Entry => [{ locale }, { to: 1 }])],
        [[{}, { int: 7 }], ...['aa', 'bb', 'cc', 'dd'].map((locale): Entry => [{ locale }, { int: 1 }])],
      ],
      ['16 0', '16 1', '16 7'],
    ],
    [
      'a value that several configurations have which are never chosen',
      [
        [
          zero,
          [{ locale: 'fr' }, { int: 1 }],
          ...[1, 2, 3, 4].map((): Entry => [{ locale: 'fr' }, { int: 2 }]),
          [{ locale: 'de' }, { int: 2 }],
        ],
      ],
      ['16 0', '16 1', '16 2'],
    ],
    [
      'a region that no configuration names',
      [
        [zero, [{ locale: 'en-rUS' }, { to: 1 }], [{ locale: 'en-rCA' }, { int: 4 }]],
        [
          [{ locale: 'en-rCA' }, { int: 5 }],
          [{ locale: 'en-rUS' }, { int: 6 }],
        ],
      ],
      ['16 0', '16 4', '16 5', '16 6'],
    ],
    [
      'a script with a region that no configuration names',
      [
        [zero, [{ locale: 'b+sr+Latn+RS' }, { to: 1 }], [{ locale: 'b+sr+Latn+ME' }, { int: 4 }]],
        [
          [{ locale: 'b+sr+Latn+ME' }, { int: 5 }],
          [{ locale: 'b+sr+Latn+RS' }, { int: 6 }],
          [{ locale: 'sr' }, { int: 9 }],
        ],
      ],
      ['16 0', '16 4', '16 5', '16 6'],
    ],
    [
      'the sides of two screens',
      [
        [zero, [{ screenWidth: 4000 }, { to: 1 }]],
        [
          [{}, { int: 1 }],
          [{ screenHeight: 3000 }, { int: 2 }],
        ],
      ],
      ['16 0', '16 1', '16 2'],
    ],
  ] as [string, Entry[][], string[]][])('meet %s', (_, resources, expected) => {
    expect([...(valuesFound(tableOf(resources)) ?? [])].sort()).toEqual(expected);
  });

  it('are too many rather than tried by halves', () => {
    const sides = Array.from({ length: 40 }, (_, at) => at + 1);
    const entries = sides.map((at): Entry => [{ screenWidth: 400 + at, screenHeight: 300 + at }, { int: at }]);
    expect(valuesFound(tableOf([[zero, ...entries]]))).toBeNull();
    const reading = on(DEFAULT_DEVICE);
    valueOf(tableOf([[zero, ...entries]]), reading);
    expect([...reading.otherDevices]).toHaveLength(MOST_DEVICES + 1);
  });

  it('are found in steps that are counted', () => {
    const entries = Array.from({ length: 3000 }, (_, at): Entry => [{ density: 100 + at }, { int: at }]);
    expect(() => valueOf(tableOf([entries]), on(DEFAULT_DEVICE))).toThrow(
      expect.objectContaining({ code: 'LIMIT_NODES' }),
    );
  });
});
