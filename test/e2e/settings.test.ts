/** permaudit.yaml: named where it counts, the same for one app and many, and its mistakes told. Needs the build. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { fixture, NODE, permaudit, type Result, ROOT } from './run.js';

const top = mkdtempSync(join(tmpdir(), 'permaudit-settings-'));
const folder = join(top, 'project');
mkdirSync(folder);
copyFileSync(join(ROOT, fixture('quick-loan')), join(folder, 'a.apk'));
copyFileSync(join(ROOT, fixture('careful-loan')), join(folder, 'b.apk'));
afterAll(() => {
  rmSync(top, { recursive: true });
});
afterEach(() => {
  for (const name of ['permaudit.yaml', '../permaudit.yaml'])
    rmSync(join(folder, name), { recursive: true, force: true });
});

const run = (...args: string[]): Result => permaudit(args, { cwd: folder });
const write = (text: string, name = 'permaudit.yaml'): void => {
  writeFileSync(join(folder, name), text);
};
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const auditOf = ({ stdout }: Result): Audit => JSON.parse(stdout) as Audit;

describe('a settings file that counts', () => {
  const TEXT = 'category: lending\nfail-on: high\n';

  it('is named in every report, by its relative path and its digest', () => {
    write(TEXT, '../permaudit.yaml');
    const json = auditOf(run('a.apk', '--no-code', '-f', 'json'));
    const settings = { file: '../permaudit.yaml', sha256: digest(TEXT), keys: ['category', 'fail-on'] };
    expect(json.options.settings).toEqual(settings);
    for (const format of ['text', 'sarif', 'junit', 'markdown', 'csv', 'html', 'ndjson']) {
      const { stdout } = run('a.apk', '--no-code', '-f', format);
      const flat = stdout.replace(/\s+/g, ' ');
      expect(flat, format).toContain('../permaudit.yaml');
      expect(flat, format).toContain(digest(TEXT).slice(0, format === 'text' ? 16 : 64));
    }
    const details = run('a.apk', '--no-code', '--details').stdout.replace(/\s+/g, '');
    expect(details).toContain(`../permaudit.yaml:category,fail-on(SHA-256${digest(TEXT)})`);
  });

  it('is told on stderr where nobody named it', () => {
    write(TEXT);
    const told = 'permaudit: settings of permaudit.yaml count: category, fail-on\n';
    expect(run('a.apk', '--no-code').stderr).toContain(told);
    expect(run('a.apk', '--no-code', '-q').stderr).not.toContain(told);
    expect(run('a.apk', '--no-code', '--config', 'permaudit.yaml').stderr).not.toContain(told);
    expect(run('a.apk', '--no-code', '--no-config').stderr).toBe('');
    expect(auditOf(run('a.apk', '--no-code', '--no-config', '-f', 'json')).options.settings).toBeUndefined();
  });

  it('makes nothing milder that the command line is strict about without a word', () => {
    write('role: supply\nfeatures: [kyc-camera]\npolicies: [cn-39]\n');
    const { code, stderr } = run('a.apk', '--no-code', '-q', '-c', 'lending', '--fail-on', 'high');
    expect(code).toBe(1);
    expect(stderr).toContain('permaudit: settings of permaudit.yaml count: role, features, policies\n');
    write('policies: []\n');
    expect(run('a.apk', '--no-code')).toMatchObject({ code: 2, stdout: '' });
    write('fail-on: none\n');
    expect(run('a.apk', '--no-code', '-q', '-c', 'lending', '--fail-on', 'high').code).toBe(1);
  });

  it('is the one in the evidence, which makes the same report again', () => {
    write(`${TEXT}rules: []\n`);
    expect(run('a.apk', '--no-code', '--evidence', 'e.zip', '-q').code).toBe(1);
    const into = join(top, 'evidence');
    mkdirSync(into);
    execFileSync(
      NODE,
      [
        '-e',
        `require('jszip').loadAsync(require('fs').readFileSync(process.argv[1])).then(async (zip) => {
        for (const file of Object.values(zip.files)) {
          if (!file.name.includes('/')) require('fs').writeFileSync(process.argv[2] + '/' + file.name, await file.async('nodebuffer'));
        }
      })`,
        join(folder, 'e.zip'),
        into,
      ],
      { cwd: ROOT },
    );
    copyFileSync(join(folder, 'a.apk'), join(into, 'a.apk'));
    const readme = readFileSync(join(into, 'README.md'), 'utf8');
    const [, line = ''] = /```sh\npermaudit (.*) > again\.json/.exec(readme) ?? [];
    const again = permaudit(line.split(' '), { cwd: into });
    expect(again.stdout).toBe(readFileSync(join(into, 'report.json'), 'utf8'));
  });
});

describe('many apps', () => {
  it('are judged as each alone is', () => {
    write(
      [
        'category: lending',
        'regions: [in]',
        'features: [kyc-camera]',
        'fail-on: high',
        'justifications:',
        '  - permission: READ_CONTACTS',
        '    reason: Somebody answers for this one.',
        '    owner: team@example.com',
        '',
      ].join('\n'),
    );
    const many = run('a.apk', 'b.apk', '--no-cache', '-f', 'ndjson');
    expect(many.code).toBe(1);
    expect(many.stderr).toContain('exit code 1: permaudit.yaml: fail-on high: 1 of 2 apps');
    const audits = many.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { audit: Audit }).audit);
    expect(audits).toHaveLength(2);
    for (const audit of audits) {
      const alone = auditOf(run(audit.subject.file, '--no-code', '-f', 'json'));
      expect(alone.accepted).not.toBeNull();
      expect({ ...audit, notes: [] }).toEqual({ ...alone, notes: [] });
    }
    expect(run('a.apk', 'b.apk', '--no-cache', '--no-config', '-q')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('have it named in every form of their summary, by its relative path and its digest', () => {
    const text = 'category: lending\n';
    write(text, '../permaudit.yaml');
    for (const format of ['text', 'csv', 'json', 'html', 'csv-apps', 'csv-findings', 'ndjson']) {
      const flat = run('a.apk', 'b.apk', '--no-cache', '-f', format).stdout.replace(/\s+/g, ' ');
      expect(flat, format).toContain('../permaudit.yaml');
      expect(flat, format).toContain(digest(text).slice(0, format === 'text' ? 16 : 64));
      const without = run('a.apk', 'b.apk', '--no-cache', '--no-config', '-f', format).stdout;
      expect(without, format).not.toContain('permaudit.yaml');
    }
  });

  it('pass where what fails is accepted, and follow the role', () => {
    write('category: lending\nrole: supply\n');
    const [first = ''] = run('a.apk', 'b.apk', '--no-cache', '-f', 'ndjson').stdout.split('\n');
    expect((JSON.parse(first) as { audit: Audit }).audit.options).toMatchObject({ role: 'supply' });
  });
});

describe('a mistake in the settings', () => {
  it.each([
    ['category: lending\nfeature: [a]\n', 2, 'unknown key "feature"', 'did you mean features'],
    ['\n\ncategry: lending\n', 3, 'unknown key "categry"', 'did you mean category'],
    ['category: lendnig\n', 1, 'no category "lendnig"', 'did you mean lending'],
    [
      'category: lending\nfeatures:\n  - kyc-camera\n  - kyc-camra\n',
      4,
      'no feature "kyc-camra"',
      'did you mean kyc-camera',
    ],
    ['policies: [cn-39, google-pley]\n', 1, 'no policy "google-pley"', 'did you mean google-play'],
    ['regions:\n  - qqqq\n', 2, 'no region "qqqq"', 'one of:'],
    ['fail-on: hihg\n', 1, 'fail-on', ''],
    ['policies: []\n', 1, 'policies', ''],
    [
      'justifications:\n  - rule: LEND-SMS-RAED\n    reason: Long enough to be one.\n    owner: me\n',
      2,
      'no rule "LEND-SMS-RAED"',
      'did you mean LEND-SMS-READ',
    ],
    [
      'justifications:\n  - permission: CAMERA\n    reason: Long enough to be one.\n    owner: me\n    feature: kyc-camra\n',
      5,
      'no feature "kyc-camra"',
      'did you mean kyc-camera',
    ],
    [
      'justifications:\n  - permission: CAMERA\n    reason: Long enough to be one.\n    owner: me\n    expirse: 2026-01-01\n',
      5,
      'unknown key "expirse"',
      'did you mean expires',
    ],
    ['category: [\n', 2, 'not valid YAML', ''],
    ['a: &x [1]\nb: *x\n', null, 'aliases', ''],
    ['- category\n', 1, 'keys and values', ''],
    [`category: ${'['.repeat(100_000)}\n`, null, '', ''],
  ])('%#: a file with one is told with its line', (text, line, message, hint) => {
    write(text);
    for (const args of [['a.apk'], ['a.apk', 'b.apk'], ['diff', 'a.apk', 'b.apk']]) {
      const { code, stdout, stderr } = run(...args, '--no-code');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`permaudit: permaudit.yaml${line === null ? ':' : `:${line}`}`);
      expect(stderr).toContain(message);
      expect(stderr).toContain(hint);
      expect(stderr).not.toMatch(/--category|\\u\{|--feature/);
    }
  });

  it('is each told on a line of its own', () => {
    write('one: 1\ntwo: 2\n');
    expect(
      run('a.apk')
        .stderr.split('\n')
        .filter((line) => /^permaudit: permaudit\.yaml:[12]: /.test(line)),
    ).toHaveLength(2);
  });

  it('is a file that is none, or too large', () => {
    execFileSync('mkfifo', [join(folder, 'fifo.yaml')]);
    symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
    writeFileSync(join(folder, 'huge.yaml'), `# ${'x'.repeat(2 * 1024 * 1024)}\n`);
    mkdirSync(join(folder, 'folder.yaml'));
    for (const [name, message] of [
      ['fifo.yaml', 'no regular file'],
      ['zero.yaml', 'no regular file'],
      ['huge.yaml', 'larger than'],
      ['folder.yaml', 'is a folder'],
      ['none.yaml', 'ENOENT'],
    ] as const) {
      const { code, stderr } = run('a.apk', '--config', name);
      expect([name, code]).toEqual([name, 2]);
      expect(stderr).toContain(message);
    }
    symlinkSync('fifo.yaml', join(folder, 'permaudit.yaml'));
    expect(run('a.apk')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('rules of the settings', () => {
  it('are followed by explain, categories and rules', () => {
    mkdirSync(join(folder, 'own/categories'), { recursive: true });
    expect(run('rules', 'new', 'category', 'field_work', '--dir', 'own').code).toBe(0);
    expect(run('explain', 'field_work').code).toBe(2);
    write('rules: [./own]\n');
    expect(run('explain', 'field_work').code).toBe(0);
    expect(run('explain', 'field_work', '--no-config').code).toBe(2);
    expect(run('categories').stdout).toContain('field_work');
    expect(run('rules', 'list', '--category', 'field_work').code).toBe(0);
    expect(run('rules', 'show', 'field_work').code).toBe(0);
    expect(run('rules', 'show', 'field_work', '--config', 'none.yaml').code).toBe(2);
  });
});

describe('permaudit init', () => {
  it('names a schema that is the same on every machine', () => {
    expect(run('init').code).toBe(0);
    const [first = ''] = readFileSync(join(folder, 'permaudit.yaml'), 'utf8').split('\n');
    const schema = JSON.parse(readFileSync(join(ROOT, 'schema/config.schema.json'), 'utf8')) as { $id: string };
    expect(first).toBe(`# yaml-language-server: $schema=${schema.$id}`);
    expect(schema.$id).toMatch(/^https:\/\//);
  });
});
