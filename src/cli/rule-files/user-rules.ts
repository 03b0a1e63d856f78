/** `--rules`: the rulebook with a user's own rules in it. */
import { isAbsolute, relative } from 'node:path';
import { escapePath, escapeText } from '../../report/view/escape.js';
import { RulesError } from '../../api/errors.js';
import { loadRules } from '../../api/rules.js';
import { builtinRulebook } from '../../rulebook/load.js';
import type { RuleProblem } from '../../rulebook/problem.js';
import type { Rulebook } from '../../rulebook/types.js';
import { UsageError } from '../io/failures.js';

const MOST_PROBLEMS = 50;

/** A path that permaudit.yaml named, as it is typed from here, where it is below. */
function nearPath(file: string): string {
  const near = relative('', file);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? file : near;
}

/** `file:line: CODE message`, safe to print. */
export function problemLine({ file, line, code, message }: RuleProblem): string {
  const shown = escapePath(isAbsolute(file) ? nearPath(file) : file);
  const place = line === null ? shown : `${shown}:${line}`;
  return `${place}: ${code} ${escapeText(message, { maxColumns: 1000 })}`;
}

/** Every problem on a line of its own; of very many the first. */
export function problemLines(problems: readonly RuleProblem[]): string[] {
  const rest = problems.length - MOST_PROBLEMS;
  const lines = problems.slice(0, MOST_PROBLEMS).map(problemLine);
  return rest > 0 ? [...lines, `and ${rest} more`] : lines;
}

/**
 * The built-in rulebook, with the rules of files and folders added or put in the place of those with the same id. What
 * they change is told on stderr, one line each, unless `quiet`. Without paths nothing is loaded.
 * @throws UsageError when a file is wrong, after its problems were told on stderr
 */
export async function rulebookWith(paths: readonly string[] | undefined, quiet = false): Promise<Rulebook> {
  const base = builtinRulebook();
  if (paths === undefined || paths.length === 0) return base;
  const { compareRulebooks, describeMerge } = await import('../../rulebook/merge-report.js');
  const rulebook = await loadOrTell(paths);
  const changes = compareRulebooks(base, rulebook).map((entry) => `rules: ${describeMerge(entry)}`);
  const lines = changes.length === 0 ? ['rules: nothing differs from the built-in rulebook'] : changes;
  if (!quiet) process.stderr.write(lines.map((line) => `${escapeText(line, { maxColumns: 2000 })}\n`).join(''));
  return rulebook;
}

/** @throws UsageError when a file is wrong, after its problems were told on stderr */
async function loadOrTell(paths: readonly string[]): Promise<Rulebook> {
  try {
    return await loadRules(paths);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    const { problems } = error;
    const lines = problemLines(problems).map((line) => `${line}\n`);
    process.stderr.write(lines.join(''));
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new UsageError(
      `${count} in the rule files (--rules, or rules: in permaudit.yaml)`,
      'check them with: permaudit rules validate',
    );
  }
}
