/** What one option is: everything the command line, the settings file and the pages say of it comes from its row. */
import { CommanderError, Option, type Command } from 'commander';
import type { Audit } from '../../audit/types.js';
import type { Settings } from './flags.js';

/**
 * The commands that take options. `audit` is the command without a name, and the same by name; it is a batch where many apps
 * are named.
 */
export const COMMANDS = [
  'audit',
  'batch',
  'diff',
  'render',
  'merge',
  'migrate',
  'submit',
  'worker',
  'status',
  'results',
  'manifest',
  'explain',
  'categories',
  'init',
  'rules list',
  'rules show',
  'rules new',
] as const;
export type CommandId = (typeof COMMANDS)[number];

/** The groups of the help, in its order. */
export const GROUPS = {
  judging: 'Judged by:',
  reading: 'Read:',
  writing: 'Written:',
  gate: 'In CI:',
  settings: 'Settings:',
  many: 'Many apps:',
  queue: 'Many machines:',
  limits: 'Limits:',
} as const;
export type GroupId = keyof typeof GROUPS;

/** One value for every command, or one each; `else` is for those that are not named. */
export type PerCommand<Value> = { else: Value } & Partial<Record<CommandId, Value>>;

/** What permaudit.yaml calls an option, and what it takes there. */
export interface ConfigKey {
  key: string;
  /** The JSON Schema of its value. */
  schema: object;
  /** Its lines in the file that `init` writes: a comment, then an example that is commented out. */
  starter: { comment: readonly string[]; example: string };
  /** The flag's value from the file's, which fits the schema. `folder` is that of the file. */
  read: (value: unknown, folder: string) => unknown;
  /** Where both say something: the command line wins, or both count, in the order named. */
  combine: 'command-line' | 'command-line-first' | 'file-first';
}

export interface OptionRow {
  /** As commander writes them: `-c, --category <id>`. */
  flags: string;
  commands: readonly CommandId[];
  help: string | PerCommand<string>;
  /** What the help of the program itself says, where that must be shorter; null: it leaves the option out. */
  short?: string | null;
  /** Reads one occurrence; absent: the text as it stands, or true. */
  parse?: PerCommand<(value: string, previous: never) => unknown>;
  /** The value without the option, and how the help shows it. */
  initial?: { value: unknown; shown?: string };
  /** The words it takes, for completion. */
  words?: PerCommand<readonly string[]>;
  group: GroupId;
  /** The commands whose help leaves it out. */
  hiddenIn?: readonly CommandId[];
  config?: ConfigKey;
  /** Prints this and ends, as --help does. */
  answers?: () => string;
  /** The words that ask for the same again, for an evidence bundle; empty where nothing need be said. */
  again?: (audit: Audit, settings: Settings) => readonly string[];
}

/** What a row says for a command. */
export function forCommand<Value>(values: PerCommand<Value>, command: CommandId): Value {
  return values[command] ?? values.else;
}

/** The help text of a row for a command. */
export function helpOf({ help }: OptionRow, command: CommandId): string {
  return typeof help === 'string' ? help : forCommand(help, command);
}

/** The name commander gives the value of a row: `asOf` for `--as-of`, `color` for `--no-color`. */
export function attributeOf({ flags }: Pick<OptionRow, 'flags'>): string {
  return new Option(flags).attributeName();
}

function answering(text: () => string): () => never {
  return () => {
    process.stdout.write(text());
    throw new CommanderError(0, 'commander.helpDisplayed', '');
  };
}

/** Adds the options of a command, in the order of the rows. */
export function addOptions(target: Command, rows: readonly OptionRow[], command: CommandId): Command {
  for (const row of rows) {
    if (!row.commands.includes(command)) continue;
    const option = new Option(row.flags, helpOf(row, command));
    if (row.parse !== undefined) option.argParser(forCommand(row.parse, command) as (value: string) => unknown);
    if (row.initial !== undefined) option.default(row.initial.value, row.initial.shown);
    option.helpGroup(GROUPS[row.group]);
    // The limits have a page of their own: --help-limits.
    if (row.group === 'limits' || row.hiddenIn?.includes(command) === true) option.hideHelp();
    target.addOption(option);
    if (row.answers !== undefined) target.on(`option:${option.name()}`, answering(row.answers));
  }
  return target;
}
