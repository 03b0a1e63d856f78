/**
 * Writes the pages on rules, categories, policies, sources and permissions of note from the compiled rulebook and
 * catalogue; what is made from the table of options: the schema of permaudit.yaml and docs/options.md; the picture of the
 * floors; and that of the first screen, which is what the command line prints. The same data gives the same bytes.
 *
 *   node scripts/build-docs.mjs [--check] [--out <directory>]
 *
 * `--check` writes nothing and exits 1 when a page is missing, stale or no longer belongs there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { OPTIONS } from '../dist/cli/options/table.js';
import * as row from '../dist/cli/options/row.js';
import { withOwnRules } from '../dist/words/own-rules.js';
import { buildPages, FOLDERS } from './lib/docs-pages.mjs';
import { floorsPicture } from './lib/floors-picture.mjs';
import { optionFiles } from './lib/option-files.mjs';
import { terminalPicture } from './lib/terminal-picture.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function readCompiled(name) {
  const path = join(ROOT, 'dist/data', name);
  if (!existsSync(path)) {
    process.stderr.write(`dist/data/${name}: missing; run npm run build\n`);
    process.exit(1);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Generated pages as they are on the disk, by path. */
function pagesIn(out) {
  const pages = new Map();
  for (const folder of FOLDERS.filter((name) => existsSync(join(out, name)))) {
    for (const name of readdirSync(join(out, folder)).sort()) {
      pages.set(`${folder}/${name}`, readFileSync(join(out, folder, name), 'utf8'));
    }
  }
  return pages;
}

/** The first screen of the README's command, as it would be that day. */
function firstScreen() {
  const command = ['fixtures/apk/quick-loan.apk', '--category', 'lending'];
  const args = [...command, '--as-of', '2026-11-28', '--lang', 'en'];
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', FORCE_COLOR: '3', COLUMNS: '80' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/permaudit.js'), ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the first screen could not be made:\n${stderr}`);
  const label = 'permaudit in a terminal: Quick Loan scores 0 of 100 and fails, with ten findings and what to do first';
  return terminalPicture(`permaudit ${command.join(' ')}`, stdout, label);
}

/** One line for each page that differs. */
function differences(wanted, found) {
  const stale = [...wanted].filter(([path, text]) => found.get(path) !== text);
  const left = [...found.keys()].filter((path) => !wanted.has(path));
  return [
    ...stale.map(([path]) => `docs/${path}: ${found.has(path) ? 'stale' : 'missing'}`),
    ...left.map((path) => `docs/${path}: no longer belongs there`),
  ];
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } });
  const out = values.out ?? join(ROOT, 'docs');
  const wanted = buildPages(withOwnRules(readCompiled('rulebook.json')), readCompiled('catalog.json'));
  const found = pagesIn(out);
  const files = await optionFiles(ROOT, OPTIONS, row);
  files.set('docs/images/floors.svg', floorsPicture());
  files.set('docs/images/first-screen.svg', firstScreen());
  const stale = [...files].filter(([path, text]) => textOf(join(ROOT, path)) !== text);
  const differing = [...differences(wanted, found), ...stale.map(([path]) => `${path}: stale or missing`)];
  if (values.check === true) {
    if (differing.length === 0) return;
    for (const line of differing) process.stderr.write(`${line}\n`);
    process.stderr.write('run npm run docs\n');
    process.exit(1);
  }
  for (const path of found.keys()) if (!wanted.has(path)) rmSync(join(out, path));
  for (const folder of FOLDERS) mkdirSync(join(out, folder), { recursive: true });
  for (const [path, text] of stale) writeFileSync(join(ROOT, path), text);
  for (const [path, text] of wanted) if (found.get(path) !== text) writeFileSync(join(out, path), text);
  process.stdout.write(`${wanted.size} pages, ${differing.length} changed\n`);
}

await main();
