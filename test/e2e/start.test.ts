import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { NODE, ROOT } from './run.js';

/** A package of its own, so that its files can be damaged, and without other packages beside it. */
const PACKAGE = mkdtempSync(join(tmpdir(), 'permaudit-start-'));
const BUNDLE = join(PACKAGE, 'dist/bundle');
const VERSION = execFileSync(NODE, ['-p', 'process.version'], { encoding: 'utf8' }).trim();
/** What the program is made of, each with a cache of its own: the second is loaded by the first app whose code is read. */
const PARTS = ['code', 'program'] as const;
type Part = (typeof PARTS)[number];
const cacheOf = (part: Part): string => join(BUNDLE, `${part}.${VERSION}-${process.arch}.cache`);
const sourceOf = (part: Part): string => join(BUNDLE, `${part}.js`);
const USER_CACHE = join(PACKAGE, 'cache');
const COMPILED = join(USER_CACHE, 'permaudit/compiled');

beforeEach(() => {
  rmSync(USER_CACHE, { recursive: true, force: true });
  for (const folder of ['bin', 'dist/bundle', 'dist/data', 'schema']) {
    cpSync(join(ROOT, folder), join(PACKAGE, folder), { recursive: true });
  }
  cpSync(join(ROOT, 'package.json'), join(PACKAGE, 'package.json'));
});

afterAll(() => {
  rmSync(PACKAGE, { recursive: true });
});

function spawn(args: readonly string[], settings: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const env = { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: USER_CACHE, ...settings };
  return spawnSync(NODE, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 26 });
}

function node(args: readonly string[], settings: NodeJS.ProcessEnv = {}): string {
  const { stdout, stderr, status } = spawn(args, settings);
  expect([stderr, status]).toEqual(['', 0]);
  return stdout;
}

const AUDIT = ['fixtures/apk/quick-loan.apk', '--category', 'lending', '--format', 'json', '--as-of', '2026-11-01'];

/** The parts whose code cache is taken by an audit. */
function accepted(): Part[] {
  const out = join(PACKAGE, 'accepted.json');
  node([
    '-e',
    `const program = require(${JSON.stringify(join(PACKAGE, 'bin/load-program.js'))}).loadProgram();
    program.exports.run(${JSON.stringify([...AUDIT, '-q', '-o', out])}).then(() => {
      const taken = program.parts.filter(({ accepted }) => accepted).map(({ name }) => name);
      require('node:fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify(taken.sort()));
    });`,
  ]);
  return JSON.parse(readFileSync(out, 'utf8')) as Part[];
}

const audit = () => node([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT]);

// A build leaves a cache for the Node.js that built.
describe.skipIf(NODE !== process.execPath)('a start', () => {
  test('takes the code caches of the build', () => {
    expect(accepted()).toEqual(PARTS);
  });

  const cut = (bytes: number) => (cache: string) => {
    writeFileSync(cache, readFileSync(cache).subarray(0, bytes));
  };
  const flip = (at: number) => (cache: string) => {
    const bytes = readFileSync(cache);
    bytes.writeUInt8((bytes.at(at) ?? 0) ^ 1, at < 0 ? bytes.length + at : at);
    writeFileSync(cache, bytes);
  };

  describe.each(PARTS)('does without a cache of %s.js', (part) => {
    const others = PARTS.filter((other) => other !== part);

    test.each<[string, (cache: string) => void]>([
      ['is empty', cut(0)],
      ['is cut within its digest', cut(31)],
      ['has nothing after its digest', cut(32)],
      ['is cut at its end', cut(-1)],
      ['has another digest', flip(0)],
      ['has another byte at its end', flip(-1)],
      ['has another byte in its middle', flip(100_000)],
    ])('that %s', (_, damage) => {
      damage(cacheOf(part));
      expect(accepted()).toEqual(others);
    });

    test('that is of another file, or of none, and audits the same', () => {
      const expected = audit();
      writeFileSync(sourceOf(part), `${readFileSync(sourceOf(part), 'latin1').trimEnd()} \n`);
      expect(accepted()).toEqual(others);
      expect(audit()).toBe(expected);
      rmSync(cacheOf(part));
      expect(accepted()).toEqual(others);
      expect(audit()).toBe(expected);
    });

    test('that is of the other part', () => {
      for (const other of others) cpSync(cacheOf(other), cacheOf(part));
      expect(accepted()).toEqual(others);
    });
  });
});

