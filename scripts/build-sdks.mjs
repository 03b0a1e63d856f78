/**
 * Writes rules/catalog/sdks.json from extracted lists and rules/catalog/sdks-review.yaml. Runs after npm run build: the
 * kinds of SDKs are part of the program (src/knowledge/sdks.ts).
 *
 *   node scripts/build-sdks.mjs --data <directory with libchecker-rules.json ...> [--out <file>]
 *
 * The same input gives the same bytes: no date, no path, nothing of the machine goes into the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { SDK_KINDS } from '../dist/knowledge/sdks.js';
import { libcheckerRows, libradarRows, libscoutRows, withKinds } from './lib/sdk-lists.mjs';
import { prefixProblem, sdkProblems } from './lib/sdk-problems.mjs';

const CATALOG = fileURLToPath(new URL('../rules/catalog/', import.meta.url));

const PROVENANCE = {
  generator: 'scripts/build-sdks.mjs',
  licence: 'Apache-2.0',
  sources: [
    'LibChecker-Rules 3ec8753 (2024-06-12), Apache-2.0: packages of components, derived',
    'LibRadar 2fa3891 (2018), tag_rules.csv, Apache-2.0',
    'LibScout 8c0bd2c, library specifications, Apache-2.0: groups that are packages too',
    'rules/catalog/sdks-review.yaml: written for this project',
  ],
};

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Whether `name` is `prefix` or lies below it. */
const isWithin = (name, prefix) => `${name}.`.startsWith(`${prefix}.`);

/** Rows without those that stand for no one SDK. */
function withoutDropped(rows, drop) {
  const unused = new Set(Object.keys(drop));
  const kept = rows.filter(({ prefix, fullPackage }) => {
    const dropped = [prefix, fullPackage].find((name) => Object.hasOwn(drop, name ?? ''));
    unused.delete(dropped);
    return dropped === undefined && prefixProblem(prefix) === null;
  });
  // A package that a list has with a dot at its end is the same as the one without.
  const missing = [...unused].filter((name) => !name.endsWith('.'));
  if (missing.length > 0) throw new Error(`drop: no list has ${missing.join(', ')}`);
  return kept;
}

/** The reviewed SDKs, and the rows that are none of theirs. */
function takeReviewed(reviewed, rows) {
  const sdks = reviewed.map((sdk) => ({
    team: null,
    ...sdk,
    prefixes: [...sdk.prefixes],
    sources: new Set(['review']),
  }));
  const owners = new Map(sdks.flatMap((sdk) => sdk.prefixes.map((prefix) => [prefix, sdk])));
  const rest = rows.filter((row) => {
    const labels = (row.fullPackage ?? row.prefix).split('.');
    for (let count = labels.length; count > 0; count--) {
      const owner = owners.get(labels.slice(0, count).join('.'));
      if (owner === undefined) continue;
      owner.sources.add(row.source);
      return false;
    }
    return true;
  });
  return { sdks, rest };
}

/** `com.example.ads` as `example-ads`. */
function idOf(prefix) {
  const labels = prefix.split('.');
  const words = labels.length > 1 && labels[0].length <= 4 ? labels.slice(1) : labels;
  return words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** One SDK of each name and maker; a package goes to the first list that has it. */
function groupRows(rows) {
  const owners = new Map();
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.name}\n${row.team ?? ''}`;
    const owner = owners.get(row.prefix);
    if (owner !== undefined) {
      if (owner.kind === 'other') owner.kind = row.kind;
      if (owner.key !== key && row.source === 'libchecker') throw new Error(`${row.prefix}: two owners in one list`);
      owner.sources.add(row.source);
      continue;
    }
    let group = groups.get(key);
    if (group === undefined) {
      group = { ...row, key, prefixes: [], sources: new Set() };
      groups.set(key, group);
    }
    group.prefixes.push(row.prefix);
    group.sources.add(row.source);
    owners.set(row.prefix, group);
  }
  return [...groups.values()];
}

/** Prefixes without those that lie below another of the same SDK. */
function shortest(prefixes) {
  return prefixes.filter((one) => !prefixes.some((other) => other !== one && isWithin(one, other))).sort(compare);
}

function finish({ id, name, team, kind, prefixes, url, sources }) {
  const kept = shortest(prefixes);
  return {
    id: id ?? idOf(kept[0]),
    name,
    team,
    kind,
    prefixes: kept,
    ...(url ? { url } : {}),
    sources: [...sources].sort(compare),
  };
}

function serialise(catalog) {
  const provenance = JSON.stringify(catalog.provenance, null, 2).replaceAll('\n', '\n  ');
  const sdks = catalog.sdks.map((sdk) => `    ${JSON.stringify(sdk)}`).join(',\n');
  return `{\n  "provenance": ${provenance},\n  "sdks": [\n${sdks}\n  ]\n}\n`;
}

function main() {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  if (values.data === undefined) throw new Error('--data <directory> is missing');
  const readJson = (file) => JSON.parse(readFileSync(join(values.data, file), 'utf8'));
  const review = parse(readFileSync(join(CATALOG, 'sdks-review.yaml'), 'utf8'));
  const lists = [
    ...libcheckerRows(readJson('libchecker-rules.json'), review.houses),
    ...libradarRows(readJson('libradar-prefixes.json')),
    ...libscoutRows(readJson('libscout-specs.json'), review.packages),
  ];
  const { sdks, rest } = takeReviewed(review.sdks, withKinds(withoutDropped(lists, review.drop), review.kinds));
  const all = [...sdks, ...groupRows(rest)].map(finish).sort((a, b) => compare(a.id, b.id));
  const catalog = { provenance: PROVENANCE, sdks: all };
  const problems = sdkProblems(catalog, SDK_KINDS);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  writeFileSync(values.out ?? join(CATALOG, 'sdks.json'), serialise(catalog));
}

main();
