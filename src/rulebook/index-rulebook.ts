/** Lookups over a rulebook. */
import type { CapabilityId } from '../facts/facts.js';
import type { Parts } from '../bytes/late-parts.js';
import { lazily } from '../bytes/lazy.js';
import { normalizeCategoryName } from './category-name.js';
import {
  categoryParts,
  clauseParts,
  dataTypeParts,
  sourceParts,
  type CategoryKey,
  type ClauseKey,
  type DataTypeKey,
} from './late-rulebook.js';
import { isWildcard, namesPermission, wildcardPrefix } from './permission-names.js';
import type { Category, Clause, DataType, Feature, Policy, Rule, Rulebook, Source } from './types.js';

/** The category whose rules serve every category that has none of its own for a data type. */
export const GENERAL_CATEGORY = 'general';

export interface RulebookIndex {
  rulebook: Rulebook;
  dataType(id: string): DataType | undefined;
  /** What a data type owns, without its texts. */
  dataTypeKey(id: string): DataTypeKey | undefined;
  source(id: string): Source | undefined;
  feature(id: string): Feature | undefined;
  policy(id: string): Policy | undefined;
  /** A rule and the category that holds it. */
  rule(id: string): { rule: Rule; category: Category } | undefined;
  /** A clause and the policy that holds it. */
  clause(id: string): { clause: Clause; policy: Policy } | undefined;
  /** What the categories are called, in their order. */
  categoryKeys: readonly CategoryKey[];
  /** A category by id or alias, whatever the case, with `-`, `_` or spaces. */
  category(idOrAlias: string): Category | undefined;
  /** The one data type that owns the permission (full name), as {@link dataTypeOfPermission}, or capability (id). */
  dataTypeOf(name: string): DataType | undefined;
  /** The one data type that owns the permission: by name, else by the longest wildcard it is under. */
  dataTypeOfPermission(name: string): DataType | undefined;
  /** The one data type that owns the capability. */
  dataTypeOfCapability(id: CapabilityId): DataType | undefined;
  /** Whether the permission is of no concern in the category, unless a policy speaks of it. */
  isBaseline(permission: string, categoryId: string | null): boolean;
  /**
   * The rules that judge a category: its own, then those of `general` for data types it has no rule for. Without a
   * category, those of `general`.
   */
  rulesFor(categoryId: string | null): readonly Rule[];
  /**
   * The clauses of a policy that speak of a category, in order. Without a category, only those for every category
   * without exception: whether an exception applies cannot be known.
   */
  clausesFor(policyId: string, categoryId: string | null): readonly Clause[];
  /** Policies of the default set. */
  defaultPolicies(): Policy[];
  /** Policies of a region code, e.g. `cn`. */
  policiesOfRegion(region: string): Policy[];
}

/** Whether a clause speaks of a category; null is an app without a declared category. */
export function clauseApplies(clause: ClauseKey, categoryId: string | null): boolean {
  const everyCategory = clause.categories.includes('*');
  if (categoryId === null) return everyCategory && clause.exceptCategories === undefined;
  if (clause.exceptCategories?.includes(categoryId) === true) return false;
  return everyCategory || clause.categories.includes(categoryId);
}

function byId<T extends { id: string }>(parts: readonly T[]): Map<string, T> {
  return new Map(parts.map((part) => [part.id, part]));
}

/** Finds parts by id, making no others. */
function finder<Item>({ keys, at }: Parts<Item, { id: string }>): (id: string) => Item | undefined {
  const indexes = new Map(keys.map(({ id }, index) => [id, index]));
  return (id) => atOf(at, indexes.get(id));
}

function atOf<Item>(at: (index: number) => Item, index: number | undefined): Item | undefined {
  return index === undefined ? undefined : at(index);
}

/** Finds the one data type that owns a permission or capability: by name, else by the longest wildcard it is under. */
function ownerFinder({ keys, at }: Parts<DataType, DataTypeKey>): (name: string) => DataType | undefined {
  const owners = new Map(
    keys.flatMap(({ permissions, capabilities }, index) =>
      [...permissions, ...capabilities].map((name): [string, number] => [name, index]),
    ),
  );
  const prefixes = keys
    .flatMap(({ permissions }, index) =>
      permissions.filter(isWildcard).map((name) => ({ prefix: wildcardPrefix(name), index })),
    )
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return (name) => atOf(at, owners.get(name) ?? prefixes.find(({ prefix }) => name.startsWith(prefix))?.index);
}

