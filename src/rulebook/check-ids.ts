/** Ids that stand for one thing each, and texts that say no more than they should. */
import { normalizeCategoryName } from './category-name.js';
import { report, type CheckContext } from './check-context.js';

/** Marks of the research notes: a text that carries one was copied, not written. */
const CONFIDENCE_MARK = /\[(?:V[12]|MEM(?:-[HML])?)\]|\bMEM-[HML]\b/;

function checkShared(context: CheckContext): void {
  const { assembly } = context;
  const rules = assembly.categories.flatMap((category) => category.rules);
  const clauses = assembly.policies.flatMap((policy) => policy.clauses);
  const seen = new Set<string>();
  // Rules, clauses and sources are cited side by side in a report, so they share one name space.
  for (const part of [...assembly.sources, ...rules, ...clauses]) {
    if (seen.has(part.id)) report(context, 'RULE_DUPLICATE_ID', part, `the id ${part.id} is taken`);
    seen.add(part.id);
  }
}

function checkAliases(context: CheckContext): void {
  const owner = new Map<string, string>();
  for (const category of context.assembly.categories) {
    for (const name of new Set([category.id, ...category.aliases].map(normalizeCategoryName))) {
      const other = owner.get(name);
      if (other !== undefined) {
        report(context, 'RULE_DUPLICATE_ID', category, `${category.id}: the name ${name} is taken by ${other}`);
      }
      owner.set(name, category.id);
    }
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(strings);
}

function isListOfParts(context: CheckContext, value: unknown): boolean {
  return Array.isArray(value) && value.some((member) => context.assembly.origins.has(member as object));
}

function checkMarks(context: CheckContext): void {
  for (const part of context.assembly.origins.keys()) {
    // Rules, needs and clauses are parts of their own, so they are left out of the part around them.
    const own = Object.values(part).filter((value) => !isListOfParts(context, value));
    const marked = own.flatMap(strings).find((string) => CONFIDENCE_MARK.test(string));
    if (marked !== undefined) report(context, 'RULE_CONFIDENCE_MARK', part, `"${marked.slice(0, 80)}"`);
  }
}

/** Checks `RULE_DUPLICATE_ID` over all kinds and `RULE_CONFIDENCE_MARK` over all texts. */
export function checkIds(context: CheckContext): void {
  for (const { id, part } of context.assembly.repeated) {
    report(context, 'RULE_DUPLICATE_ID', part, `the id ${id} is taken`);
  }
  checkShared(context);
  checkAliases(context);
  checkMarks(context);
}
