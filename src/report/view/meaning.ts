/** What a score means where nobody says what the app needs. Told first, in every format. */
import type { NoteCode } from '../../audit/notes-data.js';
import type { Audit, ToldNote } from '../../audit/types.js';

const CODES: ReadonlySet<string> = new Set<NoteCode>([
  'NO_CATEGORY',
  'NECESSITY_NOT_JUDGED',
  'SUPPLY_SIDE',
  'CATEGORY_HINT',
]);

/** Whether a note is one of those that {@link meaningNotes} gives. */
export function isMeaningNote({ code }: ToldNote): boolean {
  return CODES.has(code);
}

/** The notes to tell right below the score, first to last. Empty without a score, and where a category judges need. */
export function meaningNotes({ score, notes }: Audit): ToldNote[] {
  return score === null ? [] : notes.filter(isMeaningNote);
}
