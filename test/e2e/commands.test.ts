import { execFileSync } from 'node:child_process';
import { mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { fixture, NODE, permaudit, ROOT } from './run.js';

/** Every module that is loaded before a command runs: static imports only. */
function loadedAtStart(entry: string): Set<string> {
  const seen = new Set<string>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^;]*? from '([^']+)';/gm)) {
      if (target?.startsWith('.') === true) pending.push(resolve(dirname(file), target));
    }
  }
  return seen;
}

describe('--version and --help', () => {
  it('answer on stdout', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(permaudit(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    const help = permaudit(['--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const word of ['--category', '--fail-on', 'manifest', 'explain', 'categories', 'Examples:', 'Exit codes']) {
      expect(help.stdout).toContain(word);
    }
    expect(permaudit(['manifest', '--help']).code).toBe(0);
  });

  it('fit on one screen', () => {
    const lines = permaudit(['--help'], { env: { COLUMNS: '80' } })
      .stdout.trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(24);
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const limits = permaudit(['--help-limits']);
    expect([limits.code, limits.stderr]).toEqual([0, '']);
    expect(limits.stdout.match(/^ {2}--max-[a-z-]+ <(?:ms|size|n|MiB)> /gm)).toHaveLength(18);
    for (const command of ['audit', 'batch', 'diff']) {
      expect(permaudit([command, '--help-limits'])).toEqual(limits);
      expect(permaudit([command, '--help']).stdout).not.toContain('--max-nodes');
    }
  });

  it('load neither rulebook nor readers', () => {
    const files = [...loadedAtStart(join(ROOT, 'dist/cli/main.js'))].map((file) => file.slice(ROOT.length));
    expect(files).toContain('dist/cli/program.js');
    const light = [
      'bytes/',
      'platform/',
      'cli/',
      'report/formats.js',
      'report/view/escape.js',
      'report/view/columns.js',
    ];
    const small = [
      'api/batch-setup.js',
      'api/days.js',
      'api/tool.js',
      'audit/fail-on.js',
      'rulebook/orders.js',
      'rulebook/clause-dates.js',
      'knowledge/edit-distance.js',
      'batch/ranking-rows.js',
      'report/csv/kinds.js',
    ];
    const allowed = [...light, ...small].map((path) => `dist/${path}`);
    expect(files.filter((file) => !allowed.some((path) => file.startsWith(path)))).toEqual([]);
  });
});

describe('reading an APK', () => {
  it('loads no library that only other inputs need', () => {
    const script = `import { createRequire } from 'node:module';
      import { openInput } from ${JSON.stringify(pathToFileURL(join(ROOT, 'dist/inputs/open-input.js')).href)};
      const facts = openInput(${JSON.stringify(fixture('quick-loan'))}, { identity: 'none' });
      console.log(facts.manifest.packageName);
      for (const path of Object.keys(createRequire(${JSON.stringify(join(ROOT, 'package.json'))}).cache)) console.log(path);`;
    const lines = execFileSync(NODE, ['--input-type=module', '-e', script], { encoding: 'utf8' }).split('\n');
    expect(lines).toContain('com.example.quickloan');
    const libraries = /node_modules.(?:fast-xml-parser|yaml|protobufjs|asn1js|ajv)\b/;
    expect(lines.filter((line) => libraries.test(line))).toEqual([]);
  });
});

describe('permaudit manifest', () => {
  it('prints the manifest as XML', () => {
    const { code, stdout, stderr } = permaudit(['manifest', fixture('quick-loan')]);
    expect([code, stderr]).toEqual([0, '']);
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(stdout) as {
      manifest: { '@_package': string; 'uses-permission': { '@_android:name': string }[] };
    };
    expect(parsed.manifest['@_package']).toBe('com.example.quickloan');
    expect(parsed.manifest['uses-permission'].map((one) => one['@_android:name'])).toContain(
      'android.permission.READ_CONTACTS',
    );
  });

  it('is safe to look at', () => {
    const { code, stdout } = permaudit(['manifest', fixture('strange-label')]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
  });

  it('fails as the audit does', () => {
    expect(permaudit(['manifest', 'no-such.apk']).code).toBe(3);
    expect(permaudit(['manifest', fixture('split_config')]).code).toBe(4);
  });
});

describe('permaudit explain', () => {
  it('explains a rule', () => {
    const { code, stdout } = permaudit(['explain', 'lend-contacts-read']);
    expect(code).toBe(0);
    for (const word of ['LEND-CONTACTS-READ', 'Severity', 'Why', 'Instead', 'Clauses']) expect(stdout).toContain(word);
  });

  it('explains a permission by its short or full name', () => {
    const { code, stdout } = permaudit(['explain', 'READ_CONTACTS']);
    expect(code).toBe(0);
    expect(stdout).toContain('android.permission.READ_CONTACTS');
    for (const word of ['Kind', 'Protection', 'Group', 'Opens', 'Judged', 'Clauses']) expect(stdout).toContain(word);
    expect(permaudit(['explain', 'android.permission.READ_CONTACTS']).stdout).toBe(stdout);
    expect(permaudit(['explain', 'read_contacts']).stdout).toBe(stdout);
  });

  it('explains a data type', () => {
    const { code, stdout } = permaudit(['explain', 'contacts']);
    expect(code).toBe(0);
    for (const word of ['Exposes', 'Opened by', 'Rules', 'Safer']) expect(stdout).toContain(word);
  });
});

describe('permaudit categories', () => {
  it('lists categories and policies', () => {
    const { code, stdout, stderr } = permaudit(['categories']);
    expect([code, stderr]).toEqual([0, '']);
    for (const word of ['lending', 'CN-39', 'Policies', 'google-play', 'cn-39']) expect(stdout).toContain(word);
  });
});

describe('a file named like a command', () => {
  it('is reached by ./', () => {
    const folder = mkdtempSync(join(tmpdir(), 'permaudit-named-'));
    try {
      copyFileSync(join(ROOT, fixture('quick-loan')), join(folder, 'manifest'));
      const { code, stdout } = permaudit(['./manifest', '-c', 'lending'], { cwd: folder });
      expect(code).toBe(0);
      expect(stdout).toContain('com.example.quickloan');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
