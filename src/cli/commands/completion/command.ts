/** `permaudit completion <shell>` */
import type { Command } from 'commander';
import { readWord } from '../../options/values.js';
import { SHELLS } from './model.js';
import type { Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addCompletion(program: Command, done: Done): void {
  program
    .command('completion')
    .summary('a script that completes commands and options')
    .description('print the script by which a shell completes commands, options and their values')
    .argument('<shell>', SHELLS.join(', '))
    .allowExcessArguments(false)
    .action(async (shell: string) => {
      const named = readWord('completion', SHELLS)(shell);
      const { runCompletion } = await import('./run.js');
      done(await runCompletion(named, program));
    });
}
