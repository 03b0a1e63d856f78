/** `permaudit merge <results.ndjson>...` */
import type { Command } from 'commander';
import { withOptions, type Done } from '../../options/define.js';
import type { MergeFlags, Typed } from '../../options/flags.js';
import { formatOf, SUMMARIES } from '../../options/formats.js';

/** Adds the command; what it does is loaded when it runs. */
export function addMerge(program: Command, done: Done): void {
  const command = program
    .command('merge')
    .summary('results of several batches as those of one')
    .description('join the results files of batches that shared the work: each file once, one summary')
    .argument('<results...>', '--results files of batches with the same settings');
  withOptions(command, 'merge').action(async (paths: string[], flags: Typed<MergeFlags>) => {
    const { runMerge } = await import('./run.js');
    done(await runMerge(paths, { ...flags, format: formatOf(flags, SUMMARIES) }));
  });
}
