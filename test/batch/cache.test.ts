import { appendFileSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { AuditCache, defaultCacheDir } from '../../src/batch/cache.js';
import type { BatchRecord, BatchSetup } from '../../src/batch/types.js';
import { setupWith, targetOf } from './setup.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from './workspace.js';

function entriesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const audit = (setup: BatchSetup, path = QUICK_LOAN) => new FileAuditor(setup).audit(targetOf(path));

describe('remembered audits', () => {
  it('are the same as fresh ones, under the name of the file asked for', () => {
    const folder = workspace();
    const setup = setupWith({ cacheDir: join(folder, 'cache') });
    const copy = join(folder, 'copy.apk');
    copyFileSync(QUICK_LOAN, copy);
    const fresh = audit(setup);
    expect(fresh.cached).toBe(false);
    expect(audit(setup)).toEqual({ ...fresh, cached: true });
    const other = audit(setup, copy);
    expect(other.cached).toBe(true);
    expect((JSON.parse(other.line) as BatchRecord).audit.subject.file).toBe(copy);
    expect(entriesOf(join(folder, 'cache'))).toHaveLength(1);
  });

  it.each<[string, Partial<BatchSetup>]>([
    ['category', { defaultCategory: null }],
    ['category map', { categoryRules: [{ pattern: 'com.*', category: 'lending' }] }],
    ['policies', { policies: [] }],
    ['features', { features: ['kyc-camera'] }],
    ['date', { asOf: '2020-01-01' }],
    ['API levels', { apiRange: [30, 30] }],
    ['limits', { limits: { ...setupWith().limits, entries: 1000 } }],
    ['version', { tool: { name: 'permaudit', version: '9' } }],
    ['rulebook', { rulebook: { ...setupWith().rulebook, sha256: '0' } }],
  ])('are not used for another %s', (_, change) => {
    const cacheDir = workspace();
    audit(setupWith({ cacheDir }));
    expect(audit(setupWith({ cacheDir })).cached).toBe(true);
    expect(audit(setupWith({ cacheDir, ...change })).cached).toBe(false);
  });

  it('are not used when the content differs, though size and time are the same', () => {
    const folder = workspace();
    const setup = setupWith({ cacheDir: join(folder, 'cache') });
    const path = join(folder, 'a.apk');
    copyFileSync(QUICK_LOAN, path);
    utimesSync(path, 1, 1);
    const before = audit(setup, path);
    copyFileSync(CAREFUL_LOAN, path);
    utimesSync(path, 1, 1);
    expect(statSync(QUICK_LOAN).size).toBe(statSync(CAREFUL_LOAN).size);
    const after = audit(setup, path);
    expect(after.cached).toBe(false);
    expect(after.row.package).not.toBe(before.row.package);
  });

  it('count as missing when they are cut, altered or empty, and are replaced', () => {
    const cacheDir = workspace();
    const setup = setupWith({ cacheDir });
    const fresh = audit(setup);
    const [entry = ''] = entriesOf(cacheDir);
    const damages = [
      () => {
        truncateSync(entry, statSync(entry).size - 1);
      },
      () => {
        appendFileSync(entry, ' ');
      },
      () => {
        truncateSync(entry, 0);
      },
      () => {
        writeFileSync(entry, '{"score":100}');
      },
    ];
    for (const damage of damages) {
      damage();
      expect(audit(setup)).toEqual(fresh);
      expect(audit(setup).cached).toBe(true);
    }
  });

  it('do not include files that could not be read or took too long', () => {
    const cacheDir = workspace();
    const limits = { ...setupWith().limits, timeMs: 0 };
    expect(audit(setupWith({ cacheDir }), join(cacheDir, 'missing.apk')).row.errorCode).toBe('IO_NOT_FOUND');
    expect(audit(setupWith({ cacheDir, limits })).row.outcome).toBe('incomplete');
    expect(entriesOf(cacheDir)).toEqual([]);
  });

  it('that cannot be written are told, and leave the audit as it is', () => {
    const folder = workspace();
    writeFileSync(join(folder, 'file'), '');
    const answer = audit(setupWith({ cacheDir: join(folder, 'file') }));
    expect(answer.cacheError).toBe('ENOTDIR');
    expect(answer.row.score).toBe(audit(setupWith()).row.score);
  });

  it('are where the desktop says', () => {
    expect(defaultCacheDir({ XDG_CACHE_HOME: '/c' })).toBe('/c/permaudit');
    expect(defaultCacheDir({ XDG_CACHE_HOME: 'relative' })).toMatch(/^\/.*\/\.cache\/permaudit$/);
    expect(AuditCache.key('a', 'b', null)).not.toBe(AuditCache.key('ab', '', null));
  });
});
