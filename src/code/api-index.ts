/** The API map turned round: from what stands in code to the permissions it shows the use of. */
import { ANY_CLASS, PrototypeSearch, type Prototype } from '../dex/prototypes.js';
import { SearchTexts } from '../dex/string-search.js';
import { CODE_SIGNS } from './code-signs.js';
import type { ApiMap, GuardedMember, GuardedPrototype, MembersOf, TextUse, UriAccess } from './knowledge.js';
import { addUse, type ApiTarget, type ApiUse } from './api-target.js';
import { MemberIndex } from './member-index.js';
import { classNameOf, descriptorOf } from './names.js';
import { CodeOperation, FILE_URLS, OPERATION_CALLS, PICK_ACTIONS } from './uri-operations.js';

/** Characters of a URI that are looked at; no known one is nearly so long. */
const MAX_URI = 500;

const CONTENT = 'content://';
/** Providers that more than one permission guards, each a part of it. */
const SHARED_AUTHORITIES = new Set(['media', 'settings']);

const indices = new WeakMap<ApiMap, ApiIndex>();

/** The index of a map, made once. */
export function apiIndex(map: ApiMap): ApiIndex {
  let index = indices.get(map);
  if (index === undefined) indices.set(map, (index = new ApiIndex(map)));
  return index;
}

export class ApiIndex {
  readonly methods = new MemberIndex('method');
  readonly fields = new MemberIndex('field');
  readonly methodNames: SearchTexts;
  readonly fieldNames: SearchTexts;
  /** Actions and other strings, compared whole. */
  readonly strings = new Map<string, ApiTarget>();
  readonly stringTexts: SearchTexts;
  readonly pickTexts = new SearchTexts(PICK_ACTIONS);
  readonly fileUrlTexts = new SearchTexts(FILE_URLS);
  /** Content URIs; a string that goes on after one of these with `/`, `?` or `#` is below it. */
  readonly uris = new Map<string, ApiTarget>();
  /** Paths of shared storage; a string that goes on after one of these with `/` is below it. */
  readonly paths = new Map<string, ApiTarget>();
  /** Authorities of content URIs, for code that builds them; what is done with them must stand beside it. */
  readonly authorities = new Map<string, ApiTarget>();
  readonly authorityTexts: SearchTexts;
  /** The permissions themselves, by which code asks for them. */
  readonly permissionTexts: SearchTexts;
  /** Methods of libraries whose names were made short. */
  readonly prototypes: PrototypeSearch<ApiTarget>;
  /** Methods of Play services that bind to a service for its other classes. */
  readonly binders = new PrototypeSearch(BINDERS.map((prototype) => ({ prototype, meaning: true })));
  /** Intent actions that an app receives, for manifests. */
  readonly actions = new Map<string, ApiTarget>();
  readonly #merged = new Map<ApiTarget, ApiTarget>();
  readonly #prototypes = new Map<string, { readonly prototype: Prototype; readonly meaning: ApiTarget }>();

  constructor(map: ApiMap) {
    for (const permission of Object.keys(map.permissions).sort()) this.#addPermission(map, permission);
    this.#addSigns();
    this.#addAuthorities();
    this.authorityTexts = new SearchTexts(this.authorities.keys());
    this.permissionTexts = new SearchTexts(Object.keys(map.permissions));
    this.methodNames = new SearchTexts(this.methods.names());
    this.fieldNames = new SearchTexts(this.fields.names());
    this.stringTexts = new SearchTexts(this.strings.keys());
    this.prototypes = new PrototypeSearch([...this.#prototypes.values()]);
  }

  /**
   * What the known URIs mean that `uri` is or lies below, of each permission the longest; null when there is none.
   * The same URIs give the same target.
   */
  uriTarget(uri: string): ApiTarget | null {
    const head = uri.slice(0, MAX_URI);
    const found: ApiTarget[] = [];
    for (let end = head.length; end > 0; end = lastBoundary(head, end)) {
      const target = this.uris.get(head.slice(0, end));
      if (target !== undefined) found.push(target);
    }
    const [longest] = found;
    if (longest === undefined || found.length === 1) return longest ?? null;
    let merged = this.#merged.get(longest);
    if (merged === undefined) this.#merged.set(longest, (merged = mergedTarget(longest, found)));
    return merged;
  }

  /** The known path that `path` is or lies below; null when there is none. */
  pathTarget(path: string): ApiTarget | null {
    for (const [known, target] of this.paths) {
      if (path.startsWith(known) && (path.length === known.length || path.charAt(known.length) === '/')) return target;
    }
    return null;
  }

  #addPermission(map: ApiMap, permission: string): void {
    const apis = map.permissions[permission];
    if (apis === undefined) return;
    addMembers(this.methods, permission, [apis.methods, apis.uriMethods]);
    addMembers(this.fields, permission, [apis.fields, apis.uriFields]);
    for (const entry of apis.uris ?? []) add(this.uris, 'uri', trimmed(entry.uri), useOf(permission, entry));
    for (const entry of apis.paths ?? []) add(this.paths, 'string', entry.path, useOf(permission, entry));
    for (const entry of apis.intents ?? []) {
      const beside = CodeOperation.MakesIntent;
      add(this.strings, 'intent', entry.action, useOf(permission, { ...entry, beside }));
      if (entry.sent !== true) add(this.actions, 'intent', entry.action, useOf(permission, entry));
    }
    for (const entry of apis.prototypes ?? []) this.#addPrototype(entry, useOf(permission, entry));
    for (const entry of apis.texts ?? []) {
      add(this.strings, 'string', entry.text, useOf(permission, { ...entry, beside: TEXT_USES[entry.beside] }));
    }
    for (const text of apis.strings ?? []) add(this.strings, 'string', text, useOf(permission, { strength: 'weak' }));
  }

  #addPrototype({ class: className, name, takes, gives }: GuardedPrototype, use: ApiUse): void {
    const prototype = { takes: takes.map(typeOf), gives: typeOf(gives) };
    const key = `${prototype.takes.join('')} ${prototype.gives}`;
    let known = this.#prototypes.get(key);
    if (known === undefined) {
      const api = `${classNameOf(descriptorOf(className))}.${name}`;
      this.#prototypes.set(key, (known = { prototype, meaning: { kind: 'method', api, uses: [] } }));
    }
    addUse(known.meaning, use);
  }

