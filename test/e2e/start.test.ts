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
const CACHE = join(BUNDLE, `program.${VERSION}-${process.arch}.cache`);
const PROGRAM = join(BUNDLE, 'program.js');
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

/** Whether the code cache was taken. */
function accepted(): unknown {
  const loader = JSON.stringify(join(PACKAGE, 'bin/load-program.js'));
  return JSON.parse(node(['-e', `console.log(require(${loader}).loadProgram().accepted)`]));
}

const AUDIT = ['fixtures/apk/quick-loan.apk', '--category', 'lending', '--format', 'json', '--as-of', '2026-11-01'];
const audit = () => node([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT]);

// A build leaves a cache for the Node.js that built.
describe.skipIf(NODE !== process.execPath)('a start', () => {
  test('takes the code cache of the build', () => {
    expect(accepted()).toBe(true);
  });

  const cut = (bytes: number) => () => {
    writeFileSync(CACHE, readFileSync(CACHE).subarray(0, bytes));
  };
  const flip = (at: number) => () => {
    const bytes = readFileSync(CACHE);
    bytes.writeUInt8((bytes.at(at) ?? 0) ^ 1, at < 0 ? bytes.length + at : at);
    writeFileSync(CACHE, bytes);
  };

  test.each<[string, () => void]>([
    ['is empty', cut(0)],
    ['is cut within its digest', cut(31)],
    ['has nothing after its digest', cut(32)],
    ['is cut at its end', cut(-1)],
    ['has another digest', flip(0)],
    ['has another byte at its end', flip(-1)],
    ['has another byte in its middle', flip(100_000)],
  ])('does without a cache that %s', (_, damage) => {
    damage();
    expect(accepted()).toBe(false);
  });

  test('audits the same without a cache, and with one of another program', () => {
    const expected = audit();
    writeFileSync(PROGRAM, `${readFileSync(PROGRAM, 'latin1').trimEnd()} \n`);
    expect(accepted()).toBe(false);
    expect(audit()).toBe(expected);
    rmSync(CACHE);
    expect(accepted()).toBe(false);
    expect(audit()).toBe(expected);
  });
});

describe('a start of a package that came without a cache', () => {
  beforeEach(() => {
    rmSync(CACHE, { force: true });
  });

  const kept = (): string[] => (statSync(COMPILED, { throwIfNoEntry: false }) ? readdirSync(COMPILED) : []);

  test('leaves one for this user after an audit, for this version of Node.js, and takes it', () => {
    expect(accepted()).toBe(false);
    const first = audit();
    expect(kept()).toEqual([expect.stringContaining(`program.${VERSION}-${process.arch}-`)]);
    expect(statSync(COMPILED).mode & 0o777).toBe(0o700);
    expect(accepted()).toBe(true);
    expect(audit()).toBe(first);
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

  test('takes none that is damaged, and makes it anew', () => {
    audit();
    const [name = ''] = kept();
    const file = join(COMPILED, name);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -1));
    expect(accepted()).toBe(false);
    audit();
    expect(kept()).toEqual([name]);
    expect(accepted()).toBe(true);
  });

  test.each([0o720, 0o702])('takes none from a folder that others may write to (%o)', (mode) => {
    audit();
    chmodSync(COMPILED, mode);
    expect(accepted()).toBe(false);
  });

  test('removes what no start has written for a month', () => {
    audit();
    const days = (count: number) => new Date(Date.now() - count * 24 * 3600 * 1000);
    const names = ['program.v1.cache', 'program.v2.cache', 'other.cache'];
    for (const name of names) writeFileSync(join(COMPILED, name), '');
    utimesSync(join(COMPILED, 'program.v1.cache'), days(31), days(31));
    utimesSync(join(COMPILED, 'program.v2.cache'), days(29), days(29));
    utimesSync(join(COMPILED, 'other.cache'), days(31), days(31));
    rmSync(join(COMPILED, kept().find((name) => name.startsWith(`program.${VERSION}`)) ?? ''));
    audit();
    expect(kept().filter((name) => names.includes(name))).toEqual(['other.cache', 'program.v2.cache']);
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
      rmSync(PROGRAM);
    },
  ],
  [
    'is cut',
    () => {
      writeFileSync(PROGRAM, readFileSync(PROGRAM).subarray(0, -100));
    },
  ],
])('a package that %s says so, and never ends with the code of --fail-on', (_, damage) => {
  damage();
  const { stdout, stderr, status } = spawn([join(PACKAGE, 'bin/permaudit.js'), ...AUDIT]);
  expect([stdout, status]).toEqual(['', 70]);
  expect(stderr).toMatch(/^permaudit: this installation is not whole: /);
});

test('the bundle and the compiled data are ASCII, so that they are read byte for byte', () => {
  for (const folder of ['dist/bundle', 'dist/bundle/lib', 'dist/data']) {
    for (const name of readdirSync(join(ROOT, folder)).filter((file) => /\.js(on)?$/.test(file))) {
      const isAscii = readFileSync(join(ROOT, folder, name)).every((byte) => byte < 0x80);
      expect(isAscii, `${folder}/${name}`).toBe(true);
    }
  }
});
