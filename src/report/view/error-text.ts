/** Coded errors in words. */
import type { Place } from '../../bytes/place.js';
import { EN, type Strings } from '../../words/en/report.js';

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
