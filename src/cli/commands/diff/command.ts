/** `permaudit diff <old> <new>` */
import type { Command } from 'commander';
import type { DiffFlags, Typed } from '../../options/flags.js';
import { DIFFERENCES, formatOf } from '../../options/formats.js';
import { limitsOf } from '../../options/limits.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addDiff(program: Command, done: Done): void {
  const command = program
    .command('diff')
    .summary('what a new version asks for that the old did not')
    .description('what a new version asks for that the old one did not')
    .argument('<old>', 'an APK or any other form of an app, or a JSON report of one')
    .argument('<new>', 'an APK or any other form of an app, or a JSON report of one')
    .allowExcessArguments(false);
  withOptions(command, 'diff').action(async (oldPath: string, newPath: string, flags: Typed<DiffFlags>) => {
    const { runDiff } = await import('./run.js');
    done(
      await runDiff(oldPath, newPath, {
        ...flags,
        format: formatOf(flags, DIFFERENCES),
        limits: limitsOf({ ...flags }),
      }),
    );
  });
}
