/** The command line: options, commands, help. Commands load what they need when they run. */
import { Command, Help } from 'commander';
import { escapeText } from '../report/view/escape.js';
import { unknownOptionHint } from './options/elsewhere.js';
import { EXIT } from './gate/exit-codes.js';
import { addAudit, describeAudit } from './commands/audit/command.js';
import { addBatch } from './commands/batch/command.js';
import { addCategories } from './commands/categories/command.js';
import { addCompletion } from './commands/completion/command.js';
import type { Done } from './options/define.js';
import { addDiff } from './commands/diff/command.js';
import { addExplain } from './commands/explain/command.js';
import { addHelp } from './commands/help/command.js';
import { addInit } from './commands/init/command.js';
import { addManifest } from './commands/manifest/command.js';
import { addQueue } from './commands/queue/command.js';
import { addMerge } from './commands/merge/command.js';
import { addRender } from './commands/render/command.js';
import { addRules } from './commands/rules/command.js';
import { mainHelp } from './help.js';
import { tool } from '../api/tool.js';

/** The program; `done` is told the exit code of the command that ran. */
export function createProgram(done: Done): Command {
  const program = new Command('permaudit');
  // Before any command is added: commands inherit these settings when they are made.
  program
    .exitOverride()
    .enablePositionalOptions()
    .configureHelp({
      formatHelp: (command, helper) =>
        command.parent === null ? mainHelp(command) : Help.prototype.formatHelp.call(helper, command, helper),
    })
    .description('Does this Android app ask for more than it needs? A scored, cited audit from the APK alone.')
    .version(tool().version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help');
  describeAudit(program, done);
  addAudit(program, done);
  addBatch(program, done);
  addDiff(program, done);
  addMerge(program, done);
  addQueue(program, done);
  addRender(program, done);
  addManifest(program, done);
  addExplain(program, done);
  addCategories(program, done);
  addRules(program, done);
  addInit(program, done);
  addCompletion(program, done);
  addHelp(program);
  tellErrors(program, []);
  return program;
}

/** Has commander tell its errors as every other is: what is wrong, and what to do. */
function tellErrors(command: Command, names: readonly string[]): void {
  const help = names.length === 0 ? 'permaudit --help' : `permaudit help ${names.join(' ')}`;
  command.configureOutput({
    outputError: (text, write) => {
      const [first = '', near = `see: ${help}`] = text.trimEnd().split('\n');
      // They repeat what was typed.
      const lines = [first.replace(/^error: /, 'permaudit: '), `  ${unknownOptionHint(first) ?? near}`];
      write(lines.map((line) => `${escapeText(line)}\n`).join(''));
    },
  });
  for (const one of command.commands) tellErrors(one, [...names, one.name()]);
}

/**
 * The exit code of what commander itself ended: help and version that were asked for are fine, everything else is a usage
 * error, help in place of a command that was not named (`permaudit rules`) too.
 */
export function exitCodeOfCommander(code: string): number {
  const isAnswer = code === 'commander.helpDisplayed' || code === 'commander.version';
  return isAnswer ? EXIT.ok : EXIT.usage;
}
