import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, permaudit, ROOT, type Result } from './run.js';

const work = mkdtempSync(join(tmpdir(), 'permaudit-rules-'));
afterAll(() => {
  rmSync(work, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(work, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const run = (...args: string[]): Result => permaudit(args, { cwd: work });
const QUICK = join(ROOT, fixture('quick-loan'));

interface Report {
  rulebook: { version: string; sha256: string };
  options: { category: string | null; policies: string[]; lang: string };
  notes: { code: string; message: string; data?: { categories?: string[] } }[];
  findings: { ruleId: string; title: string }[];
}

function report(...args: string[]): Report {
  const { code, stdout, stderr } = run(QUICK, '-f', 'json', '--no-config', ...args);
  expect({ code, stderr: stderr.replace(/^rules: .*\n/gm, '') }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

const FEATURE = `features:
  - id: acme-scan
    name: Scanning
    summary: The app scans documents.
`;

describe('--rules', () => {
  const file = write('own/features.yaml', FEATURE);

  it('adds by id, says so, and changes the identity of the rulebook', () => {
    const builtin = report();
    const { stderr } = run(QUICK, '-f', 'json', '--rules', file);
    expect(stderr).toBe('rules: added feature acme-scan\n');
    const own = report('--rules', file, '--feature', 'acme-scan');
    expect(own.rulebook.version).toBe(`${builtin.rulebook.version}+custom`);
    expect(own.rulebook.sha256).not.toBe(builtin.rulebook.sha256);
    expect(report('--rules', file).rulebook).toEqual(report('--rules', join(work, 'own')).rulebook);
  });

  it('overrides by id and tells what came and went', () => {
    const { stdout } = run('rules', 'show', 'lending');
    const changed = stdout.replaceAll('LEND-MIC\n', 'LEND-MIC-NEW\n');
    const path = write('override/lending.yaml', changed);
    const { stderr } = run(QUICK, '-c', 'lending', '--rules', path);
    expect(stderr).toBe('rules: overridden category lending (1 added: LEND-MIC-NEW; 1 removed: LEND-MIC)\n');
    const ids = report('-c', 'lending', '--rules', path).findings.map(({ ruleId }) => ruleId);
    expect(ids).toContain('LEND-MIC-NEW');
    expect(ids).not.toContain('LEND-MIC');
  });

  it('is repeatable', () => {
    const other = write('second/features.yml', FEATURE.replaceAll('acme-scan', 'acme-print'));
    const { stderr } = run(QUICK, '--rules', file, '--rules', other);
    expect(stderr).toBe('rules: added feature acme-scan\nrules: added feature acme-print\n');
  });

  it('tells mistakes by file, line and code, and exits with 2', () => {
    const bad = write('bad/policy.yaml', 'id: bad\nname: Bad\nclauses: []\nextra: 1\n');
    const { code, stdout, stderr } = run(QUICK, '--rules', bad);
    expect([code, stdout]).toEqual([2, '']);
    // Below the working directory, as it could be typed from there.
    expect(stderr).toContain('\nbad/policy.yaml:1: RULE_SCHEMA');
    expect(stderr).toContain('permaudit: 4 problems in the rule files (--rules, or rules: in permaudit.yaml)');
    const cases: [string, string, RegExp][] = [
      ['yaml.yaml', 'rules: [\n', /:2: RULE_YAML/],
      ['what.yaml', 'hello: world\n', /RULE_FILE is no rule file/],
      ['again.yaml', `${FEATURE}${FEATURE.replace('features:\n', '')}`, /:5: RULE_DUPLICATE_ID/],
    ];
    for (const [name, text, expected] of cases) {
      const result = run(QUICK, '--rules', write(`bad/${name}`, text));
      expect(result.code).toBe(2);
      expect(result.stderr).toMatch(expected);
    }
    expect(run(QUICK, '--rules', join(work, 'none')).stderr).toContain('RULE_FILE cannot be read (ENOENT)');
    mkdirSync(join(work, 'empty'), { recursive: true });
    expect(run(QUICK, '--rules', join(work, 'empty')).stderr).toContain('holds no YAML file');
  });

  it('prints nothing that a terminal would act on', () => {
    const path = write('bad/esc.yaml', 'features:\n  - id: "\\e[2Jx"\n    name: a\n    summary: b\n');
    const { code, stderr } = run('rules', 'validate', path);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/(?!\n)\p{C}/u);
  });

  it('loads the YAML reader and the validator only then', () => {
    const source = readFileSync(join(ROOT, 'dist/api/rules.js'), 'utf8');
    expect(source).toContain("import('../rulebook/load-files.js')");
    expect(source).not.toMatch(/^import .*load-files/m);
  });
});

describe('permaudit rules', () => {
  it('starts, checks, and never overwrites', () => {
    expect(run('rules', 'new', 'category', 'acme_notes').code).toBe(0);
    expect(run('rules', 'new', 'policy', 'acme').code).toBe(0);
    const { code, stdout } = run('rules', 'validate', 'permaudit-rules');
    expect(code).toBe(0);
    expect(stdout).toContain('added category acme_notes (1 added: ACME-NOTES-CONTACTS)');
    const again = run('rules', 'new', 'policy', 'acme');
    expect([again.code, again.stderr.includes('is already there')]).toEqual([2, true]);
    expect(run('rules', 'new', 'category', 'lending').code).toBe(2);
    expect(run('rules', 'new', 'category', '../x').code).toBe(2);
    expect(run('rules', 'new', 'rule', 'x').code).toBe(2);
    expect(existsSync(join(work, 'x.yaml'))).toBe(false);
  });

  it('shows every part as YAML that means the same', () => {
    for (const id of ['lending', 'general', 'google-play', 'article', 'cn-39', 'contacts', 'CN-39', 'kyc-camera']) {
      const path = write(`shown/${id}.yaml`, run('rules', 'show', id).stdout);
      const { code, stdout, stderr } = run('rules', 'validate', path);
      expect({ id, code, stderr }).toEqual({ id, code: 0, stderr: '' });
      expect(stdout).toMatch(/^valid: /);
    }
    const { code, stderr } = run('rules', 'show', 'LEND-MICC');
    expect([code, stderr.includes('did you mean LEND-MIC')]).toEqual([2, true]);
  });

  it('lists rules and clauses', () => {
    expect(run('rules', 'list').stdout).toContain('LEND-MIC ');
    const lending = run('rules', 'list', '--category', 'loan').stdout;
    expect(lending).toContain('LEND-MIC ');
    expect(lending).toContain('GEN-');
    const clauses = run('rules', 'list', '--policy', 'cn-39', '--lang', 'zh').stdout;
    expect(clauses).toContain('CN39-LENDING-CAMERA');
    expect(run('rules', 'list', '--policy', 'nope').code).toBe(2);
  });
});

describe('policies and regions', () => {
  it('adds the policies of a region to the default or the named ones', () => {
    expect(report('--policies', 'article', '--region', 'cn').options.policies).toContain('cn-39');
    expect(report('--policies', 'article', '--region', 'cn').options.policies[0]).toBe('article');
    expect(report('--region', 'CN').options.policies).toEqual(expect.arrayContaining(report().options.policies));
    const { code, stderr } = run(QUICK, '--region', 'xx');
    expect([code, stderr.includes('--region: no region "xx"')]).toEqual([2, true]);
  });

  it('takes --policy for --policies', () => {
    expect(report('--policy', 'article').options.policies).toEqual(['article']);
    expect(report('-p', 'cn-39', '--policy', 'article').options.policies).toEqual(['cn-39', 'article']);
    const difference = JSON.parse(run('diff', QUICK, QUICK, '--policy', 'article', '-f', 'json').stdout) as {
      cautions: string[];
    };
    expect(difference.cautions).toEqual([]);
    expect(run('diff', QUICK, QUICK, '--policy', 'nope').code).toBe(2);
    const batch = run('batch', QUICK, '--policy', 'article', '--no-cache', '-f', 'json');
    expect((JSON.parse(batch.stdout) as { options: { policies: string[] } }).options.policies).toEqual(['article']);
    expect(run(QUICK, '--policy', 'nope').code).toBe(2);
  });

  it('takes rules and regions from permaudit.yaml', () => {
    write('project/permaudit.yaml', 'policies: [article]\nregions: [cn]\nrules: [../own]\n');
    const { stdout, stderr, code } = permaudit([QUICK, '-f', 'json'], { cwd: join(work, 'project') });
    const counts = 'permaudit: settings of permaudit.yaml count: policies, regions, rules\n';
    expect([code, stderr]).toEqual([0, `rules: added feature acme-scan\n${counts}`]);
    expect((JSON.parse(stdout) as Report).options.policies).toContain('cn-39');
  });
});

describe('categories', () => {
  it('are found by any of their names', () => {
    for (const name of ['lending', 'Loan', '网络借贷', 'Online lending']) {
      expect(report('-c', name).options.category).toBe('lending');
    }
  });

  it('of a Google Play category with several are asked for', () => {
    const own = write(
      'finance/bank2.yaml',
      'id: bank2\nname: Bank\nsummary: A bank.\nplayCategories: [Finance]\nrules: []\n',
    );
    const { code, stderr } = run(QUICK, '-c', 'Finance', '--rules', own);
    expect(code).toBe(2);
    expect(stderr).toMatch(/which\?[\s\S]*bank2[\s\S]*lending/);
  });

  it('are searched', () => {
    expect(run('categories', 'BNPL').stdout).toContain('lending');
    expect(run('categories', '借贷').stdout).toContain('lending');
    expect(run('categories', 'zzzz').stdout).toContain('No category is found for "zzzz".');
    expect(run('categories', '--lang', 'zh', 'zzzz').stdout).toContain('没有找到');
  });

  it('are hinted at, never guessed', () => {
    const { options, notes } = report();
    expect(options.category).toBeNull();
    expect(notes[1]).toMatchObject({ code: 'CATEGORY_HINT', data: { categories: ['lending'] } });
    expect(notes[1]?.message).toContain('re-run with --category lending');
    expect(report('-c', 'lending').notes.map(({ code }) => code)).not.toContain('CATEGORY_HINT');
    const text = run(QUICK).stdout.replace(/\s+/g, ' ');
    expect(text).toContain('It looks like lending');
  });
});

describe('--lang', () => {
  it('speaks Chinese when asked, or when the locale does', () => {
    const asked = run(QUICK, '-c', 'lending', '--lang', 'zh').stdout;
    expect(asked).toContain('首先要做');
    const env = { LANG: 'zh_CN.UTF-8' };
    expect(permaudit([QUICK, '-c', 'lending'], { cwd: work, env }).stdout).toBe(asked);
    expect(permaudit([QUICK, '-c', 'lending', '--lang', 'en'], { cwd: work, env }).stdout).toContain(
      'What to do first',
    );
    expect(permaudit(['explain', 'READ_SMS'], { cwd: work, env }).stdout).toContain('保护级别');
    expect(run(QUICK, '--lang', 'fr').code).toBe(2);
  });

  it('keeps JSON the same whatever the locale, and records the language', () => {
    const args = [QUICK, '-c', 'lending', '-f', 'json', '--as-of', '2026-11-23'];
    const plain = permaudit(args, { cwd: work });
    expect(permaudit(args, { cwd: work, env: { LANG: 'zh_CN.UTF-8' } })).toEqual(plain);
    expect(report().options.lang).toBe('en');
    const zh = report('-c', 'lending', '--lang', 'zh');
    expect(zh.options.lang).toBe('zh');
    expect(zh.findings.find(({ ruleId }) => ruleId === 'LEND-MIC')?.title).toBe('借贷应用申请麦克风权限');
  });

  it('renders a stored report in its own language, or another', () => {
    const stored = write('stored.json', run(QUICK, '-c', 'lending', '--lang', 'zh', '-f', 'json').stdout);
    expect(run('render', stored).stdout).toContain('首先要做的');
    expect(run('render', stored, '--details').stdout).toContain('全部权限');
    expect(run('render', stored, '--lang', 'en').stdout).toContain('What to do first');
  });

  it('is shown in Chinese even where the locale could not', () => {
    const { stdout } = permaudit([QUICK, '--lang', 'zh'], { cwd: work, env: { LANG: 'C' } });
    expect(stdout).toContain('首先要做的');
  });
});

describe('permaudit explain', () => {
  it.each([
    ['lending', 'Official'],
    ['loan', 'Online lending (lending)'],
    ['google-play', 'Standing'],
    ['ARTICLE-MICROPHONE', 'Says'],
    ['CN-39', 'Cited by'],
    ['kyc-camera', 'Justifies'],
    ['LEND-MIC', 'Severity'],
  ])('explains %s', (name, word) => {
    const { code, stdout, stderr } = run('explain', name);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(word);
  });

  it('tells of a permission who may have it', () => {
    expect(run('explain', 'READ_SMS').stdout).toContain('any app, once the user says yes');
    const camera = run('explain', 'camera').stdout;
    expect(camera).toContain('android.permission.CAMERA');
    expect(camera).toContain('Opened by');
  });
});