describe('a start of a package that came without a cache', () => {
  beforeEach(() => {
    for (const part of PARTS) rmSync(cacheOf(part), { force: true });
  });

  const kept = (): string[] => (statSync(COMPILED, { throwIfNoEntry: false }) ? readdirSync(COMPILED).sort() : []);
  /** The names of caches for this version of Node.js. */
  const named = (...parts: Part[]): unknown[] =>
    parts.map((part): unknown =>
      expect.stringMatching(new RegExp(`^${part}\\.${VERSION}-${process.arch}-.*\\.cache$`)),
    );

  test('leaves some for this user after an audit, for this version of Node.js, and takes them', () => {
    expect(accepted()).toEqual([]);
    const first = audit();
    expect(kept()).toEqual(named(...PARTS));
    expect(statSync(COMPILED).mode & 0o777).toBe(0o700);
    expect(accepted()).toEqual(PARTS);
    expect(audit()).toBe(first);
  });

  test('leaves one of what reads code after the first audit that does', () => {
    node([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT, '--no-code']);
    expect(kept()).toEqual(named('program'));
    expect(accepted()).toEqual(['program']);
    audit();
    expect(kept()).toEqual(named(...PARTS));
    expect(accepted()).toEqual(PARTS);
  });

  test('leaves none after what is no audit', () => {
    node([join(PACKAGE, 'bin/permaudit.js'), 'categories']);
    expect(kept()).toEqual([]);
  });

  test('leaves none where the user wants none', () => {
    node([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT], { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(kept()).toEqual([]);
  });

  test('leaves none where no folder can be made', () => {
    const nowhere = { XDG_CACHE_HOME: join(PACKAGE, 'package.json') };
    node([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT], nowhere);
    const { stderr } = spawn([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT], { ...nowhere, PERMAUDIT_DEBUG: '1' });
    expect(stderr).toMatch(/^permaudit: no code cache kept: /);
  });

  test.each(PARTS)('takes none of %s.js that is damaged, and makes it anew', (part) => {
    audit();
    const names = kept();
    const file = join(COMPILED, names.find((name) => name.startsWith(part)) ?? '');
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    expect(accepted()).toEqual(PARTS.filter((other) => other !== part));
    audit();
    expect(kept()).toEqual(names);
    expect(accepted()).toEqual(PARTS);
  });

  test.each([0o720, 0o702])('takes none from a folder that others may write to (%o)', (mode) => {
    audit();
    chmodSync(COMPILED, mode);
    expect(accepted()).toEqual([]);
  });

  test('removes what no start has written for a month', () => {
    audit();
    const days = (count: number) => new Date(Date.now() - count * 24 * 3600 * 1000);
    const ages = { 'program.v1.cache': 31, 'code.v1.cache': 31, 'program.v2.cache': 29, 'other.cache': 31 };
    for (const [name, age] of Object.entries(ages)) {
      writeFileSync(join(COMPILED, name), '');
      utimesSync(join(COMPILED, name), days(age), days(age));
    }
    rmSync(join(COMPILED, kept().find((name) => name.startsWith(`program.${VERSION}`)) ?? ''));
    audit();
    expect(kept().filter((name) => name in ages)).toEqual(['other.cache', 'program.v2.cache']);
  });
});

test.each([
  [
    'was not built',
    () => {
      rmSync(BUNDLE, { recursive: true });
    },
  ],
  [
    'was built in part',
    () => {
      rmSync(sourceOf('program'));
    },
  ],
  [
    'is cut',
    () => {
      writeFileSync(sourceOf('program'), readFileSync(sourceOf('program')).subarray(0, -100));
    },
  ],
  [
    'has the program of another build',
    () => {
      writeFileSync(sourceOf('program'), 'exports.run = () => undefined;');
    },
  ],
])('a package that %s says so, and never ends with the code of --fail-on', (_, damage) => {
  damage();
  const { stdout, stderr, status } = spawn([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT]);
  expect([stdout, status]).toEqual(['', 70]);
  expect(stderr).toMatch(/^permaudit: this installation is not whole: /);
});

test('what reads code is loaded again where its loading was ended', () => {
  const ended = "if (!globalThis.ended) { globalThis.ended = true; throw new Error('ended'); }";
  writeFileSync(sourceOf('code'), `${ended}${readFileSync(sourceOf('code'), 'latin1')}`);
  const args = JSON.stringify([...AUDIT, '-q', '-o', join(PACKAGE, 'report.json')]);
  const { stdout, stderr } = spawn([
    '-e',
    `const { exports: { run } } = require(${JSON.stringify(join(PACKAGE, 'bin/load-program.js'))}).loadProgram();
    (async () => console.log(await run(${args}), await run(${args})))();`,
  ]);
  expect(stderr).toContain('ended');
  expect(stdout).toBe('70 0\n');
});

// The end of an app's time may come while a part is loaded, and a worker has more apps to read.
test.each(['library', 'worker', 'queue-worker'])('%s.js has all parts from its start', (name) => {
  const program = JSON.stringify(join(BUNDLE, `${name}.js`));
  const loaded = node([
    '-e',
    `require(${program}); console.log(Object.keys(require.cache).join('\\n')); process.exit();`,
  ]);
  for (const part of PARTS) expect(loaded.split('\n')).toContain(sourceOf(part));
});

function dataFile(name: string): string {
  return join(PACKAGE, 'dist/data', name);
}

/** Puts other letters in the place of those, as many, in a file of the data. */
function replaceIn(name: string, from: string, to: string): void {
  const path = dataFile(name);
  const text = readFileSync(path, 'latin1');
  expect([text.includes(from), to.length]).toEqual([true, from.length]);
  writeFileSync(path, text.replaceAll(from, to), 'latin1');
}

test.each<[string, () => void]>([
  [
    'are not there',
    () => {
      rmSync(dataFile('rulebook.jsonl'));
    },
  ],
  [
    'are empty',
    () => {
      writeFileSync(dataFile('rulebook.jsonl'), '');
    },
  ],
  [
    'are cut after what is read of them',
    () => {
      writeFileSync(dataFile('rulebook.jsonl'), readFileSync(dataFile('rulebook.jsonl')).subarray(0, -2));
    },
  ],
  ...(
    [
      [
        'have a permission of which only that line is no JSON',
        'catalog.jsonl',
        '{"name":"android.permission.READ_SMS",',
        '{"name":"android.permission.READ_SMS";',
      ],
      ['have SDKs that are no JSON', 'sdks.jsonl', '\n{"id":', '\n["id":'],
      ['have clauses that are no JSON', 'rulebook.jsonl', '{"announced":', '["announced":'],
      ['lack what a category needs with a feature', 'rulebook.jsonl', '"conditional":', '"condicional":'],
    ] as const
  ).map(([what, name, from, to]): [string, () => void] => [
    what,
    () => {
      replaceIn(name, from, to);
    },
  ]),
])('compiled data that %s are a fault of permaudit, not an answer', (_, damage) => {
  damage();
  const { stdout, stderr, status } = spawn([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT, '--fail-on', 'high']);
  expect([stdout, status]).toEqual(['', 70]);
  expect(stderr).toMatch(/^permaudit: internal error: /);
});

test('the bundle and the compiled data are ASCII, so that they are read byte for byte', () => {
  for (const folder of ['dist/bundle', 'dist/bundle/lib', 'dist/data']) {
    for (const name of readdirSync(join(ROOT, folder)).filter((file) => /\.js(onl?)?$/.test(file))) {
      const isAscii = readFileSync(join(ROOT, folder, name)).every((byte) => byte < 0x80);
      expect(isAscii, `${folder}/${name}`).toBe(true);
    }
  }
});