function categoriesByName(keys: readonly CategoryKey[]): Map<string, number> {
  return new Map(
    keys.flatMap(({ id, aliases }, index) =>
      [id, ...aliases].map((name): [string, number] => [normalizeCategoryName(name), index]),
    ),
  );
}

function mergedRules(general: Category | undefined, own: Category | undefined): Rule[] {
  const ownRules = own?.rules ?? [];
  const served = new Set(ownRules.flatMap((rule) => [rule.dataType, ...(rule.alsoDataTypes ?? [])]));
  return own === general
    ? ownRules
    : [...ownRules, ...(general?.rules ?? []).filter((rule) => !served.has(rule.dataType))];
}

/** The answers of `make`, each made once. Only for ids of the rulebook: ids of an app would be kept for ever. */
function remembering<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}

/** The clauses of a policy of which `isMeant` holds, making no others. */
function clausesThat(policy: Policy, isMeant: (clause: ClauseKey) => boolean): Clause[] {
  const { keys, at } = clauseParts(policy);
  return keys.flatMap((key, index) => (isMeant(key) ? [at(index)] : []));
}

/** A clause by its id, and its policy. */
function clauseIn({ policies }: Rulebook, id: string): { clause: Clause; policy: Policy } | undefined {
  for (const policy of policies) {
    const [clause] = clausesThat(policy, (one) => one.id === id);
    if (clause !== undefined) return { clause, policy };
  }
  return undefined;
}

/**
 * Builds the lookups over `rulebook` once, without reading what nobody asks for (`late-rulebook.ts`). Unknown ids give
 * `undefined`, or an empty list.
 */
export function indexRulebook(rulebook: Rulebook): RulebookIndex {
  const dataTypes = dataTypeParts(rulebook);
  const keyOfDataType = byId(dataTypes.keys);
  const dataTypeOf = ownerFinder(dataTypes);
  const sourceOf = lazily(() => finder(sourceParts(rulebook)));
  const features = lazily(() => byId(rulebook.features));
  const policies = byId(rulebook.policies);
  const categories = categoryParts(rulebook);
  const categoryOf = finder(categories);
  const named = categoriesByName(categories.keys);
  const rules = lazily(
    () =>
      new Map(rulebook.categories.flatMap((category) => category.rules.map((rule) => [rule.id, { rule, category }]))),
  );
  const clauseOf = remembering((id: string) => clauseIn(rulebook, id));
  const general = (): Category | undefined => categoryOf(GENERAL_CATEGORY);
  const baselineOf = remembering((category: Category | undefined) =>
    (category?.baseline ?? []).flatMap((g) => g.permissions),
  );
  const rulesOf = remembering((category: Category | undefined) => mergedRules(general(), category));
  const clausesOf = remembering((policy: Policy | undefined) =>
    remembering((categoryId: string | null) =>
      policy === undefined ? [] : clausesThat(policy, (clause) => clauseApplies(clause, categoryId)),
    ),
  );
  return {
    rulebook,
    dataType: finder(dataTypes),
    dataTypeKey: (id) => keyOfDataType.get(id),
    source: (id) => sourceOf()(id),
    feature: (id) => features().get(id),
    policy: (id) => policies.get(id),
    rule: (id) => rules().get(id),
    clause: clauseOf,
    categoryKeys: categories.keys,
    category: (idOrAlias) => atOf(categories.at, named.get(normalizeCategoryName(idOrAlias))),
    dataTypeOf,
    dataTypeOfPermission: dataTypeOf,
    dataTypeOfCapability: dataTypeOf,
    isBaseline: (permission, categoryId) =>
      [GENERAL_CATEGORY, categoryId].some(
        (id) => id !== null && namesPermission(baselineOf(categoryOf(id)), permission),
      ),
    rulesFor: (categoryId) => rulesOf(categoryOf(categoryId ?? GENERAL_CATEGORY)),
    clausesFor: (policyId, categoryId) => clausesOf(policies.get(policyId))(categoryId),
    defaultPolicies: () => rulebook.policies.filter((policy) => policy.default),
    policiesOfRegion: (region) => rulebook.policies.filter((policy) => policy.regions.includes(region)),
  };
}
