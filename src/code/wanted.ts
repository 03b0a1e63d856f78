/** What to look for in one DEX file: the indices of everything that the API index knows. */
import type { DexFile } from '../dex/dex-file.js';
import { fieldsNamed, methodsNamed } from '../dex/references.js';
import { wantNothing, type Wanted } from '../dex/scan.js';
import { StringSearch } from '../dex/string-search.js';
import type { ApiIndex, ApiTarget, MemberTarget } from './api-index.js';
import type { MemberResolver } from './member-resolver.js';

export interface WantedApis {
  readonly wanted: Wanted;
  readonly methods: ReadonlyMap<number, MemberTarget>;
  readonly fields: ReadonlyMap<number, ApiTarget>;
  /** Strings and URIs; `text` is what stands in the code. */
  readonly strings: ReadonlyMap<number, { readonly target: ApiTarget; readonly text: string }>;
  /** Strings that name an action of picking. */
  readonly picks: ReadonlySet<number>;
  /** Strings that are the authority of a content URI. */
  readonly authorities: WantedApis['strings'];
  /** Strings that are the name of a permission. */
  readonly permissions: ReadonlyMap<number, string>;
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
  const picks = new Set([...search.exact(index.pickTexts).values()].flat());
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
  for (const some of [strings.keys(), picks, authorities.keys(), permissions.keys()]) {
    for (const at of some) wanted.strings[at] = 1;
  }
  return { wanted, methods, fields, strings, picks, authorities, permissions };
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
