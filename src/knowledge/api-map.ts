/** What code uses which permission: the API map as compiled, and the one place that loads it. */
import { readDataFile } from '../bytes/data-file.js';
import type { CapabilityId } from '../facts/facts.js';

/** `weak`: the API alone does not prove use, e.g. it needs the permission only for some arguments. */
export type ApiStrength = 'strong' | 'weak';

/** What a content provider guards with the permission. */
export type UriAccess = 'read' | 'write' | 'read-write';

interface ApiEntry {
  readonly strength: ApiStrength;
  /** The first API level on which use needs the permission; absent: every one. */
  readonly sinceApi?: number;
  /** The last such API level; absent: no end. */
  readonly untilApi?: number;
  /** Works without the permission, and then gives less, or tells that it is lacking: no use without a request. */
  readonly worksWithout?: true;
}

/** A method or field, by the class that declares it: a type descriptor, e.g. `Landroid/media/AudioRecord;`. */
export interface ApiMember extends ApiEntry {
  readonly class: string;
  /** Without parameters: overloads count as one. `<init>` is a constructor. */
  readonly name: string;
  /** Gives a path into shared storage: shows use where its class does this with files. */
  readonly files?: 'read' | 'write';
}

/**
 * A method of a library by its types, of which some keep their names where a shrinker renames the library: those that
 * Android makes from a parcel by name, and those that the library's own rules keep.
 */
export interface ApiPrototype extends ApiMember {
  /** The parameters: class names with dots, `*` for any class, primitive types by their words. */
  readonly takes: readonly string[];
  /** What it gives back, likewise. */
  readonly gives: string;
}

/** A string that shows use where its class does this, and is a hint elsewhere. */
export interface ApiText extends ApiEntry {
  readonly text: string;
  /** `bind-service`: binds to a service; `grant-page`: gives a web page what it asks for. */
  readonly beside: 'bind-service' | 'grant-page';
}

/** A content URI and all below it, e.g. `content://sms`; never with a slash at its end. */
export interface ApiUri extends ApiEntry {
  readonly uri: string;
  readonly access: UriAccess;
}

/** A field that holds such a URI, e.g. `ContactsContract$Contacts.CONTENT_URI`, or a method that gives it. */
export interface ApiUriField extends ApiMember {
  readonly access: UriAccess;
  /** Shows use only where the same method does what the permission guards. */
  readonly sameMethod?: true;
}

/** A path into shared storage and all below it, e.g. `/sdcard`. */
export interface ApiPath extends ApiEntry {
  readonly path: string;
  readonly files: 'read' | 'write';
}

/** An intent action, of an intent that is sent or a broadcast that is received. */
export interface ApiIntent extends ApiEntry {
  readonly action: string;
  /** Only an intent that the app sends: a component that listens to it needs nothing. */
  readonly sent?: true;
}

/** All that shows the use of one permission. Lists are sorted and may be empty. */
export interface PermissionApis {
  readonly methods: readonly ApiMember[];
  readonly prototypes: readonly ApiPrototype[];
  readonly fields: readonly ApiMember[];
  readonly uris: readonly ApiUri[];
  readonly uriFields: readonly ApiUriField[];
  readonly uriMethods: readonly ApiUriField[];
  readonly paths: readonly ApiPath[];
  readonly texts: readonly ApiText[];
  readonly intents: readonly ApiIntent[];
  /** Strings that stand in code that uses the permission, compared whole; never more than a hint. */
  readonly strings: readonly string[];
  /** What a manifest declares that needs the permission: the manifest's own evidence. */
  readonly capabilities: readonly CapabilityId[];
}

export interface ApiMapProvenance {
  readonly generator: string;
  readonly licence: string;
  readonly sources: readonly string[];
  readonly review: string;
}

export interface ApiMap {
  readonly provenance: ApiMapProvenance;
  /** By full permission name, in code-unit order. */
  readonly permissions: Readonly<Record<string, PermissionApis>>;
}

/** A member in the file: its name alone where it is strong and nothing else is to say. */
type CompactMember = string | ({ readonly name: string } & Readonly<Record<string, unknown>>);

/** One permission in the file, as `scripts/lib/compact-catalogs.mjs` writes it; what is empty is left out. */
interface CompactApis {
  readonly [kind: string]:
    Readonly<Record<string, readonly CompactMember[]>> | readonly (string | Readonly<Record<string, unknown>>)[];
}

interface CompactMap {
  readonly provenance: ApiMapProvenance;
  readonly permissions: Readonly<Record<string, CompactApis>>;
}

/** Lists of members, which the file has by class. */
const BY_CLASS = ['methods', 'fields', 'uriFields', 'uriMethods', 'prototypes'];
const PLAIN = ['uris', 'paths', 'texts', 'intents'];
const TEXTS = ['strings', 'capabilities'];

let loaded: ApiMap | null = null;

/**
 * The API map, read from `dist/data/api-map.json` on first use and kept: an audit without code never reads it.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
export function apiMap(): ApiMap {
  if (loaded === null) {
    const { provenance, permissions } = readDataFile('api-map') as CompactMap;
    const names = Object.entries(permissions).map(([name, apis]) => [name, expandedApis(apis)] as const);
    loaded = { provenance, permissions: Object.fromEntries(names) };
  }
  return loaded;
}

/** The file was written from a checked catalogue with the same lists, so that its shape is taken for granted. */
function expandedApis(compact: CompactApis): PermissionApis {
  const lists = [
    ...BY_CLASS.map((kind) => [
      kind,
      membersOf((compact[kind] ?? {}) as Readonly<Record<string, readonly CompactMember[]>>),
    ]),
    ...PLAIN.map((kind) => [
      kind,
      ((compact[kind] ?? []) as readonly object[]).map((entry) => ({ strength: 'strong', ...entry })),
    ]),
    ...TEXTS.map((kind) => [kind, compact[kind] ?? []]),
  ];
  return Object.fromEntries(lists) as PermissionApis;
}

function membersOf(classes: Readonly<Record<string, readonly CompactMember[]>>): object[] {
  const members: object[] = [];
  for (const [className, entries] of Object.entries(classes)) {
    for (const entry of entries) {
      members.push(
        typeof entry === 'string'
          ? { class: className, name: entry, strength: 'strong' }
          : { class: className, strength: 'strong', ...entry },
      );
    }
  }
  return members;
}

/** What shows the use of a permission; null when the map says nothing of it, so that no evidence means nothing. */
export function apisOf(permission: string): PermissionApis | null {
  const { permissions } = apiMap();
  return Object.hasOwn(permissions, permission) ? (permissions[permission] ?? null) : null;
}
