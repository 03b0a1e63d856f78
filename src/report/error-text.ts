/** Coded errors in words. */
import type { ReadingError } from '../apk/facts.js';
import { ERROR_KINDS, type ErrorKind } from '../bytes/errors.js';

/** The kind of a coded error; null for a code this version does not know. */
export function kindOfError(code: string): ErrorKind | null {
  const kinds: Readonly<Record<string, ErrorKind>> = ERROR_KINDS;
  return Object.hasOwn(kinds, code) ? (kinds[code] ?? null) : null;
}

/** e.g. `reading AndroidManifest.xml at byte 1234 (0x4d2)`; empty when no place is known. */
export function describePlace(error: ReadingError, name: (text: string) => string): string {
  const entry = error.path === '' ? '' : `reading ${name(error.path)}`;
  const offset = error.offset === null ? '' : `at byte ${error.offset} (0x${error.offset.toString(16)})`;
  return [entry, offset].filter((part) => part !== '').join(' ');
}
