/** `permaudit batch`, for those who want to name it. */
import type { Command } from 'commander';
import { withNamedPolicies, type BatchFlags } from '../../options/flags.js';
import { limitsOf } from '../../options/limits.js';
import { refuseAuditOptions } from '../../options/refuse.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addBatch(program: Command, done: Done): void {
  const command = program
    .command('batch')
    .summary('many apps: a ranking, a dashboard, results')
    .description('audit many apps: folders, patterns, files, lists')
    .argument('[paths...]', 'folders, files or quoted patterns');
  withOptions(command, 'batch').action(async (paths: string[], flags: BatchFlags) => {
    refuseAuditOptions(program, command);
    const { runBatch } = await import('./run.js');
    done(await runBatch(paths, { ...withNamedPolicies(flags), limits: limitsOf({ ...flags }) }));
  });
}
