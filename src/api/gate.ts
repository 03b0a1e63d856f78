/** What stops a build. */
import { asksForNew, FAIL_ON_WORDS, parseFailOn } from '../audit/fail-on.js';
import type { Audit, AuditVerdict, Grade } from '../audit/types.js';
import type { ErrorMessage } from '../bytes/error-details.js';
import { kindOfError, toldError, type PermauditError } from '../bytes/errors.js';
import { ENGLISH } from '../words/messages.js';
import { OptionError } from './errors.js';
import { reasonsToFail } from './reasons.js';

/** An audit with a score. */
export type ScoredAudit = Audit & { score: number; grade: Grade; verdict: AuditVerdict; points: number };

/** As in the entrance. */
export function failureOf({ error }: Audit): PermauditError | null {
  if (error === null || kindOfError(error.code) === null) return null;
  // What a stored report tells with a known code has its data, or none; nothing is made of it but sentences.
  return toldError({ code: error.code, data: error.data ?? {} } as ErrorMessage, error);
}

/** As in the entrance. */
export function gate(audit: Audit, failOn = 'high'): string[] {
  const parsed = parseFailOn(failOn);
  if (parsed === null) {
    throw new OptionError(
      'OPTION_INVALID',
      'failOn',
      failOn,
      `${FAIL_ON_WORDS.join(', ')} or score:N, or several with commas`,
    );
  }
  if (audit.score === null) {
    const why = audit.error === null ? '' : `: ${ENGLISH.error(audit.error)} [${audit.error.code}]`;
    return [`no score: ${audit.outcome}${why}`];
  }
  if (asksForNew(parsed) && audit.accepted === null) {
    throw new OptionError('OPTION_INVALID', 'failOn', failOn, 'new only for an audit with a baseline');
  }
  return reasonsToFail(audit, parsed);
}
