/** Ids in permaudit.yaml, checked against the rulebook: what is unknown is told with its line and the near ones. */
import type { Rulebook } from '../../rulebook/types.js';
import type { Config } from './config.js';
import { checkFeatures, checkPolicies, checkRegions, checkRules, findCategory } from './lookup.js';

/** Calls `check` with the place and the text of each entry of a list. */
function eachOf({ raw, placeOf }: Config, key: string, check: (typed: string, where: string) => void): void {
  ((raw[key] ?? []) as readonly string[]).forEach((typed, index) => {
    check(typed, `${placeOf(key, index)}: ${key}`);
  });
}

/** @throws UsageError for the first id that is not known */
export function checkConfig(config: Config, rulebook: Rulebook): void {
  const { raw, placeOf, justifications } = config;
  const typed = raw['category'];
  const category = typeof typed === 'string' ? findCategory(rulebook, typed, `${placeOf('category')}: category`) : null;
  eachOf(config, 'policies', (id, where) => {
    checkPolicies(rulebook, [id], where);
  });
  eachOf(config, 'regions', (code, where) => {
    checkRegions(rulebook, [code.toLowerCase()], where);
  });
  eachOf(config, 'features', (id, where) => {
    checkFeatures(rulebook, [id], { category, where });
  });
  justifications.forEach(({ rule, feature }, index) => {
    if (rule !== null) {
      checkRules(rulebook, [rule], `${placeOf('justifications', index, 'rule')}: rule`);
    }
    if (feature !== null) {
      checkFeatures(rulebook, [feature], {
        category,
        where: `${placeOf('justifications', index, 'feature')}: feature`,
      });
    }
  });
}
