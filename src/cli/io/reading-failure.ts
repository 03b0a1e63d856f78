/** Files that cannot be read, told on stderr. Apart from the other failures, since it needs the sentences of all errors. */
import type { ToldError } from '../../audit/types.js';
import { describePlace } from '../../report/view/error-text.js';
import { escapeName, escapePath } from '../../report/view/escape.js';
import { ENGLISH } from '../../words/messages.js';
import { failureLines } from './failures.js';

/** What `submit` takes (src/remote/address.ts), and no other command. */
const ADDRESS = /^(?:https?|s3):\/\//i;
const NO_ADDRESS = 'audits of one app and of folders read files of this machine; permaudit submit takes addresses';

/** File, unless it is empty, what went wrong, what was being read, offset, code; then what to do. */
export function describeReadingError(file: string, error: ToldError): string {
  const place = describePlace(error, escapeName);
  const named = file === '' ? '' : `${escapePath(file)}: `;
  const first = `${named}${ENGLISH.error(error)}${place === '' ? '' : `, ${place}`} [${error.code}]`;
  return failureLines(first, hintFor(file, error));
}

function hintFor(file: string, error: ToldError): string | null {
  if (error.code !== 'IO_NOT_FOUND') return ENGLISH.hint(error);
  // Of other names, that there is no such file says what to do.
  return ADDRESS.test(file) ? NO_ADDRESS : null;
}
