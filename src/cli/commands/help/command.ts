/** `permaudit help [command]` */
import type { Command } from 'commander';
import { UsageError } from '../../io/failures.js';
import { didYouMean } from '../../options/suggest.js';

/** The command that words name, such as `rules` `list`. @throws UsageError for one that there is not */
function commandOf(program: Command, words: readonly string[]): Command {
  let at = program;
  for (const word of words) {
    const found = at.commands.find((command) => command.name() === word || command.aliases().includes(word));
    if (found === undefined) {
      const names = at.commands.map((command) => ({ word: command.name(), shown: command.name() }));
      const all = names.map(({ shown }) => shown).join(', ');
      const fallback = names.length === 0 ? `see: permaudit help ${at.name()}` : `one of: ${all}`;
      throw new UsageError(`help: there is no command "${word}"`, didYouMean(word, names, fallback));
    }
    at = found;
  }
  return at;
}

/** Adds the command. */
export function addHelp(program: Command): void {
  program
    .command('help')
    .summary('the help of a command')
    .description('print the help of a command, or this')
    .argument('[command...]', 'such as: diff, or rules list')
    .action((words: string[]) => {
      process.stdout.write(commandOf(program, words).helpInformation());
    });
}
