/** What every command's definition is given. */
import type { Command } from 'commander';
import { addOptions, type CommandId } from './row.js';
import { OPTIONS } from './table.js';

/** Told the exit code of the command that ran. */
export type Done = (code: number) => void;

/**
 * Has a command declare its options when something first asks for them: a run is one command of sixteen, and declaring the
 * options of all took as long as reading a manifest.
 */
export function declareLate(target: Command, declare: (target: Command) => void): Command {
  const { options } = target;
  Object.defineProperty(target, 'options', {
    configurable: true,
    get: () => {
      Object.defineProperty(target, 'options', { value: options });
      declare(target);
      return options;
    },
  });
  return target;
}

/** Gives a command its options from the table. */
export function withOptions(target: Command, command: CommandId): Command {
  return declareLate(target, () => addOptions(target, OPTIONS, command));
}
