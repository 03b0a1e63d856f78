/** One audit as a line of the results file, and as a row of the summary. */
import type { Audit } from '../audit/types.js';
import { escapeJsonDocument } from '../report/view/escape.js';
import { toReportDocument } from '../report/json.js';
import { ENGLISH } from '../words/messages.js';
import type { Severity } from '../rulebook/types.js';
import { bytesUnlessText } from './path-bytes.js';
import { RECORD_VERSION } from './run-digest.js';
import { shardText, type Shard } from './shard.js';
import type { BatchRecord, BatchRow, OverRequested, Target } from './types.js';

/** The record of one audit; `size`, `modified` and `digest` are those of the file that was read. */
export function recordOf(
  audit: Audit,
  target: Target,
  run: string,
  digest: string | null = null,
  shard?: Shard,
): BatchRecord {
  return {
    recordVersion: RECORD_VERSION,
    run,
    ...(shard === undefined ? {} : { shard: shardText(shard) }),
    file: target.file,
    fileBytes: bytesUnlessText(target.path),
    size: target.size,
    modified: target.modified,
    digest,
    audit: toReportDocument(audit),
  };
}

/** One line without its line feed, and without anything that a terminal or a build's log would act on. */
export function lineOf(record: BatchRecord): string {
  // JSON.stringify leaves no control character, and nearly all of a report is ASCII: only the rest is looked at closely,
  // which makes a line ten times as fast. A run of it never ends between two surrogates.
  return JSON.stringify(record).replace(/[^\x20-\x7e]+|##+/g, (run) => escapeJsonDocument(run));
}

/** What the summary keeps of a record. */
export function rowOf({ file, fileBytes, audit }: BatchRecord): BatchRow {
  const findings: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, suppressedBy } of audit.findings) if (suppressedBy === null) findings[severity] += 1;
  return {
    file,
    fileBytes,
    package: audit.subject.package,
    label: audit.subject.label,
    versionName: audit.subject.versionName,
    category: audit.options.category,
    outcome: audit.outcome,
    score: audit.score,
    grade: audit.grade,
    verdict: audit.verdict,
    points: audit.points,
    ...acceptedOf(audit),
    errorCode: audit.error?.code ?? null,
    anomalies: audit.anomalies.filter(({ severity }) => severity !== 'info').length,
    findings,
    overRequested: overRequestedOf(audit),
    sha256: audit.subject.sha256,
    errorMessage: audit.error === null ? null : ENGLISH.error(audit.error),
    errorData: audit.error?.data ?? null,
    ...sdksOf(audit),
  };
}

/** Records of older versions have no `accepted`. */
function acceptedOf({ accepted = null }: Partial<Pick<Audit, 'accepted'>>): Pick<BatchRow, 'accepted'> {
  return accepted === null ? {} : { accepted: { score: accepted.score, verdict: accepted.verdict } };
}

function overRequestedOf({ waterfall, findings }: Audit): OverRequested[] {
  const permissions = new Map<string, Set<string>>();
  for (const finding of findings) {
    if (finding.suppressedBy !== null) continue;
    const names = permissions.get(finding.dataType) ?? new Set<string>();
    permissions.set(finding.dataType, names);
    for (const name of finding.permissions) names.add(name);
  }
  return waterfall.map(({ dataType, dataTypeName, severity, verdict, points }) => ({
    dataType,
    name: dataTypeName,
    severity,
    verdict,
    points,
    permissions: [...(permissions.get(dataType) ?? [])],
  }));
}

/** The SDKs whose own code uses permissions; records of older versions have no `code`. */
function sdksOf(audit: Partial<Pick<Audit, 'code'>>): Pick<BatchRow, 'sdks'> {
  if (audit.code === undefined || audit.code === null) return {};
  const users = audit.code.sdks.filter(({ permissions }) => permissions.length > 0);
  return { sdks: users.map(({ id, name, kind, permissions }) => ({ id, name, kind, permissions: [...permissions] })) };
}
