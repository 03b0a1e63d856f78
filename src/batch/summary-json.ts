/** The summary of a batch for programs: itself, with the English sentence of each note. */
import { escapeJsonDocument } from '../report/view/escape.js';
import { BATCH_WORDS } from '../words/batch.js';
import type { BatchSummary } from './summary.js';

/** Two-space indentation, a line feed at the end, and no character that a terminal would act on. */
export function renderSummaryJson(summary: BatchSummary): string {
  const notes = summary.notes.map((note) => {
    const { kind, file, code, data } = note;
    return { kind, file, message: BATCH_WORDS.en.note(note), code, data };
  });
  return `${escapeJsonDocument(JSON.stringify({ ...summary, notes }, null, 2))}\n`;
}
