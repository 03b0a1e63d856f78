/** What to look for in one DEX file: the indices of everything that the API index knows. */
import type { DexFile } from '../dex/dex-file.js';
import { fieldsNamed, methodsNamed } from '../dex/references.js';
import { wantNothing, type Wanted } from '../dex/scan.js';
import { StringSearch } from '../dex/string-search.js';
import type { ApiIndex } from './api-index.js';
import type { ApiTarget } from './api-target.js';
import type { MemberTarget } from './member-index.js';
import type { MemberResolver } from './member-resolver.js';
import { classNameOf } from './names.js';
import { reflectedNames, type ReflectedName } from './reflection.js';
import { isRenamed } from './renamed-classes.js';
import { CodeOperation } from './uri-operations.js';

export interface WantedApis {
  readonly wanted: Wanted;
  readonly methods: ReadonlyMap<number, MemberTarget>;
  readonly fields: ReadonlyMap<number, ApiTarget>;
  /** Strings and URIs; `text` is what stands in the code. */
  readonly strings: ReadonlyMap<number, { readonly target: ApiTarget; readonly text: string }>;
  /** Strings that name an action of picking. */
  readonly picks: ReadonlySet<number>;
  /** Strings that the URL of any file begins with. */
  readonly fileUrls: ReadonlySet<number>;
  /** Strings that are the authority of a content URI. */
  readonly authorities: WantedApis['strings'];
  /** Strings that are the name of a permission. */
  readonly permissions: ReadonlyMap<number, string>;
  /** Strings that name a class or a member, where the file looks members up by name. */
  readonly reflected: ReadonlyMap<number, ReflectedName>;
}

export interface Resolvers {
  readonly methods: MemberResolver;
  readonly fields: MemberResolver;
}

/** @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS` */
export function findWanted(dex: DexFile, index: ApiIndex, resolvers: Resolvers): WantedApis {
  const wanted = wantNothing(dex);
  const search = new StringSearch(dex);
  const methods = new Map<number, MemberTarget>();
  resolvers.methods.enter(dex, search);
  resolvers.fields.enter(dex, search);
  for (const [name, indices] of methodsNamed(dex, search, index.methodNames)) {
    for (const at of indices) {
      const target = resolvers.methods.method(dex, at, name);
      if (target !== null) methods.set(at, target);
    }
  }
  const fields = new Map<number, ApiTarget>();
  for (const [name, indices] of fieldsNamed(dex, search, index.fieldNames)) {
    for (const at of indices) {
      const target = resolvers.fields.field(dex, at, name)?.api ?? null;
      if (target !== null) fields.set(at, target);
    }
  }
  const strings = wantedStrings(dex, index, search);
  addRenamed(methods, dex, index, search);
  if (bindsByText(strings)) addBinders(methods, dex, index, search);
  const reflected = findsMethods(methods)
    ? reflectedNames(index.methods).find(search)
    : new Map<number, ReflectedName>();
  const picks = new Set([...search.exact(index.pickTexts).values()].flat());
  const fileUrls = new Set([...search.exact(index.fileUrlTexts).values()].flat());
  for (const at of methods.keys()) wanted.methods[at] = 1;
  for (const at of fields.keys()) wanted.fields[at] = 1;
  const authorities = new Map<number, { target: ApiTarget; text: string }>();
  for (const [text, indices] of search.exact(index.authorityTexts)) {
    const target = index.authorities.get(text);
    if (target !== undefined) for (const at of indices) authorities.set(at, { target, text: `content://${text}` });
  }
  const permissions = new Map<number, string>();
  for (const [text, indices] of search.exact(index.permissionTexts)) {
    for (const at of indices) permissions.set(at, text);
  }
  for (const some of [strings.keys(), picks, fileUrls, authorities.keys(), permissions.keys(), reflected.keys()]) {
    for (const at of some) wanted.strings[at] = 1;
  }
  return { wanted, methods, fields, strings, picks, fileUrls, authorities, permissions, reflected };
}

/** What is known by its types, as the code has it: its class and its name say nothing. */
function addRenamed(methods: Map<number, MemberTarget>, dex: DexFile, index: ApiIndex, search: StringSearch): void {
  for (const [at, { kind, uses }] of index.prototypes.find(dex, search)) {
    const { classDescriptor, name, descriptor } = dex.methodRef(at);
    if (methods.has(at) || !isRenamed(classDescriptor)) continue;
    const api = { kind, api: `${classNameOf(classDescriptor)}.${name}${descriptor}`, uses };
    methods.set(at, { api, sign: null, operations: CodeOperation.None });
  }
}

function addBinders(methods: Map<number, MemberTarget>, dex: DexFile, index: ApiIndex, search: StringSearch): void {
  for (const at of index.binders.find(dex, search).keys()) {
    if (!methods.has(at)) methods.set(at, { api: null, sign: null, operations: CodeOperation.BindsService });
  }
}

function bindsByText(strings: WantedApis['strings']): boolean {
  return [...strings.values()].some(({ target }) =>
    target.uses.some(({ beside }) => (beside & CodeOperation.BindsService) !== 0),
  );
}

function findsMethods(methods: ReadonlyMap<number, MemberTarget>): boolean {
  return [...methods.values()].some(({ operations }) => (operations & CodeOperation.FindsMethod) !== 0);
}

function wantedStrings(dex: DexFile, index: ApiIndex, search: StringSearch): WantedApis['strings'] {
  const strings = new Map<number, { target: ApiTarget; text: string }>();
  for (const [text, indices] of search.exact(index.stringTexts)) {
    const target = index.strings.get(text);
    if (target === undefined) continue;
    for (const at of indices) strings.set(at, { target, text });
  }
  for (const at of search.withPrefix('content://')) {
    const text = dex.string(at) ?? '';
    const target = index.uriTarget(text);
    if (target !== null) strings.set(at, { target, text });
  }
  for (const path of index.paths.keys()) {
    for (const at of search.withPrefix(path)) {
      const text = dex.string(at) ?? '';
      const target = index.pathTarget(text);
      if (target !== null) strings.set(at, { target, text });
    }
  }
  return strings;
}
