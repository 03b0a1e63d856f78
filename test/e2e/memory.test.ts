/** What needs more memory than the process may hold, through the real command: told, and never the end of the process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { withEntry } from './large-entry.js';
import { permaudit, type Result } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-memory-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const audit = (path: string, ...more: string[]): Result =>
  permaudit([path, '--no-config', '--max-memory', '128', '-f', 'json', ...more]);

describe('--max-memory', () => {
  const table = withEntry(folder, 'resources.arsc', 90);
  const code = withEntry(folder, 'classes.dex', 90);

  it('makes the audit incomplete where the manifest cannot be read within it', () => {
    const { code: exit, stdout, stderr } = audit(table);
    const { outcome, score, error } = JSON.parse(stdout) as Audit;
    expect([exit, outcome, score, error?.code]).toEqual([5, 'incomplete', null, 'LIMIT_MEMORY']);
    expect(stderr.split('\n')[0]).toContain('[LIMIT_MEMORY]');
  });

  it('makes the code partial where that cannot be read within it', () => {
    const { code: exit, stdout } = audit(code);
    const { outcome, code: evidence } = JSON.parse(stdout) as Audit;
    expect([exit, outcome, evidence?.state]).toEqual([0, 'complete', 'none']);
    expect(stdout).toContain('LIMIT_MEMORY');
  });

  it('holds in a batch, and costs no other file', () => {
    const { code: exit, stdout } = permaudit([
      ...['batch', table, 'fixtures/apk/careful-loan.apk', '--no-cache', '-j', '1'],
      ...['--max-memory', '192', '-f', 'ndjson', '--no-config'],
    ]);
    const audits = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { audit: Audit }).audit);
    const told = Object.fromEntries(audits.map(({ subject, error }) => [subject.file, error?.code ?? null]));
    expect(told).toEqual({ [table]: 'LIMIT_MEMORY', 'fixtures/apk/careful-loan.apk': null });
    expect(exit).toBe(5);
  });

  it('is a number of MiB, with room for the process itself', () => {
    expect(permaudit(['x.apk', '--max-memory', '64'])).toMatchObject({ code: 2 });
  });
});
