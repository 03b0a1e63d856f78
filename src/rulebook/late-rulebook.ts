/**
 * The compiled rulebook of which little is parsed before somebody reads it: an audit needs one category, the clauses that
 * speak of it and their sources. Who wants some parts of a list finds them by their keys (`categoryParts` and the like),
 * and no others are parsed; everybody else reads the rulebook as a plain one.
 *
 * A file of `DataLines`, which scripts/lib/rulebook-lines.mjs writes. Its head is the rulebook with the number of a line in
 * place of each list: of the list itself for `features`, else of its keys, and the lines after that have one item each. In
 * place of the texts of a rule stands the number of the line that they are on.
 */
import type { DataLines } from '../bytes/data-lines.js';
import { isUnread, withLateFields } from '../bytes/late-fields.js';
import { LateParts, type Parts } from '../bytes/late-parts.js';
import type { Category, Clause, DataType, Policy, Rule, Rulebook, Source } from './types.js';

/**
 * What is read of a rule that an app meets.
 * @public scripts/compile-rules.mjs imports it from the output of tsc
 */
export const RULE_TEXTS: readonly string[] = [
  'articleQuote',
  'articleTranslation',
  'remediation',
  'severityReason',
  'title',
  'why',
] satisfies (keyof Rule)[];

/** What a category is called. */
export type CategoryKey = Pick<Category, 'id' | 'parent' | 'name' | 'aliases' | 'playCategories'> & {
  official?: Pick<NonNullable<Category['official']>, 'name'>;
};
/** What a data type owns. */
export type DataTypeKey = Pick<DataType, 'id' | 'permissions' | 'capabilities'>;
/** Which clause it is, and of whom it speaks. */
export type ClauseKey = Pick<Clause, 'id' | 'categories' | 'exceptCategories'>;

type Fields = Readonly<Record<string, unknown>>;
type Head = Fields & {
  readonly categories: number;
  readonly dataTypes: number;
  readonly features: number;
  readonly policies: readonly (Fields & { readonly clauses: number })[];
  readonly sources: number;
};

/** The lists of an object that are late, by field. */
type Lists = Readonly<Record<string, LateParts<unknown, object>>>;

const listsOf = new WeakMap<object, Lists>();

/** The categories, without making all of them. */
export function categoryParts(rulebook: Pick<Rulebook, 'categories'>): Parts<Category, CategoryKey> {
  return unread<Category, CategoryKey>(rulebook, 'categories') ?? partsOf(rulebook.categories);
}

/** The data types, without making all of them. */
export function dataTypeParts(rulebook: Rulebook): Parts<DataType, DataTypeKey> {
  return unread<DataType, DataTypeKey>(rulebook, 'dataTypes') ?? partsOf(rulebook.dataTypes);
}

/** The sources, without making all of them. */
export function sourceParts(rulebook: Rulebook): Parts<Source, Pick<Source, 'id'>> {
  return unread<Source, Pick<Source, 'id'>>(rulebook, 'sources') ?? partsOf(rulebook.sources);
}

/** The clauses of a policy, without making all of them. */
export function clauseParts(policy: Policy): Parts<Clause, ClauseKey> {
  return unread<Clause, ClauseKey>(policy, 'clauses') ?? partsOf(policy.clauses);
}

/** The parts of a list that nobody has read as a whole yet; else null. */
function unread<Item, Key extends object>(object: object, field: string): Parts<Item, Key> | null {
  if (!isUnread(object, field)) return null;
  return (listsOf.get(object)?.[field] as LateParts<Item, Key> | undefined) ?? null;
}

function partsOf<Item extends Key, Key>(list: readonly Item[]): Parts<Item, Key> {
  return { keys: list, at: (index) => list[index] as Item };
}

/** @throws where a line that is read is damaged, then or later */
export function lateRulebook(lines: DataLines): Rulebook {
  const head = lines.head as Head;
  const lists: Lists = {
    categories: new LateParts(lines, head.categories, (category) => withLateTexts(category as Category, lines)),
    dataTypes: new LateParts(lines, head.dataTypes),
    sources: new LateParts(lines, head.sources),
  };
  const fields = { ...head, policies: head.policies.map((policy) => latePolicy(policy, lines)) };
  const rulebook = withLateFields(fields, ['categories', 'dataTypes', 'features', 'sources'], (field) => ({
    [field]: field === 'features' ? lines.list(head.features) : lists[field]?.all(),
  }));
  listsOf.set(rulebook, lists);
  return rulebook as unknown as Rulebook;
}

function latePolicy(fields: Head['policies'][number], lines: DataLines): Policy {
  const clauses = new LateParts(lines, fields.clauses);
  const policy = withLateFields(fields, ['clauses'], () => ({ clauses: clauses.all() }));
  listsOf.set(policy, { clauses });
  return policy as unknown as Policy;
}

function withLateTexts(category: Category, lines: DataLines): Category {
  category.rules = (category.rules as unknown as Fields[]).map(
    (rule) =>
      withLateFields(rule, RULE_TEXTS, (field) => lines.parse(rule[field] as number) as Fields) as unknown as Rule,
  );
  return category;
}
