/** The command line around the rulebook: `rules`, and the options that `explain` and `categories` share with it. */
import { Option, type Command } from 'commander';
import type { Lang } from '../../../rulebook/types.js';
import { UsageError } from '../../io/failures.js';
import { collectIds, collectPaths, readLang } from '../../options/values.js';

/** What every command that only reads the rulebook takes. */
export interface KnowledgeFlags {
  color: boolean;
  lang?: Lang;
  rules?: string[];
}

/** Adds `--rules`, `--lang` and `--no-color`. */
export function addKnowledgeOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--rules <path>', 'rules of your own: a file or folder; may be repeated').argParser(collectPaths),
    )
    .addOption(new Option('--lang <lang>', 'en or zh (default: the locale)').argParser(readLang))
    .option('--no-color', 'no colours');
}

export const STARTERS = ['category', 'policy'] as const;
export type Starter = (typeof STARTERS)[number];

function readStarter(value: string): Starter {
  const kind = STARTERS.find((one) => one === value);
  if (kind === undefined) throw new UsageError(`rules new: "${value}" is not ${STARTERS.join(' or ')}`);
  return kind;
}

/** Adds `rules` with its four commands. What they do is loaded when they run. */
export function addRules(program: Command, done: (code: number) => void): void {
  const rules = program.command('rules').description('check, list, show and start rules of your own');
  rules
    .command('validate')
    .description('check rule files: their form, then their meaning')
    .argument('<paths...>', 'files or folders')
    .action(async (paths: string[]) => {
      const { runValidate } = await import('./run.js');
      done(await runValidate(paths));
    });
  const list = rules
    .command('list')
    .description('list the rules, or the clauses of policies')
    .addOption(new Option('-c, --category <id>', 'only the rules and clauses that judge this category'))
    .addOption(new Option('--policy <ids>', 'the clauses of these policies').argParser(collectIds))
    .allowExcessArguments(false);
  addKnowledgeOptions(list).action(async (flags: KnowledgeFlags & { category?: string; policy?: string[] }) => {
    const { runList } = await import('./run.js');
    done(await runList(flags));
  });
  const show = rules
    .command('show')
    .description('print a part of the rulebook as YAML, to start an override from')
    .argument('<id>', 'a rule, clause, source, category, policy, data type or feature')
    .allowExcessArguments(false);
  addKnowledgeOptions(show).action(async (id: string, flags: KnowledgeFlags) => {
    const { runShow } = await import('./run.js');
    done(await runShow(id, flags));
  });
  rules
    .command('new')
    .description('write a commented starter file; an existing one is never overwritten')
    .argument('<kind>', STARTERS.join(' or '), readStarter)
    .argument('<id>', 'its id, in small letters')
    .option('-d, --dir <folder>', 'the folder of your rules', 'permaudit-rules')
    .allowExcessArguments(false)
    .action(async (kind: Starter, id: string, flags: { dir: string }) => {
      const { runNew } = await import('./run.js');
      done(runNew(kind, id, flags.dir));
    });
}
