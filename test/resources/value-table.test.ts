import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import type { ResourceConfig } from '../../src/resources/config.js';
import { ResourceResolver } from '../../src/resources/resolver.js';
import { NO_VALUES, TableValues, type TableValue } from '../../src/resources/value-table.js';

const FIRST = 0x7f010000;
const SECOND = 0x7f010001;
const REFERENCE = 0x01;
const STRING = 0x03;
const INT = 0x10;

interface ValueSpec extends Partial<ResourceConfig> {
  int?: number;
  text?: string;
  reference?: number;
}

function valueOf({ int, text, reference, ...config }: ValueSpec): TableValue {
  return {
    config: { locale: '', density: 0, sdkVersion: 0, other: false, ...config },
    type: text !== undefined ? STRING : reference !== undefined ? REFERENCE : INT,
    data: reference ?? int ?? 0,
    string: text ?? null,
  };
}

/** A resolver over resources with these values, the first being {@link FIRST}. */
function resolver(
  resources: readonly (readonly ValueSpec[])[],
  api = 37,
  limits: Partial<Limits> = {},
): ResourceResolver {
  const values = new Map(resources.map((specs, index) => [FIRST + index, specs.map(valueOf)]));
  const table = { ...NO_VALUES, valuesOf: (id: number) => values.get(id) ?? [] };
  return new ResourceResolver(new TableValues(table, new Reading(api, { ...DEFAULT_LIMITS, ...limits })));
}

const resolve = (resources: readonly (readonly ValueSpec[])[], api = 37) =>
  resolver(resources, api).resolve({ type: REFERENCE, data: FIRST });

describe('a value', () => {
  it.each<[string, ValueSpec[][], number]>([
    ['one value', [[{ int: 7 }]], 0],
    ['two values', [[{ int: 7 }, { int: 8, locale: 'fr' }]], 1],
    ['three values', [[{ int: 7 }, { int: 8, locale: 'fr' }, { int: 9, other: true }]], 1],
    ['one behind one', [[{ reference: SECOND }], [{ int: 7 }]], 0],
    ['two behind one', [[{ reference: SECOND }], [{ int: 7 }, { int: 8, locale: 'fr' }]], 1],
    ['one behind two', [[{ reference: SECOND }, { int: 8, locale: 'fr' }], [{ int: 7 }]], 1],
    ['itself, of two', [[{ reference: FIRST }, { int: 8, locale: 'fr' }]], 1],
  ])('says whether it varies: %s', (_, resources, changingConfigs) => {
    expect(resolve(resources).changingConfigs).toBe(changingConfigs);
    const varies = resolver(resources).variesByConfiguration({ type: REFERENCE, data: FIRST });
    expect(varies).toBe(changingConfigs === 1);
  });

  it('that is no reference varies with nothing', () => {
    expect(resolver([]).variesByConfiguration({ type: INT, data: FIRST })).toBe(false);
    expect(resolver([]).resolve({ type: INT, data: 7 })).toMatchObject({ type: INT, data: 7, changingConfigs: 0 });
  });

  it('of no resource stays a reference', () => {
    expect(resolve([])).toMatchObject({ type: REFERENCE, data: FIRST, changingConfigs: 0 });
    expect(resolver([]).variesByConfiguration({ type: REFERENCE, data: FIRST })).toBe(false);
    expect(resolve([[{ int: 7, other: true }]])).toMatchObject({ type: REFERENCE, data: FIRST });
  });

  it.each([
    [19, true],
    [20, true],
    [21, false],
  ])('behind %i references is found: %s', (count, found) => {
    const chain = Array.from({ length: count - 1 }, (_, index): ValueSpec[] => [{ reference: FIRST + index + 1 }]);
    expect(resolve([...chain, [{ int: 7 }]]).type).toBe(found ? INT : REFERENCE);
  });

  it.each([
    [25, 1],
    [26, 2],
    [29, 2],
    [30, 3],
  ])('for API %i is that of the highest version the device has', (api, expected) => {
    const values = [{ int: 3, sdkVersion: 30 }, { int: 1 }, { int: 2, sdkVersion: 26 }];
    expect(resolve([values], api).data).toBe(expected);
    expect(resolve([[...values].reverse()], api).data).toBe(expected);
  });

  it('lists its texts by locale, the first of each', () => {
    const texts = [{ text: 'a' }, { text: 'b', locale: 'fr' }, { text: 'c' }, { int: 1, locale: 'de' }];
    expect([...resolver([texts]).stringsOf(FIRST)]).toEqual([
      ['', 'a'],
      ['fr', 'b'],
    ]);
    expect(resolve([texts]).string).toBe('a');
  });

  it('takes a step for each value that is looked at, whoever asks', () => {
    const reference = { type: REFERENCE, data: FIRST };
    const five = Array.from({ length: 5 }, (_, int) => ({ int }));
    const tooMany: unknown = expect.objectContaining({ code: 'LIMIT_NODES' });
    const asked: readonly ((own: ResourceResolver) => unknown)[] = [
      (own) => own.resolve(reference),
      (own) => own.resolve(reference, true),
      (own) => own.stringsOf(FIRST),
    ];
    for (const [index, ask] of asked.entries()) {
      const steps = index === 1 ? 10 : 5;
      expect(() => ask(resolver([five], 37, { resourceVisits: steps }))).not.toThrow();
      expect(() => ask(resolver([five], 37, { resourceVisits: steps - 1 }))).toThrow(tooMany);
    }
    const all = resolver([five], 37, { resourceVisits: 12 });
    expect(() => [1, 2, 3].map(() => all.resolve(reference))).toThrow(tooMany);
  });
});
