/** Own rules on top of those that ship with permaudit. */
import { builtinRulebook } from '../rulebook/load.js';
import type { Rulebook } from '../rulebook/types.js';
import { RulesError } from './errors.js';

/** As in the entrance. */
export async function loadRules(paths: readonly string[], base: Rulebook = builtinRulebook()): Promise<Rulebook> {
  // The YAML reader and the validator are only needed where there are own rules.
  if (paths.length === 0) return base;
  const { extendRulebook } = await import('../rulebook/load-files.js');
  const { rulebook, problems } = extendRulebook(base, paths);
  if (rulebook === null) throw new RulesError(problems);
  return rulebook;
}
