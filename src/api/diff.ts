/** What changed between two versions of an app. */
import { diffAudits, type AuditDiff } from '../audit/diff.js';
import type { Audit } from '../audit/types.js';
import { audit } from './audit.js';
import { OptionError } from './errors.js';
import { failureOf } from './gate.js';
import type { AuditOptions } from './options.js';
import type { AuditInput } from './source.js';

/** As in the entrance. */
export async function diff(
  before: Audit | AuditInput,
  after: Audit | AuditInput,
  options: AuditOptions = {},
): Promise<AuditDiff> {
  const first = await auditOf(before, options);
  const second = await auditOf(after, options);
  for (const side of [first, second]) requireScore(side);
  return diffAudits(first, second);
}

/** Of an app that could not be read, nothing would be there: as if all had been taken away. */
function requireScore(side: Audit): void {
  if (side.score !== null) return;
  throw failureOf(side) ?? new OptionError('OPTION_INVALID', 'input', side.subject.file, 'an audit with a score');
}

async function auditOf(side: Audit | AuditInput, options: AuditOptions): Promise<Audit> {
  return isAudit(side) ? side : audit(side, options);
}

function isAudit(side: Audit | AuditInput): side is Audit {
  return typeof side === 'object' && 'schemaVersion' in side && 'findings' in side;
}
