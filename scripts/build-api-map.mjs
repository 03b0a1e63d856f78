/**
 * Writes rules/catalog/api-map.json from extracted tables and rules/catalog/api-map-review.yaml.
 *
 *   node scripts/build-api-map.mjs --data <directory with seed-map.json, evaluation.json> [--out <file>]
 *
 * The same input gives the same bytes: no date, no path, nothing of the machine goes into the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apiKey, parseApi, readReview, unusedReview } from './lib/api-map-review.mjs';
import { chooseTables, tableEntries } from './lib/api-map-tables.mjs';

const CATALOG = fileURLToPath(new URL('../rules/catalog/', import.meta.url));
const ENTRY_KINDS = ['methods', 'prototypes', 'fields', 'uris', 'uriFields', 'uriMethods', 'paths', 'texts', 'intents'];
/** Kinds that few permissions have: written only where there are any. */
const RARE_KINDS = new Set(['prototypes', 'texts']);
/** Kinds whose entries give a content URI. */
const URI_KINDS = new Set(['uris', 'uriFields', 'uriMethods']);

const PROVENANCE = {
  generator: 'scripts/build-api-map.mjs',
  licence: 'Apache-2.0',
  sources: [
    'metalava: RequiresPermission annotations of AOSP, as published with the SDK (Apache-2.0)',
    'axplorer-sdk: axplorer permission maps, API 16 to 25, SDK part (Apache-2.0)',
    'providers: manifests of the TelephonyProvider, ContactsProvider, CalendarProvider and MediaProvider of AOSP, and ' +
      "axplorer's content provider maps (Apache-2.0)",
    'curated: written for this project',
    'review: rules/catalog/api-map-review.yaml, with the source of each entry',
  ],
  review:
    'Every dangerous or special permission that code can show is reviewed by hand; for the others the tables are taken ' +
    'that find most apps that ask for the permission and fewest that do not, on several hundred APKs.',
};

/** Permissions an ordinary app can hold. Those for the system alone are left out unless the review names them. */
const KINDS = new Set(['dangerous', 'special', 'normal']);

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function accessOf(permission) {
  const name = permission.slice(permission.lastIndexOf('.') + 1);
  if (name.startsWith('READ_')) return 'read';
  return name.startsWith('WRITE_') ? 'write' : 'read-write';
}

/** One addition of the review, of any kind but strings. */
function addition(kind, raw) {
  const { api, weak, uri, path, text: words, ...rest } = typeof raw === 'string' ? { api: raw } : raw;
  const text = api ?? uri ?? path ?? words;
  const named = { uris: 'uri', intents: 'action', paths: 'path', texts: 'text' }[kind];
  const what = named === undefined ? parseApi(text) : { [named]: text };
  return { entry: { ...what, ...rest }, claimsWeak: weak === true };
}

/** What the tables and the additions list, kind by kind, before anything is merged. */
function* candidates(tables, seed, review) {
  for (const table of tables) {
    const lists = seed === undefined ? {} : tableEntries(seed, table);
    for (const [kind, list] of Object.entries(lists)) {
      for (const { source, ...entry } of list) yield { kind, entry, source: source ?? table };
    }
  }
  for (const kind of ENTRY_KINDS) {
    for (const raw of review?.add[kind] ?? []) yield { kind, ...addition(kind, raw), source: 'review' };
  }
}

function strengthOf(review, key, candidate) {
  const reason = review?.weak.get(key) ?? review?.weakBecause;
  if (candidate.claimsWeak && reason === undefined) throw new Error(`${key}: weak without a reason`);
  if (reason !== undefined) return 'weak';
  // axplorer lists what an analysis of Android could reach: many of its calls need the permission only sometimes.
  return candidate.source === 'axplorer-sdk' && !(review?.strongTables ?? []).includes('axplorer-sdk')
    ? 'weak'
    : 'strong';
}

function levelsOf(review, key, entry) {
  const [first, last] = review?.apiLevels.get(key) ?? [];
  const sinceApi = entry.sinceApi ?? first ?? review?.firstApi;
  const untilApi = entry.untilApi ?? last ?? review?.lastApi;
  return { ...(sinceApi > 1 ? { sinceApi } : {}), ...(untilApi ? { untilApi } : {}) };
}

/** What the review says of an entry besides its strength: always told with a reason. */
function marksOf(review, key, kind) {
  const isSent = kind === 'intents' && review?.sent.get(key) !== undefined;
  const reason = review?.worksWithout.get(key) ?? review?.worksWithoutBecause;
  return { ...(isSent ? { sent: true } : {}), ...(reason === undefined ? {} : { worksWithout: true }) };
}

