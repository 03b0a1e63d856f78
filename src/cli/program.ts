/** The command line: options, commands, help. Commands load what they need when they run. */
import { Command, Option } from 'commander';
import { escapeText } from '../report/view/escape.js';
import { EXIT } from './gate/exit-codes.js';
import { UsageError } from './io/failures.js';
import { addLimitOptions, limitsOf } from './options/limits.js';
import { addBatch } from './commands/batch/command.js';
import { addBatchOptions, type BatchFlags } from './options/batch.js';
import { addMoreCommands } from './more-commands.js';
import { addPolicyOptions } from './options/policies.js';
import { addRules, addKnowledgeOptions, type KnowledgeFlags } from './commands/rules/command.js';
import {
  collectIds,
  readApiRange,
  readDate,
  readFailOn,
  readLang,
  readRole,
  type AuditFlags,
} from './options/values.js';
import { collectReports, readFormat } from './options/reports.js';
import { batchFlagsOf, hasBatchOption, refuseAuditOptions } from './options/refuse.js';
import { suggest } from './options/suggest.js';
import { tool } from './tool.js';

const EXAMPLES = `
Examples:
  $ permaudit app.apk --category lending
  $ permaudit app.apk -c lending --feature kyc-camera --fail-on high
  $ permaudit app.apk -c lending -f json -o report.json
  $ permaudit app.apk -c lending --api 26-34 --as-of 2024-06-01
  $ permaudit base.apk split_config.arm64_v8a.apk -c lending
  $ permaudit ./apks/ -c lending --report html=dashboard.html --reports ./reports
  $ permaudit manifest app.apk
  $ permaudit explain READ_CONTACTS

Exit codes: 0 audited, 1 --fail-on, 2 usage, 3 cannot read, 4 Android would refuse the file,
5 cannot be sure, 70 bug. A file named like a command is reached as ./manifest.`;

/** A first word that is no file and nearly a command is said to be one. */
function checkPaths(program: Command, paths: readonly string[], exists: (path: string) => boolean): void {
  const [path, second] = paths;
  if (path === undefined) throw new UsageError('no APK given', 'permaudit app.apk --category lending');
  if (second === undefined || path.includes('.') || exists(path)) return;
  const commands = program.commands.map((command) => ({ word: command.name(), shown: command.name() }));
  const [near] = suggest(path, commands);
  if (near !== undefined) {
    throw new UsageError(`there is no file "${path}"`, `did you mean: permaudit ${near} ${second}?`);
  }
}

async function auditOrBatch(program: Command, flags: AuditFlags & BatchFlags): Promise<number> {
  const paths = program.args;
  const isBatch = hasBatchOption(program);
  const { exists, routeOf } = await import('./commands/audit/route.js');
  if (!isBatch) checkPaths(program, paths, exists);
  const route = routeOf(paths, isBatch);
  const limits = limitsOf({ ...flags });
  if (route.kind === 'audit')
    return (await import('./commands/audit/run.js')).runAudit(route.input, { ...flags, limits });
  return (await import('./commands/batch/run.js')).runBatch(paths, { ...batchFlagsOf(flags), limits });
}

