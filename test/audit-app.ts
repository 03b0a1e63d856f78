/** Facts judged in the words of this package, without the checks of the library: for tests of what comes after. */
import { auditApp as auditIn, type AuditRequest } from '../src/audit/evaluate.js';
import type { Audit } from '../src/audit/types.js';
import type { AppFacts } from '../src/facts/facts.js';
import type { Rulebook } from '../src/rulebook/types.js';
import { AUDIT_WORDS } from '../src/words/audit.js';

export function auditApp(facts: AppFacts, rulebook: Rulebook, request: Omit<AuditRequest, 'words'>): Audit {
  return auditIn(facts, rulebook, { ...request, words: AUDIT_WORDS });
}
