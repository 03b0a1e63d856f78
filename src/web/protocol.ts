/** What the page and its worker say to each other. */
import type { Category, Lang, Policy } from '../rulebook/types.js';

/** Of a rulebook, what somebody chooses from. */
export interface Choices {
  readonly categories: Category[];
  readonly policies: Policy[];
}

/** An app to be audited: one file, or the APKs of one app. */
export interface AuditTask {
  readonly files: readonly File[];
  /** The id of a category, or null for none. */
  readonly category: string | null;
  /** Codes of regions whose laws count too. */
  readonly regions: readonly string[];
  readonly lang: Lang;
  /** The day of the audit; default: today. */
  readonly asOf?: string;
}

/** What went wrong, in the language of the task. */
export interface Failure {
  readonly message: string;
  /** What to do about it, or null. */
  readonly hint: string | null;
  /** Null: a bug. */
  readonly code: string | null;
}

/** Both reports, as the command line writes them. */
export interface Reports {
  readonly json: string;
  readonly html: string;
}

export type FromWorker =
  | ({ kind: 'ready' } & Choices)
  /** Of 1, how much of the files was read. */
  | { kind: 'progress'; done: number }
  | ({ kind: 'done' } & Reports)
  /** Nothing can be reported of the file. */
  | ({ kind: 'failed' } & Failure);
