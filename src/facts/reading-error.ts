import type { PermauditError } from '../bytes/errors.js';
import type { ReadingError } from './facts.js';

/** A coded error as a plain value. */
export function toReadingError(error: PermauditError): ReadingError {
  const { told, offset, path, line, column } = error;
  return { ...told, offset, path, ...(line === undefined ? {} : { line, column: column ?? 1 }) };
}
