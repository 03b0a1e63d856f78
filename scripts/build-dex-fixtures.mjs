#!/usr/bin/env node
/**
 * Builds fixtures/dex/*.dex from fixtures/dex/src.
 *
 *   node scripts/build-dex-fixtures.mjs           build all
 *   node scripts/build-dex-fixtures.mjs --check   build into a temporary folder; exit 1 if any byte differs
 *
 * Needs smali (`apt-get install libsmali-java` on Debian or Ubuntu).
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './lib/fixture-tools.mjs';

const FOLDER = fileURLToPath(new URL('../fixtures/dex/', import.meta.url));

/** The lowest API level whose DEX version has what the fixture uses: 15 gives 035, 26 gives 038. */
const APIS = { 'every-format': '26' };
const OLDEST_API = '15';

function assemble(name, target) {
  const api = APIS[name] ?? OLDEST_API;
  run('smali', ['assemble', '--jobs', '1', '--api', api, '-o', target, join(FOLDER, 'src', name)]);
}

const check = process.argv.includes('--check');
const work = mkdtempSync(join(tmpdir(), 'permaudit-dex-'));
try {
  for (const name of readdirSync(join(FOLDER, 'src')).sort()) {
    const built = join(work, `${name}.dex`);
    const committed = join(FOLDER, `${name}.dex`);
    assemble(name, built);
    const same = existsSync(committed) && readFileSync(committed).equals(readFileSync(built));
    if (!same && check) process.exitCode = 1;
    if (!same && !check) copyFileSync(built, committed);
    console.log(`${name.padEnd(16)} ${same ? 'unchanged' : check ? 'DIFFERS' : 'written'}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
