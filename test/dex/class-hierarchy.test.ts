import { describe, expect, it } from 'vitest';
import { writeDex, type ClassSpec } from '../../fixtures/dex/dex-writer.js';
import { ClassHierarchy } from '../../src/dex/class-hierarchy.js';
import type { DexFile } from '../../src/dex/dex-file.js';
import { fieldsNamed, methodsNamed, referencedMethods } from '../../src/dex/references.js';
import { SearchTexts, StringSearch } from '../../src/dex/string-search.js';
import { codes, fixture, method, open } from './helpers.js';

const MAIN = 'Lcom/example/app/MainActivity;';
const BASE = 'Lcom/example/lib/BaseActivity;';
const ACTIVITY = 'Landroid/app/Activity;';
const PLATFORM = new Map([
  [ACTIVITY, 'Landroid/view/ContextThemeWrapper;'],
  ['Landroid/view/ContextThemeWrapper;', 'Landroid/content/ContextWrapper;'],
  ['Landroid/content/ContextWrapper;', 'Landroid/content/Context;'],
]);

function methodIndex(dex: DexFile, wanted: string): number {
  const [index] = referencedMethods(dex, ({ classDescriptor, name }) => `${classDescriptor}->${name}` === wanted);
  if (index === undefined) throw new Error(`no ${wanted}`);
  return index;
}

describe('ClassHierarchy over two DEX files', () => {
  const files = ['inherited-1', 'inherited-2'].map((name) => open(fixture(name)));
  const [first, second] = files as [DexFile, DexFile];
  const hierarchy = new ClassHierarchy(files, PLATFORM);

  it('knows superclasses and interfaces', () => {
    expect(hierarchy.size).toBe(2);
    expect(hierarchy.superclassChain(MAIN)).toEqual([
      MAIN,
      BASE,
      ACTIVITY,
      'Landroid/view/ContextThemeWrapper;',
      'Landroid/content/ContextWrapper;',
      'Landroid/content/Context;',
    ]);
    expect(hierarchy.interfacesOf(MAIN)).toEqual(['Ljava/lang/Runnable;', 'Landroid/location/LocationListener;']);
    expect(hierarchy.find(BASE)?.dex).toBe(second);
    expect(hierarchy.find(ACTIVITY)).toBeNull();
    expect(hierarchy.superclassOf('Lno/such/Class;')).toBeNull();
  });

  it('takes a call on an own class to the platform when no own class has the method', () => {
    for (const name of ['getContentResolver', 'startActivity']) {
      const target = hierarchy.callTarget(first, methodIndex(first, `${MAIN}->${name}`));
      expect(target).toMatchObject({ classDescriptor: ACTIVITY, inPackage: false });
      expect(target.candidates).toContain('Landroid/content/Context;');
    }
  });

  it('leaves a call of an overridden method in the package', () => {
    const overridden = hierarchy.callTarget(first, methodIndex(first, `${MAIN}->finish`));
    expect(overridden).toEqual({ classDescriptor: BASE, inPackage: true, candidates: [BASE] });
    const onward = hierarchy.callTarget(second, methodIndex(second, `${ACTIVITY}->finish`));
    expect(onward).toMatchObject({ classDescriptor: ACTIVITY, inPackage: false });
  });

  it('ends where the platform is not known', () => {
    const target = new ClassHierarchy(files).callTarget(first, methodIndex(first, `${MAIN}->startActivity`));
    expect(target).toEqual({ classDescriptor: ACTIVITY, inPackage: false, candidates: [ACTIVITY] });
  });
});

