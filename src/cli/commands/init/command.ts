/** `permaudit init` */
import type { Command } from 'commander';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addInit(program: Command, done: Done): void {
  const command = program
    .command('init')
    .summary('write a commented permaudit.yaml')
    .description('write a commented permaudit.yaml to start from')
    .allowExcessArguments(false);
  withOptions(command, 'init').action(async (flags: { category?: string }) => {
    const { runInit } = await import('./run.js');
    done(runInit(process.cwd(), flags.category));
  });
}
