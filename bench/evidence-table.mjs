#!/usr/bin/env node
/**
 * How often the code shows the use of a permission, over many APKs: with those that ask for it, and with those that do
 * not. Prints Markdown; with --write, writes docs/code-evidence.md between its markers.
 *
 *   npm run build && node bench/evidence-table.mjs <folder of APKs>... [--api-map map.json] [--json] [--write]
 *
 * The default folders are the shared corpus beside the project, which is not part of it, and those of three npm packages.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { evidenceTable, markdownTable } from './lib/evidence-table.mjs';

const SHARED = process.env.PERMAUDIT_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/code-evidence.md', import.meta.url));
const BEGIN = '<!-- table: bench/evidence-table.mjs -->';
const END = '<!-- end of table -->';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'api-map': { type: 'string' }, json: { type: 'boolean' }, write: { type: 'boolean' } },
});
const NPM = ['io.appium.settings', 'android-apidemos', 'appium-uiautomator2-server'].map((name) =>
  fileURLToPath(new URL(`../node_modules/${name}/apks`, import.meta.url)),
);
const folders = positionals.length > 0 ? positionals : [join(SHARED, 'corpus', 'apks'), ...NPM];
const apks = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.apk'))
    .sort()
    .map((name) => join(folder, name)),
);
const map = values['api-map'];
const apiMap = map === undefined ? undefined : JSON.parse(readFileSync(map, 'utf8'));
const table = evidenceTable(apks, apiMap);
if (values.json) {
  console.log(JSON.stringify(table, null, 1));
} else if (values.write) {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no markers`);
  writeFileSync(PAGE, `${page.slice(0, from + BEGIN.length)}\n\n${markdownTable(table)}\n${page.slice(to)}`);
} else {
  console.log(markdownTable(table));
}
