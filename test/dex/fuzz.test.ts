/** Damaged files, seeded and counted: only coded errors, the same result again, bounded work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, writeContainer } from '../../fixtures/dex/dex-writer.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { ClassHierarchy } from '../../src/dex/class-hierarchy.js';
import { methodsNamed, referencedMethods } from '../../src/dex/references.js';
import { SearchTexts, StringSearch } from '../../src/dex/string-search.js';
import { fixture, openAll, scanAll } from './helpers.js';

const NAMES = new SearchTexts(['sendTextMessage', 'getContentResolver', '<init>', '']);
const LIMITS = { dexUnits: 200_000, dexMethods: 20_000 };

/** Everything the reader can do with one file, as text; a coded error is a result. */
function outcome(bytes: Uint8Array): string {
  const steps: unknown[] = [];
  const attempt = (step: () => unknown): void => {
    try {
      steps.push(step());
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      steps.push([error.code, error.offset, error.told]);
    }
  };
  attempt(() => {
    const files = openAll(bytes, LIMITS);
    for (const dex of files) {
      attempt(() => scanAll(dex));
      attempt(() => {
        const search = new StringSearch(dex);
        return [[...methodsNamed(dex, search, NAMES)], search.withPrefix('content://'), search.where(() => true)];
      });
      attempt(() => {
        const hierarchy = new ClassHierarchy(files);
        return referencedMethods(dex, () => true).map((index) => hierarchy.callTarget(dex, index));
      });
      attempt(() => dex.problems.kept.map(({ told }) => told));
    }
    return files.length;
  });
  return JSON.stringify(steps);
}

type Change = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const value = fc.oneof(
  fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff),
  fc.integer({ min: 0, max: 4096 }),
);
const edit =
  (change: (copy: Uint8Array, view: DataView) => void): Change =>
  (bytes) => {
    const copy = bytes.slice();
    if (copy.length >= 8) change(copy, new DataView(copy.buffer));
    return copy;
  };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(at, value).map(([where, to]) =>
      edit((copy, view) => {
        view.setUint32(Math.floor((where * (copy.length - 4)) / 4) * 4, to, true);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.integer({ min: 8, max: 27 }), value).map(([word, to]) =>
      edit((copy, view) => {
        if (copy.length >= 112) view.setUint32(4 * word, to, true);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(at, value).map(([where, to]) =>
      edit((copy, view) => {
        view.setUint16(Math.floor((where * (copy.length - 2)) / 2) * 2, to & 0xffff, true);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(at, fc.nat(255))
      .map(([where, to]) =>
        edit((copy) => copy.fill(to, Math.floor(where * copy.length), Math.floor(where * copy.length) + 1)),
      ),
  },
  {
    weight: 1,
    arbitrary: at.map(
      (where): Change =>
        (bytes) =>
          bytes.slice(0, Math.ceil(where * bytes.length)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(at, at)
      .map(([from, to]) =>
        edit((copy) =>
          copy.copyWithin(
            Math.floor(to * copy.length) & ~3,
            Math.floor(from * copy.length) & ~3,
            (Math.floor(from * copy.length) & ~3) + 64,
          ),
        ),
      ),
  },
);

const container = writeContainer(
  ['LA;', 'LB;', 'LC;'].map((name) => ({
    classes: [
      { name, statics: [{ name: 's', value: 'content://sms' }], methods: [{ name: 'run', code: () => [0x000e] }] },
    ],
  })),
).bytes;

describe('mutated DEX files', () => {
  it.each([
    ['every-format', fixture('every-format')],
    ['inherited-1', fixture('inherited-1')],
    ['container', container],
  ])('%s: only coded errors, and the same result again', (_, seed) => {
    let damaged = 0;
    const whole = outcome(seed);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), (changes, sealed) => {
        const changed = changes.reduce<Uint8Array>((bytes, next) => next(bytes), new Uint8Array(seed));
        const bytes = sealed && changed.length >= 32 ? seal(changed) : changed;
        const result = outcome(bytes);
        expect(outcome(bytes)).toBe(result);
        if (result !== whole) damaged++;
      }),
      { seed: 20_260, numRuns: 1_500 },
    );
    // The changes do reach the reader.
    expect(damaged).toBeGreaterThan(1_000);
  });
});
