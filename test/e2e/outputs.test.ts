/** Where reports go, what is told of them, and why a run ends with 1. Needs the build. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, permaudit, ROOT, type Result } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-outputs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: string[]): Result {
  return permaudit(args, { cwd: folder });
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const FAST = ['--no-code', '-c', 'lending'];
const QUICK = readFileSync(join(ROOT, fixture('quick-loan')));

beforeAll(() => {
  writeFileSync(join(folder, 'a.apk'), QUICK);
  copyFileSync(join(ROOT, fixture('careful-loan')), join(folder, 'b.apk'));
  expect(run('a.apk', ...FAST, '-f', 'json', '-o', 'a.json').code).toBe(0);
}, 60_000);

describe('the format of a report', () => {
  const BEGINS: [string, RegExp][] = [
    ['r.json', /^\{\n {2}"schemaVersion"/],
    ['r.SARIF', /^\{[^]*"version": ?"2\.1\.0"/],
    ['r.html', /^<!doctype html>/i],
    ['r.md', /^#|^<!--|\*\*/],
    ['r.xml', /^<\?xml/],
    ['r.csv', /^file,[^\r]*,rule,/],
    ['quick-permissions.csv', /^file,[^\r]*,permission,/],
    ['apps.csv', /^file,[^\r]*,over_requested,/],
    ['r.txt', /^\n {2}"Quick Loan"/],
    ['r.ndjson', /^\{"schemaVersion"/],
  ];
  it.each(BEGINS)('is told by the name %s, of -o, --report and render', (name, begin) => {
    for (const args of [
      ['a.apk', ...FAST, '-o', name],
      ['a.apk', ...FAST, '-q', '--report', name],
      ['render', 'a.json', '-o', name],
    ]) {
      rmSync(join(folder, name), { force: true });
      expect(run(...args)).toMatchObject({ code: 0, stdout: '' });
      expect(read(name)).toMatch(begin);
    }
  });

  it('is the one asked for where one is', () => {
    expect(run('a.apk', ...FAST, '-f', 'json', '-o', 'x.html').code).toBe(0);
    expect(read('x.html')).toMatch(/^\{/);
    expect(run('a.apk', ...FAST, '--report', 'json=y.html', '-q').code).toBe(0);
    expect(read('y.html')).toMatch(/^\{/);
    expect(run('a.apk', ...FAST, '-o', '/dev/null')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each([
    [['a.apk', '-o', 'report']],
    [['a.apk', '-o', 'r.docx']],
    [['a.apk', '-o', 'html']],
    [['a.apk', '-o', '.json']],
    [['a.apk', '--report', 'html']],
    [['a.apk', '--report', 'report']],
    [['a.apk', '--report', 'html=']],
    [['a.apk', '--report', 'htlm=a.html']],
    [['render', 'a.json', '-o', 'report']],
    [['diff', 'a.apk', 'b.apk', '-o', 'r.sarif']],
    [['a.apk', 'b.apk', '-o', 'r.sarif']],
    [['batch', '.', '-o', 'summary']],
  ])('%j is refused: no format is told', (args) => {
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    const name = args.at(-1)?.replace(/.*=/, '') ?? '';
    if (name !== '') expect(existsSync(join(folder, name))).toBe(false);
  });

  it('of --report has a near miss', () => {
    expect(run('a.apk', '--report', 'htlm=a.html').stderr).toContain('did you mean html?');
    expect(run('a.apk', '--report', 'html').stderr).toContain('--report html=report.html');
  });
});

describe('a report that would replace what is read', () => {
  beforeAll(() => {
    linkSync(join(folder, 'a.apk'), join(folder, 'hard.json'));
    symlinkSync('a.apk', join(folder, 'soft.json'));
    symlinkSync('.', join(folder, 'here'));
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'app/AndroidManifest.xml'), '<manifest package="a.b"/>');
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules/one.yaml'), 'id: one\n');
    writeFileSync(join(folder, 'permaudit.json'), 'category: lending\n');
    writeFileSync(join(folder, 'list.txt'), 'a.apk\nb.apk\n');
    writeFileSync(join(folder, 'map.csv'), '*,lending\n');
  });

  const at = (name: string): string => join(folder, name);
  it.each([
    ['the input', ['a.apk', '-f', 'text', '-o', 'a.apk']],
    ['another way to it', ['a.apk', '-f', 'text', '-o', './rules/../a.apk']],
    ['its absolute path', ['a.apk', '-f', 'json', '-o', at('a.apk')]],
    ['a hard link to it', ['a.apk', '-o', 'hard.json']],
    ['a link to it', ['a.apk', '-o', 'soft.json']],
    ['a way through a linked folder', ['here/a.apk', '--report', 'json=a.apk']],
    ['its evidence', ['a.apk', '--evidence', 'a.apk']],
    ['one of many', ['a.apk', 'b.apk', '-f', 'csv', '-o', 'b.apk']],
    ['one found in a folder', ['batch', '.', '-f', 'csv', '-o', 'b.apk']],
    ['its results', ['a.apk', 'b.apk', '--results', 'b.apk']],
    ['the manifest of a folder', ['app', '-f', 'junit', '-o', 'app/AndroidManifest.xml']],
    ['the manifest itself', ['manifest', 'app/AndroidManifest.xml', '-o', 'app/AndroidManifest.xml']],
    ['the baseline', ['a.apk', '--baseline', 'a.json', '-o', 'a.json']],
    ['the settings', ['a.apk', '--config', 'permaudit.json', '-o', 'permaudit.json']],
    ['a rule file', ['a.apk', '--rules', 'rules', '-f', 'json', '-o', 'rules/one.yaml']],
    ['a list', ['--from', 'list.txt', '-o', 'list.txt']],
    ['a category map', ['a.apk', 'b.apk', '--category-map', 'map.csv', '-o', 'map.csv']],
    ['a stored report', ['render', 'a.json', '-f', 'html', '-o', 'here/a.json']],
    ['the old version', ['diff', 'a.json', 'b.apk', '-o', 'a.json']],
    ['the new version', ['diff', 'b.apk', 'a.json', '-o', './a.json']],
  ])('is refused: %s', (_, args) => {
    const path = args.at(-1)?.replace(/^json=/, '') ?? '';
    const before = readFileSync(path.startsWith('/') ? path : join(folder, path));
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^permaudit: \S+ would replace .*\n {2}choose another name\n$/);
    expect(readFileSync(path.startsWith('/') ? path : join(folder, path)).equals(before)).toBe(true);
  });

  it.each([
    ['-o', 'same.html', '--report', 'json=same.html'],
    ['-o', 'same.html', '--report', 'html=here/same.html'],
    ['--report', 'json=./same.json', '--report', 'html=same.json'],
    ['-o', 'same.json', '--evidence', 'rules/../same.json'],
  ])('is refused: another one, %s %s %s %s', (...args) => {
    const { code, stderr } = run('a.apk', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/ are one file, /);
    expect(existsSync(join(folder, 'same.html')) || existsSync(join(folder, 'same.json'))).toBe(false);
  });

  it('is none where only an older report is there', () => {
    for (let times = 0; times < 2; times++) {
      expect(run('app', '-o', 'app/report.json').code).toBe(0);
      expect(run('batch', '.', '-o', 'ranking.csv', '--no-cache').code).not.toBe(2);
    }
  });
});

