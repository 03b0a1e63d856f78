/** What every command's definition is given. */
import type { Command } from 'commander';
import { addOptions, type CommandId } from './row.js';
import { OPTIONS } from './table.js';

/** Told the exit code of the command that ran. */
export type Done = (code: number) => void;

/** Adds the options of a command from the table. */
export function withOptions(target: Command, command: CommandId): Command {
  return addOptions(target, OPTIONS, command);
}
