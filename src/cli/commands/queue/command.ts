/** `permaudit migrate`, `submit`, `worker`, `status` and `results`: a batch that many machines share, with PostgreSQL between them. */
import type { Command } from 'commander';
import { withOptions, type Done } from '../../options/define.js';
import {
  withNamedPolicies,
  type MigrateFlags,
  type ResultsFlags,
  type StatusFlags,
  type SubmitFlags,
  type Typed,
  type WorkerFlags,
} from '../../options/flags.js';
import { formatOf, SUMMARIES } from '../../options/formats.js';
import { limitsOf } from '../../options/limits.js';

/** Adds the commands; what they do, and the packages for it, are loaded when one runs. */
export function addQueue(program: Command, done: Done): void {
  const migrate = program
    .command('migrate')
    .summary('the tables of a queue, made or brought up to date')
    .description('make the tables of a queue, or bring them up to date, and let other roles use them: for their owner');
  withOptions(migrate, 'migrate').action(async (flags: MigrateFlags) => {
    const { runMigrate } = await import('./migrate.js');
    done(await runMigrate(flags));
  });
  const submit = program
    .command('submit')
    .summary('apps for the workers of a queue')
    .description('submit apps to a queue: folders, patterns, files on storage that all workers share, addresses')
    .argument(
      '[paths...]',
      'folders, files or quoted patterns, by paths that hold for every worker; https:// and s3:// addresses',
    );
  withOptions(submit, 'submit').action(async (paths: string[], flags: Typed<SubmitFlags>) => {
    const { runSubmit } = await import('./submit.js');
    done(await runSubmit(paths, { ...withNamedPolicies(flags), format: 'text', limits: limitsOf({ ...flags }) }));
  });
  const worker = program
    .command('worker')
    .summary('audits what was submitted to a queue')
    .description('audit what was submitted to a queue, until there is an end to it or Ctrl-C');
  withOptions(worker, 'worker').action(async (flags: WorkerFlags) => {
    const { runWorker } = await import('./worker.js');
    done(await runWorker(flags));
  });
  const status = program
    .command('status')
    .summary('how far the runs of a queue are')
    .description('show the runs of a queue, and how far they are');
  withOptions(status, 'status').action(async (flags: StatusFlags) => {
    const { runStatus } = await import('./status.js');
    done(await runStatus(flags));
  });
  const results = program
    .command('results')
    .summary('the results of a queue, as those of a batch')
    .description('give the results of a run in the formats of a batch');
  withOptions(results, 'results').action(async (flags: Typed<ResultsFlags>) => {
    const { runResults } = await import('./results.js');
    done(await runResults({ ...flags, format: formatOf(flags, SUMMARIES) }));
  });
}
