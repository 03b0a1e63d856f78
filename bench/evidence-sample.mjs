#!/usr/bin/env node
/**
 * Draws verdicts over many APKs and shows beside each what `dexdump -d` finds by plain text search: material to check by
 * hand. Prints a Markdown table whose last column is empty.
 *
 *   npm run build && node bench/evidence-sample.mjs <folder of APKs>... [--rows 60] [--api-map map.json]
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openInput } from '../dist/inputs/open-input.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '60' }, 'api-map': { type: 'string' } },
});
const apiMap =
  values['api-map'] === undefined
    ? (await import('../dist/knowledge/index.js')).apiMap()
    : JSON.parse(readFileSync(values['api-map'], 'utf8'));
const knowledge = values['api-map'] === undefined ? {} : { codeKnowledge: { apiMap, sdkOf: () => null } };

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
    const { code, manifest } = openInput(path, { code: 'read', identity: 'none', ...knowledge });
    if (code === undefined || code.state === 'none' || seen.has(manifest.packageName)) return [];
    seen.add(manifest.packageName);
    return [{ path, name: manifest.packageName, code }];
  });
}

/** Lines of a disassembly that name an API of the permission, by text alone: no superclass is followed. */
function linesNaming(text, apis) {
  const dotless = (name) => (name.endsWith(';') ? name : `L${name.replaceAll('.', '/')};`);
  const wanted = [
    ...[...apis.methods, ...apis.fields, ...apis.uriFields].map((one) => `${dotless(one.class)}.${one.name}:`),
    ...apis.uris.map(({ uri }) => `"${uri}`),
    ...apis.intents.map(({ action }) => `"${action}"`),
    ...apis.strings.map((one) => `"${one}"`),
  ];
  return text.filter((line) => wanted.some((one) => line.includes(one)));
}

function disassemble(path) {
  const { stdout } = spawnSync('dexdump', ['-d', path], { encoding: 'latin1', maxBuffer: 2 ** 30 });
  return stdout.split('\n').filter((line) => /: (?:invoke-|sget|iget|const-string)/.test(line) || line.includes('|['));
}

/** Each app in turn gives one verdict, so that no app fills the sample. */
function draw(all, rows) {
  const queues = all
    .map((app) => ({
      app,
      left: app.code.permissions.filter(
        ({ use, permission }) => use !== 'not-scanned' && apiMap.permissions[permission],
      ),
    }))
    .filter(({ left }) => left.length > 0);
  const drawn = [];
  for (let round = 0; drawn.length < rows && queues.some(({ left }) => left.length > round); round++) {
    for (const { app, left } of queues) {
      // Not always the first by name.
      const verdict = left[(round * 7 + left.length * 3) % left.length];
      const key = `${app.name} ${verdict.permission}`;
      if (round < left.length && drawn.length < rows && !drawn.some((one) => one.key === key)) {
        drawn.push({ key, app, verdict });
      }
    }
  }
  return drawn.sort((a, b) => (a.key < b.key ? -1 : 1));
}

const texts = new Map();
console.log('| app | permission | verdict | our first site | `dexdump -d` | |\n| --- | --- | --- | --- | --- | --- |');
for (const { app, verdict } of draw(apps(), Number(values.rows))) {
  if (!texts.has(app.path)) texts.set(app.path, disassemble(app.path));
  const lines = linesNaming(texts.get(app.path), apiMap.permissions[verdict.permission]);
  const [site] = verdict.sites;
  const shown =
    site === undefined
      ? '–'
      : `${site.kind} \`${site.api}\` in \`${site.callerClass}${site.callerMethod === null ? '' : `.${site.callerMethod}`}\``;
  const first =
    lines[0] === undefined
      ? ''
      : `: \`${lines[0]
          .replace(/^.*\|[0-9a-f]+: /, '')
          .replace(/ \/\/.*$/, '')
          .replace(/^(\S+) \{[^}]*\}/, '$1')
          .slice(0, 110)}\``;
  const use = verdict.use + (verdict.strength === 'weak' ? ' (hint)' : '');
  console.log(
    `| ${app.name} | ${verdict.permission.replace('android.permission.', '')} | ${use} | ${shown} | ${lines.length} lines${first} | |`,
  );
}
