/** In place of `rulebook/load-files.ts` in the library for the web, where a path leads nowhere. */
import type { RuleProblem } from '../rulebook/problem.js';

/** As `extendRulebook`: each path is a file that cannot be read. */
export function extendRulebook(_: unknown, paths: readonly string[]): { rulebook: null; problems: RuleProblem[] } {
  const problems = paths.map((file): RuleProblem => ({
    code: 'RULE_FILE',
    message: 'cannot be read: a browser has no rule files',
    file,
    line: null,
  }));
  return { rulebook: null, problems };
}
