/** The compile script: what it writes, and how it fails. Needs the build, as `npm test` makes it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataLines } from '../../src/bytes/data-lines.js';
import { catalogOf } from '../../src/knowledge/catalog.js';
import { lateRulebook } from '../../src/rulebook/late-rulebook.js';
import { shippedCatalog, shippedRulebook } from './shipped.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-rules-'));
  cpSync(join(ROOT, 'rules'), join(folder, 'rules'), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function compile(): { status: number | null; stdout: string; stderr: string } {
  const script = join(ROOT, 'scripts/compile-rules.mjs');
  const options = ['--rules', join(folder, 'rules'), '--out', join(folder, 'out')];
  return spawnSync(process.execPath, [script, ...options], { cwd: folder, encoding: 'utf8' });
}

describe('compile-rules', () => {
  it('writes the rulebook and the catalogue, the same bytes every time', () => {
    const { status, stdout, stderr } = compile();
    expect([status, stderr]).toEqual([0, '']);
    const rulebook = shippedRulebook();
    expect(stdout).toContain(`sha256 ${rulebook.sha256}`);
    const files = () => ['rulebook', 'catalog'].map((name) => readFileSync(join(folder, `out/${name}.jsonl`), 'utf8'));
    const written = files();
    const [rules = '', catalog = ''] = written;
    expect(lateRulebook(new DataLines(rules))).toEqual(rulebook);
    expect(catalogOf(new DataLines(catalog)).permissions.all()).toEqual(shippedCatalog());
    compile();
    expect(files()).toEqual(written);
  });

  it('prints problems as file:line and exits 1', () => {
    const path = join(folder, 'rules/policies/article.yaml');
    const text = readFileSync(path, 'utf8').replace('source: ARTICLE', 'source: HEARSAY');
    writeFileSync(path, text);
    const line = text.slice(0, text.indexOf('HEARSAY')).split('\n').length;
    const { status, stderr } = compile();
    expect(status).toBe(1);
    expect(stderr).toBe(`rules/policies/article.yaml:${String(line)}: RULE_UNKNOWN_SOURCE source: unknown "HEARSAY"\n`);
  });

  it('names the line of a text that is in English only', () => {
    const path = join(folder, 'rules/categories/lending.yaml');
    const text = readFileSync(path, 'utf8').replace('{ en: Online lending, zh: 网络借贷 }', '{ en: Online lending }');
    writeFileSync(path, text);
    const { status, stderr } = compile();
    expect(status).toBe(1);
    expect(stderr).toBe('rules/categories/lending.yaml:3: RULE_LANGUAGE a text in English has none in Chinese (zh)\n');
  });

  it('says what is missing without a catalogue', () => {
    rmSync(join(folder, 'rules/catalog/permissions.json'));
    const { status, stderr } = compile();
    expect(status).toBe(1);
    expect(stderr).toMatch(/catalog\/permissions\.json: missing; write it with: node scripts\/build-catalog\.mjs/);
  });
});
