/** The generated catalogue against the data it is generated from. Needs PERMAUDIT_SHARED (default: ../shared). */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ADDED_IN_API_36 } from '../../scripts/lib/catalog-additions.mjs';
import { isDangerous, isSpecialAccess, permissionInfo } from '../../src/knowledge/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DATA = join(process.env['PERMAUDIT_SHARED'] ?? join(ROOT, '../shared'), 'data/permissions');
const present = existsSync(DATA);
if (!present) process.stderr.write(`SKIPPED: the permission data is missing (${DATA}); catalogue not checked\n`);

interface Extracted {
  permissions: { name: string; added: number; gone: number | null }[];
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(DATA, file), 'utf8'));

describe.skipIf(!present)('the permission catalogue', () => {
  it('is what the generator writes, byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'permaudit-catalog-'));
    try {
      const out = join(folder, 'permissions.json');
      execFileSync(process.execPath, [join(ROOT, 'scripts/build-catalog.mjs'), '--data', DATA, '--out', out]);
      const fresh = readFileSync(out);
      expect(fresh.equals(readFileSync(join(ROOT, 'rules/catalog/permissions.json')))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has every extracted permission with its first and last API level', () => {
    const { permissions } = readJson('aosp-permissions.json') as Extracted;
    expect(permissions.length).toBeGreaterThan(1000);
    for (const { name, added, gone } of permissions) {
      const info = permissionInfo(name);
      // What the list of API 37 cannot tell apart, the published differences of API 36 do.
      const since = ADDED_IN_API_36.includes(name.replace(/^android\.permission\./, '')) ? 36 : added;
      expect([name, info?.added, info?.gone ?? null]).toEqual([name, since, gone]);
    }
  });

  it('agrees with the separate list of dangerous and special permissions', () => {
    const list = readJson('dangerous-and-special-36.json') as Record<string, string[]>;
    for (const name of list['dangerous_api36'] ?? []) expect(isDangerous(name, 37), name).toBe(true);
    for (const name of list['appop_special_api36'] ?? []) expect(isSpecialAccess(name), name).toBe(true);
  });
});
