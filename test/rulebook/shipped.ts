/** The rules of the repository, read and compiled as the build does, for tests. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readRuleFiles } from '../../scripts/lib/rules-files.mjs';
import type { CatalogPermission } from '../../src/rulebook/check-context.js';
import { formatProblem } from '../../src/rulebook/problem.js';
import type { RuleFile } from '../../src/rulebook/rule-file.js';
import type { Rulebook } from '../../src/rulebook/types.js';
import { validateRuleFiles } from '../../src/rulebook/validate.js';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

export function shippedFiles(): RuleFile[] {
  return readRuleFiles(RULES);
}

export function shippedCatalog(): CatalogPermission[] {
  const text = readFileSync(`${RULES}catalog/permissions.json`, 'utf8');
  return (JSON.parse(text) as { permissions: CatalogPermission[] }).permissions;
}

/** The compiled rulebook; throws with every problem when the rules are not valid. */
export function shippedRulebook(): Rulebook {
  const { rulebook, problems } = validateRuleFiles(shippedFiles(), { catalog: shippedCatalog() });
  if (rulebook === null) throw new Error(problems.map(formatProblem).join('\n'));
  return rulebook;
}
