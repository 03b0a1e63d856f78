/** Runs the command line and turns whatever happens into an exit code and at most a few lines on stderr. */
import { CommanderError, type Command } from 'commander';
import { PermauditError } from '../bytes/errors.js';
import { EXIT, exitCodeOfError } from './gate/exit-codes.js';
import { describeBug, describeOutputError, describeUsageError, OutputError, UsageError } from './io/failures.js';
import { commandNames, refuseUnknownCommand } from './commands/unknown-command.js';
import { createProgram, exitCodeOfCommander } from './program.js';

const HELP = ['-h', '--help', '--help-limits'];

/** Tells what went wrong and returns the exit code for it. */
async function tell(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return exitCodeOfCommander(error.code);
  if (error instanceof UsageError) {
    process.stderr.write(describeUsageError(error));
    return EXIT.usage;
  }
  if (error instanceof OutputError) {
    process.stderr.write(describeOutputError(error));
    return EXIT.unreadable;
  }
  if (error instanceof PermauditError) {
    const [{ toReadingError }, { describeReadingError }] = await Promise.all([
      import('../facts/reading-error.js'),
      import('./io/reading-failure.js'),
    ]);
    const value = toReadingError(error);
    process.stderr.write(describeReadingError('', value));
    return exitCodeOfError(value);
  }
  process.stderr.write(describeBug(error, process.env['PERMAUDIT_DEBUG'] === '1'));
  return EXIT.bug;
}

/**
 * What follows `--` is never a command, which commander would still make of its first word: an input called `manifest` or
 * `batch` is one. Where no command stands before it, the command without a name is called by its name.
 */
function withInputsAfterDashes(program: Command, argv: readonly string[]): readonly string[] {
  const dashes = argv.indexOf('--');
  const names = new Set(commandNames(program).map(({ word }) => word));
  const isNamed = argv.slice(0, dashes).some((word) => names.has(word) || HELP.includes(word));
  return dashes < 0 || isNamed ? argv : ['audit', ...argv];
}

/**
 * Runs one command line (without node and script) and resolves to its exit code.
 * @param onRun is told the name of the command that ran to its end
 */
export async function run(
  argv: readonly string[],
  onRun: (command: string) => void = () => undefined,
): Promise<number> {
  let code: number = EXIT.ok;
  const program = createProgram((result) => (code = result));
  program.hook('postAction', (_, command) => {
    onRun(command.name());
  });
  try {
    // Commander would print the help of the program for `difff --help`.
    if (argv.some((word) => HELP.includes(word))) refuseUnknownCommand(program, argv);
    await program.parseAsync([...withInputsAfterDashes(program, argv)], { from: 'user' });
    return code;
  } catch (error) {
    return await tell(error);
  }
}

/**
 * The process: runs its own arguments and leaves the exit code, so that everything written is handed over first.
 * @param onAudit is called when an app was audited: what an audit needs has been compiled
 */
export async function main(onAudit: () => void = () => undefined): Promise<void> {
  // Without these, Node would end the process with 1, which is the code of --fail-on.
  process.on('uncaughtException', (error) => {
    process.stderr.write(describeBug(error, process.env['PERMAUDIT_DEBUG'] === '1'));
    process.exit(EXIT.bug);
  });
  // A reader that has gone away (`| head`) is no failure; writeStdout reports every other one.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = EXIT.unreadable;
    });
  }
  let ran = '';
  process.exitCode = await run(process.argv.slice(2), (command) => (ran = command));
  // An audit needs no word: its command is the program itself.
  if (ran === 'permaudit' || ran === 'audit') onAudit();
}
