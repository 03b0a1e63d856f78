import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from './run.js';

/** A package of its own, so that its files can be damaged. */
const PACKAGE = mkdtempSync(join(tmpdir(), 'permaudit-start-'));
const BUNDLE = join(PACKAGE, 'dist/bundle');
const CACHE = join(BUNDLE, `program.${process.version}-${process.arch}.cache`);
const PROGRAM = join(BUNDLE, 'program.js');

beforeEach(() => {
  for (const folder of ['bin', 'dist/bundle', 'dist/data', 'schema']) {
    cpSync(join(ROOT, folder), join(PACKAGE, folder), { recursive: true });
  }
  cpSync(join(ROOT, 'package.json'), join(PACKAGE, 'package.json'));
  rmSync(join(PACKAGE, 'node_modules'), { force: true });
  symlinkSync(join(ROOT, 'node_modules'), join(PACKAGE, 'node_modules'));
});

afterAll(() => {
  rmSync(PACKAGE, { recursive: true });
});

function spawn(args: readonly string[]): SpawnSyncReturns<string> {
  const env = { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: join(PACKAGE, 'cache') };
  return spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 26 });
}

function node(args: readonly string[]): string {
  const { stdout, stderr, status } = spawn(args);
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

describe('a start', () => {
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
      rmSync(join(BUNDLE, 'main.js'));
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
  for (const folder of ['dist/bundle', 'dist/data']) {
    for (const name of readdirSync(join(ROOT, folder)).filter((file) => /\.js(on)?$/.test(file))) {
      const isAscii = readFileSync(join(ROOT, folder, name)).every((byte) => byte < 0x80);
      expect(isAscii, `${folder}/${name}`).toBe(true);
    }
  }
});

test('each library in the bundle is there with its licence', () => {
  const licences = readFileSync(join(ROOT, 'dist/bundle/LICENSES.txt'), 'utf8');
  for (const name of ['chalk', 'commander']) expect(licences).toMatch(new RegExp(`^${name}\\n\\n.*MIT`, 'm'));
  expect(licences.match(/Permission is hereby granted/g)).toHaveLength(2);
});
