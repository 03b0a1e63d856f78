/**
 * What a score means where nobody says what the app needs, or where the app runs code that nobody read. Told first, in every
 * format.
 */
import { isUnreadCode } from '../../audit/code.js';
import type { NoteCode } from '../../audit/notes-data.js';
import type { Audit, ToldNote } from '../../audit/types.js';

const CODES: ReadonlySet<string> = new Set<NoteCode>([
  'NO_CATEGORY',
  'NECESSITY_NOT_JUDGED',
  'SUPPLY_SIDE',
  'CATEGORY_HINT',
]);

/** Whether a note is one of those that {@link meaningNotes} gives. */
export function isMeaningNote(note: ToldNote): boolean {
  return CODES.has(note.code) || tellsOfUnreadCode(note);
}

function tellsOfUnreadCode(note: ToldNote): boolean {
  if (note.code !== 'CODE_MAY_BE_HIDDEN' || !('data' in note)) return false;
  const kinds: unknown = note.data.kinds;
  return Array.isArray(kinds) && kinds.some(isUnreadCode);
}

/** The notes to tell right below the score, first to last. Empty without a score, and where a category judges need of
 * an app whose code was read. */
export function meaningNotes({ score, notes }: Audit): ToldNote[] {
  return score === null ? [] : notes.filter(isMeaningNote);
}
