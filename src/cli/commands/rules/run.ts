/** `permaudit rules validate | list | show | new` */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listClauses, listRules } from '../../../report/explain/rule-list.js';
import { createPage } from '../../../report/text/page-of.js';
import { escapePath, escapeText } from '../../../report/view/escape.js';
import { builtinRulebook } from '../../../rulebook/load.js';
import { extendRulebook } from '../../../rulebook/load-files.js';
import { compareRulebooks, describeMerge } from '../../../rulebook/merge-report.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { EXIT } from '../../gate/exit-codes.js';
import { OutputError, UsageError } from '../../io/failures.js';
import { langOfLocale, layoutOfProcess } from '../../io/lang.js';
import { checkPolicies, findCategory } from '../../options/lookup.js';
import { writeFileAtomically, writeStdout } from '../../io/output.js';
import { schemaAddress } from '../../io/package-files.js';
import { starterFiles } from '../../rule-files/starters.js';
import { partsAsYaml } from '../../rule-files/yaml.js';
import type { KnowledgeFlags } from '../../options/flags.js';
import type { Starter } from '../../options/values.js';
import { rulesOf } from '../../options/settings.js';
import { didYouMean } from '../../options/suggest.js';
import { problemLines, rulebookWith } from '../../rule-files/user-rules.js';

const ID = /^[a-z][a-z0-9]{0,63}(?:[_-][a-z0-9]{1,63}){0,16}$/;

/** Validates files and folders over the built-in rulebook; tells every problem, or what they change. */
export async function runValidate(paths: readonly string[]): Promise<number> {
  const base = builtinRulebook();
  const { rulebook, problems } = extendRulebook(base, paths);
  if (rulebook === null) {
    const lines = [...problemLines(problems), problems.length === 1 ? '1 problem' : `${problems.length} problems`];
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return EXIT.usage;
  }
  const changes = compareRulebooks(base, rulebook).map(describeMerge);
  const told = [...changes, `valid: rulebook ${rulebook.version}, sha256 ${rulebook.sha256}`];
  await writeStdout(told.map((line) => `${escapeText(line)}\n`).join(''));
  return EXIT.ok;
}

/** Lists the rules by category, or the clauses of policies. */
export async function runList(flags: KnowledgeFlags & { category?: string; policy?: string[] }): Promise<number> {
  const lang = flags.lang ?? langOfLocale(process.env);
  const page = createPage(await layoutOfProcess({ noColor: !flags.color, toFile: false, lang }));
  const rulebook = await rulebookWith(await rulesOf(flags));
  const category = flags.category === undefined ? null : findCategory(rulebook, flags.category);
  if (flags.policy !== undefined) checkPolicies(rulebook, flags.policy);
  const lines =
    flags.policy === undefined
      ? listRules(page, rulebook, category)
      : listClauses(page, rulebook, flags.policy, category);
  await writeStdout(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

function allIds(rulebook: Rulebook): string[] {
  return [
    ...rulebook.categories.flatMap(({ id, rules }) => [id, ...rules.map((rule) => rule.id)]),
    ...rulebook.policies.flatMap(({ id, clauses }) => [id, ...clauses.map((clause) => clause.id)]),
    ...[...rulebook.sources, ...rulebook.dataTypes, ...rulebook.features].map(({ id }) => id),
  ];
}

/** Prints the parts with an id as YAML. */
export async function runShow(typed: string, flags: KnowledgeFlags): Promise<number> {
  const rulebook = await rulebookWith(await rulesOf(flags));
  const parts = partsAsYaml(rulebook, typed);
  if (parts.length === 0) {
    const candidates = allIds(rulebook).map((id) => ({ word: id, shown: id }));
    throw new UsageError(
      `rules show: nothing has the id "${typed}"`,
      didYouMean(typed, candidates, 'see: permaudit rules list'),
    );
  }
  const blocks = parts.map(({ place, text }) => `# ${place}\n${text}`);
  await writeStdout(
    blocks
      .map((block) =>
        block
          .split('\n')
          .map((line) => escapeText(line))
          .join('\n'),
      )
      .join('---\n'),
  );
  return EXIT.ok;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new OutputError(`cannot make the folder ${escapePath(path)} (${code})`);
  }
}

/** Writes the starter files of a category or a policy. Existing files are never overwritten. */
export function runNew(kind: Starter, id: string, folder: string): number {
  if (!ID.test(id)) {
    throw new UsageError(
      `rules new: "${id}" is not an id`,
      'small letters and digits, joined by - or _, such as acme_notes',
    );
  }
  const known = kind === 'category' ? builtinRulebook().categories : builtinRulebook().policies;
  if (known.some((part) => part.id === id)) {
    throw new UsageError(
      `rules new: there is a ${kind} ${id} already`,
      `permaudit rules show ${id} prints it, to change`,
    );
  }
  const files = starterFiles(kind, id, schemaAddress).map(({ path, text }) => ({
    path: join(folder, path),
    text,
  }));
  for (const { path } of files) {
    if (existsSync(path)) throw new UsageError(`${escapePath(path)} is already there`, 'choose another id or folder');
  }
  for (const { path, text } of files) {
    makeFolder(dirname(path));
    writeFileAtomically(path, text);
    process.stdout.write(`wrote ${escapePath(path)}\n`);
  }
  return EXIT.ok;
}
