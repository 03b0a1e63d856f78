/** What can be typed, as commander and the table of options know it, written as a script of a shell. */
import type { Command } from 'commander';
import { EXIT } from '../../gate/exit-codes.js';
import { writeStdout } from '../../io/output.js';
import { COMMANDS, forCommand, type CommandId } from '../../options/row.js';
import { OPTIONS } from '../../options/table.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { SHELLS, type CompletedCommand, type CompletedOption, type Shell } from './model.js';
import { SCRIPTS } from './scripts.js';

/** Ids that a rulebook has, by the option that takes them. */
type Ids = Readonly<Record<string, readonly string[]>>;

function idOf(name: string): CommandId | null {
  const known = name === '' || name === 'scan' ? 'audit' : name;
  return COMMANDS.find((id) => id === known) ?? null;
}

function wordsOf(long: string | undefined, command: CommandId | null, ids: Ids): readonly string[] {
  const known = ids[long ?? ''];
  if (known !== undefined) return known;
  const row = OPTIONS.find(({ flags }) => flags.split(/[ ,]+/).includes(long ?? ''));
  return row?.words === undefined || command === null ? [] : forCommand(row.words, command);
}

function optionsOf(command: Command, name: string, ids: Ids): CompletedOption[] {
  const options = command.options.map(({ short, long, description, required, optional, hidden }) => ({
    flags: [short, long].filter((flag) => flag !== undefined),
    help: description,
    takesValue: required || optional,
    words: wordsOf(long, idOf(name), ids),
    hidden,
  }));
  const help = { flags: ['-h', '--help'], help: 'print this help', takesValue: false, words: [], hidden: false };
  return [...options, help].filter(({ hidden }) => !hidden).map(({ hidden: _, ...option }) => option);
}

/** The program and all its commands, those below others by both their words. */
export function completedCommands(program: Command, ids: Ids): CompletedCommand[] {
  const found: CompletedCommand[] = [];
  const add = (command: Command, name: string): void => {
    const below = command.commands.map((one) => one.name());
    const argument = name === 'completion' ? SHELLS : name === 'help' ? program.commands.map((one) => one.name()) : [];
    const options = optionsOf(command, name, ids);
    found.push({ name, help: command.summary(), options, words: [...below, ...argument] });
    for (const one of command.commands) add(one, name === '' ? one.name() : `${name} ${one.name()}`);
  };
  add(program, '');
  return found;
}

/** Prints the script, and returns the exit code. */
export async function runCompletion(shell: Shell, program: Command): Promise<number> {
  const rulebook = await rulebookWith(undefined);
  const policies = rulebook.policies.map(({ id }) => id);
  const ids = { '--category': rulebook.categories.map(({ id }) => id), '--policies': policies, '--policy': policies };
  await writeStdout(SCRIPTS[shell](completedCommands(program, ids)));
  return EXIT.ok;
}
