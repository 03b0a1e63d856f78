/** `permaudit render <report.json>...` */
import type { Command } from 'commander';
import type { RenderFlags, Typed } from '../../options/flags.js';
import { formatOf, REPORTS } from '../../options/formats.js';
import { withOptions, type Done } from '../../options/define.js';

/** Adds the command; what it does is loaded when it runs. */
export function addRender(program: Command, done: Done): void {
  const command = program
    .command('render')
    .summary('a stored JSON report in another format')
    .description('turn stored JSON reports into another format; several become one sarif, ndjson or csv')
    .argument('<report...>', 'JSON reports, NDJSON, or the --results file of a batch');
  withOptions(command, 'render').action(async (paths: string[], flags: Typed<RenderFlags>) => {
    const { runRender } = await import('./run.js');
    done(await runRender(paths, { ...flags, format: formatOf(flags, REPORTS) }));
  });
}