function merge(known, { entry, source }, strength, levels) {
  if (known === undefined) return { ...entry, sources: [source], strength, ...levels };
  return {
    ...known,
    ...entry,
    ...levels,
    sources: [...new Set([...known.sources, source])].sort(),
    strength: known.strength === 'strong' ? 'strong' : strength,
  };
}

/** All entries of one permission, by kind; sorted. */
function buildEntries(permission, tables, seed, review) {
  const byKind = Object.fromEntries(ENTRY_KINDS.map((kind) => [kind, new Map()]));
  for (const candidate of candidates(tables, seed, review)) {
    const { kind, entry } = candidate;
    const key = apiKey(entry);
    if (review?.remove.get(key) !== undefined) continue;
    const strength = strengthOf(review, key, candidate);
    const levels = { ...levelsOf(review, key, entry), ...marksOf(review, key, kind) };
    const withAccess = URI_KINDS.has(kind) ? { ...entry, access: entry.access ?? accessOf(permission) } : entry;
    byKind[kind].set(key, merge(byKind[kind].get(key), { ...candidate, entry: withAccess }, strength, levels));
  }
  return Object.fromEntries(
    ENTRY_KINDS.map((kind) => [kind, [...byKind[kind].values()].sort((a, b) => compare(apiKey(a), apiKey(b)))]),
  );
}

function buildPermission(permission, seed, row, review) {
  const tables = review?.tables ?? (seed === undefined ? [] : chooseTables(seed, row));
  const entries = buildEntries(permission, tables, seed, review);
  if (review !== undefined) {
    const unused = unusedReview(review);
    if (unused.length > 0) throw new Error(`${permission}: the review names what is not there: ${unused.join('; ')}`);
  }
  const texts = new Set(entries.texts.map(({ text }) => text));
  const listed = [...(tables.includes('curated') ? seed.strings : []), ...(review?.add.strings ?? [])];
  const strings = [...new Set(listed)].filter((text) => !texts.has(text));
  const written = Object.entries(entries).filter(([kind, list]) => list.length > 0 || !RARE_KINDS.has(kind));
  return {
    ...Object.fromEntries(written),
    strings: strings.sort(),
    capabilities: [...(review?.capabilities ?? [])].sort(),
    ...(review === undefined ? {} : { source: review.source }),
    ...(review?.note === undefined ? {} : { note: review.note }),
  };
}

/** JSON with one entry a line, so that differences read well. */
function serialise(map) {
  const list = (values) => (values.length === 0 ? '[]' : `[\n${lines(values)}\n      ]`);
  const lines = (values) => values.map((value) => `        ${JSON.stringify(value)}`).join(',\n');
  const permissions = Object.entries(map.permissions).map(([name, apis]) => {
    const parts = Object.entries(apis).map(
      ([key, value]) => `      "${key}": ${Array.isArray(value) ? list(value) : JSON.stringify(value)}`,
    );
    return `    ${JSON.stringify(name)}: {\n${parts.join(',\n')}\n    }`;
  });
  const provenance = JSON.stringify(map.provenance, null, 2).replaceAll('\n', '\n  ');
  return `{\n  "provenance": ${provenance},\n  "permissions": {\n${permissions.join(',\n')}\n  }\n}\n`;
}

function main() {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  if (values.data === undefined) throw new Error('--data <directory> is missing');
  const readJson = (file) => JSON.parse(readFileSync(join(values.data, file), 'utf8'));
  const seeds = readJson('seed-map.json').permissions;
  const rows = new Map(readJson('evaluation.json').map((row) => [row.permission, row]));
  const catalog = JSON.parse(readFileSync(join(CATALOG, 'permissions.json'), 'utf8')).permissions;
  const reviews = readReview(
    join(CATALOG, 'api-map-review.yaml'),
    catalog.map(({ name }) => name),
  );
  const permissions = {};
  for (const { name, kind, vendor } of catalog) {
    const [seed, review] = [seeds[name], reviews.get(name)];
    if (review === undefined && (seed === undefined || !(KINDS.has(kind) || vendor !== undefined))) continue;
    const apis = buildPermission(name, seed, rows.get(name), review);
    const empty = [...ENTRY_KINDS, 'strings', 'capabilities'].every((key) => (apis[key] ?? []).length === 0);
    if (!empty) permissions[name] = apis;
  }
  const sorted = Object.fromEntries(Object.entries(permissions).sort(([a], [b]) => compare(a, b)));
  writeFileSync(
    values.out ?? join(CATALOG, 'api-map.json'),
    serialise({ provenance: PROVENANCE, permissions: sorted }),
  );
}

main();
