/** What a rule mentions, be it by its own list or by what it combines. */
import { namesPermission } from './permission-names.js';
import type { CombinationPart, Predicate, Rule, Rulebook } from './types.js';

/** What a predicate looks at. */
function partsOf(predicate: Predicate): CombinationPart[] {
  switch (predicate.kind) {
    case 'composite': {
      const pairs = (predicate.pairs ?? []).flatMap((pair) => [...pair.anyOf, ...pair.with]);
      return [{ dataTypes: [...predicate.dataTypes, ...pairs] }];
    }
    case 'combination':
      return [...(predicate.allOf ?? []), ...(predicate.anyOf ?? [])];
    case 'named-packages':
      return [{ capabilities: ['queries-packages'] }];
    case 'low-target':
    case 'evasion':
      return [];
  }
}

/** Whether the rule lists the permission or capability, or combines it with others. */
export function ruleMentions(rulebook: Rulebook, rule: Rule, name: string): boolean {
  if (namesPermission(rule.permissions, name) || (rule.capabilities as readonly string[]).includes(name)) return true;
  if (rule.predicate === undefined) return false;
  const owners = rulebook.dataTypes.filter(
    ({ permissions, capabilities }) =>
      namesPermission(permissions, name) || (capabilities as readonly string[]).includes(name),
  );
  const ids = new Set(owners.map(({ id }) => id));
  return partsOf(rule.predicate).some(
    ({ permissions = [], capabilities = [], dataTypes = [] }) =>
      namesPermission(permissions, name) ||
      (capabilities as readonly string[]).includes(name) ||
      dataTypes.some((id) => ids.has(id)),
  );
}

/** Whether the rule is about the data type, or combines it with others. */
export function ruleConcerns(rule: Rule, dataType: string): boolean {
  if (rule.dataType === dataType || rule.alsoDataTypes?.includes(dataType) === true) return true;
  return (
    rule.predicate !== undefined &&
    partsOf(rule.predicate).some(({ dataTypes }) => dataTypes?.includes(dataType) === true)
  );
}
