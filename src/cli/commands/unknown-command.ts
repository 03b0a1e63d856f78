/** A first word that is neither a command nor a file. */
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { systemCodeOf } from '../../bytes/system-code.js';
import { UsageError } from '../io/failures.js';
import { suggest, type Candidate } from '../options/suggest.js';

/** What a command is called like: a file is seldom. */
const WORD = /^[a-z][a-z-]{1,30}$/i;

/** Every name by which the program knows a command. */
export function commandNames(program: Command): Candidate[] {
  return program.commands.flatMap((command) =>
    [command.name(), ...command.aliases()].map((word) => ({ word, shown: word })),
  );
}

/** A name that cannot be looked at is a file's, which its reader tells of. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (systemCodeOf(error) !== null) return true;
    throw error;
  }
}

/** The most words that a near miss repeats: both sides of a difference. */
const MOST_OPERANDS = 2;

/**
 * Refuses a first word that looks like a command and is no file: where others follow it (`scna app.apk`, `difff --help`),
 * or where it is nearly a command. A word alone that is near to none is a file that is not there.
 * @param words the operands, or all arguments
 * @throws UsageError with the near miss
 */
export function refuseUnknownCommand(program: Command, words: readonly string[]): void {
  const [word, ...others] = words;
  if (word === undefined || !WORD.test(word) || exists(word)) return;
  const names = commandNames(program);
  if (names.some((name) => name.word === word)) return;
  const [near] = suggest(word, names);
  if (others.length === 0 && near === undefined) return;
  const end = others.findIndex((other) => other.startsWith('-'));
  const operands = (end < 0 ? others : others.slice(0, end)).slice(0, MOST_OPERANDS);
  const line = ['permaudit', near ?? '', ...operands].join(' ');
  const hint = near === undefined ? 'permaudit help lists the commands' : `did you mean: ${line}?`;
  throw new UsageError(`there is neither a command nor a file "${word}"`, hint);
}
