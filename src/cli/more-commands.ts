/** The commands around an audit: diff, render, init. */
import { Option, type Command } from 'commander';
import { addLimitOptions, limitsOf } from './options/limits.js';
import { UsageError } from './io/failures.js';
import { addPolicyOptions } from './options/policies.js';
import {
  collectIds,
  readApiRange,
  readDate,
  readFailOn,
  readLang,
  readRole,
  type AuditFlags,
} from './options/values.js';
import { readFormat } from './options/reports.js';
import type { DiffFormat } from './commands/diff/run.js';

const DIFF_FORMATS: readonly DiffFormat[] = ['text', 'json', 'markdown'];

function readDiffFormat(value: string): DiffFormat {
  const format = DIFF_FORMATS.find((id) => id === value || (id === 'markdown' && value === 'md'));
  if (format === undefined) throw new UsageError(`--format: "${value}" is not one of ${DIFF_FORMATS.join(', ')}`);
  return format;
}

/** Adds the commands to the program. */
export function addMoreCommands(program: Command, done: (code: number) => void): void {
  addDiff(program, done);
  addRender(program, done);
  addInit(program, done);
}

type DiffOptions = AuditFlags & { failOnMore?: boolean; format: DiffFormat };

function addDiff(program: Command, done: (code: number) => void): void {
  const command = program
    .command('diff')
    .description('what a new version asks for that the old one did not')
    .argument('<old>', 'an APK or any other form of an app, or a JSON report of one')
    .argument('<new>', 'an APK or any other form of an app, or a JSON report of one')
    .allowExcessArguments(false)
    .option('-c, --category <id>', 'what kind of app it is');
  addPolicyOptions(command)
    .addOption(new Option('--lang <lang>', 'en or zh (default: that of the reports, else English)').argParser(readLang))
    .addOption(new Option('--feature <ids>', 'features the app really has').argParser(collectIds))
    .addOption(new Option('--role <role>', 'whose app it is: consumer or supply').argParser(readRole))
    .option('--no-code', 'do not read the code')
    .addOption(new Option('--as-of <date>', 'judge by the texts of that day').argParser(readDate))
    .addOption(new Option('--api <levels>', 'audit these API levels only').argParser(readApiRange))
    .addOption(new Option('-f, --format <format>', 'text, json or markdown').argParser(readDiffFormat).default('text'))
    .option('-o, --output <file>', 'write it to a file')
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit with 1 on new or worse findings of low, medium, high or critical; the new review, fail or score:N; any new',
      ).argParser(readFailOn),
    )
    .option('--fail-on-more', 'the same as --fail-on new: exit with 1 when the app asks for more than before')
    .option('--config <file>', 'settings to use instead of the nearest permaudit.yaml')
    .option('--no-config', 'use no permaudit.yaml')
    .action(async (oldPath: string, newPath: string, options: DiffOptions) => {
      const { runDiff } = await import('./commands/diff/run.js');
      const audit: AuditFlags = { ...options, format: 'json', color: false, limits: limitsOf({ ...options }) };
      const { format, output, failOnMore = false } = options;
      done(await runDiff(oldPath, newPath, { format, output, failOnMore, audit }));
    });
  addLimitOptions(command);
}

type RenderOptions = Pick<AuditFlags, 'format' | 'output' | 'color' | 'lang'>;

function addRender(program: Command, done: (code: number) => void): void {
  program
    .command('render')
    .description('turn stored JSON reports into another format; several become one sarif, ndjson or csv')
    .argument('<report...>', 'JSON reports, NDJSON, or the --results file of a batch')
    .addOption(
      new Option('-f, --format <format>', 'text, json, ndjson, sarif, junit, markdown, csv or html')
        .argParser(readFormat)
        .default('text'),
    )
    .option('-o, --output <file>', 'write it to a file')
    .addOption(new Option('--lang <lang>', 'en or zh (default: that of the report)').argParser(readLang))
    .option('--no-color', 'no colours')
    .action(async (paths: string[], options: RenderOptions) => {
      const { runRender } = await import('./commands/render/run.js');
      done(await runRender(paths, { ...options, output: options.output, lang: options.lang }));
    });
}

function addInit(program: Command, done: (code: number) => void): void {
  program
    .command('init')
    .description('write a commented permaudit.yaml to start from')
    .option('-c, --category <id>', 'what kind of app it is')
    .allowExcessArguments(false)
    .action(async (options: { category?: string }) => {
      const { runInit } = await import('./commands/init/run.js');
      done(runInit(process.cwd(), options.category));
    });
}
