/** The manifest as a tree, as Android resolves it: only what it sees, under the names and values it sees. */
import { attributesById } from '../axml/by-id.js';
import type { XmlAttribute } from '../axml/attribute.js';
import { XmlParser } from '../axml/parser.js';
import { openXml } from '../axml/tree.js';
import type { Draft } from '../bytes/draft.js';
import type { Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import { coerceToString, VALUE_TYPE } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ANDROID_NAMESPACE, ATTR_NAMES } from '../manifest/attribute-ids.js';
import type { ManifestNode } from '../facts/manifest-tree.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import type { ManifestSource } from './read-document.js';
import { MANIFEST_NAME, openManifest, type OpenedManifest } from '../manifest/readings.js';

const FRAMEWORK_ATTR_TYPE = 0x0101;
const PREFIXES: ReadonlyMap<string, string> = new Map([
  [ANDROID_NAMESPACE, 'android:'],
  ['http://schemas.android.com/apk/res-auto', 'app:'],
  ['http://schemas.android.com/apk/distribution', 'dist:'],
  ['http://schemas.android.com/tools', 'tools:'],
]);
/** Resource types whose value says more than their name. */
const PLAIN_TYPES: ReadonlySet<string> = new Set(['string', 'bool', 'integer', 'dimen', 'color', 'fraction']);

/** The manifest of an APK; `api` is a version that accepts it. */
export function manifestTreeOfApk(file: ArchiveFile, api: number, limits: Readonly<Limits>): ManifestNode {
  const reading = new Reading(api, limits);
  return walk(openManifest(file, reading), reading);
}

/** A manifest that was compiled from another form; `api` is a version that accepts it. */
export function manifestTreeOfDocument(
  { document, resolverFor }: ManifestSource,
  api: number,
  limits: Readonly<Limits>,
): ManifestNode {
  const reading = new Reading(api, limits);
  return walk({ tree: openXml(document.bytes, MANIFEST_NAME, reading), resolver: resolverFor(reading) }, reading);
}

function walk({ tree, resolver }: Pick<OpenedManifest, 'tree' | 'resolver'>, reading: Reading): ManifestNode {
  const parser = new XmlParser(tree, reading);
  const root: Draft<ManifestNode> = { name: '', attributes: [], children: [] };
  const open: Draft<ManifestNode>[] = [root];
  for (;;) {
    const event = parser.next();
    if (event === 'end-document') break;
    if (event === 'start-tag') {
      const node: Draft<ManifestNode> = {
        name: parser.readableName ?? '',
        attributes: attributesOf(parser, resolver),
        children: [],
      };
      open[open.length - 1]?.children.push(node);
      open.push(node);
    } else if (event === 'end-tag') {
      open.pop();
      // The manifest ends where its end tag is met, by depth: what follows is never read.
      if (open.length <= 1) break;
    }
  }
  const [manifest] = root.children;
  if (manifest === undefined) throw new Error('an accepted manifest has a root element');
  return manifest;
}

function attributesOf(parser: XmlParser, resolver: ResourceResolver): Draft<ManifestNode>['attributes'] {
  const visible = new Set([...attributesById(parser, resolver.translateId).values()].map(({ offset }) => offset));
  const attributes: Draft<ManifestNode>['attributes'] = [];
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    const id = resolver.translateId(attribute.mappedId);
    if (id !== 0 && !visible.has(attribute.offset)) continue;
    // Without a resource id only the plain names (package, split) are looked up, never those of the framework.
    if (id === 0 && attribute.namespace === ANDROID_NAMESPACE) continue;
    attributes.push({ name: nameOf(attribute, id), value: valueOf(attribute, id, resolver) });
  }
  return attributes;
}

function nameOf(attribute: XmlAttribute, id: number): string {
  const known = ATTR_NAMES.get(id);
  if (known !== undefined) return `android:${known}`;
  const name = attribute.name ?? '';
  if (id >>> 16 === FRAMEWORK_ATTR_TYPE) return `android:${name === '' ? `id_0x${id.toString(16)}` : name}`;
  return (PREFIXES.get(attribute.namespace ?? '') ?? '') + name;
}

function valueOf(attribute: XmlAttribute, id: number, resolver: ResourceResolver): string {
  const { typed } = attribute;
  // Shown as far as it can be read: what Android never looks at may be damaged.
  const text = attribute.readableString;
  // package, split and their like are read raw first.
  if (id === 0) return attribute.readableRaw ?? text ?? coerceToString(typed) ?? '';
  if (typed.type === VALUE_TYPE.STRING) return text ?? '';
  if (typed.type !== VALUE_TYPE.REFERENCE && typed.type !== VALUE_TYPE.DYNAMIC_REFERENCE) {
    return coerceToString(typed) ?? '';
  }
  const target = resolver.translateId(typed.data);
  const name = resolver.nameOf(target);
  const value = resolver.resolve(typed);
  const unresolved = value.type === VALUE_TYPE.REFERENCE;
  const isPlain = name === null ? value.type !== VALUE_TYPE.STRING : PLAIN_TYPES.has(name.slice(0, name.indexOf('/')));
  if (!unresolved && isPlain) return value.string ?? coerceToString(value) ?? '';
  return name === null ? `@0x${target.toString(16).padStart(8, '0')}` : `@${name}`;
}
