import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { fixture, permaudit, ROOT, type Result } from './run.js';

const APK = readFileSync(join(ROOT, fixture('quick-loan')));
const NOBODY = 65534;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-bad-'));
  mkdirSync(at('folder'));
  writeFileSync(at('empty.apk'), '');
  writeFileSync(at('text.apk'), 'This is not an APK.\n'.repeat(20));
  writeFileSync(at('truncated.apk'), APK.subarray(0, APK.length / 2));
  writeFileSync(at('image.apk'), Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500)]));
  copyFileSync(join(ROOT, fixture('quick-loan')), at('unreadable.apk'));
  chmodSync(at('unreadable.apk'), 0o000);
  chmodSync(folder, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One or two lines on stderr that name the file and the code; no report for people unless something was read. */
function expectTold(result: Result, code: number, errorCode: RegExp, words: RegExp): void {
  expect(result.code).toBe(code);
  const lines = result.stderr.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(2);
  expect(lines[0]).toMatch(/^permaudit: /);
  expect(lines[0]).toMatch(errorCode);
  expect(result.stderr).toMatch(words);
  expect(result.stderr).not.toMatch(/^\s+at /m);
}

describe('bad input, each with its own clear error', () => {
  it('a missing file', () => {
    const result = permaudit([at('missing.apk')]);
    expectTold(result, 3, /missing\.apk: .*\[IO_NOT_FOUND\]/, /no such file/);
    expect(result.stdout).toBe('');
  });

  it('a folder', () => {
    expectTold(permaudit([at('folder')]), 3, /\[IO_(NO_APK|READ)\]/, /folder/);
  });

  it('an empty file', () => {
    expectTold(permaudit([at('empty.apk')]), 4, /\[ZIP_NO_EOCD\]/, /empty/);
  });

  it('a text file', () => {
    expectTold(permaudit([at('text.apk')]), 4, /\[ZIP_NO_EOCD\]/, /text/);
  });

  it('a truncated APK', () => {
    expectTold(permaudit([at('truncated.apk')]), 4, /\[ZIP_NO_EOCD\]/, /cut short|truncated/);
  });

  it('an image with the wrong name', () => {
    expectTold(permaudit([at('image.apk')]), 4, /\[ZIP_NO_EOCD\]/, /PNG/);
  });

  it('a split APK alone', () => {
    expectTold(permaudit([fixture('split_config')]), 4, /\[APK_IS_SPLIT\]/, /base/);
  });

  it('an encrypted package', () => {
    expectTold(permaudit(['fixtures/inputs/files/encrypted.apkm']), 5, /\[APK_ENCRYPTED\]/, /encrypted/);
  });

  it('a device', () => {
    expectTold(permaudit(['/dev/null']), 3, /\[IO_READ\]/, /regular file/);
  });

  // The repository itself may be closed to other users: then only the own user can be tried.
  const isRoot = process.getuid?.() === 0;
  const canTry = !isRoot || permaudit(['--version'], { id: NOBODY, cwd: '/' }).code === 0;
  it.skipIf(!canTry)('a file one may not read', () => {
    const result = permaudit([at('unreadable.apk')], isRoot ? { id: NOBODY, cwd: '/' } : {});
    expectTold(result, 3, /\[IO_READ\]/, /permission|EACCES|allowed/i);
  });

  it('a reading that takes too long', () => {
    const result = permaudit([fixture('quick-loan'), '--max-time', '1', '-f', 'json']);
    // One millisecond may be enough on a fast machine: then it is a whole audit, never half of one.
    const audit = JSON.parse(result.stdout) as Audit;
    if (audit.score === null) expectTold(result, 5, /\[LIMIT_TIME\]/, /--max-time/);
    else expect(result.code).toBe(0);
  });
});

describe('what cannot be audited', () => {
  it('is the same shape in JSON, with a null score and the error', () => {
    for (const [path, code] of [
      [at('missing.apk'), 3],
      [at('text.apk'), 4],
      ['fixtures/inputs/files/encrypted.apkm', 5],
    ] as const) {
      const result = permaudit([path, '-f', 'json']);
      expect(result.code).toBe(code);
      const audit = JSON.parse(result.stdout) as Audit;
      expect(audit).toMatchObject({ score: null, grade: null, verdict: null, complete: false });
      expect(Object.keys(audit.error ?? {})).toEqual(['code', 'message', 'data', 'offset', 'path', 'hint']);
    }
  });

  it('has a report for people that gives no score', () => {
    const { stdout } = permaudit([at('text.apk')]);
    expect(stdout).toContain('no score');
    expect(stdout).not.toMatch(/score \d+ of 100|PASS|grade/);
  });

  it('never passes --fail-on', () => {
    expect(permaudit([at('text.apk'), '--fail-on', 'none']).code).toBe(4);
    expect(permaudit([at('text.apk'), '--fail-on', 'critical']).code).toBe(4);
  });

  it('is told safely whatever the path is', () => {
    const name = '\u001b[2J\u202efdp.apk\nforged: line';
    const { code, stderr } = permaudit([at(name)]);
    expect(code).toBe(3);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(stderr).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
  });
});

describe('a wrong command line', () => {
  const usage: [string, string[], RegExp][] = [
    ['no input', [], /no APK given/],
    ['an option of one app for two', ['a.apk', 'b.apk', '--role', 'supply'], /--role is for the audit of one app/],
    ['a misspelt command', ['manifst', 'a.apk'], /did you mean: permaudit manifest a\.apk/],
    ['a misspelt option', ['a.apk', '--categry', 'lending'], /unknown option '--categry'\n.*--category/],
    ['a misspelt category', ['a.apk', '-c', 'lendign'], /no category "lendign"\n.*did you mean lending\?/],
    ['an alias misspelt', ['a.apk', '-c', 'loann'], /did you mean lending/],
    ['a misspelt policy', ['a.apk', '-p', 'google-pley'], /no policy "google-pley"\n.*did you mean google-play/],
    ['a misspelt feature', ['a.apk', '--feature', 'kyc-camra'], /no feature "kyc-camra"\n.*did you mean/],
    ['a misspelt rule', ['explain', 'LEND-SMS-RAED'], /nothing known as "LEND-SMS-RAED"\n.*did you mean LEND-SMS-READ/],
    ['a misspelt permission', ['explain', 'READ_CONTACT'], /did you mean .*READ_CONTACTS/],
    ['a bad date', ['a.apk', '--as-of', '2026-02-30'], /2026-02-30.*a day of the calendar/],
    ['a date before any text', ['a.apk', '--as-of', '1999-01-01'], /1999-01-01.*from 2011-01-01/],
    ['a date far ahead', ['a.apk', '--as-of', '2099-01-01'], /2099-01-01.*a year from today/],
    ['a bad format', ['a.apk', '-f', 'docx'], /one of text, json/],
    ['a bad API level', ['a.apk', '--api', '99'], /API level/],
    ['a bad threshold', ['a.apk', '--fail-on', 'info'], /--fail-on/],
    [
      'an option of the audit before a command',
      ['-c', 'lending', 'manifest', 'a.apk'],
      /--category is an option of the audit/,
    ],
    ['two manifests', ['manifest', 'a.apk', 'b.apk'], /too many arguments/],
  ];
  it.each(usage)('%s', (_, args, words) => {
    const { code, stdout, stderr } = permaudit(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('is noticed before the file is opened', () => {
    expect(existsSync(at('missing.apk'))).toBe(false);
    expect(permaudit([at('missing.apk'), '-c', 'lendign']).code).toBe(2);
  });
});
