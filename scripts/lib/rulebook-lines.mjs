import { listedLines } from './data-lines.mjs';

/**
 * The head of the compiled rulebook, and its lines: what src/rulebook/late-rulebook.ts reads.
 * @param rulebook with its fields in their order
 * @param ruleTexts `RULE_TEXTS` of that module
 * @param add makes a line and gives its number
 */
export function rulebookLines(rulebook, ruleTexts, add) {
  const listed = (items, keyOf) => listedLines(items, keyOf, add);
  /** A rule with the number of the line of its texts in place of each. */
  const withoutTexts = (rule) => {
    const own = ruleTexts.filter((field) => Object.hasOwn(rule, field));
    const line = add(Object.fromEntries(own.map((field) => [field, rule[field]])));
    return { ...rule, ...Object.fromEntries(own.map((field) => [field, line])) };
  };
  const categories = rulebook.categories.map((one) => ({ ...one, rules: one.rules.map(withoutTexts) }));
  return {
    ...rulebook,
    categories: listed(categories, ({ id, parent, name, aliases, playCategories, official }) => ({
      id,
      parent,
      name,
      aliases,
      playCategories,
      official: official && { name: official.name },
    })),
    dataTypes: listed(rulebook.dataTypes, ({ id, permissions, capabilities }) => ({ id, permissions, capabilities })),
    features: add(rulebook.features),
    policies: rulebook.policies.map((policy) => ({
      ...policy,
      clauses: listed(policy.clauses, ({ id, categories, exceptCategories }) => ({ id, categories, exceptCategories })),
    })),
    sources: listed(rulebook.sources, ({ id }) => ({ id })),
  };
}
