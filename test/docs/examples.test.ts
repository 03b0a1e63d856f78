/** Needs the build: the examples import the package by its name. `npm test` builds first. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../api/temporary-folder.js';
import { ROOT } from '../e2e/run.js';

const work = temporaryFolder();

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

function node(args: string[], { cwd = ROOT, input }: { cwd?: string; input?: Buffer } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', input });
  return { code: status, stdout, stderr };
}

/** Runs a compiled example. */
function example(name: string, args: string[], options: { cwd?: string; input?: Buffer } = {}): Ran {
  return node([join(ROOT, '.cache/examples', `${name}.js`), ...args], options);
}

const QUICK = join(ROOT, 'fixtures/apk/quick-loan.apk');
const CAREFUL = join(ROOT, 'fixtures/apk/careful-loan.apk');

beforeAll(() => {
  const { code, stdout } = node(['node_modules/typescript/bin/tsc', '-p', 'examples/tsconfig.json']);
  expect([code, stdout]).toEqual([0, '']);
}, 120_000);

describe('the examples', () => {
  it('audit a file', () => {
    const { code, stdout } = example('audit-a-file', [QUICK, 'lending']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/: \d+ of 100, grade F, fail\n {2}critical /);
    const refused = example('audit-a-file', ['README.md', 'lending']);
    expect(refused).toMatchObject({
      code: 1,
      stdout: 'README.md: refused: this is a text file, not an APK [ZIP_NO_EOCD]\n',
    });
  });

  it('audit a buffer', () => {
    const { code, stdout } = example('audit-a-buffer', ['sent.apk'], { input: readFileSync(QUICK) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/i);
    expect(stdout).toContain('sent.apk');
  });

  it('judge by own rules, and tell what is wrong with them', () => {
    const { code, stdout } = example('own-rules', [QUICK]);
    expect(code).toBe(0);
    expect(stdout).toContain('acme');
    const wrong = example('own-rules', [QUICK, 'nowhere']);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^nowhere:1: RULE_FILE cannot be read/);
  });

  it('audit a folder', () => {
    const apps = join(work, 'apps');
    mkdirSync(apps);
    copyFileSync(QUICK, join(apps, 'quick-loan.apk'));
    copyFileSync(join(ROOT, 'fixtures/apk/flashlight.apk'), join(apps, 'flashlight.apk'));
    const dashboard = join(work, 'dashboard.html');
    const { code, stdout } = example('batch', [apps, dashboard]);
    expect(code).toBe(0);
    expect(stdout).toContain('0 fail');
    expect(stdout).toContain('2 of 2 have a score');
    expect(readFileSync(dashboard, 'utf8')).toContain('flashlight.apk');
  });

  it('stop what is new', () => {
    const report = (apk: string, file: string): string => {
      const path = join(work, file);
      expect(node(['bin/permaudit.js', apk, '-c', 'lending', '--no-config', '-f', 'json', '-o', path]).code).toBe(0);
      return path;
    };
    expect(example('ci-gate', [QUICK, report(QUICK, 'same.json')], { cwd: work })).toMatchObject({
      code: 0,
      stdout: '',
    });
    const more = example('ci-gate', [QUICK, report(CAREFUL, 'careful.json')], { cwd: work });
    expect(more.code).toBe(1);
    expect(more.stdout).toMatch(/^stopped: new: \d+ findings/);
    expect(readFileSync(join(work, 'permaudit.md'), 'utf8')).toContain('READ_CONTACTS');
    const broken = example('ci-gate', [join(ROOT, 'README.md'), report(CAREFUL, 'last.json')], { cwd: work });
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('stopped: no score') as string });
  });

  it('settings and rules are valid, and count', () => {
    expect(node(['bin/permaudit.js', 'rules', 'validate', 'examples/own-rules']).code).toBe(0);
    const run = node(['bin/permaudit.js', QUICK, '--config', 'examples/permaudit.yaml', '--no-code', '-f', 'json']);
    expect(run.code).toBe(1);
    const { options } = JSON.parse(run.stdout) as { options: { category: string; features: string[] } };
    expect(options).toMatchObject({ category: 'lending', features: ['kyc-camera'] });
  });

  it('are all named in their README', () => {
    const readme = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
    const names = readdirSync(join(ROOT, 'examples')).filter((name) => !['README.md', 'tsconfig.json'].includes(name));
    expect(names.length).toBeGreaterThan(7);
    for (const name of names) expect(readme).toContain(`](${name}`);
  });
});
