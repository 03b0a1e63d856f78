/** An option that a command has not, and another has: its near miss would lead astray. */
import { OPTIONS } from './table.js';

/** Commander's own message (Command.unknownOption). */
const UNKNOWN = /^error: unknown option '(-[^'=\s]{1,100})/;

/** What to say in place of a near miss where other commands have the option; null where none has, or for another message. */
export function unknownOptionHint(message: string): string | null {
  const [, flag = ''] = UNKNOWN.exec(message) ?? [];
  const row = OPTIONS.find(({ flags }) => flags.split(/[ ,]+/).includes(flag));
  if (row === undefined) return null;
  const commands = row.commands.map((command) => `permaudit ${command}`);
  return `it is an option of ${commands.join(', ')}`;
}
