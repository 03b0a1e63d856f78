/** `permaudit batch`, for those who want to name it. */
import type { Command } from 'commander';
import { withNamedPolicies, type BatchFlags, type Typed } from '../../options/flags.js';
import { formatOf, SUMMARIES } from '../../options/formats.js';
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
  withOptions(command, 'batch').action(async (paths: string[], flags: Typed<BatchFlags>) => {
    refuseAuditOptions(program, command);
    const { runBatch } = await import('./run.js');
    const format = formatOf(flags, SUMMARIES);
    done(await runBatch(paths, { ...withNamedPolicies(flags), format, limits: limitsOf({ ...flags }) }));
  });
}
