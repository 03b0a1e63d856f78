import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { columnsOf } from '../../src/report/view/columns.js';
import { fixture, NODE, permaudit, ROOT } from './run.js';

const QUICK = fixture('quick-loan');
const CAREFUL = fixture('careful-loan');
const LENDING = ['--category', 'lending', '--as-of', '2026-11-23'];
const CAREFUL_FEATURES = ['--feature', 'kyc-camera,kyc-interview'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-e2e-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function auditJson(args: readonly string[]): Audit {
  const { stdout } = permaudit([...args, '-f', 'json']);
  return JSON.parse(stdout) as Audit;
}

describe('the main job', () => {
  it('prints a scored report of an over-collecting loan app', () => {
    const { code, stdout, stderr } = permaudit([QUICK, ...LENDING, '--details']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('com.example.quickloan');
    expect(stdout).toMatch(/score \d+ of 100, grade F/);
    expect(stdout).toContain('FAIL: it asks for what a cited text bars for this kind of app.');
    expect(stdout).toContain('READ_CONTACTS');
    expect(stdout).toContain('What a manifest cannot show');
  });

  it.each([
    ['quick-loan', [], 55],
    ['careful-loan', [], 25],
    ['careful-loan', ['--feature', 'kyc-camera,fraud-location'], 22],
  ] as const)('tells %s %j on one screen, of %i lines at most, and ends in the verdict', (name, more, most) => {
    const { stdout } = permaudit([fixture(name), ...LENDING, ...more], { env: { COLUMNS: '80' } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(most);
    expect(lines.at(-1)).toMatch(/^ {2}(FAIL|PASS): \d+ of 100, grade [A-F]\. Next: /);
  });

  it('gives a careful loan app an A', () => {
    const audit = auditJson([CAREFUL, ...LENDING]);
    expect(audit.grade).toBe('A');
    expect(audit.findings.filter((one) => ['medium', 'high', 'critical'].includes(one.severity))).toEqual([]);
  });

  it.each(['hidden-sms-loan', 'old-target-loan', 'bypass-loan', 'sms-app', 'flashlight', 'strange-label'])(
    'audits %s in text and JSON',
    (name) => {
      const text = permaudit([fixture(name), ...LENDING]);
      expect(text.code).toBe(0);
      expect(text.stdout).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
      const json = permaudit([fixture(name), ...LENDING, '-f', 'json']);
      expect(json.code).toBe(0);
      expect(json.stdout).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
    },
  );

  it('finds SMS hidden in uses-permission-sdk-23', () => {
    const audit = auditJson([fixture('hidden-sms-loan'), ...LENDING]);
    const sms = audit.permissions.find((one) => one.name === 'android.permission.READ_SMS');
    expect(sms).toMatchObject({ origin: 'requested', element: 'uses-permission-sdk-23' });
    expect(audit.findings.flatMap((one) => one.permissions)).toContain('android.permission.READ_SMS');
  });

  it('says under the score what it means without a category', () => {
    const { stdout } = permaudit([QUICK]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/of 100, grade .*Without a category nobody says/);
  });
});

describe('the JSON report', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schema/report.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

  it.each(readdirSync(join(ROOT, 'fixtures/apk')).filter((name) => name.endsWith('.apk')))(
    'follows the schema and is the same on a second run: %s',
    (name) => {
      const args = [join('fixtures/apk', name), ...LENDING, '-f', 'json'];
      const first = permaudit(args);
      expect(validate(JSON.parse(first.stdout)), JSON.stringify(validate.errors)).toBe(true);
      expect(permaudit(args).stdout).toBe(first.stdout);
    },
  );

  it('is alone on stdout', () => {
    const { stdout, stderr } = permaudit([QUICK, ...LENDING, '-f', 'json'], { env: { FORCE_COLOR: '3' } });
    expect(stderr).toBe('');
    expect(stdout.startsWith('{\n')).toBe(true);
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  it('names what was asked for', () => {
    const audit = auditJson([QUICK, ...LENDING, '--api', '30-34', '-p', 'cn-39']);
    expect(audit.options).toEqual({
      category: 'lending',
      categoryName: 'Online lending',
      necessity: 'judged',
      policies: ['cn-39'],
      policyNames: ["China's 39 common app types"],
      features: [],
      asOf: '2026-11-23',
      apiRange: [30, 34],
      lang: 'en',
    });
    expect(audit.subject).toMatchObject({ file: QUICK, package: 'com.example.quickloan', label: 'Quick Loan' });
  });

  it('judges by today when no date is given', () => {
    const before = new Date().toISOString().slice(0, 10);
    const { asOf } = auditJson([QUICK]).options;
    expect([before, new Date().toISOString().slice(0, 10)]).toContain(asOf);
  });
});

describe('--fail-on', () => {
  const cases: [string, string, number][] = [
    ['none', QUICK, 0],
    ['low', QUICK, 1],
    ['medium', QUICK, 1],
    ['high', QUICK, 1],
    ['critical', QUICK, 1],
    ['score:60', QUICK, 1],
    ['score:0', QUICK, 0],
    ['medium', CAREFUL, 0],
    ['critical', CAREFUL, 0],
    ['score:90', CAREFUL, 0],
  ];
  it.each(cases)('%s on %s exits with %i', (failOn, apk, code) => {
    const features = apk === CAREFUL ? CAREFUL_FEATURES : [];
    const result = permaudit([apk, ...LENDING, ...features, '--fail-on', failOn]);
    expect(result.stderr).toMatch(code === 1 ? /^permaudit: exit code 1: --fail-on [^\n]+\n$/ : /^$/);
    expect(result.code).toBe(code);
  });
});

describe('-o', () => {
  it('writes the report to a file and nothing to stdout', () => {
    const path = join(folder, 'report.json');
    writeFileSync(path, 'old');
    const { code, stdout, stderr } = permaudit([QUICK, ...LENDING, '-f', 'json', '-o', path]);
    expect([code, stdout, stderr]).toEqual([0, '', `wrote ${path}\n`]);
    expect((JSON.parse(readFileSync(path, 'utf8')) as Audit).outcome).toMatch(/^complete/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('exits with 3 when it cannot', () => {
    const { code, stderr } = permaudit([QUICK, ...LENDING, '-o', join(folder, 'no', 'such', 'folder', 'r.txt')]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^permaudit: cannot write .*ENOENT/);
  });
});

describe('--summary', () => {
  it('is one line for each app, aligned, the worst first', () => {
    const one = permaudit([CAREFUL, ...LENDING, '--summary']);
    expect(one.stdout).toMatch(/^PASS {2}\d+ {2}A {2}\d low {2}com\.example\.carefulloan {2}\S+careful-loan\.apk\n$/);
    const { code, stdout } = permaudit(['--no-cache', CAREFUL, QUICK, ...LENDING, '--summary']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 4))).toEqual(['FAIL', 'PASS']);
    const [worst = '', best = ''] = lines;
    expect(worst.indexOf('com.example.')).toBe(best.indexOf('com.example.'));
  });

  it('is made of stored reports too, and not beside --details', () => {
    const paths = [QUICK, CAREFUL].map((apk, index) => {
      const path = join(folder, `stored-${index}.json`);
      permaudit([apk, ...LENDING, '--no-code', '-f', 'json', '-o', path]);
      return path;
    });
    expect(permaudit(['render', ...paths, '--summary']).stdout.match(/\n/g)).toHaveLength(2);
    expect(permaudit([QUICK, '--summary', '--details'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('--quiet', () => {
  it('prints nothing, and keeps exit code, errors and files', () => {
    const gate = [...LENDING, '--fail-on', 'high', '--quiet'];
    expect(permaudit([QUICK, ...gate])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^permaudit: exit code 1: --fail-on high: [^\n]+\n$/) as string,
    });
    expect(permaudit(['--no-cache', QUICK, CAREFUL, ...gate])).toMatchObject({ code: 1, stdout: '' });
    expect(permaudit(['--no-cache', QUICK, CAREFUL, ...gate, '-f', 'ndjson'])).toMatchObject({ stdout: '' });
    const path = join(folder, 'quiet.json');
    expect(permaudit([QUICK, ...LENDING, '-q', '-f', 'json', '-o', path])).toMatchObject({ code: 0, stdout: '' });
    expect((JSON.parse(readFileSync(path, 'utf8')) as Audit).grade).toBe('F');
    const missing = permaudit(['no-such.apk', '-q']);
    expect(missing).toMatchObject({ code: 3, stdout: '' });
    expect(missing.stderr).toContain('IO_');
  });
});

describe('the terminal', () => {
  it.each([80, 160])('is not exceeded at %i columns', (columns) => {
    for (const name of ['quick-loan', 'careful-loan', 'old-target-loan', 'bypass-loan', 'strange-label']) {
      for (const more of [[], ['--details']]) {
        const { stdout } = permaudit([fixture(name), ...LENDING, ...more], { env: { COLUMNS: String(columns) } });
        const tooLong = stdout.split('\n').filter((line) => columnsOf(line) > columns);
        expect(tooLong).toEqual([]);
      }
    }
  });

  it('gets colours only when it wants them', () => {
    const run = (env: Record<string, string>, ...more: string[]): string =>
      permaudit([QUICK, ...LENDING, ...more], { env }).stdout;
    expect(run({})).not.toContain('\u001b');
    expect(run({ FORCE_COLOR: '1' })).toContain('\u001b[');
    expect(run({ NO_COLOR: '1' })).not.toContain('\u001b');
    expect(run({ FORCE_COLOR: '3' }, '--no-color')).not.toContain('\u001b');
  });

  it('gets ASCII only in a locale without UTF-8', () => {
    expect(permaudit([QUICK, ...LENDING], { env: { LANG: 'C' } }).stdout).toMatch(/^[\n -~]*$/);
  });

  it('may go away before the report ends', async () => {
    const child = spawn(NODE, ['bin/permaudit.js', QUICK, ...LENDING, '-f', 'json'], { cwd: ROOT });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
