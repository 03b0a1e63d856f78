/** `permaudit diff` as the rest of the command line: colours, files, baseline, quiet, languages. Needs the build. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { fixture, permaudit, ROOT, type Result, type RunOptions } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-diff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[], options: RunOptions = {}): Result {
  return permaudit(args, { cwd: folder, ...options });
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const report = (name: string): Audit => JSON.parse(read(name)) as Audit;
const FAST = ['--no-code', '-c', 'lending'];
const APPS = ['old.apk', 'new.apk', ...FAST];
const STORED = ['diff', 'old.json', 'new.json'];

beforeAll(() => {
  copyFileSync(join(ROOT, fixture('careful-loan')), join(folder, 'old.apk'));
  copyFileSync(join(ROOT, fixture('quick-loan')), join(folder, 'new.apk'));
  for (const side of ['old', 'new']) {
    expect(run([`${side}.apk`, ...FAST, '-f', 'json', '-o', `${side}.json`]).code).toBe(0);
  }
}, 60_000);

describe('the options of diff', () => {
  it('are colours as elsewhere', () => {
    const env = { FORCE_COLOR: '1' };
    const coloured = run(STORED, { env });
    const plain = run(STORED);
    expect([coloured.code, plain.code]).toEqual([0, 0]);
    expect(coloured.stdout).toContain('\u001b[');
    expect(plain.stdout).not.toContain('\u001b');
    expect(run([...STORED, '--no-color'], { env })).toEqual(plain);
    // eslint-disable-next-line no-control-regex
    expect(coloured.stdout.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain.stdout);
  });

  it.each(['--evidence', '--details', '--verify-signatures', '--jobs', '--summary', '-d'])(
    '%s is another command’s, and has no near miss',
    (option) => {
      const { code, stdout, stderr } = run(['diff', ...APPS, option]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(
        new RegExp(`^permaudit: unknown option '${option}'\\n {2}it is an option of permaudit [a-z ,]+\\n$`),
      );
    },
  );

  it('have a near miss where no command has the option', () => {
    expect(run(['diff', ...APPS, '--no-colour']).stderr).toContain('Did you mean --no-color?');
  });

  it('are a width and characters as elsewhere', () => {
    for (const columns of [50, 80, 200]) {
      const { stdout } = run(STORED, { env: { LANG: 'C', COLUMNS: String(columns) } });
      expect(stdout).toMatch(/^[\n -~]+$/);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
    expect(run(STORED, { env: { LANG: 'C.UTF-8' } }).stdout).toContain('→');
  });

  it('are Chinese where it is asked for, or is the locale’s and none is stored', () => {
    const told = '该应用申请的权限多于此前';
    expect(run([...STORED, '--lang', 'zh']).stdout).toContain(told);
    expect(run([...STORED, '--lang', 'zh', '-f', 'html']).stdout).toContain('<html lang="zh-CN">');
    const env = { LANG: 'zh_CN.UTF-8' };
    expect(run(['diff', ...APPS], { env }).stdout).toContain(told);
    expect(run(STORED, { env }).stdout).toContain('asks for more than before');
    expect(run(['diff', ...APPS, '-f', 'markdown'], { env }).stdout).toContain('asks for more than before');
  });
});

describe('the files of diff', () => {
  it('are in every format, by option, by name, and told', () => {
    const formats = ['text=d.text', 'json=d.js', 'd.md', 'd.html'];
    const { code, stdout, stderr } = run([
      ...STORED,
      '-o',
      'first.json',
      ...formats.flatMap((one) => ['--report', one]),
    ]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe('wrote first.json\nwrote d.text\nwrote d.js\nwrote d.md\nwrote d.html\n');
    expect(read('d.js')).toBe(read('first.json'));
    expect(read('d.js')).toBe(run([...STORED, '-f', 'json']).stdout);
    expect(read('d.md')).toBe(run([...STORED, '-f', 'markdown']).stdout);
    expect(read('d.html')).toBe(run([...STORED, '-f', 'html']).stdout);
    expect(read('d.text')).toBe(run(STORED).stdout);
    expect(read('d.html')).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it.each([
    [['-o', 'd.sarif'], 'tells none of the formats text, json, markdown, html'],
    [['--report', 'd.csv'], 'tells no format'],
    [['--report', 'htlm=d'], 'did you mean html?'],
    [['--report', 'json='], 'names no file'],
    [['-f', 'sarif'], 'is not one of text, json, markdown, html'],
    [['-o', 'new.json'], '-o would replace the new version'],
    [['--report', 'json=old.json'], '--report would replace the old version'],
    [['-o', 'base.json', '--baseline', 'base.json'], '-o would replace the baseline'],
    [['-o', 'same.html', '--report', 'json=./same.html'], 'are one file'],
  ])('%j are refused', (args, told) => {
    writeFileSync(join(folder, 'base.json'), read('new.json'));
    const before = [read('old.json'), read('new.json'), read('base.json')];
    const { code, stdout, stderr } = run([...STORED, ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect([read('old.json'), read('new.json'), read('base.json')]).toEqual(before);
    expect(existsSync(join(folder, 'same.html'))).toBe(false);
  });

  it('are all there is in quiet, but for why the exit code is 1', () => {
    const gate = ['--fail-on', 'critical', '-q'];
    const told = /^permaudit: exit code 1: --fail-on critical: new or worse \d+ findings \(\d+ critical\)\n$/;
    const silent = run([...STORED, ...gate]);
    expect([silent.code, silent.stdout]).toEqual([1, '']);
    expect(silent.stderr).toMatch(told);
    const written = run([...STORED, ...gate, '-o', 'quiet.html', '--report', 'quiet.md']);
    expect(written).toEqual(silent);
    expect(read('quiet.html')).toMatch(/^<!doctype html>/);
    expect(existsSync(join(folder, 'quiet.md'))).toBe(true);
    expect(run([...STORED, '-q'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(run(['diff', 'old.json', 'nothing.apk', '-q']).stderr).toMatch(/nothing\.apk: .*\[IO_NOT_FOUND\]\n$/);
  });
});

describe('--baseline of diff', () => {
  const gate = (...args: string[]): Result => run(['diff', ...args, '--fail-on', 'low', '-q']);

  it('takes for accepted what it knows, in apps and in stored reports', () => {
    for (const sides of [APPS, ['old.json', 'new.json']]) {
      expect(gate(...sides).code).toBe(1);
      expect(gate(...sides, '--baseline', 'new.json')).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(gate(...sides, '--baseline', 'old.json').code).toBe(1);
    }
  });

  it('says so in every format, and counts no accepted finding as new', () => {
    const args = [...STORED, '--baseline', 'new.json'];
    const { stdout } = run(args);
    expect(stdout).toMatch(/asks for more than before: \d+ permissions added, 1 more capability\.\n/);
    expect(stdout).toContain('(critical, 25 points), accepted');
    const diff = JSON.parse(run([...args, '-f', 'json']).stdout) as {
      accepted: { after: number };
      findings: { added: { suppressedBy: string | null }[] };
    };
    expect(diff.accepted.after).toBe(100);
    expect(diff.findings.added.map(({ suppressedBy }) => suppressedBy)).not.toContain(null);
    expect(run([...args, '-f', 'html']).stdout).toContain('(accepted)');
    // What it asks for is more all the same.
    expect(run([...args, '--fail-on-more', '-q']).stderr).toMatch(
      /^permaudit: exit code 1: --fail-on-more new: \d+ new permissions, 1 capabilities\n$/,
    );
  });

  it('is refused where it is no report', () => {
    writeFileSync(join(folder, 'none.json'), '{}');
    expect(run([...STORED, '--baseline', 'none.json'])).toMatchObject({ code: 2, stdout: '' });
    expect(run([...STORED, '--baseline', 'missing.json'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('what is too large', () => {
  it('is refused with its size in diff and render, and in text is counted', () => {
    const made = report('new.json');
    const [first] = made.permissions;
    if (first === undefined) throw new Error('the fixture asks for something');
    const permissions = Array.from({ length: 25_000 }, (_, index) => ({
      ...first,
      name: `com.example.many.P${index}`,
    }));
    writeFileSync(
      join(folder, 'many.json'),
      JSON.stringify({ ...made, permissions: [...made.permissions, ...permissions] }),
    );
    for (const args of [
      ['diff', 'old.json', 'many.json', '-f', 'json'],
      ['render', 'many.json', '-f', 'json'],
    ]) {
      const { code, stdout, stderr } = run(args);
      expect([code, stdout]).toEqual([5, '']);
      expect(stderr).toMatch(
        /^permaudit: many\.json: its json report would have more than 8388608 bytes.*\[LIMIT_REPORT\]\n/,
      );
    }
    for (const args of [
      ['diff', 'old.json', 'many.json'],
      ['render', 'many.json', '--details'],
    ]) {
      const { code, stdout } = run(args);
      expect(code).toBe(0);
      expect(stdout.match(/\n/g)?.length).toBeLessThanOrEqual(2000);
      expect(stdout).toMatch(/\d+ more lines of this part are left out/);
    }
  });
});