describe('ClassHierarchy of odd files', () => {
  const written = (...classes: ClassSpec[]) =>
    open(writeDex({ classes, symbols: (pool) => [pool.method('LA;', 'call'), pool.method('La/Long;', 'call')] }).bytes);

  it('ends on a loop of superclasses', () => {
    const dex = written({ name: 'LA;', superclass: 'LB;' }, { name: 'LB;', superclass: 'LA;' });
    const hierarchy = new ClassHierarchy([dex]);
    expect(hierarchy.superclassChain('LA;')).toEqual(['LA;', 'LB;']);
    expect(hierarchy.callTarget(dex, methodIndex(dex, 'LA;->call'))).toMatchObject({ inPackage: true });
  });

  it('follows a chain only so far', () => {
    const classes = Array.from({ length: 3_000 }, (_, index) => ({ name: `L${index};`, superclass: `L${index + 1};` }));
    expect(new ClassHierarchy([written(...classes)]).superclassChain('L0;')).toHaveLength(1_000);
  });

  it('takes the first definition of a class', () => {
    const first = written({ name: 'LA;', superclass: 'LFirst;' });
    const second = written({ name: 'LA;', superclass: 'LSecond;' });
    expect(new ClassHierarchy([first, second]).superclassOf('LA;')).toBe('LFirst;');
  });

  it('tells overloads apart', () => {
    const dex = open(
      writeDex({
        classes: [
          { name: 'LA;', superclass: 'LUp;', methods: [{ name: 'call', parameters: ['I'], code: () => [0x000e] }] },
        ],
        symbols: (pool) => [pool.method('LA;', 'call', ['J'])],
      }).bytes,
    );
    const hierarchy = new ClassHierarchy([dex]);
    const targets = referencedMethods(dex, ({ name }) => name === 'call').map((index) => [
      dex.methodRef(index).descriptor,
      hierarchy.callTarget(dex, index).classDescriptor,
    ]);
    expect(targets).toEqual([
      ['(I)V', 'LA;'],
      ['(J)V', 'LUp;'],
    ]);
  });

  it('says when a budget ended while it looked for a method', () => {
    const classes = [{ name: 'LA;', methods: [{ name: 'x', code: () => [0x000e] }] }];
    const dex = open(writeDex({ classes, symbols: (pool) => pool.method('LA;', 'call') }).bytes, { dexMethods: 0 });
    new ClassHierarchy([dex]).callTarget(dex, methodIndex(dex, 'LA;->call'));
    expect(codes(dex)).toEqual(['LIMIT_CODE']);
  });

  it('takes names that mean something to JavaScript for names', () => {
    const dex = written({ name: '__proto__', superclass: 'constructor' });
    const hierarchy = new ClassHierarchy([dex]);
    expect(hierarchy.superclassChain('__proto__')).toEqual(['__proto__', 'constructor']);
    expect(hierarchy.find('toString')).toBeNull();
  });
});

describe('references by name', () => {
  const dex = open(fixture('every-format'));

  it('finds methods and fields, called or not', () => {
    const search = new StringSearch(dex);
    const names = new SearchTexts(['parse', 'sendTextMessage', 'CONTENT_URI', 'noSuchName', 'nothing']);
    const methods = [...methodsNamed(dex, search, names)].map(([name, list]) => [
      name,
      list.map((m) => method(dex, m)),
    ]);
    expect(Object.fromEntries(methods)).toEqual({
      parse: ['Landroid/net/Uri;->parse'],
      sendTextMessage: ['Landroid/telephony/SmsManager;->sendTextMessage'],
      nothing: ['Lcom/example/dex/Calls;->nothing'],
    });
    const fields = fieldsNamed(dex, search, names);
    expect([...fields.keys()]).toEqual(['CONTENT_URI']);
    expect(fields.get('CONTENT_URI')?.map((f) => dex.typeDescriptor(dex.fieldClass(f)))).toEqual([
      'Landroid/provider/CallLog$Calls;',
    ]);
  });

  it('finds the same in a file whose strings are out of order', () => {
    const spec = {
      symbols: (pool: { method: (o: string, n: string) => number }) =>
        ['a', 'b', 'c'].map((n) => pool.method('LA;', n)),
    };
    const found = [(strings: string[]) => strings, (strings: string[]) => strings.reverse()].map((orderStrings) => {
      const file = open(writeDex({ ...spec, orderStrings }).bytes);
      const list = methodsNamed(file, new StringSearch(file), new SearchTexts(['b', 'c', 'x']));
      return {
        codes: codes(file),
        methods: [...list.values()]
          .flat()
          .map((index) => method(file, index))
          .sort(),
      };
    });
    expect(found).toEqual([
      { codes: [], methods: ['LA;->b', 'LA;->c'] },
      { codes: ['DEX_CORRUPT'], methods: ['LA;->b', 'LA;->c'] },
    ]);
  });
});
