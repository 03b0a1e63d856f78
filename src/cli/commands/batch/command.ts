/** The command line of a batch; what it does is loaded when it runs. */
import { Option, type Command } from 'commander';
import {
  addBatchOptions,
  BATCH_FORMATS,
  collectBatchReports,
  readBatchFormat,
  type BatchFlags,
} from '../../options/batch.js';
import { addLimitOptions, limitsOf } from '../../options/limits.js';
import { addPolicyOptions, withNamedPolicies } from '../../options/policies.js';
import { refuseAuditOptions } from '../../options/refuse.js';
import { collectIds, readApiRange, readDate, readFailOn, readLang } from '../../options/values.js';

/** Adds the command `batch`, for those who want to name it. */
export function addBatch(program: Command, done: (code: number) => void): void {
  const command = program
    .command('batch')
    .description('audit many apps: folders, patterns, files, lists')
    .argument('[paths...]', 'folders, files or quoted patterns')
    .option('-c, --category <id>', 'the category of apps that no rule of --category-map matches');
  addPolicyOptions(command)
    .addOption(new Option('--lang <lang>', 'en or zh (default: the locale, for text)').argParser(readLang))
    .addOption(new Option('--feature <ids>', 'features the apps really have, comma-separated').argParser(collectIds))
    .addOption(
      new Option('--as-of <date>', 'judge by the texts of that day, YYYY-MM-DD (default: today)').argParser(readDate),
    )
    .addOption(new Option('-f, --format <format>', BATCH_FORMATS.join(', ')).argParser(readBatchFormat).default('text'))
    .option('-o, --output <file>', 'write the summary to a file')
    .addOption(
      new Option('--report <format=file>', 'write one more summary, such as html=dashboard.html').argParser(
        collectBatchReports,
      ),
    )
    .option('--code', 'read the code too: who uses each permission; slower')
    .option('--no-code', 'do not read the code (the default)')
    .option('--no-color', 'no colours')
    .addOption(new Option('--api <levels>', 'audit these API levels only, 30 or 26-34').argParser(readApiRange))
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit with 1 on: low, medium, high, critical, review, fail, score:N (default: none)',
      ).argParser(readFailOn),
    );
  addLimitOptions(addBatchOptions(command));
  command.action(async (paths: string[], flags: BatchFlags) => {
    refuseAuditOptions(program, command);
    const { runBatch } = await import('./run.js');
    done(await runBatch(paths, { ...withNamedPolicies(flags), limits: limitsOf({ ...flags }) }));
  });
}
