/** `permaudit categories [words...]` */
import type { Command } from 'commander';
import type { KnowledgeFlags } from '../../options/flags.js';
import { refuseAuditOptions } from '../../options/refuse.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addCategories(program: Command, done: Done): void {
  const command = program
    .command('categories')
    .summary('list or search what an app can be declared as')
    .description('list the app categories, their features, and the policies; or search them')
    .argument('[words...]', 'loan, 借贷, Finance, flashlight ...');
  withOptions(command, 'categories').action(async (words: string[], flags: KnowledgeFlags) => {
    refuseAuditOptions(program, command);
    const { runCategories } = await import('./run.js');
    done(await runCategories(words, flags));
  });
}
