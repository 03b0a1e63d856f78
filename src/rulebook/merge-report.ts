/** What a user's rules changed in the rulebook. */
import { canonicalJson } from './canonical-json.js';
import type { Category, Policy, Rulebook } from './types.js';

export type MergedKind = 'data type' | 'source' | 'feature' | 'category' | 'policy';

export interface MergeEntry {
  change: 'added' | 'overridden';
  kind: MergedKind;
  id: string;
  /** Rules of a category or clauses of a policy that came, changed and went. Empty for other kinds. */
  added: string[];
  changed: string[];
  removed: string[];
}

interface Part {
  id: string;
}

function inner(part: Part): readonly Part[] {
  if ('clauses' in part) return (part as Policy).clauses;
  return 'rules' in part ? (part as Category).rules : [];
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function compare(kind: MergedKind, before: readonly Part[], after: readonly Part[]): MergeEntry[] {
  const old = new Map(before.map((part) => [part.id, part]));
  return after.flatMap((part): MergeEntry[] => {
    const was = old.get(part.id);
    if (was === undefined) {
      return [{ change: 'added', kind, id: part.id, added: inner(part).map(({ id }) => id), changed: [], removed: [] }];
    }
    if (same(was, part)) return [];
    const wasInner = new Map(inner(was).map((one) => [one.id, one]));
    const ids = new Set(inner(part).map(({ id }) => id));
    return [
      {
        change: 'overridden',
        kind,
        id: part.id,
        added: [...ids].filter((id) => !wasInner.has(id)),
        changed: inner(part)
          .filter((one) => wasInner.has(one.id) && !same(wasInner.get(one.id), one))
          .map(({ id }) => id),
        removed: [...wasInner.keys()].filter((id) => !ids.has(id)),
      },
    ];
  });
}

/** What `merged` has that `base` has not, or has otherwise. A part that says the same again is not in it. */
export function compareRulebooks(base: Rulebook, merged: Rulebook): MergeEntry[] {
  return [
    ...compare('source', base.sources, merged.sources),
    ...compare('data type', base.dataTypes, merged.dataTypes),
    ...compare('feature', base.features, merged.features),
    ...compare('category', base.categories, merged.categories),
    ...compare('policy', base.policies, merged.policies),
  ];
}

/** e.g. `overridden category lending (1 added: LEND-X; 2 removed: LEND-MIC, LEND-SMS-SEND)`. */
export function describeMerge({ change, kind, id, added, changed, removed }: MergeEntry): string {
  const parts = [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
  ] as const;
  const told = parts
    .filter(([, ids]) => ids.length > 0)
    .map(([word, ids]) => `${ids.length} ${word}: ${ids.join(', ')}`);
  return `${change} ${kind} ${id}${told.length === 0 ? '' : ` (${told.join('; ')})`}`;
}
