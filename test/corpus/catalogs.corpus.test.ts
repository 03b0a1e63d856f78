/** The catalogues behind code evidence against the data they are generated from. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasShared, SHARED } from './shared.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe.each([
  ['build-api-map.mjs', 'data/api-map', 'api-map.json'],
  ['build-sdks.mjs', 'data/sdks', 'sdks.json'],
])('%s', (generator, data, file) => {
  it.skipIf(!hasShared(data))(`writes rules/catalog/${file}, byte for byte`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'permaudit-catalogs-'));
    try {
      const out = join(folder, file);
      execFileSync(process.execPath, [join(ROOT, 'scripts', generator), '--data', join(SHARED, data), '--out', out]);
      expect(readFileSync(out).equals(readFileSync(join(ROOT, 'rules/catalog', file)))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
