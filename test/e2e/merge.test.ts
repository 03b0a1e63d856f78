import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CAREFUL_LOAN, put, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { permaudit, type Result } from './run.js';

const SETTINGS = ['-c', 'lending', '--as-of', '2026-11-01', '-j', '1', '--no-cache', '--no-config'];

/** A folder with apps, and a command to run in it. */
function store(count = 6): {
  run: (...args: string[]) => Result;
  shard: (text: string) => Result;
  text: (name: string) => string;
} {
  const cwd = workspace();
  mkdirSync(join(cwd, 'apks'));
  for (let n = 0; n < count; n++) put(n % 2 === 0 ? QUICK_LOAN : CAREFUL_LOAN, join(cwd, 'apks', `app-${n}.apk`));
  const run = (...args: string[]): Result => permaudit(args, { cwd });
  return {
    run,
    shard: (text) =>
      run('batch', 'apks', ...SETTINGS, '--shard', text, '--results', `${text.replace('/', '-')}.ndjson`, '-q'),
    text: (name) => readFileSync(join(cwd, name), 'utf8'),
  };
}

describe('merge', () => {
  test('makes of the results of all shards what one batch gives', () => {
    const { run, shard, text } = store();
    for (const part of ['1/3', '2/3', '3/3']) expect(shard(part)).toMatchObject({ code: 0, stdout: '' });
    const parts = ['1-3.ndjson', '2-3.ndjson', '3-3.ndjson'];
    run('batch', 'apks', ...SETTINGS, '--results', 'whole.ndjson', '-q');
    const written = [
      '-o',
      'm.json',
      '--report',
      'html=m.html',
      '--report',
      'csv=m.csv',
      '--report',
      'csv-findings=f.csv',
    ];
    expect(run('merge', ...parts, ...written, '--results', 'all.ndjson')).toMatchObject({ code: 0 });
    const joined = text('all.ndjson').replaceAll(/"shard":"[0-9/]+",/g, '');
    expect(joined.split('\n').sort()).toEqual(text('whole.ndjson').split('\n').sort());
    expect(text('m.html')).toContain('<!doctype html>');
    for (const [format, name] of [
      ['json', 'm.json'],
      ['csv', 'm.csv'],
      ['csv-findings', 'f.csv'],
    ] as const) {
      expect(run('merge', 'whole.ndjson', '-f', format).stdout, format).toBe(text(name));
    }
    expect(run('merge', 'all.ndjson', '-f', 'ndjson').stdout).toBe(text('all.ndjson'));
    const { files, options } = JSON.parse(text('m.json')) as { files: object; options: object };
    expect(files).toEqual({ found: 6, audited: 6, scored: 6, cached: 0, resumed: 0 });
    expect(options).toMatchObject({ asOf: '2026-11-01', defaultCategory: 'lending' });
  });

  test('gates as a batch does', () => {
    const { run, shard } = store();
    shard('1/1');
    const { code, stderr } = run('merge', '1-1.ndjson', '-q', '--fail-on', 'fail');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^permaudit: exit code 1: --fail-on fail: 3 of 6 apps, the worst com\.example/m);
  });

  test('tells that a shard is missing, and is not sure', () => {
    const { run, shard } = store();
    shard('1/2');
    const { code, stderr, stdout } = run('merge', '1-2.ndjson');
    expect([code, stderr]).toEqual([5, 'permaudit: shard 2/2: no result is of this shard\n']);
    expect(stdout).toContain('no result is of this shard');
  });

  test('a shard without apps is no fault, and its empty file stands for it', () => {
    const { run, shard, text } = store(1);
    const parts = ['1/2', '2/2'];
    expect(parts.map((part) => shard(part).code)).toEqual([0, 0]);
    expect(parts.map((part) => text(`${part.replace('/', '-')}.ndjson`) === '').sort()).toEqual([false, true]);
    expect(run('merge', '1-2.ndjson', '2-2.ndjson', '-q')).toMatchObject({ code: 0, stderr: '' });
  });

  test('tells files whose results do not agree', () => {
    const { run, shard, text } = store(1);
    shard('1/1');
    const forged = text('1-1.ndjson').replace('"score":0,', '"score":99,');
    expect(forged).not.toBe(text('1-1.ndjson'));
    const cwd = workspace();
    writeFileSync(join(cwd, 'a.ndjson'), text('1-1.ndjson'));
    writeFileSync(join(cwd, 'b.ndjson'), forged);
    const { code, stderr } = run('merge', join(cwd, 'a.ndjson'), join(cwd, 'b.ndjson'), '-q');
    expect(code).toBe(5);
    expect(stderr).toBe(
      'permaudit: apks/app-0.apk: results of the same bytes differ; the worse one counts\n' +
        'permaudit: 1 result of files that have another left out\n',
    );
  });

  test.each<[string, string[], number, RegExp]>([
    [
      'other settings',
      ['1-1.ndjson', 'other.ndjson'],
      2,
      /^permaudit: other\.ndjson: results of a batch with other settings \(permaudit .*--as-of 2026-10-01; before: permaudit .*2026-11-01\)\n {2}results are joined where/,
    ],
    ['no results', ['empty.ndjson'], 2, /^permaudit: there is no result in it\n/],
    ['no file', ['nowhere.ndjson'], 3, /^permaudit: nowhere\.ndjson: the results file cannot be opened \(ENOENT\)/],
    [
      'what is no result',
      ['apks/app-0.apk'],
      2,
      /^permaudit: apks\/app-0\.apk: line 1 of the results file is not a result/,
    ],
    ['a format of one app', ['1-1.ndjson', '-f', 'sarif'], 2, /"sarif" is not one of text, ndjson/],
    ['its own input as output', ['1-1.ndjson', '-o', '1-1.ndjson'], 2, /1-1\.ndjson/],
    [
      'what a batch alone has',
      ['1-1.ndjson', '--resume'],
      2,
      /unknown option '--resume'\n {2}it is an option of permaudit batch/,
    ],
  ])('refuses %s', (_, args, expected, message) => {
    const { run, shard } = store(1);
    shard('1/1');
    run('batch', 'apks', ...SETTINGS, '--as-of', '2026-10-01', '--results', 'other.ndjson', '-q');
    run('batch', 'none', '--shard', '1/2', ...SETTINGS, '--results', 'empty.ndjson', '-q');
    const { code, stderr } = run('merge', ...args);
    expect([code, stderr]).toEqual([expected, expect.stringMatching(message)]);
  });

  test('a results file that is there is not written over', () => {
    const { run, shard, text } = store(1);
    shard('1/1');
    const before = text('1-1.ndjson');
    expect(run('merge', '1-1.ndjson', '-q', '--results', 'all.ndjson').code).toBe(0);
    expect(run('merge', '1-1.ndjson', '-q', '--results', 'all.ndjson').code).toBe(2);
    expect(text('1-1.ndjson')).toBe(before);
  });
});

test.each([
  ['0/3', false],
  ['1/3', true],
  ['3/3', true],
  ['4/3', false],
  ['1/0', false],
  ['1/100000', true],
  ['1/100001', false],
  ['-1/3', false],
  ['1', false],
  ['1/3/5', false],
  ['1.5/3', false],
  ['', false],
])('--shard %s is %s', (text, isOne) => {
  const { code, stderr } = store(1).shard(text === '' ? '' : text);
  if (isOne) expect([code, stderr]).toEqual([0, '']);
  else
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^permaudit: --shard: ".*" is not a part such as 3\/16\n/),
    ]);
});
