/** Use without a request behind a question for the permission that another class asks. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, makeNew, readStatic, type Code } from '../../fixtures/dex/code.js';
import { writeDex, type ClassSpec, type TrySpec } from '../../fixtures/dex/dex-writer.js';
import { ownKnowledge } from '../../src/code/knowledge.js';
import { apkOf, codeOf, P } from './helpers.js';

const PACKAGE = 'Lcom/example/evidence/';
const LOCATOR = `${PACKAGE}Locator;`;
const UTIL = `${PACKAGE}Util;`;
const FINE = P('ACCESS_FINE_LOCATION');
const STRING = 'Ljava/lang/String;';

const locate = call('Landroid/location/LocationManager;', 'getLastKnownLocation');
const check = call('Landroid/content/Context;', 'checkSelfPermission', [STRING], 'I');
const nothing: Code = () => [0x0e];

interface Method {
  readonly code: Code;
  readonly parameters?: readonly string[];
  readonly tries?: readonly TrySpec[];
}

function classOf(
  name: string,
  methods: Readonly<Record<string, Code | Method>>,
  more: Partial<ClassSpec> = {},
): ClassSpec {
  return {
    name,
    ...more,
    methods: Object.entries(methods).map(([key, one]) => ({
      name: key,
      ...(typeof one === 'function' ? { code: one } : one),
    })),
  };
}

/** Whether location counts as used without a request; the classes of each list stand in a DEX file of their own. */
function isTold(...files: readonly (readonly ClassSpec[])[]): boolean {
  const entries = files.map((classes, at) => ({
    name: at === 0 ? 'classes.dex' : `classes${at + 1}.dex`,
    data: writeDex({ classes }).bytes,
  }));
  const told = (requests: readonly string[]): string | undefined =>
    codeOf(apkOf({ requests, entries }), { codeKnowledge: ownKnowledge() }).permissions.find(
      ({ permission }) => permission === FINE,
    )?.use;
  // What is requested is used, whoever asks first.
  expect(told(['ACCESS_FINE_LOCATION'])).toBe('used');
  return told([]) === 'used-undeclared';
}

const askFor = (permission: string): Code => all(loadString(permission), check);
const passTo = (owner: string, name: string, parameters: readonly string[] = [STRING]): Code =>
  all(loadString(FINE), call(owner, name, parameters));
const wrapper: Method = { code: check, parameters: [STRING] };

describe('a question in a wrapper of another class', () => {
  it.each<[string, boolean, readonly ClassSpec[]]>([
    ['there is none', true, [classOf(LOCATOR, { a: locate })]],
    [
      'the wrapper asks for it',
      false,
      [classOf(LOCATOR, { a: all(call(UTIL, 'mayLocate'), locate) }), classOf(UTIL, { mayLocate: askFor(FINE) })],
    ],
    [
      'another method of the class calls the wrapper',
      false,
      [classOf(LOCATOR, { a: locate, b: call(UTIL, 'mayLocate') }), classOf(UTIL, { mayLocate: askFor(FINE) })],
    ],
    [
      'the wrapper asks for something else',
      true,
      [
        classOf(LOCATOR, { a: all(call(UTIL, 'mayLocate'), locate) }),
        classOf(UTIL, { mayLocate: askFor(P('CAMERA')) }),
      ],
    ],
    [
      'the wrapper only names it',
      true,
      [classOf(LOCATOR, { a: all(call(UTIL, 'log'), locate) }), classOf(UTIL, { log: loadString(FINE), b: check })],
    ],
    [
      'nobody calls the wrapper',
      true,
      [classOf(LOCATOR, { a: locate }), classOf(UTIL, { mayLocate: askFor(FINE), other: nothing })],
    ],
    [
      'another method of the wrapper is called',
      true,
      [
        classOf(LOCATOR, { a: all(call(UTIL, 'other'), locate) }),
        classOf(UTIL, { mayLocate: askFor(FINE), other: nothing }),
      ],
    ],
    [
      'a method of the same name with other types is called',
      true,
      [
        classOf(LOCATOR, { a: all(call(UTIL, 'mayLocate', ['I']), locate) }),
        classOf(UTIL, { mayLocate: askFor(FINE) }),
      ],
    ],
    [
      'the wrapper is inherited',
      false,
      [
        classOf(LOCATOR, { a: all(call(LOCATOR, 'mayLocate'), locate) }, { superclass: UTIL }),
        classOf(UTIL, { mayLocate: askFor(FINE) }),
      ],
    ],
    [
      'the wrapper hands the name to a second wrapper',
      false,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo(UTIL, 'has') }),
        classOf(UTIL, { has: wrapper }),
      ],
    ],
    [
      'the second wrapper is known by its name alone',
      false,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo('Lpub/devrel/EasyPermissions;', 'has') }),
      ],
    ],
    [
      'the second wrapper has only a method of such a name',
      false,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo('Lx/Y;', 'hasPermission') }),
      ],
    ],
    [
      "a method of Android's that speaks of permissions takes the name",
      true,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo('Landroid/content/pm/PackageManager;', 'getPermissionInfo') }),
      ],
    ],
    [
      'what takes the name does something else',
      true,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo(`${PACKAGE}Log;`, 'print') }),
        classOf(`${PACKAGE}Log;`, { print: { code: nothing, parameters: [STRING] } }),
      ],
    ],
    [
      'what speaks of permissions takes no name',
      true,
      [
        classOf(LOCATOR, { a: all(call(`${PACKAGE}May;`, 'locate'), locate) }),
        classOf(`${PACKAGE}May;`, { locate: passTo('Lpub/devrel/EasyPermissions;', 'has', ['I']) }),
      ],
    ],
    [
      'the name stands in a constant of another class',
      false,
      [
        classOf(LOCATOR, { a: all(readStatic(`${PACKAGE}Needs;`, 'LOCATION'), call(UTIL, 'has', [STRING]), locate) }),
        classOf(`${PACKAGE}Needs;`, {}, { statics: [{ name: 'LOCATION', value: FINE }] }),
        classOf(UTIL, { has: wrapper }),
      ],
    ],
    [
      'the constant is read and nobody asked',
      true,
      [
        classOf(LOCATOR, { a: all(readStatic(`${PACKAGE}Needs;`, 'LOCATION'), locate) }),
        classOf(`${PACKAGE}Needs;`, {}, { statics: [{ name: 'LOCATION', value: FINE }] }),
      ],
    ],
    [
      'the names stand in a list that is made when the class is loaded',
      false,
      [
        classOf(LOCATOR, { a: all(readStatic(`${PACKAGE}Needs;`, 'ALL', '[Ljava/lang/String;'), check, locate) }),
        classOf(`${PACKAGE}Needs;`, { '<clinit>': loadString(FINE) }),
      ],
    ],
  ])('%s: told %s', (_, expected, classes) => {
    expect(isTold(classes)).toBe(expected);
    // The order of files says nothing.
    if (classes.length > 1) expect(isTold(classes.slice(1), classes.slice(0, 1))).toBe(expected);
  });
});

