/**
 * Validates rule files - first YAML and schema, then meaning - and compiles them to a rulebook.
 *
 * Pure: takes the texts of the files, touches no disk. Used when permaudit is built and for a user's own rules; an
 * audit with the built-in rules never loads this module.
 */
import { createDigest } from '../platform/index.js';
import { assemble, type Assembly } from './assemble.js';
import { canonicalJson } from './canonical-json.js';
import { checkCategories } from './check-categories.js';
import { checkClauses } from './check-clauses.js';
import { makeContext, type CatalogPermission } from './check-context.js';
import { checkDataTypes } from './check-data-types.js';
import { checkDates } from './check-dates.js';
import { checkIds } from './check-ids.js';
import type { RuleProblem } from './problem.js';
import { parseRuleFile, type ParsedRuleFile, type RuleFile } from './rule-file.js';
import { checkSchema } from './schema-check.js';
import type { Rulebook } from './types.js';

export interface ValidationOptions {
  /** Permissions that exist. Given: names are checked against it, and every dangerous or special one must have a data type. */
  catalog?: readonly CatalogPermission[];
  /** A rulebook that the files extend, replacing its parts by id. Its own parts are taken as checked. */
  base?: Rulebook;
}

export interface ValidationResult {
  /** The compiled rulebook, or null when there is any problem. */
  rulebook: Rulebook | null;
  /** In order of file and line. */
  problems: RuleProblem[];
}

function parseAll(files: readonly RuleFile[]): { parsed: ParsedRuleFile[]; problems: RuleProblem[] } {
  const parsed: ParsedRuleFile[] = [];
  const problems: RuleProblem[] = [];
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const result = parseRuleFile(file);
    if (Array.isArray(result)) problems.push(...result);
    else parsed.push(result);
  }
  problems.push(...parsed.flatMap(checkSchema));
  return { parsed, problems };
}

function missingParts(assembly: Assembly): RuleProblem[] {
  const problem = (message: string): RuleProblem => ({ code: 'RULE_FILE', message, file: 'rulebook.yaml', line: null });
  return [
    ...(assembly.version === null ? [problem('rulebook.yaml with a version is missing')] : []),
    ...(assembly.categories.some(({ id }) => id === 'general') ? [] : [problem('the category general is missing')]),
    ...(assembly.dataTypes.length > 0 ? [] : [problem('data-types.yaml is missing')]),
  ];
}

function meaningProblems(assembly: Assembly, catalog: readonly CatalogPermission[]): RuleProblem[] {
  const context = makeContext(assembly, catalog);
  checkIds(context);
  checkDataTypes(context);
  checkCategories(context);
  checkClauses(context);
  checkDates(context);
  return [...missingParts(assembly), ...context.problems];
}

function byPlace(a: RuleProblem, b: RuleProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

/** SHA-256, in hex, of the canonical JSON of a rulebook's content. */
export function rulebookDigest(content: Omit<Rulebook, 'sha256'>): string {
  return createDigest('sha256').update(canonicalJson(content)).digest('hex');
}

/**
 * Validates and compiles rule files. Returns the rulebook, or every problem found; problems of meaning are looked for
 * only once all files follow their schemas. Never throws for what a file holds.
 */
export function validateRuleFiles(files: readonly RuleFile[], options: ValidationOptions = {}): ValidationResult {
  const { parsed, problems } = parseAll(files);
  if (problems.length > 0) return { rulebook: null, problems: problems.sort(byPlace) };
  const assembly = assemble(parsed, options.base ?? null);
  const flaws = meaningProblems(assembly, options.catalog ?? []);
  if (flaws.length > 0) return { rulebook: null, problems: flaws.sort(byPlace) };
  const { version, dataTypes, sources, features, categories, policies } = assembly;
  if (version === null) throw new Error('a rulebook without a version passed validation');
  const content = { version, dataTypes, sources, features, categories, policies };
  return { rulebook: { ...content, sha256: rulebookDigest(content) }, problems: [] };
}
