/**
 * The law of versions: what an audit of all Android versions says an app gets holds at least what each version read alone
 * gives. An audit that is not whole says so, and is no answer to compare.
 */

/** Each permission and capability with each API level on which the app has it, as `READ_SMS 30`. */
export function grantsOf({ permissions, capabilities }) {
  const grants = new Set();
  for (const { name, apiRanges } of permissions) for (const span of apiRanges) addAll(grants, name, span);
  for (const { id, apiRange } of capabilities) addAll(grants, id, apiRange);
  return grants;
}

function addAll(grants, name, [from, to]) {
  for (let api = from; api <= to; api++) grants.add(`${name} ${api}`);
}

/**
 * What versions read alone give and the whole range lacks; empty where the law holds.
 * @param read the facts of the app on a range of API levels
 * @param apis the levels to read alone, each in the range
 */
export function lostGrants(read, range, apis) {
  const whole = read(range);
  if (!whole.complete) return [];
  const known = grantsOf(whole);
  return apis.flatMap((api) => [...grantsOf(read([api, api]))].filter((grant) => !known.has(grant)));
}
