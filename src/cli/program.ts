/** The command line: options, commands, help. Commands load what they need when they run. */
import { Command } from 'commander';
import { escapeText } from '../report/view/escape.js';
import { EXIT } from './gate/exit-codes.js';
import { describeAudit } from './commands/audit/command.js';
import { addBatch } from './commands/batch/command.js';
import { addCategories } from './commands/categories/command.js';
import type { Done } from './options/define.js';
import { addDiff } from './commands/diff/command.js';
import { addExplain } from './commands/explain/command.js';
import { addInit } from './commands/init/command.js';
import { addManifest } from './commands/manifest/command.js';
import { addRender } from './commands/render/command.js';
import { addRules } from './commands/rules/command.js';
import { tool } from './io/package-files.js';

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

/** The program; `done` is told the exit code of the command that ran. */
export function createProgram(done: Done): Command {
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
  addDiff(program, done);
  addRender(program, done);
  addInit(program, done);
  addBatch(program, done);
  return program;
}

/** The exit code of what commander itself ended: help and version are fine, everything else is a usage error. */
export function exitCodeOfCommander(code: string): number {
  const isAnswer = code === 'commander.helpDisplayed' || code === 'commander.version' || code === 'commander.help';
  return isAnswer ? EXIT.ok : EXIT.usage;
}