describe('what was written', () => {
  it('is told on stderr, unless quiet', () => {
    const args = ['a.apk', ...FAST, '-o', 'one.html', '--report', 'two.sarif', '--evidence', 'three.zip'];
    expect(run(...args).stderr).toBe('wrote one.html\nwrote two.sarif\nwrote three.zip\n');
    expect(run(...args, '-q').stderr).toBe('');
    expect(run('render', 'a.json', '-o', 'one.html').stderr).toBe('wrote one.html\n');
    expect(run('manifest', 'a.apk', '-o', 'm.xml').stderr).toBe('wrote m.xml\n');
    expect(run('diff', 'a.json', 'a.json', '-o', 'd.md').stderr).toBe('wrote d.md\n');
    const many = ['a.apk', 'b.apk', '-c', 'lending', '-o', 'd.html', '--results', 'done.ndjson', '--reports', 'each'];
    expect(run(...many).stderr).toBe('wrote d.html\nwrote done.ndjson\nwrote each/\n');
  });
});

describe('exit code 1', () => {
  const why = (...args: string[]): string => {
    const { code, stderr } = run(...args);
    expect(code).toBe(1);
    return stderr;
  };

  it('says why, also with a file or in quiet', () => {
    const told = 'permaudit: exit code 1: --fail-on high: 10 findings (7 critical, 3 high)\n';
    expect(why('a.apk', ...FAST, '--fail-on', 'high')).toBe(told);
    expect(why('a.apk', ...FAST, '--fail-on', 'high', '-q')).toBe(told);
    expect(why('a.apk', ...FAST, '--fail-on', 'high', '-o', 'r.txt')).toBe(`wrote r.txt\n${told}`);
  });

  it('names each threshold that is met, and no other', () => {
    expect(why('a.apk', ...FAST, '--fail-on', 'score:70,fail,critical', '-q')).toBe(
      [
        '--fail-on score:70: the score is 0',
        '--fail-on fail: the verdict is fail',
        '--fail-on critical: 7 findings (7 critical)',
      ]
        .map((line) => `permaudit: exit code 1: ${line}\n`)
        .join(''),
    );
    expect(run('b.apk', ...FAST, '--feature', 'kyc-camera', '--fail-on', 'high', '-q')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('names the settings file where that asked', () => {
    writeFileSync(join(folder, 'gate.yaml'), 'category: lending\nfail-on: review\n');
    expect(why('a.apk', '--no-code', '--config', 'gate.yaml', '-q')).toContain(
      'exit code 1: gate.yaml: fail-on review: the verdict is fail\n',
    );
  });

  it('says why for many apps and for a difference', () => {
    expect(why('a.apk', 'b.apk', '-c', 'lending', '--fail-on', 'critical', '-q')).toBe(
      'permaudit: exit code 1: --fail-on critical: 1 of 2 apps, the worst com.example.quickloan (0, F, fail)\n',
    );
    expect(why('diff', 'b.apk', 'a.apk', ...FAST, '--fail-on', 'critical', '-o', '/dev/null')).toMatch(
      /^permaudit: exit code 1: --fail-on critical: new or worse \d+ findings \(\d+ critical\)\n$/,
    );
    expect(why('diff', 'b.apk', 'a.apk', ...FAST, '--fail-on-more', '-o', '/dev/null')).toMatch(
      /^permaudit: exit code 1: --fail-on-more new: \d+ new permissions, /,
    );
  });
});

describe('many stored reports', () => {
  it('are at most twenty runs of one SARIF file', () => {
    const reports = (count: number): string[] => Array.from({ length: count }, () => 'a.json');
    expect(run('render', ...reports(20), '-o', 'all.sarif').code).toBe(0);
    const { code, stderr } = run('render', ...reports(21), '-o', 'more.sarif');
    expect(code).toBe(2);
    expect(stderr).toMatch(/21 runs, and code scanning takes 20 .*\n {2}render at most 20 at a time/);
    expect(existsSync(join(folder, 'more.sarif'))).toBe(false);
  });

  it('are refused where one contradicts itself', () => {
    writeFileSync(join(folder, 'altered.json'), read('a.json').replace('"score": 0,', '"score": 100,'));
    const { code, stdout, stderr } = run('render', 'altered.json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('score is 100, its findings make 0 [REPORT_CONTRADICTS]');
  });
});