function describeAudit(program: Command, done: (code: number) => void): void {
  program
    .argument('[input...]', 'an APK, or any other form of an app; several, or a folder of many: a batch')
    .option('-c, --category <id>', 'what kind of app it is (see: permaudit categories)');
  addPolicyOptions(program)
    .addOption(new Option('--lang <lang>', 'en or zh (default: the locale, for text)').argParser(readLang))
    .addOption(new Option('--feature <ids>', 'features the app really has, comma-separated').argParser(collectIds))
    .addOption(
      new Option('--role <role>', 'whose app it is: consumer, or supply (drivers, couriers, merchants)').argParser(
        readRole,
      ),
    )
    .addOption(
      new Option('--as-of <date>', 'judge by the texts of that day, YYYY-MM-DD (default: today)').argParser(readDate),
    )
    .addOption(
      new Option('-f, --format <format>', 'text, json, ndjson, sarif, junit, markdown, csv or html')
        .argParser(readFormat)
        .default('text'),
    )
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--report <format=file>', 'write one more report, such as sarif=out.sarif').argParser(collectReports),
    )
    .option('--no-code', 'do not read the code: the manifest alone, faster')
    .addOption(new Option('--code', 'read the code in a batch too, which leaves it out'))
    .option('--evidence <zip>', 'write a bundle that lets others check the audit')
    .option('--verify-signatures', 'verify the signatures over the whole file; without it they are only read')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are respected too)')
    .addOption(new Option('--api <levels>', 'audit these API levels only, 30 or 26-34').argParser(readApiRange))
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit with 1 on: low, medium, high, critical, review, fail, new, score:N; several with commas (default: none)',
      ).argParser(readFailOn),
    )
    .option('--baseline <report>', 'findings of this JSON report are known: only new ones count')
    .option('--config <file>', 'settings to use instead of the nearest permaudit.yaml')
    .option('--no-config', 'use no permaudit.yaml')
    .action(async (_input: string[], flags: AuditFlags & BatchFlags) => {
      done(await auditOrBatch(program, flags));
    });
  addLimitOptions(addBatchOptions(program));
}

function addManifest(program: Command, done: (code: number) => void): void {
  program
    .command('manifest')
    .allowExcessArguments(false)
    .description('print the manifest as readable XML, as Android resolves it')
    .argument('<input>', 'an APK, a container of them, an app bundle, a folder or a manifest')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (path: string, flags: { output?: string }, command: Command) => {
      refuseAuditOptions(program, command);
      const { runManifest } = await import('./commands/manifest/run.js');
      done(await runManifest(path, flags.output));
    });
}

function addExplain(program: Command, done: (code: number) => void): void {
  const command = program
    .command('explain')
    .allowExcessArguments(false)
    .description('explain a permission, data type, category, feature, policy, source, rule or clause')
    .argument('<name>', 'READ_CONTACTS, contacts, lending, google-play, LEND-MIC ...');
  addKnowledgeOptions(command).action(async (name: string, flags: KnowledgeFlags, self: Command) => {
    refuseAuditOptions(program, self);
    const { runExplain } = await import('./commands/explain/run.js');
    done(await runExplain(name, flags));
  });
}

function addCategories(program: Command, done: (code: number) => void): void {
  const command = program
    .command('categories')
    .description('list the app categories, their features, and the policies; or search them')
    .argument('[words...]', 'loan, 借贷, Finance, flashlight ...');
  addKnowledgeOptions(command).action(async (words: string[], flags: KnowledgeFlags, self: Command) => {
    refuseAuditOptions(program, self);
    const { runCategories } = await import('./commands/categories/run.js');
    done(await runCategories(words, flags));
  });
}

/** The program; `done` is told the exit code of the command that ran. */
export function createProgram(done: (code: number) => void): Command {
  const program = new Command('permaudit');
  // Before any command is added: commands inherit these settings when they are made.
  program
    .exitOverride()
    .configureOutput({
      // Commander's messages repeat what was typed.
      outputError: (text, write) => {
        const [first = '', ...more] = text.trimEnd().split('\n');
        const lines = [first.replace(/^error: /, 'permaudit: '), ...more.map((line) => `  ${line}`)];
        write(lines.map((line) => `${escapeText(line)}\n`).join(''));
      },
    })
    .enablePositionalOptions()
    .description('Does this Android app ask for more than it needs? A scored, cited audit from the APK alone.')
    .usage('<input> [options]\n       permaudit <command> [options]')
    .version(tool().version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES);
  describeAudit(program, done);
  addManifest(program, done);
  addExplain(program, done);
  addCategories(program, done);
  addRules(program, done);
  addMoreCommands(program, done);
  addBatch(program, done);
  return program;
}

/** The exit code of what commander itself ended: help and version are fine, everything else is a usage error. */
export function exitCodeOfCommander(code: string): number {
  const isAnswer = code === 'commander.helpDisplayed' || code === 'commander.version' || code === 'commander.help';
  return isAnswer ? EXIT.ok : EXIT.usage;
}
