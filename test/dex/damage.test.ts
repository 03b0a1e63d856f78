import { describe, expect, it } from 'vitest';
import { seal, writeDex, type ClassSpec, type MethodSpec } from '../../fixtures/dex/dex-writer.js';
import type { Pool } from '../../fixtures/dex/dex-symbols.js';
import { codes, open, scanAll } from './helpers.js';

const sendSms = (pool: Pool): number[] => [0x0071, pool.method('LSms;', 'send'), 0x0000];
const good: MethodSpec = { name: 'good', code: (pool) => [...sendSms(pool), 0x000e] };
const GOOD_SITE = 'LMain;->good calls LSms;->send x1';

function scanWith(bad: MethodSpec, more: readonly ClassSpec[] = []) {
  const dex = open(writeDex({ classes: [{ name: 'LMain;', methods: [bad, good] }, ...more] }).bytes);
  return { dex, ...scanAll(dex) };
}

describe('a damaged method is left out, counted and reported', () => {
  it.each<[string, Partial<MethodSpec> & { units?: number[] }]>([
    ['more instructions than the file has', { insnsSize: 100_000 }],
    ['as many instructions as a number can say', { insnsSize: 0xffffffff }],
    ['an instruction that goes over the end', { insnsSize: 1 }],
    ['a switch payload that goes over the end', { units: [0x0100, 0xffff, 0x000e] }],
    ['a sparse payload that goes over the end', { units: [0x0200, 0xffff, 0x000e] }],
    ['an array payload of 2^47 bytes', { units: [0x0300, 0xffff, 0xffff, 0xffff, 0x000e] }],
    ['an array payload cut short', { units: [0x0300] }],
    ['code after the end of the file', { codeOffset: 0x7ffffffc }],
    ['code at the last bytes of the file', { codeOffset: 0xfffffffc }],
    ['code at an address ART refuses', { codeOffset: 0x71 }],
  ])('%s', (_, { units, ...bad }) => {
    const { dex, sites, ...result } = scanWith({
      name: 'bad',
      code: (pool) => [...sendSms(pool), ...(units ?? [0x000e])],
      ...bad,
    });
    expect(result).toMatchObject({ complete: false, damagedMethods: 1, methods: 2, methodsWithCode: 1 });
    expect(sites).toEqual([GOOD_SITE]);
    expect(codes(dex)).toEqual(['DEX_CORRUPT']);
  });
});

describe('payloads', () => {
  it.each([
    // The last unit of each would swallow the call after it, were it taken for code.
    ['packed switch', [0x0100, 2, 0, 0, 0x0071, 0, 0x0071, 0x0018]],
    ['sparse switch', [0x0200, 2, 0, 0, 0, 0, 0, 0, 0, 0x0018]],
    ['array of an odd number of bytes', [0x0300, 1, 3, 0, 0x7171, 0x0018]],
    ['array of eight-byte numbers', [0x0300, 8, 1, 0, 0x0071, 0, 0x0071, 0x0018]],
    ['empty tables', [0x0300, 0, 0, 0, 0x0200, 0, 0x0100, 0, 0, 0]],
    ['nop with another high byte', [0x0400, 0x0000]],
  ])('are passed over: %s', (_, units) => {
    const { sites, ...result } = scanWith({ name: 'tables', code: (pool) => [...units, ...sendSms(pool), 0x000e] });
    expect(result).toMatchObject({ complete: true, methodsWithCode: 2 });
    expect(sites).toEqual([GOOD_SITE, 'LMain;->tables calls LSms;->send x1']);
  });
});

