import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';

const work = mkdtempSync(join(tmpdir(), 'permaudit-examples-'));
afterAll(() => {
  rmSync(work, { recursive: true });
});

function node(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

const QUICK = 'fixtures/apk/quick-loan.apk';

describe('the examples', () => {
  it('audit a file', () => {
    const { code, stdout } = node('examples/audit-a-file.mjs', QUICK, 'lending');
    expect(code).toBe(0);
    expect(stdout).toMatch(/: \d+ of 100, grade F, fail\n {2}critical /);
    expect(node('examples/audit-a-file.mjs', 'README.md', 'lending')).toMatchObject({ code: 1 });
  });

  it('gate a stored report', () => {
    const report = join(work, 'report.json');
    expect(node('bin/permaudit.js', QUICK, '-c', 'lending', '--no-code', '-f', 'json', '-o', report).code).toBe(0);
    const { code, stdout } = node('examples/ci-gate.mjs', report);
    expect(code).toBe(1);
    expect(stdout).toContain('LEND-CONTACTS-READ: ');
    const clean = join(work, 'clean.json');
    const flags = ['-c', 'lending', '--feature', 'kyc-camera', '--no-code', '-f', 'json', '-o', clean];
    expect(node('bin/permaudit.js', 'fixtures/apk/careful-loan.apk', ...flags).code).toBe(0);
    expect(node('examples/ci-gate.mjs', clean).code).toBe(0);
  });

  it('settings and rules are valid, and count', () => {
    expect(node('bin/permaudit.js', 'rules', 'validate', 'examples/own-rules').code).toBe(0);
    const run = node('bin/permaudit.js', QUICK, '--config', 'examples/permaudit.yaml', '--no-code', '-f', 'json');
    expect(run.code).toBe(1);
    const { options } = JSON.parse(run.stdout) as { options: { category: string; features: string[] } };
    expect(options).toMatchObject({ category: 'lending', features: ['kyc-camera'] });
  });

  it('are all named in their README', () => {
    const readme = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
    for (const name of ['audit-a-file.mjs', 'ci-gate.mjs', 'permaudit.yaml', 'own-rules/'])
      expect(readme).toContain(name);
  });
});
