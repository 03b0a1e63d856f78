/**
 * The catalogues of code evidence as an audit reads them: without what only their review needs (where each entry has its
 * fact from), and with the class of many members named once.
 */
import { listedLines } from './data-lines.mjs';

const BY_CLASS = ['methods', 'fields', 'uriFields', 'uriMethods'];
const PLAIN = ['prototypes', 'uris', 'paths', 'texts', 'intents'];

/** `dist/data/api-map.json`: as rules/catalog/api-map.json, by class where there is one; a bare name is a strong API. */
export function compactApiMap({ provenance, permissions }) {
  const compact = Object.entries(permissions).map(([permission, apis]) => [permission, compactApis(apis)]);
  return { provenance, permissions: Object.fromEntries(compact) };
}

/**
 * The head of `dist/data/sdks.jsonl`, and its lines: what src/knowledge/sdks.ts reads. As rules/catalog/sdks.json, without
 * where the entries come from.
 * @param add makes a line and gives its number
 */
export function sdkLines({ provenance, sdks }, add) {
  const compact = sdks.map(({ url: _url, sources: _sources, ...sdk }) => sdk);
  const keyOf = ({ prefixes, packages, except }) => ({ prefixes, packages, except });
  return { provenance: add(provenance), sdks: listedLines(compact, keyOf, add) };
}

function compactApis(apis) {
  const compact = {};
  for (const kind of BY_CLASS) if (apis[kind]?.length > 0) compact[kind] = byClass(apis[kind]);
  for (const kind of PLAIN) if (apis[kind]?.length > 0) compact[kind] = apis[kind].map(withoutDefaults);
  for (const kind of ['strings', 'capabilities']) if (apis[kind].length > 0) compact[kind] = apis[kind];
  return compact;
}

function byClass(entries) {
  const classes = new Map();
  for (const { class: className, ...entry } of entries) {
    const { name, ...rest } = withoutDefaults(entry);
    const member = Object.keys(rest).length === 0 ? name : { name, ...rest };
    classes.set(className, [...(classes.get(className) ?? []), member]);
  }
  return Object.fromEntries(classes);
}

function withoutDefaults({ sources: _sources, strength, ...entry }) {
  return strength === 'strong' ? entry : { ...entry, strength };
}