describe('a damaged class is left out, counted and reported', () => {
  const other = (more: Partial<ClassSpec>): ClassSpec => ({ name: 'LOther;', ...more });

  it.each<[string, ClassSpec]>([
    ['class data after the end of the file', other({ dataOffset: 0x7fffffff })],
    ['static values after the end of the file', other({ rawStatics: [0xff, 0xff, 0xff, 0xff, 0x0f] })],
    ['static values of an endless number', other({ rawStatics: [0x80, 0x80, 0x80, 0x80, 0x80, 0x80] })],
    ['a static value no field can have', other({ rawStatics: [1, 0x1c] })],
    ['a method index after the table', other({ methods: [{ name: 'm', indexDifference: 5_000 }] })],
    ['a method index over 32 bits', other({ methods: [{ name: 'm', indexDifference: 2 ** 33 }] })],
  ])('%s', (_, bad) => {
    const dex = open(writeDex({ classes: [bad, { name: 'LMain;', methods: [good] }] }).bytes);
    const { sites, ...result } = scanAll(dex);
    expect(result).toMatchObject({ complete: false, classes: 2, damagedClasses: 1 });
    expect(sites).toEqual([GOOD_SITE]);
    expect(codes(dex)).toEqual(['DEX_CORRUPT']);
  });

  it('static values of which the last goes over the end', () => {
    const written = writeDex({ classes: [{ name: 'LMain;', methods: [good] }] });
    // One value: a number of eight bytes, of which `bytes` are there.
    const ending = (bytes: number) => {
      const longer = new Uint8Array([...written.bytes, 1, 0xe6, ...new Uint8Array(bytes)]);
      new DataView(longer.buffer).setUint32(written.tables.classes + 28, written.bytes.length, true);
      return scanAll(open(seal(longer)));
    };
    expect(ending(8)).toMatchObject({ complete: true, damagedClasses: 0 });
    expect(ending(7)).toMatchObject({ complete: false, damagedClasses: 1 });
  });

  it.each([0, 1, 2, 3])('class data whose count %i is far more than the file can hold', (which) => {
    const written = writeDex({ classes: [{ name: 'LMain;', methods: [good] }] });
    const bytes = new Uint8Array([...written.bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const at = written.bytes.length;
    const counts = [0, 0, 0, 0].flatMap((_, index) => (index === which ? [0xff, 0xff, 0xff, 0xff, 0x0f] : [0]));
    bytes.set(counts, at);
    new DataView(bytes.buffer).setUint32(written.tables.classes + 24, at, true);
    const dex = open(seal(bytes));
    expect(scanAll(dex)).toMatchObject({ complete: false, damagedClasses: 1, methods: 0 });
  });
});

describe('odd but whole files', () => {
  it('knows all of 65,536 methods, and calls of the first and the last', () => {
    const names = Array.from({ length: 65_535 }, (_, index) => `m${index}`);
    const code = (pool: Pool) => [0x0071, pool.method('LA;', 'm0'), 0, 0x0071, pool.method('LA;', 'm9999'), 0, 0x000e];
    const dex = open(
      writeDex({
        symbols: (pool) => {
          names.forEach((name) => pool.method('LA;', name));
        },
        classes: [{ name: 'LB;', methods: [{ name: 'run', code }] }],
      }).bytes,
    );
    expect(dex.methodCount).toBe(65_536);
    expect(scanAll(dex).sites).toEqual(['LB;->run calls LA;->m0 x1', 'LB;->run calls LA;->m9999 x1']);
  });

  it('ignores indices after the tables', () => {
    const code = () => [0x0071, 0xffff, 0, 0x0062, 0xffff, 0x001a, 0xffff, 0x001b, 0xffff, 0xffff, 0x000e];
    const { sites, complete } = scanWith({ name: 'far', code });
    expect(complete).toBe(true);
    expect(sites).toEqual([GOOD_SITE]);
  });

  it('keeps a few problems of each kind and counts the rest', () => {
    const classes = Array.from({ length: 50 }, (_, index) => ({ name: `L${index};`, dataOffset: 0x7fffffff }));
    const dex = open(writeDex({ classes }).bytes);
    expect(scanAll(dex).damagedClasses).toBe(50);
    expect(dex.problems.count('DEX_CORRUPT')).toBe(50);
    expect(dex.problems.kept).toHaveLength(10);
  });
});

describe('budgets', () => {
  const classes = ['LA;', 'LB;', 'LC;'].map((name) => ({ name, methods: [good] }));
  const { bytes } = writeDex({ classes });

  it('end at the limit of methods', () => {
    expect(scanAll(open(bytes, { dexMethods: 3 }))).toMatchObject({ complete: true, methods: 3 });
    const dex = open(bytes, { dexMethods: 2 });
    expect(scanAll(dex)).toMatchObject({ complete: false, methods: 2, classes: 3 });
    expect(codes(dex)).toEqual(['LIMIT_CODE']);
  });

  it('end at the limit of steps', () => {
    // One for each class, four for the code of each.
    expect(scanAll(open(bytes, { dexUnits: 15 }))).toMatchObject({ complete: true });
    const dex = open(bytes, { dexUnits: 14 });
    expect(scanAll(dex)).toMatchObject({ complete: false, methodsWithCode: 2 });
    expect(codes(dex)).toEqual(['LIMIT_CODE']);
  });

  it('count classes that share their data each time', () => {
    const written = writeDex({ classes });
    const shared = written.bytes.slice();
    const view = new DataView(shared.buffer);
    for (const index of [1, 2])
      view.setUint32(written.tables.classes + 32 * index + 24, written.classData.get('LA;')!, true);
    expect(scanAll(open(seal(shared), { dexMethods: 2 }))).toMatchObject({ complete: false, methods: 2 });
  });

  it('stop when the time is up', () => {
    const dex = open(bytes);
    const late = Object.assign(Object.create(dex.budget.reading) as typeof dex.budget.reading, {
      checkTime() {
        throw new RangeError('the clock was looked at');
      },
    });
    Object.assign(dex.budget, { reading: late });
    expect(() => scanAll(dex)).toThrow('the clock was looked at');
  });
});
