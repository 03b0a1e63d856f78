/** Audits of files that could not be audited. */
import type { AppFacts, ReadingError } from '../facts/facts.js';
import { auditApp } from '../audit/evaluate.js';
import type { Audit, FaultError } from '../audit/types.js';
import { AUDIT_WORDS } from '../words/audit.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { ErrorMessage, FaultMessage } from '../bytes/error-details.js';
import type { Place } from '../bytes/place.js';
import { categoryOf, choicesForFile } from './category-map.js';
import type { BatchSetup } from './types.js';

/** A bug met while one file was read: its code is not one of a reader's, so that it exits with 70. */
export const INTERNAL_ERROR = 'INTERNAL_ERROR';
/** The process that read the file ended without an answer. */
export const WORKER_DIED = 'WORKER_DIED';

/** Failures that another run may not meet: of the file system, or of what was there for one file. */
const PASSING = new RegExp(`^(?:IO_|LIMIT_TIME$|LIMIT_MEMORY$|${INTERNAL_ERROR}$|${WORKER_DIED}$)`);

/** Whether an error says more of the machine than of the file. */
export function isPassing(code: string | null): boolean {
  return code !== null && PASSING.test(code);
}

/** What an audit is asked for, given the file's category. */
export function requestFor(setup: BatchSetup, category: string | null): Parameters<typeof auditApp>[2] {
  const { policies, features, role, asOf, tool, lang = 'en' } = setup;
  const whose = role === undefined ? {} : { role };
  return { category, policies, features, ...whose, asOf, lang, tool, words: AUDIT_WORDS };
}

/** To the audit itself, a file whose reading ended in a fault is one that cannot be read. */
const UNREADABLE: ReadingError = {
  code: 'IO_READ',
  data: { problem: 'cannotRead', system: '' },
  offset: null,
  path: '',
};

/** The audit of a file of which nothing is known but why. */
export function failedAudit(
  file: string,
  size: number | null,
  error: ReadingError | FaultError,
  setup: BatchSetup,
): Audit {
  const fault = isFault(error) ? error : null;
  const facts: AppFacts = {
    file,
    sha256: null,
    size,
    apiRange: setup.apiRange ?? [1, NEWEST_API],
    readings: [],
    manifest: null,
    permissions: [],
    capabilities: [],
    anomalies: [],
    error: isFault(error) ? UNREADABLE : error,
    complete: false,
  };
  const choice = choicesForFile(setup.categoryRules, file, setup.defaultCategory);
  const audit = auditApp(facts, setup.rulebook, requestFor(setup, categoryOf(choice, null)));
  return fault === null ? audit : { ...audit, outcome: 'error', error: fault };
}

function isFault(error: ReadingError | FaultError): error is FaultError {
  return error.code === INTERNAL_ERROR || error.code === WORKER_DIED;
}

/** An error of this batch's own as a value: it has no place in the file. */
export function batchError<T extends ErrorMessage | FaultMessage>(told: T): T & Place {
  return { ...told, offset: null, path: '' };
}
