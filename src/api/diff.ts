/** What changed between two versions of an app. */
import { diffAudits, type AuditDiff } from '../audit/diff.js';
import type { Audit } from '../audit/types.js';
import { audit } from './audit.js';
import type { AuditOptions } from './options.js';
import type { AuditInput } from './source.js';

/** As in the entrance. */
export async function diff(
  before: Audit | AuditInput,
  after: Audit | AuditInput,
  options: AuditOptions = {},
): Promise<AuditDiff> {
  const first = await auditOf(before, options);
  return diffAudits(first, await auditOf(after, options));
}

async function auditOf(side: Audit | AuditInput, options: AuditOptions): Promise<Audit> {
  return isAudit(side) ? side : audit(side, options);
}

function isAudit(side: Audit | AuditInput): side is Audit {
  return typeof side === 'object' && 'schemaVersion' in side && 'findings' in side;
}
