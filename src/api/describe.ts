/** Errors in words. */
import type { ToldError } from '../audit/types.js';
import { PermauditError } from '../bytes/errors.js';
import { toReadingError } from '../facts/reading-error.js';
import type { Lang } from '../rulebook/types.js';
import { messagesFor } from '../words/load.js';

/** As in the entrance. */
export async function describeError(
  error: ToldError | PermauditError,
  lang: Lang,
): Promise<{ message: string; hint: string | null }> {
  const told = error instanceof PermauditError ? toReadingError(error) : error;
  const messages = await messagesFor(lang);
  return { message: messages.error(told), hint: messages.hint(told) };
}
