/** Messages in Chinese. */
import { messagesOf, type Messages } from '../messages.js';
import { ANOMALIES_ZH, moreAnomaliesZh } from './anomalies.js';
import { CLAUSES_ZH } from './clauses.js';
import { ERRORS_ZH } from './errors.js';
import { NOTES_ZH } from './notes.js';
import { HINTS_ZH } from './hints.js';

export const CHINESE: Messages = messagesOf({
  errors: ERRORS_ZH,
  hints: HINTS_ZH,
  anomalies: ANOMALIES_ZH,
  moreAnomalies: moreAnomaliesZh,
  clauses: CLAUSES_ZH,
  notes: NOTES_ZH,
});
