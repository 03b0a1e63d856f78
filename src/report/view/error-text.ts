/** Coded errors in words. */
import { ERROR_KINDS, type ErrorKind } from '../../bytes/errors.js';
import type { Place } from '../../bytes/place.js';
import { EN, type Strings } from '../../words/en/report.js';

/** The kind of a coded error; null for a code this version does not know. */
export function kindOfError(code: string): ErrorKind | null {
  const kinds: Readonly<Record<string, ErrorKind>> = ERROR_KINDS;
  return Object.hasOwn(kinds, code) ? (kinds[code] ?? null) : null;
}

/**
 * e.g. `reading AndroidManifest.xml at byte 1234 (0x4d2)`, or of a text file, where a person looks for the line, `reading
 * AndroidManifest.xml, line 4:16`; empty when no place is known.
 */
export function describePlace(error: Place, name: (text: string) => string, words: Strings = EN): string {
  const place = words.place(
    error.path === '' ? null : name(error.path),
    error.line === undefined ? error.offset : null,
  );
  return [place, words.at(error)].filter((part) => part !== '').join(words.comma);
}
