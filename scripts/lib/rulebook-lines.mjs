/**
 * The head of the compiled rulebook, and its lines: what src/rulebook/late-rulebook.ts reads.
 * @param rulebook with its fields in their order
 * @param late `LATE_FIELDS` of that module
 * @param add makes a line and gives its number
 */
export function rulebookLines(rulebook, late, add) {
  /** The object with the number of one line in place of its late fields, which are on that line. */
  const withLate = (object, fields) => {
    const own = fields.filter((field) => Object.hasOwn(object, field));
    const line = add(Object.fromEntries(own.map((field) => [field, object[field]])));
    return { ...object, ...Object.fromEntries(own.map((field) => [field, line])) };
  };
  /** The number of the line of the keys; the items are on those after it. */
  const listed = (items, keyOf) => {
    const line = add(items.map(keyOf));
    items.forEach((item) => add(item));
    return line;
  };
  const category = ({ ...one }) => {
    if (one.official !== undefined) one.official = withLate(one.official, late.official);
    one.rules = one.rules.map((rule) => withLate(rule, late.rule));
    return withLate(one, late.category);
  };
  return {
    ...rulebook,
    categories: rulebook.categories.map(category),
    dataTypes: rulebook.dataTypes.map((dataType) => withLate(dataType, late.dataType)),
    features: add(rulebook.features),
    policies: rulebook.policies.map((policy) => ({
      ...policy,
      clauses: listed(policy.clauses, ({ id, categories, exceptCategories }) => ({ id, categories, exceptCategories })),
    })),
    sources: listed(rulebook.sources, ({ id }) => id),
  };
}
