#!/usr/bin/env node
/**
 * Draws verdicts over many APKs at random and shows beside each what `dexdump -d` finds by plain text search: material to
 * judge by hand. Prints a Markdown table whose last column is empty.
 *
 *   npm run build && node bench/evidence-sample.mjs <folder of APKs>... [--seed 2026] [--rows 60] [--at-least 20]
 *     [--without page.md] [--lines 1]
 *
 * Of each of `used`, `no-evidence` and `used-undeclared` at least 20 are drawn, as far as there are so many, and the rest
 * from all that is left. `--without` leaves out the pairs of an earlier sample. The same seed draws the same verdicts from
 * the same files.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openInput } from '../dist/inputs/open-input.js';
import { apiMap } from '../dist/knowledge/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '2026' },
    rows: { type: 'string', default: '60' },
    'at-least': { type: 'string', default: '20' },
    without: { type: 'string' },
    lines: { type: 'string', default: '1' },
  },
});
const map = apiMap();
const KINDS = ['used-undeclared', 'used', 'no-evidence'];

/** APKs of different packages: the same app twice would be the same verdicts twice. */
function apps() {
  const paths = positionals.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true })
          .filter((name) => name.endsWith('.apk'))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
  const seen = new Set();
  return paths.flatMap((path) => {
    const { code, manifest } = openInput(path, { code: 'read', identity: 'none' });
    if (code === undefined || code.state === 'none' || seen.has(manifest.packageName)) return [];
    seen.add(manifest.packageName);
    return [{ path, name: manifest.packageName, code }];
  });
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher and Yates. */
function shuffled(list, random) {
  const all = [...list];
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}

const short = (permission) => permission.replace('android.permission.', '');
const keyOf = ({ app, verdict }) => `${app.name} ${short(verdict.permission)}`;

/** The pairs that a page of this form has. */
function pairsOf(page) {
  const rows = readFileSync(page, 'utf8').matchAll(/^\| (\S+) +\| (\S+) +\|/gm);
  return new Set([...rows].map(([, app, permission]) => `${app} ${permission}`));
}

function draw(all) {
  const without = values.without === undefined ? new Set() : pairsOf(values.without);
  const pairs = all.flatMap((app) =>
    app.code.permissions
      .filter(({ use, permission }) => use !== 'not-scanned' && map.permissions[permission] !== undefined)
      .map((verdict) => ({ app, verdict })),
  );
  const left = shuffled(
    pairs.filter((pair) => !without.has(keyOf(pair))),
    randomFrom(Number(values.seed)),
  );
  const drawn = KINDS.flatMap((kind) =>
    left.filter(({ verdict }) => verdict.use === kind).slice(0, Number(values['at-least'])),
  );
  const rest = left.filter((pair) => !drawn.includes(pair));
  const all60 = [...drawn, ...rest].slice(0, Number(values.rows));
  return all60.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Lines of a disassembly that name an API of the permission, by text alone: no superclass is followed. */
function linesNaming(text, apis) {
  const dotless = (name) => (name.endsWith(';') ? name : `L${name.replaceAll('.', '/')};`);
  const members = [apis.methods, apis.fields, apis.uriFields, apis.uriMethods].flatMap((list) => list ?? []);
  const wanted = [
    ...members.map((one) => `${dotless(one.class)}.${one.name}:`),
    ...(apis.uris ?? []).map(({ uri }) => `"${uri}`),
    ...(apis.paths ?? []).map(({ path }) => `"${path}`),
    ...(apis.intents ?? []).map(({ action }) => `"${action}"`),
    ...(apis.strings ?? []).map((one) => `"${one}"`),
  ];
  return text.filter((line) => wanted.some((one) => line.includes(one)));
}

function disassemble(path) {
  const { stdout } = spawnSync('dexdump', ['-d', path], { encoding: 'latin1', maxBuffer: 2 ** 30 });
  return stdout.split('\n').filter((line) => /: (?:invoke-|sget|iget|const-string)/.test(line) || line.includes('|['));
}

const instruction = (line) =>
  line
    .replace(/^.*\|[0-9a-f]+: /, '')
    .replace(/ \/\/.*$/, '')
    .replace(/^(\S+) \{[^}]*\}/, '$1')
    .slice(0, 110);

const texts = new Map();
console.log('| app | permission | verdict | our first site | `dexdump -d` | |\n| --- | --- | --- | --- | --- | --- |');
for (const { app, verdict } of draw(apps())) {
  if (!texts.has(app.path)) texts.set(app.path, disassemble(app.path));
  const lines = linesNaming(texts.get(app.path), map.permissions[verdict.permission]);
  const [site] = verdict.sites;
  const shown =
    site === undefined
      ? '–'
      : `${site.kind} \`${site.api}\` in \`${site.callerClass}${site.callerMethod === null ? '' : `.${site.callerMethod}`}\``;
  const found = lines.slice(0, Number(values.lines)).map((line) => `\`${instruction(line)}\``);
  const use = verdict.use + (verdict.strength === 'weak' ? ' (hint)' : '');
  const told = `${lines.length} lines${found.length === 0 ? '' : `: ${found.join(', ')}`}`;
  console.log(`| ${app.name} | ${short(verdict.permission)} | ${use} | ${shown} | ${told} | |`);
}
