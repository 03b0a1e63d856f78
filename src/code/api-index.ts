/** The API map turned round: from what stands in code to the permissions it shows the use of. */
import type { ApiRange } from '../bytes/api-range.js';
import { SearchTexts } from '../dex/string-search.js';
import type { EvidenceSite } from '../facts/facts.js';
import { CODE_SIGNS, type CodeSign } from './code-signs.js';
import type { ApiMap, ApiStrength, GuardedMember, UriAccess } from './knowledge.js';
import { classNameOf, descriptorOf } from './names.js';
import { PICK_ACTIONS, URI_CALLS, UriOperation } from './uri-operations.js';

/** Characters of a URI that are looked at; no known one is nearly so long. */
const MAX_URI = 500;

/** One permission that an API shows the use of. */
export interface ApiUse {
  readonly permission: string;
  readonly strength: ApiStrength;
  /** For content URIs: what the permission guards of it. */
  readonly access: UriAccess | null;
  /** The API levels on which the API needs the permission. */
  readonly apiRange: ApiRange;
}

/** One API of the map, with all permissions that name it. */
export interface ApiTarget {
  readonly kind: EvidenceSite['kind'];
  readonly api: string;
  readonly uses: ApiUse[];
}

/** All that one method or field means. */
export interface MemberTarget {
  api: ApiTarget | null;
  sign: CodeSign | null;
  /** Bits of {@link UriOperation}. */
  operations: number;
}

/** Members by class descriptor, then by name. */
export type MemberTable = ReadonlyMap<string, ReadonlyMap<string, MemberTarget>>;

const indices = new WeakMap<ApiMap, ApiIndex>();

/** The index of a map, made once. */
export function apiIndex(map: ApiMap): ApiIndex {
  let index = indices.get(map);
  if (index === undefined) indices.set(map, (index = new ApiIndex(map)));
  return index;
}

export class ApiIndex {
  readonly methods: MemberTable;
  readonly fields: MemberTable;
  readonly methodNames: SearchTexts;
  readonly fieldNames: SearchTexts;
  /** Actions and other strings, compared whole. */
  readonly strings = new Map<string, ApiTarget>();
  readonly stringTexts: SearchTexts;
  readonly pickTexts = new SearchTexts(PICK_ACTIONS);
  /** Content URIs; a string that goes on after one of these with `/`, `?` or `#` is below it. */
  readonly uris = new Map<string, ApiTarget>();
  /** Intent actions alone, for manifests. */
  readonly actions = new Map<string, ApiTarget>();
  readonly #methods = new Map<string, Map<string, MemberTarget>>();
  readonly #fields = new Map<string, Map<string, MemberTarget>>();

  constructor(map: ApiMap) {
    for (const permission of Object.keys(map.permissions).sort()) this.#addPermission(map, permission);
    this.#addSigns();
    this.methods = this.#methods;
    this.fields = this.#fields;
    this.methodNames = namesOf(this.methods);
    this.fieldNames = namesOf(this.fields);
    this.stringTexts = new SearchTexts(this.strings.keys());
  }

  /** The longest known URI that `uri` is or lies below; null when there is none. */
  uriTarget(uri: string): ApiTarget | null {
    const head = uri.slice(0, MAX_URI);
    for (let end = head.length; end > 0; end = lastBoundary(head, end)) {
      const target = this.uris.get(head.slice(0, end));
      if (target !== undefined) return target;
    }
    return null;
  }

  #addPermission(map: ApiMap, permission: string): void {
    const apis = map.permissions[permission];
    if (apis === undefined) return;
    for (const method of apis.methods ?? []) addMember(this.#methods, 'method', method, useOf(permission, method));
    for (const field of apis.fields ?? []) addMember(this.#fields, 'field', field, useOf(permission, field));
    for (const field of apis.uriFields ?? []) addMember(this.#fields, 'field', field, useOf(permission, field));
    for (const entry of apis.uris ?? []) add(this.uris, 'uri', trimmed(entry.uri), useOf(permission, entry));
    for (const entry of apis.intents ?? []) {
      add(this.strings, 'intent', entry.action, useOf(permission, entry));
      add(this.actions, 'intent', entry.action, useOf(permission, entry));
    }
    for (const text of apis.strings ?? []) add(this.strings, 'string', text, useOf(permission, { strength: 'weak' }));
  }

  #addSigns(): void {
    for (const sign of CODE_SIGNS) member(this.#methods, sign).sign = sign;
    for (const { class: className, read, write } of URI_CALLS) {
      for (const name of read) member(this.#methods, { class: className, name }).operations |= UriOperation.Read;
      for (const name of write) member(this.#methods, { class: className, name }).operations |= UriOperation.Write;
    }
  }
}

function useOf(
  permission: string,
  entry: Partial<Omit<GuardedMember, 'class' | 'name'>> & { access?: UriAccess },
): ApiUse {
  const { strength = 'strong', access = null, sinceApi = 1, untilApi = Number.MAX_SAFE_INTEGER } = entry;
  return { permission, strength, access, apiRange: [sinceApi, untilApi] };
}

function member(
  table: Map<string, Map<string, MemberTarget>>,
  { class: className, name }: GuardedMember,
): MemberTarget {
  const descriptor = descriptorOf(className);
  let members = table.get(descriptor);
  if (members === undefined) table.set(descriptor, (members = new Map<string, MemberTarget>()));
  let target = members.get(name);
  if (target === undefined) members.set(name, (target = { api: null, sign: null, operations: UriOperation.None }));
  return target;
}

function addMember(
  table: Map<string, Map<string, MemberTarget>>,
  kind: 'method' | 'field',
  { class: className, name }: GuardedMember,
  use: ApiUse,
): void {
  const target = member(table, { class: className, name });
  target.api ??= { kind, api: `${classNameOf(descriptorOf(className))}.${name}`, uses: [] };
  addUse(target.api, use);
}

function add(table: Map<string, ApiTarget>, kind: ApiTarget['kind'], api: string, use: ApiUse): void {
  let target = table.get(api);
  if (target === undefined) table.set(api, (target = { kind, api, uses: [] }));
  addUse(target, use);
}

/** A permission that names an API twice means the stronger of the two. */
function addUse({ uses }: ApiTarget, use: ApiUse): void {
  const at = uses.findIndex(({ permission, access }) => permission === use.permission && access === use.access);
  if (at < 0) uses.push(use);
  else if (use.strength === 'strong') uses[at] = use;
}

function namesOf(table: MemberTable): SearchTexts {
  return new SearchTexts([...table.values()].flatMap((members) => [...members.keys()]));
}

function trimmed(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

/** Where the last part of a URI before `end` begins; 0 when there is none. */
function lastBoundary(uri: string, end: number): number {
  for (let at = end - 1; at > 'content://'.length; at--) {
    if ('/?#'.includes(uri.charAt(at))) return at;
  }
  return 0;
}
