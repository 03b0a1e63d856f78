/**
 * The compiled rulebook of which little is parsed before somebody reads it: an audit needs one category, the clauses that
 * speak of it and their sources. What is not parsed yet is found by {@link unreadSources} and {@link unreadClauses}, in
 * parts; everybody else reads the rulebook as a plain one.
 *
 * A file of `DataLines`, which scripts/lib/rulebook-lines.mjs writes. Its head is the rulebook; a late field has in its
 * place the number of its line, which holds
 *
 * - for an object of {@link LATE_FIELDS} its late fields;
 * - for `features` of the rulebook the list;
 * - for `sources` the ids, and the lines after it one source each;
 * - for `clauses` of a policy what {@link ClauseScope} has of each, and the lines after it one clause each.
 */
import type { DataLines } from '../bytes/data-lines.js';
import { isUnread, withLateFields } from '../bytes/late-fields.js';
import { LateList } from '../bytes/late-list.js';
import type { Category, Clause, Policy, Rulebook, Source } from './types.js';

/**
 * What few audits read of one object, and is on a line of its own.
 * @public scripts/compile-rules.mjs imports it from the output of tsc
 */
export const LATE_FIELDS = {
  category: ['conditional', 'positives', 'rules', 'summary'],
  official: ['basicFunction', 'necessaryInformation'],
  dataType: ['exposes', 'saferAlternatives'],
  rule: ['articleQuote', 'articleTranslation', 'remediation', 'severityReason', 'title', 'why'],
} as const;

/** Which clause it is, and of whom it speaks. */
export type ClauseScope = Pick<Clause, 'id' | 'categories' | 'exceptCategories'>;

type Fields = Readonly<Record<string, unknown>>;

/** The rulebook, or a part of it, with numbers of lines in place of what is late. */
type Head = Fields & {
  readonly categories: readonly (Fields & { readonly official?: Fields })[];
  readonly dataTypes: readonly Fields[];
  readonly features: number;
  readonly policies: readonly (Fields & { readonly clauses: number })[];
  readonly sources: number;
};

/** Parts of a list that were not read as a whole yet. */
interface Unread<T, Key> {
  readonly keys: readonly Key[];
  readonly list: LateList<T>;
}

const sourcesOf = new WeakMap<Rulebook, () => Unread<Source, string>>();
const clausesOf = new WeakMap<Policy, () => Unread<Clause, ClauseScope>>();

/** The sources by id, for a rulebook of which nobody has read `sources` yet; else null. */
export function unreadSources(rulebook: Rulebook): Unread<Source, string> | null {
  return isUnread(rulebook, 'sources') ? (sourcesOf.get(rulebook)?.() ?? null) : null;
}

/** The clauses by whom they speak of, for a policy of which nobody has read `clauses` yet; else null. */
export function unreadClauses(policy: Policy): Unread<Clause, ClauseScope> | null {
  return isUnread(policy, 'clauses') ? (clausesOf.get(policy)?.() ?? null) : null;
}

/** @throws where a line that is read is damaged, then or later */
export function lateRulebook(lines: DataLines): Rulebook {
  const head = lines.head as Head;
  const sources = lateList<Source, string>(lines, head.sources);
  const rulebook = withLateFields(
    {
      ...head,
      categories: head.categories.map((category) => lateCategory(category, lines)),
      dataTypes: head.dataTypes.map((dataType) => lateObject(dataType, LATE_FIELDS.dataType, lines)),
      policies: head.policies.map((policy) => latePolicy(policy, lines)),
    },
    ['features', 'sources'],
    (key): Fields => (key === 'features' ? { features: lines.list(head.features) } : { sources: sources().list.all() }),
  ) as unknown as Rulebook;
  sourcesOf.set(rulebook, sources);
  return rulebook;
}

function lateCategory(category: Head['categories'][number], lines: DataLines): Category {
  const { official } = category;
  const fields: Fields =
    official === undefined ? category : { ...category, official: lateObject(official, LATE_FIELDS.official, lines) };
  return withLateFields(fields, LATE_FIELDS.category, (key) => {
    const late = lines.parse(fields[key] as number) as Fields & { readonly rules: readonly Fields[] };
    return { ...late, rules: late.rules.map((rule) => lateObject(rule, LATE_FIELDS.rule, lines)) };
  }) as unknown as Category;
}

/** In place of every late field stands the number of the one line that they are on. */
function lateObject(fields: Fields, late: readonly string[], lines: DataLines): Fields {
  return withLateFields(fields, late, (key) => lines.parse(fields[key] as number) as Fields);
}

function latePolicy(fields: Head['policies'][number], lines: DataLines): Policy {
  const clauses = lateList<Clause, ClauseScope>(lines, fields.clauses);
  const policy = withLateFields(fields, ['clauses'], () => ({ clauses: clauses().list.all() })) as unknown as Policy;
  clausesOf.set(policy, clauses);
  return policy;
}

/** A list that stands on the lines after that of its keys. */
function lateList<T, Key>(lines: DataLines, line: number): () => Unread<T, Key> {
  let unread: Unread<T, Key> | null = null;
  return () => {
    if (unread === null) {
      const keys = lines.list(line) as readonly Key[];
      unread = { keys, list: new LateList(keys.length, (index) => lines.parse(line + 1 + index) as T) };
    }
    return unread;
  };
}
