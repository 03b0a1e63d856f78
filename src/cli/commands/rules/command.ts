/** `permaudit rules validate | list | show | new` */
import type { Command } from 'commander';
import type { KnowledgeFlags } from '../../options/flags.js';
import { readStarter, STARTERS, type Starter } from '../../options/values.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds `rules` with its four commands. What they do is loaded when they run. */
export function addRules(program: Command, done: Done): void {
  const rules = program
    .command('rules')
    .summary('check, list, show and start rules of your own')
    .description('check, list, show and start rules of your own');
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
    .allowExcessArguments(false);
  withOptions(list, 'rules list').action(async (flags: KnowledgeFlags & { category?: string; policy?: string[] }) => {
    const { runList } = await import('./run.js');
    done(await runList(flags));
  });
  const show = rules
    .command('show')
    .description('print a part of the rulebook as YAML, to start an override from')
    .argument('<id>', 'a rule, clause, source, category, policy, data type or feature')
    .allowExcessArguments(false);
  withOptions(show, 'rules show').action(async (id: string, flags: KnowledgeFlags) => {
    const { runShow } = await import('./run.js');
    done(await runShow(id, flags));
  });
  const starter = rules
    .command('new')
    .description('write a commented starter file; an existing one is never overwritten')
    .argument('<kind>', STARTERS.join(' or '), readStarter)
    .argument('<id>', 'its id, in small letters')
    .allowExcessArguments(false);
  withOptions(starter, 'rules new').action(async (kind: Starter, id: string, flags: { dir: string }) => {
    const { runNew } = await import('./run.js');
    done(runNew(kind, id, flags.dir));
  });
}
