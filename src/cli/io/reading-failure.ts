/** Files that cannot be read, told on stderr. Apart from the other failures, since it needs the sentences of all errors. */
import type { ToldError } from '../../audit/types.js';
import { describePlace } from '../../report/view/error-text.js';
import { escapeName, escapePath } from '../../report/view/escape.js';
import { ENGLISH } from '../../words/messages.js';
import { failureLines } from './failures.js';

/** File, unless it is empty, what went wrong, what was being read, offset, code; then what to do. */
export function describeReadingError(file: string, error: ToldError): string {
  const place = describePlace(error, escapeName);
  const named = file === '' ? '' : `${escapePath(file)}: `;
  const first = `${named}${ENGLISH.error(error)}${place === '' ? '' : `, ${place}`} [${error.code}]`;
  // That a file is not there says what to do.
  return failureLines(first, error.code === 'IO_NOT_FOUND' ? null : ENGLISH.hint(error));
}
