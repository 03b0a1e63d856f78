/** What an error says, in English. */
import { PermauditError } from '../../src/bytes/errors.js';
import { toReadingError } from '../../src/facts/reading-error.js';
import { ENGLISH } from '../../src/words/messages.js';

/** Runs `act` and returns the code and the sentence of the error it raises; any other passes on. */
export function refusalOf(act: () => unknown): [code: string, sentence: string] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return [error.code, ENGLISH.error(toReadingError(error))];
  }
  return ['', 'accepted'];
}
