/** A name that stands in JSON as it is. */
const PLAIN = /^[\w.-]+$/;

/**
 * The head of the compiled catalogue, and its lines: what src/knowledge/catalog.ts reads.
 * @param catalog rules/catalog/permissions.json
 * @param lookAlikes what the names of sensitive permissions look like, and their places in the list
 * @param add makes a line and gives its number
 */
export function catalogLines({ provenance, permissions, ...head }, lookAlikes, add) {
  permissions.forEach(({ name }, index) => {
    const isInOrder = index === 0 || permissions[index - 1].name < name;
    if (!PLAIN.test(name) || !isInOrder) throw new Error(`the catalogue cannot be searched for ${name}`);
  });
  add(provenance);
  const lookAlikesLine = add(lookAlikes);
  const [first] = permissions.map(({ name, ...info }) => add({ name, ...info }));
  return { ...head, lookAlikes: lookAlikesLine, permissions: first, permissionCount: permissions.length };
}
