#!/usr/bin/env node
/**
 * How long each file takes and how much memory, one fresh process per file, as a person would meet it.
 *
 *   node bench/one-by-one.mjs <folder> [<folder> ...]
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILD = `
  const { openApk } = await import(process.argv[1]);
  const start = performance.now();
  openApk(process.argv[2]);
  const took = performance.now() - start;
  process.stdout.write(JSON.stringify({ took, rss: process.resourceUsage().maxRSS }));
`;
const OPEN = new URL('../dist/inputs/open-apk.js', import.meta.url).href;

function* apksBelow(folders) {
  const pending = [...folders];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (statSync(path).isDirectory()) pending.push(...readdirSync(path).map((name) => join(path, name)));
    else if (path.endsWith('.apk')) yield path;
  }
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error(`usage: node ${fileURLToPath(import.meta.url)} <folder> [<folder> ...]`);
  process.exit(2);
}
const rows = [];
for (const path of apksBelow(folders)) {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', CHILD, OPEN, path], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${path}: ${child.stderr}`);
  rows.push({ path, ...JSON.parse(child.stdout) });
}
const worst = (key) => rows.reduce((a, b) => (b[key] > a[key] ? b : a));
const sorted = rows.map(({ took }) => took).sort((a, b) => a - b);
console.log(`${rows.length} files, one process each`);
console.log(
  `median ${sorted[sorted.length >> 1].toFixed(1)} ms, slowest ${worst('took').took.toFixed(1)} ms (${worst('took').path})`,
);
console.log(`largest ${(worst('rss').rss / 1024).toFixed(1)} MB resident (${worst('rss').path})`);
