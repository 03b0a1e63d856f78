/** The dashboard's words for what an audit says. */
import type { Outcome } from '../../audit/types.js';
import type { Severity } from '../../rulebook/types.js';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  complete: 'read completely',
  'complete-with-anomalies': 'read, with oddities',
  'version-dependent': 'differs by Android version',
  refused: 'Android would refuse it',
  incomplete: 'not all could be read',
  error: 'could not be read',
};

/** `5,000`: the same on every machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 app`, `5,000 apps`. */
export function counted(count: number, word: string): string {
  return `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;
}
