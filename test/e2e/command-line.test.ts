/** What is typed, and typed wrongly: commands by name, help, near misses. Needs the build. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, permaudit, ROOT } from './run.js';

const QUICK = fixture('quick-loan');
const folder = mkdtempSync(join(tmpdir(), 'permaudit-line-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('permaudit help', () => {
  it('is the help of the program, and of each command', () => {
    expect(permaudit(['help'])).toEqual(permaudit(['--help']));
    for (const words of [['diff'], ['audit'], ['rules'], ['rules', 'list'], ['help']]) {
      const told = permaudit(['help', ...words]);
      expect(told).toEqual(permaudit([...words, '--help']));
      expect([told.code, told.stderr]).toEqual([0, '']);
      expect(told.stdout).toMatch(new RegExp(`^Usage: permaudit ${words.join(' ')}`));
    }
    expect(permaudit(['help', 'scan'])).toEqual(permaudit(['help', 'audit']));
  });

  it('tells the near miss of a command that there is not', () => {
    expect(permaudit(['help', 'dif'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'permaudit: help: there is no command "dif"\n  did you mean diff?\n',
    });
    expect(permaudit(['help', 'rules', 'lsit']).stderr).toContain('did you mean list?');
  });
});

describe('audit and scan', () => {
  it.each(['audit', 'scan'])('%s is the command without a name', (name) => {
    const args = [QUICK, '-c', 'lending', '--no-code', '--fail-on', 'high', '-f', 'json'];
    const named = permaudit([name, ...args]);
    expect(named).toEqual(permaudit(args));
    expect(named.code).toBe(1);
    const many = [QUICK, fixture('careful-loan'), '-c', 'lending', '--no-cache', '--summary'];
    expect(permaudit([name, ...many])).toEqual(permaudit(many));
  });

  it('are told from a file of that name', () => {
    writeFileSync(join(folder, 'scan'), 'no archive');
    expect(permaudit(['./scan'], { cwd: folder }).code).toBe(4);
    expect(permaudit(['scan'], { cwd: folder })).toMatchObject({ code: 2 });
    expect(permaudit(['-c', 'lending', 'audit', QUICK]).stderr).toContain('-c belongs after "audit"'.slice(3));
  });
});

describe('what follows two dashes', () => {
  it.each(['manifest', 'batch', 'help', 'audit', '--version'])('is an input, be it called %s', (name) => {
    copyFileSync(join(ROOT, QUICK), join(folder, name));
    const { code, stdout } = permaudit(['-c', 'lending', '--no-code', '--summary', '--', name], { cwd: folder });
    expect([code, stdout]).toEqual([0, expect.stringContaining('com.example.quickloan')]);
    rmSync(join(folder, name));
  });
});

describe('a first word that is neither a command nor a file', () => {
  it.each([
    [['nonsense', '--help'], 'permaudit help lists the commands'],
    [['nonsense', QUICK], 'permaudit help lists the commands'],
    [['difff', '--help'], 'did you mean: permaudit diff?'],
    [['difff', QUICK, QUICK], `did you mean: permaudit diff ${QUICK} ${QUICK}?`],
    [['difff'], 'did you mean: permaudit diff?'],
    [['scna', QUICK, '--fail-on', 'high'], `did you mean: permaudit scan ${QUICK}?`],
    [['ctegories', '--help-limits'], 'did you mean: permaudit categories?'],
  ])('%j is refused', (args, hint) => {
    const [word = ''] = args;
    expect(permaudit(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `permaudit: there is neither a command nor a file "${word}"\n  ${hint}\n`,
    });
  });

  it('is a file where there is one', () => {
    writeFileSync(join(folder, 'difff'), 'no archive');
    expect(permaudit(['difff'], { cwd: folder }).code).toBe(4);
    expect(permaudit(['difff', '--help'], { cwd: folder }).stdout).toBe(permaudit(['--help']).stdout);
  });

  it.each(['nope.apk', 'nonsense', './nonsense'])('%s alone is a file that is missing, in one line', (name) => {
    expect(permaudit([name])).toEqual({
      code: 3,
      stdout: '',
      stderr: `permaudit: ${name}: there is no such file [IO_NOT_FOUND]\n`,
    });
  });
});

describe('a value that is nearly one', () => {
  it.each([
    [['-f', 'jsn'], 'json'],
    [['--fail-on', 'hihg'], 'high'],
    [['--fail-on', 'new,critcal'], 'critical'],
    [['--lang', 'ehn'], 'en'],
    [['--role', 'suply'], 'supply'],
    [['--feature', 'navigatoin'], 'turn-by-turn'],
    [['-c', 'lendnig'], 'lending'],
    [['-p', 'google-paly'], 'google-play'],
    [['--region', 'cnn'], 'cn'],
  ])('%j: the near one', (args, near) => {
    const { code, stdout, stderr } = permaudit([QUICK, ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[1]).toMatch(new RegExp(`^ {2}did you mean (?:.*[, ])?${near}(?:,.*| or .*)?\\?$`));
  });

  it.each([
    ['diff', 'a', 'b', '-f', 'markdwon'],
    ['batch', '.', '-f', 'ndjsn'],
    ['rules', 'new', 'polcy', 'x'],
  ])('%s %s ...', (...args) => {
    expect(permaudit(args).stderr).toMatch(/\n {2}did you mean (?:markdown|ndjson|policy)/);
  });

  it('lists few features, those of the category first', () => {
    const none = permaudit([QUICK, '--feature', 'zzzzzzzz']);
    expect(none.stderr.split('\n')[1]).toBe('  permaudit categories lists those of each category');
    const lending = permaudit([QUICK, '--feature', 'zzzzzzzz', '-c', 'lending']);
    expect(lending.stderr.split('\n')[1]).toMatch(/^ {2}lending has: kyc-camera(?:, [a-z-]+)*$/);
    for (const { stderr } of [none, lending])
      expect(Math.max(...stderr.split('\n').map((line) => line.length))).toBeLessThan(120);
  });

  it('is not an empty list, which would judge by nothing', () => {
    for (const option of ['--policies', '--policy', '--region', '--feature']) {
      expect(permaudit([QUICK, option, ' , '])).toMatchObject({ code: 2, stdout: '' });
    }
  });
});

describe('a file beside the command line', () => {
  it('is named with the line of a category that it gets wrong', () => {
    writeFileSync(join(folder, 'map.csv'), 'pattern,category\na*,lending\n*,personal-loans\n');
    const { code, stderr } = permaudit([join(ROOT, QUICK), '--category-map', 'map.csv'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^permaudit: map\.csv:3: no category "personal-loans"\n {2}did you mean /);
    writeFileSync(join(folder, 'map.csv'), 'a*\n');
    expect(permaudit([join(ROOT, QUICK), '--category-map', 'map.csv'], { cwd: folder }).stderr).toMatch(
      /^permaudit: map\.csv:1: a row is /,
    );
  });
});

describe('what commander refuses', () => {
  it.each([
    [['explain'], "permaudit: missing required argument 'name'", 'see: permaudit help explain'],
    [['rules', 'new', 'policy'], "permaudit: missing required argument 'id'", 'see: permaudit help rules new'],
    [
      ['diff', 'a', 'b', '--nothing-like-it'],
      "permaudit: unknown option '--nothing-like-it'",
      'see: permaudit help diff',
    ],
    [[QUICK, '--nocolor'], "permaudit: unknown option '--nocolor'", '(Did you mean --no-color?)'],
  ])('%j: tells what to do', (args, first, hint) => {
    expect(permaudit(args)).toEqual({ code: 2, stdout: '', stderr: `${first}\n  ${hint}\n` });
  });

  it('is a group without its command too: its help is no answer', () => {
    const { code, stdout, stderr } = permaudit(['rules']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: permaudit rules');
  });
});

describe('a category', () => {
  it('is known before init writes it, and found by a part of its Chinese name', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'permaudit-init-'));
    try {
      expect(permaudit(['init', '-c', 'lendng'], { cwd })).toMatchObject({
        code: 2,
        stderr: 'permaudit: --category: no category "lendng"\n  did you mean lending?\n',
      });
      expect(permaudit(['init', '-c', '网络借贷'], { cwd })).toMatchObject({
        code: 0,
        stdout: 'wrote permaudit.yaml\n',
      });
      expect(readFileSync(join(cwd, 'permaudit.yaml'), 'utf8')).toContain('\ncategory: lending\n');
      expect(permaudit([join(ROOT, QUICK), '-c', '借贷'], { cwd }).stderr).toContain('did you mean lending');
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