  /** Of providers that one permission guards as a whole; the media provider has one for each kind of file. */
  #addAuthorities(): void {
    for (const [uri, { uses }] of this.uris) {
      const [authority = '', ...path] = uri.slice(CONTENT.length).split('/');
      if (path.length > 1 || SHARED_AUTHORITIES.has(authority)) continue;
      for (const use of uses) add(this.authorities, 'uri', authority, { ...use, sameMethod: true });
    }
  }

  #addSigns(): void {
    for (const sign of CODE_SIGNS) {
      this.methods.addNote(sign, (target) => {
        target.sign = sign;
      });
    }
    for (const { class: className, operation, names } of OPERATION_CALLS) {
      for (const name of names) {
        this.methods.addNote({ class: className, name }, (target) => {
          target.operations |= operation;
        });
      }
    }
  }
}

/** `ConnectionTracker.bindService` of Play services, which binds for the clients: its types are Android's own. */
const BINDERS: readonly Prototype[] = ['', 'Ljava/lang/String;'].map((action) => ({
  takes: [
    'Landroid/content/Context;',
    action,
    'Landroid/content/Intent;',
    'Landroid/content/ServiceConnection;',
    'I',
  ].filter((type) => type !== ''),
  gives: 'Z',
}));

const TEXT_USES: Readonly<Record<TextUse, number>> = {
  'bind-service': CodeOperation.BindsService,
  'grant-page': CodeOperation.GrantsPage,
};

const PRIMITIVES: Readonly<Record<string, string>> = { boolean: 'Z', int: 'I', long: 'J', void: 'V' };

function typeOf(name: string): string {
  return name === ANY_CLASS ? name : (PRIMITIVES[name] ?? descriptorOf(name));
}

type AnyEntry = Partial<
  Omit<GuardedMember, 'class' | 'name'> & {
    access: UriAccess;
    sameMethod: boolean;
    files: 'read' | 'write';
    beside: number;
  }
>;

function useOf(permission: string, entry: AnyEntry): ApiUse {
  const { strength = 'strong', sinceApi = 1, untilApi = Number.MAX_SAFE_INTEGER } = entry;
  const { access = null, sameMethod = false, files = null, beside = CodeOperation.None, worksWithout = false } = entry;
  return { permission, strength, access, sameMethod, files, beside, worksWithout, apiRange: [sinceApi, untilApi] };
}

function mergedTarget({ kind, api }: ApiTarget, targets: readonly ApiTarget[]): ApiTarget {
  const uses: ApiUse[] = [];
  for (const use of targets.flatMap((target) => target.uses)) {
    if (!uses.some((known) => known.permission === use.permission && known.access === use.access)) uses.push(use);
  }
  return { kind, api, uses };
}

function addMembers(
  index: MemberIndex,
  permission: string,
  lists: readonly (MembersOf<GuardedMember> | undefined)[],
): void {
  const use = (entry: AnyEntry): ApiUse => useOf(permission, entry);
  for (const list of lists) {
    if (isList(list)) for (const entry of list) index.add(entry.class, [entry], use);
    else for (const [className, entries] of Object.entries(list ?? {})) index.add(className, entries, use);
  }
}

function isList(members: MembersOf<GuardedMember> | undefined): members is readonly GuardedMember[] {
  return Array.isArray(members);
}

function add(table: Map<string, ApiTarget>, kind: ApiTarget['kind'], api: string, use: ApiUse): void {
  let target = table.get(api);
  if (target === undefined) table.set(api, (target = { kind, api, uses: [] }));
  addUse(target, use);
}

function trimmed(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

/** Where the last part of a URI before `end` begins; 0 when there is none. */
function lastBoundary(uri: string, end: number): number {
  for (let at = end - 1; at > CONTENT.length; at--) {
    if ('/?#'.includes(uri.charAt(at))) return at;
  }
  return 0;
}
