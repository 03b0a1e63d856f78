/**
 * What a score means where nobody says what the app needs, or where something in the app can keep use out of sight: before
 * any lack of evidence is told. In every format.
 */
import type { NoteCode } from '../../audit/notes-data.js';
import type { Audit, ToldNote } from '../../audit/types.js';

const CODES: ReadonlySet<string> = new Set<NoteCode>([
  'NO_CATEGORY',
  'NECESSITY_NOT_JUDGED',
  'SUPPLY_SIDE',
  'CATEGORY_HINT',
  'CODE_MAY_BE_HIDDEN',
]);

/** Whether a note is one of those that {@link meaningNotes} gives. */
export function isMeaningNote(note: ToldNote): boolean {
  return CODES.has(note.code);
}

/** The notes to tell right below the score, first to last. Empty without a score, and where a category judges need of
 * an app whose code was read. */
export function meaningNotes({ score, notes }: Audit): ToldNote[] {
  return score === null ? [] : notes.filter(isMeaningNote);
}
