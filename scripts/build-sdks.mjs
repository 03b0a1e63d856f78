/**
 * Writes rules/catalog/sdks.json from rules/catalog/sdks-known.yaml and from extracted lists, as sdks-review.yaml sees them.
 * Runs after npm run build: the purposes of SDKs are part of the program (src/knowledge/sdks.ts).
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
import { SDK_PURPOSES } from '../dist/knowledge/sdks.js';
import { libcheckerRows, libradarRows, libscoutRows, withPurposes } from './lib/sdk-lists.mjs';
import { prefixProblem, sdkProblems } from './lib/sdk-problems.mjs';

const CATALOG = fileURLToPath(new URL('../rules/catalog/', import.meta.url));

const PROVENANCE = {
  generator: 'scripts/build-sdks.mjs',
  licence: 'Apache-2.0',
  sources: [
    'LibChecker-Rules 3ec8753 (2024-06-12), Apache-2.0: packages of components, derived',
    'LibRadar 2fa3891 (2018), tag_rules.csv, Apache-2.0',
    'LibScout 8c0bd2c, library specifications, Apache-2.0: groups that are packages too',
    'rules/catalog/sdks-known.yaml: written for this project, each entry from the page that it names',
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

/** The SDKs of sdks-known.yaml, which has them by purpose. */
function knownSdks(known) {
  return Object.entries(known).flatMap(([purpose, sdks]) =>
    sdks.map((sdk) => ({ team: null, prefixes: [], ...sdk, purpose, sources: new Set(['review']) })),
  );
}

/** The known SDKs, and the rows that are none of theirs: a row in or below one of their packages is. */
function takeReviewed(known, rows) {
  const sdks = knownSdks(known);
  const packagesOf = ({ prefixes, packages = [], except = [] }) => [...prefixes, ...packages, ...except];
  const owners = new Map(sdks.flatMap((sdk) => packagesOf(sdk).map((prefix) => [prefix, sdk])));
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
      if (owner.purpose === 'other') owner.purpose = row.purpose;
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

function finish({ id, name, team, purpose, prefixes, url, sources, ...more }) {
  const kept = shortest(prefixes);
  const lists = ['packages', 'except', 'marks'].filter((list) => more[list] !== undefined);
  return {
    id: id ?? idOf(kept[0]),
    name,
    team,
    kind: SDK_PURPOSES[purpose],
    purpose,
    prefixes: kept,
    ...Object.fromEntries(lists.map((list) => [list, [...more[list]].sort(compare)])),
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
  const readYaml = (file) => parse(readFileSync(join(CATALOG, file), 'utf8'));
  const review = readYaml('sdks-review.yaml');
  const lists = [
    ...libcheckerRows(readJson('libchecker-rules.json'), review.houses),
    ...libradarRows(readJson('libradar-prefixes.json')),
    ...libscoutRows(readJson('libscout-specs.json'), review.packages),
  ];
  const { sdks, rest } = takeReviewed(
    readYaml('sdks-known.yaml'),
    withPurposes(withoutDropped(lists, review.drop), review.purposes),
  );
  const all = [...sdks, ...groupRows(rest)].map(finish).sort((a, b) => compare(a.id, b.id));
  const catalog = { provenance: PROVENANCE, sdks: all };
  const problems = sdkProblems(catalog, SDK_PURPOSES);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  writeFileSync(values.out ?? join(CATALOG, 'sdks.json'), serialise(catalog));
}

main();