describe('a question of the caller', () => {
  const MAIN = `${PACKAGE}Main;`;
  const asked = passTo(UTIL, 'has');

  it.each<[string, boolean, readonly ClassSpec[]]>([
    ['asks Android', false, [classOf(MAIN, { a: all(askFor(FINE), call(LOCATOR, 'a')) })]],
    [
      'asks by a wrapper',
      false,
      [classOf(MAIN, { a: all(asked, call(LOCATOR, 'a')) }), classOf(UTIL, { has: wrapper })],
    ],
    ['asks in another method', true, [classOf(MAIN, { a: askFor(FINE), b: call(LOCATOR, 'a') })]],
    [
      'calls it and asks for something else',
      true,
      [classOf(MAIN, { a: all(askFor(P('CAMERA')), call(LOCATOR, 'a')) })],
    ],
    ['asks and calls something else', true, [classOf(MAIN, { a: all(askFor(FINE), call(UTIL, 'has')) })]],
    ['only names it', true, [classOf(MAIN, { a: all(loadString(FINE), call(LOCATOR, 'a')) })]],
  ])('who %s: told %s', (_, expected, classes) => {
    expect(isTold([classOf(LOCATOR, { a: locate }), ...classes])).toBe(expected);
  });
});

describe('a class inside another', () => {
  it.each([
    ['Main$1', 'Main', false],
    ['Main$1$2', 'Main', false],
    ['Main', 'Main$Companion', false],
    ['Main$1', 'Main$2', false],
    ['Main$1', 'Maintenance', true],
    ['Maintenance$1', 'Main', true],
  ])('%s beside a question in %s: told %s', (site, question, expected) => {
    const classes = [
      classOf(`${PACKAGE}${site};`, { a: locate }),
      classOf(`${PACKAGE}${question};`, { a: askFor(FINE), b: makeNew('Ljava/lang/Object;') }),
    ];
    expect(isTold(classes)).toBe(expected);
  });
});

describe('a call whose refusal is caught', () => {
  const REFUSED = 'Ljava/lang/SecurityException;';
  const around = (tries: readonly TrySpec[], code: Code = locate): ClassSpec[] => [
    classOf(LOCATOR, { a: { code, tries } }),
  ];

  it.each<[string, boolean, readonly ClassSpec[]]>([
    ['it is', false, around([{ start: 0, count: 3, catches: [REFUSED] }])],
    ['beside other exceptions', false, around([{ start: 0, count: 3, catches: ['Ljava/io/IOException;', REFUSED] }])],
    ['something else is caught', true, around([{ start: 0, count: 3, catches: ['Ljava/io/IOException;'] }])],
    ['everything is caught', true, around([{ start: 0, count: 3, catches: ['Ljava/lang/Exception;'] }])],
    ['something is done in any case', true, around([{ start: 0, count: 3, catches: [], catchAll: 3 }])],
    ['the block begins after it', true, around([{ start: 1, count: 2, catches: [REFUSED] }])],
    ['only one of two calls', true, around([{ start: 0, count: 3, catches: [REFUSED] }], all(locate, locate))],
    ['each of two calls', false, around([{ start: 0, count: 6, catches: [REFUSED] }], all(locate, locate))],
    [
      'another call is caught, this one is not',
      true,
      around([{ start: 0, count: 3, catches: [REFUSED] }], all(call(UTIL, 'log'), locate)),
    ],
    [
      'another method catches',
      true,
      [
        classOf(LOCATOR, {
          a: locate,
          b: { code: call(UTIL, 'log'), tries: [{ start: 0, count: 3, catches: [REFUSED] }] },
        }),
      ],
    ],
  ])('%s: told %s', (_, expected, classes) => {
    expect(isTold(classes)).toBe(expected);
  });
});
