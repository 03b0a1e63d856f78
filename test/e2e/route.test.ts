/** What the command without a name makes of its inputs, with the real command line. */
import { cpSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import type { BatchSummary } from '../../src/batch/summary.js';
import { CAREFUL_LOAN, FIXTURES, put, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { permaudit, ROOT } from './run.js';

const LENDING = ['-c', 'lending', '--as-of', '2026-11-23'];
const INPUTS = join(ROOT, 'fixtures/inputs/files');
const DECODED = join(ROOT, 'fixtures/inputs/decoded');
const SPLITS = ['split_base.apk', 'split_config.apk', 'split_feature.apk'].map((name) => join(FIXTURES, name));

function folderOf(files: readonly string[]): string {
  const folder = join(workspace(), 'apks');
  mkdirSync(folder);
  for (const file of files) copyFileSync(file, join(folder, file.slice(file.lastIndexOf('/') + 1)));
  return folder;
}

function audit(args: readonly string[]): Audit {
  const { code, stdout, stderr } = permaudit([...args, ...LENDING, '-f', 'json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Audit;
}

function summary(args: readonly string[], code = 0): BatchSummary {
  const result = permaudit([...args, '--no-cache', ...LENDING, '-f', 'json']);
  expect(result.code).toBe(code);
  return JSON.parse(result.stdout) as BatchSummary;
}

const packagesOf = ({ ranking }: BatchSummary): (string | null)[] => ranking.map((row) => row.package).sort();
const LOANS = ['com.example.carefulloan', 'com.example.quickloan'];

describe('one app', () => {
  it.each([
    ['a folder of its splits', () => [folderOf(SPLITS)]],
    ['its splits, base last', () => [...SPLITS].reverse()],
  ])('%s', (_, inputs) => {
    const { subject, modules } = audit(inputs());
    expect(subject.package).toBe('com.example.splitapp');
    expect(modules[0]?.name).toBe('base');
    expect(modules.map(({ name }) => name).sort()).toEqual(['base', 'chat', 'config.zh_rCN']);
  });

  it('a folder that apktool decoded, by its name and by a link', () => {
    expect(audit([DECODED]).input).toBe('apktool-folder');
    const link = join(workspace(), 'link');
    symlinkSync(DECODED, link);
    expect(audit([link]).input).toBe('apktool-folder');
  });

  it('the only APK of a folder', () => {
    expect(audit([folderOf([QUICK_LOAN])]).subject.package).toBe('com.example.quickloan');
  });
});

describe('a batch', () => {
  it('a folder of several apps', () => {
    expect(packagesOf(summary([folderOf([QUICK_LOAN, CAREFUL_LOAN])]))).toEqual(LOANS);
  });

  it('several apps, and a pattern', () => {
    expect(packagesOf(summary([QUICK_LOAN, CAREFUL_LOAN]))).toEqual(LOANS);
    expect(packagesOf(summary([join(FIXTURES, '{quick,careful}-loan.apk')]))).toEqual(LOANS);
  });

  it('splits of one app beside another one', () => {
    expect(summary([...SPLITS, QUICK_LOAN], 4).files.audited).toBe(4);
  });

  it('one app, when an option is given that only a batch has', () => {
    expect(summary([QUICK_LOAN, '--jobs', '1']).files.audited).toBe(1);
  });

  it('does without options and formats of one app', () => {
    for (const args of [
      ['--role', 'supply'],
      ['-f', 'sarif'],
      ['--fail-on', 'new'],
      ['--evidence', 'x.zip'],
    ]) {
      const { code, stdout, stderr } = permaudit([QUICK_LOAN, CAREFUL_LOAN, ...args]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(args[0] === '-f' ? 'no format "sarif"' : args[0]);
    }
    const { code, stderr } = permaudit(['--jobs', '2', 'batch', QUICK_LOAN]);
    expect([code, stderr.includes('--jobs belongs after "batch"')]).toEqual([2, true]);
  });
});

describe('every form of an app in a batch', () => {
  it('is audited as it is alone', () => {
    const folder = join(workspace(), 'all');
    mkdirSync(join(folder, 'splits'), { recursive: true });
    for (const name of ['bundletool.apks', 'stored.xapk', 'plain.apkm', 'base-only.aab']) {
      copyFileSync(join(INPUTS, name), join(folder, name));
    }
    for (const split of SPLITS) copyFileSync(split, join(folder, 'splits', split.slice(split.lastIndexOf('/') + 1)));
    cpSync(DECODED, join(folder, 'decoded'), { recursive: true });
    put(QUICK_LOAN, join(folder, 'quick.apk'));
    const results = join(workspace(), 'r.ndjson');
    const { ranking, files } = summary([folder, '--code', '--results', results]);
    expect(files).toMatchObject({ audited: 7, scored: 7 });
    const records = readFileSync(results, 'utf8').trim().split('\n');
    const audits = records.map((line) => (JSON.parse(line) as { audit: Audit }).audit);
    expect(audits.map(({ input }) => input).sort()).toEqual([
      'aab',
      'apk',
      'apk-set',
      'apkm',
      'apks-bundletool',
      'apktool-folder',
      'xapk',
    ]);
    for (const one of audits.filter(({ input }) => input !== 'apk-set')) expect(one).toEqual(audit([one.subject.file]));
    const again = summary([folder, '--code', '--results', results, '--resume']);
    expect(again.files.resumed).toBe(7);
    expect(again.ranking).toEqual(ranking);
  });

  it('is remembered by all its files', () => {
    const folder = folderOf([...SPLITS]);
    const cached = (): number => {
      const cache = join(folder, '../cache');
      const args = ['batch', folder, '--cache-dir', cache, ...LENDING, '-f', 'json'];
      return (JSON.parse(permaudit(args).stdout) as BatchSummary).files.cached;
    };
    expect([cached(), cached()]).toEqual([0, 1]);
    copyFileSync(QUICK_LOAN, join(folder, 'split_config.apk'));
    expect(cached()).toBe(0);
  });
});

describe('the dashboard', () => {
  it('links to the reports, which are named by digests', () => {
    const base = workspace();
    const folder = folderOf([QUICK_LOAN, CAREFUL_LOAN]);
    const page = join(base, 'out dir', 'all.html');
    mkdirSync(join(base, 'out dir'));
    const reports = join(base, 'reports é');
    const args = [folder, '--no-cache', ...LENDING, '--report', `html=${page}`, '--reports', reports];
    expect(permaudit(args).code).toBe(0);
    const names = readdirSync(reports);
    expect(names).toHaveLength(2);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}-[0-9a-f]{12}\.html$/);
    const html = readFileSync(page, 'utf8');
    const links = [...html.matchAll(/"r":"([^"]+)"/g)].map(([, link]) => decodeURIComponent(link ?? ''));
    expect(links).toHaveLength(2);
    for (const link of links) expect(existsSync(join(base, 'out dir', link))).toBe(true);
  });

  it('is in the language that is asked for, with the names of the rulebook', () => {
    const pageIn = (...lang: string[]): string =>
      permaudit([folderOf([QUICK_LOAN]), '--no-cache', ...LENDING, '-f', 'html', ...lang]).stdout;
    const chinese = pageIn('--lang', 'zh');
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('1 个应用的权限审计');
    expect(chinese).toContain('<option value="lending">网络借贷</option>');
    expect(chinese).toMatch(/"id":"contacts","name":"\p{Script=Han}+"/u);
    expect(pageIn()).toContain('<html lang="en">');
  });
});

describe('manifest and diff', () => {
  it('take every form of an app', () => {
    for (const input of [join(INPUTS, 'base-only.aab'), join(INPUTS, 'stored.xapk'), join(INPUTS, 'bundletool.apks')]) {
      const { code, stdout } = permaudit(['manifest', input]);
      expect(code).toBe(0);
      expect(stdout).toContain('package="com.example.splitapp"');
    }
    expect(permaudit(['manifest', DECODED]).stdout).toContain('<uses-permission');
    const { code, stdout } = permaudit([
      'diff',
      join(INPUTS, 'stored.xapk'),
      join(INPUTS, 'base-only.aab'),
      ...LENDING,
      '-f',
      'json',
    ]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { permissions: { added: unknown[] } }).permissions.added).toEqual([]);
  });
});
