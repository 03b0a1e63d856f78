/** The hand-written review of the API map: reading rules/catalog/api-map-review.yaml, and what it says of an entry. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { TABLE_NAMES } from './api-map-tables.mjs';

const KEYS = ['source', 'tables', 'strongTables', 'add', 'remove', 'weak', 'weakBecause', 'apiLevels'];
const MORE_KEYS = ['firstApi', 'lastApi', 'capabilities', 'note', 'sent', 'worksWithout', 'worksWithoutBecause'];
const ADD_KEYS = [
  ...['methods', 'prototypes', 'fields', 'uriFields', 'uriMethods', 'uris', 'paths', 'texts', 'intents', 'strings'],
];
/** Parts of a review that name single entries. */
const NAMED_PARTS = ['remove', 'weak', 'apiLevels', 'sent', 'worksWithout'];

function checkKeys(where, object, known) {
  for (const key of Object.keys(object)) if (!known.includes(key)) throw new Error(`${where}: unknown key ${key}`);
}

/** `android.media.AudioRecord#<init>` as class descriptor and name. */
export function parseApi(text) {
  const [className, name] = text.split('#');
  if (!className || !name) throw new Error(`not CLASS#MEMBER: ${text}`);
  return { class: `L${className.replaceAll('.', '/')};`, name };
}

/** How the review names an entry of any kind. */
export function apiKey(entry) {
  if (entry.uri !== undefined) return entry.uri;
  if (entry.action !== undefined) return entry.action;
  if (entry.path !== undefined) return entry.path;
  if (entry.text !== undefined) return entry.text;
  const types = entry.takes === undefined ? '' : `(${entry.takes.join(', ')})${entry.gives}`;
  return `${entry.class.slice(1, -1).replaceAll('/', '.')}#${entry.name}${types}`;
}

/** The part of a review that names single entries, with a note of which were met. */
function named(map) {
  const rest = new Set(Object.keys(map));
  return {
    get(key) {
      rest.delete(key);
      return map[key];
    },
    rest,
  };
}

function readOne(permission, raw) {
  checkKeys(permission, raw, [...KEYS, ...MORE_KEYS]);
  if (typeof raw.source !== 'string' || raw.source === '') throw new Error(`${permission}: no source`);
  for (const table of [...(raw.tables ?? []), ...(raw.strongTables ?? [])]) {
    if (!TABLE_NAMES.includes(table)) throw new Error(`${permission}: unknown table ${table}`);
  }
  checkKeys(`${permission} add`, raw.add ?? {}, ADD_KEYS);
  return {
    ...raw,
    strongTables: raw.strongTables ?? ['curated', 'metalava'],
    add: raw.add ?? {},
    ...Object.fromEntries(NAMED_PARTS.map((part) => [part, named(raw[part] ?? {})])),
  };
}

/** Full names of the permissions a heading of the review stands for. */
function namesOf(heading, catalogNames) {
  const full = catalogNames.includes(heading) ? heading : `android.permission.${heading}`;
  const names = full.endsWith('*') ? catalogNames.filter((name) => name.startsWith(full.slice(0, -1))) : [full];
  for (const name of names) if (!catalogNames.includes(name)) throw new Error(`review: no permission ${name}`);
  if (names.length === 0) throw new Error(`review: ${heading} stands for nothing`);
  return names;
}

/** The review by full permission name. Every name must be one of `catalogNames`. */
export function readReview(path, catalogNames) {
  const reviews = new Map();
  for (const [heading, raw] of Object.entries(parse(readFileSync(path, 'utf8')).permissions)) {
    for (const name of namesOf(heading, catalogNames)) {
      if (reviews.has(name)) throw new Error(`review: ${name} stands twice`);
      reviews.set(name, readOne(name, raw));
    }
  }
  return reviews;
}

/** Entries the review names that no table and no addition has: errors, for they do nothing. */
export function unusedReview(review) {
  return NAMED_PARTS.flatMap((part) => [...review[part].rest].map((key) => `${part}: ${key}`));
}
