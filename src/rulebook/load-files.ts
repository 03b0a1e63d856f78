/** A user's own rule files from the disk. Loaded only when there are any: it brings the YAML reader and the validator. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { catalog } from '../knowledge/catalog.js';
import type { RuleProblem } from './problem.js';
import { kindOfRuleFile, type RuleFile, type RuleFileKind } from './rule-file.js';
import type { Rulebook } from './types.js';
import { validateRuleFiles, type ValidationResult } from './validate.js';

const MOST_FILES = 1000;
const LARGEST_FILE = 4 * 1024 * 1024;
const DEEPEST = 4;
/** The settings of a project may stand beside its rules. */
const NOT_RULES: ReadonlySet<string> = new Set(['permaudit.yaml', 'permaudit.yml']);
const YAML_NAME = /\.ya?ml$/i;

/** What a top-level key says about the file. */
const KIND_BY_KEY: readonly (readonly [key: RegExp, kind: RuleFileKind])[] = [
  [/^clauses[ \t]*:/m, 'policy'],
  [/^rules[ \t]*:/m, 'category'],
  [/^dataTypes[ \t]*:/m, 'data-types'],
  [/^sources[ \t]*:/m, 'sources'],
  [/^features[ \t]*:/m, 'features'],
  [/^version[ \t]*:/m, 'rulebook'],
];

/** The kind of a user's file: by its name or folder as in the built-in rules, else by what it holds. */
function kindOf(path: string, text: string): RuleFileKind | null {
  const name = basename(path).replace(/\.yml$/i, '.yaml');
  const byPath = kindOfRuleFile(`${basename(dirname(path))}/${name}`) ?? kindOfRuleFile(name);
  return byPath ?? KIND_BY_KEY.find(([key]) => key.test(text))?.[1] ?? null;
}

/** Files under a folder, by name; hidden folders and dependencies are passed over. */
function yamlFiles(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isPassed = entry.name.startsWith('.') || entry.name === 'node_modules' || depth >= DEEPEST;
      return isPassed ? [] : yamlFiles(path, depth + 1);
    }
    return entry.isFile() && YAML_NAME.test(entry.name) && !NOT_RULES.has(entry.name) ? [path] : [];
  });
}

function problem(file: string, message: string): RuleProblem {
  return { code: 'RULE_FILE', message, file, line: null };
}

function readOne(path: string): RuleFile | RuleProblem {
  const handle = openSync(path, 'r');
  try {
    if (fstatSync(handle).size > LARGEST_FILE) return problem(path, `is larger than ${LARGEST_FILE} bytes`);
    const text = readFileSync(handle, 'utf8');
    const kind = kindOf(path, text);
    if (kind !== null) return { path, text, kind };
    return problem(path, 'is no rule file: it has none of clauses, rules, dataTypes, sources, features at the top');
  } finally {
    closeSync(handle);
  }
}

function filesAt(path: string): string[] | RuleProblem {
  const files = statSync(path).isDirectory() ? yamlFiles(path, 0) : [path];
  if (files.length === 0) return problem(path, 'holds no YAML file');
  return files.length > MOST_FILES ? problem(path, `holds more than ${MOST_FILES} YAML files`) : files;
}

/** `read`, with what the system cannot open as a problem. */
function attempt<T>(path: string, read: () => T): T | RuleProblem {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return problem(path, `cannot be read (${code})`);
  }
}

function isProblem(value: object): value is RuleProblem {
  return 'code' in value;
}

/** The rule files that files and folders hold, each once, and what could not be read. */
export function readUserRules(paths: readonly string[]): { files: RuleFile[]; problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const found = paths.flatMap((path) => {
    const files = attempt(path, () => filesAt(path));
    if (!isProblem(files)) return files;
    problems.push(files);
    return [];
  });
  const files = [...new Set(found)].flatMap((path) => {
    const file = attempt(path, () => readOne(path));
    if (!isProblem(file)) return [file];
    problems.push(file);
    return [];
  });
  return { files, problems };
}

/**
 * Reads and validates a user's files over `base`, as strictly as the built-in ones are. The merged rulebook has a digest
 * of its own and a version that ends in `+custom`. Never throws for what a file holds.
 */
export function extendRulebook(base: Rulebook, paths: readonly string[]): ValidationResult {
  const { files, problems } = readUserRules(paths);
  if (problems.length > 0) return { rulebook: null, problems };
  return validateRuleFiles(files, { base, catalog: catalog().permissions.all() });
}
