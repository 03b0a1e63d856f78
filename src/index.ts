/**
 * The public API.
 *
 * ```ts
 * const facts = openInput('app.xapk', { code: 'read' });
 * const audit = auditApp(facts, builtinRulebook(), { category: 'lending', ... });
 * console.log(renderText(audit, { columns: 80, colorLevel: 0, unicode: true }));
 * ```
 */
import { auditApp as auditIn, type AuditRequest } from './audit/evaluate.js';
import type { Audit } from './audit/types.js';
import type { AppFacts } from './facts/facts.js';
import type { Rulebook } from './rulebook/types.js';
import { AUDIT_WORDS } from './words/audit.js';

export { openApk, readApk } from './inputs/open-apk.js';
export { openInput, withInput, type AppInput, type OpenedApp, type OpenInputOptions } from './inputs/open-input.js';
export type { IdentityLevel } from './inputs/identity.js';
export { readManifestOf } from './inputs/manifest-of.js';
export type { ApkPart } from './inputs/parts.js';
export type { ManifestSource } from './inputs/read-document.js';
export type { CodeLevel } from './code/read-parts.js';
export type { CodeKnowledge } from './code/knowledge.js';
export { FileByteSource, MemoryByteSource, type ByteSource } from './bytes/byte-source.js';
export { readManifestTree } from './inputs/manifest-tree.js';
export { builtinRulebook } from './rulebook/load.js';
export { renderJson, REPORT_SCHEMA_VERSION, toReportDocument } from './report/json.js';
export { renderManifestXml } from './report/manifest-xml.js';
export { renderText, type TextReportOptions } from './report/text/report.js';
export { escapeText } from './report/view/escape.js';
export { ERROR_KINDS, PermauditError, type ErrorCode, type ErrorData, type ErrorKind } from './bytes/errors.js';
export { messagesFor } from './words/load.js';
export { ENGLISH, type Messages } from './words/messages.js';
export { NEWEST_API, type ApiRange } from './bytes/api-range.js';
export { DEFAULT_LIMITS, type Limits } from './bytes/limits.js';
export type { Anomaly, AnomalyCode, AnomalySeverity } from './bytes/anomaly.js';
export type * from './facts/facts.js';
export type { ManifestNode } from './facts/manifest-tree.js';
export type * from './audit/types.js';
export type * from './rulebook/types.js';

/**
 * Audits the facts of one app, in the words of this package. Pure: the same facts, rulebook and request give the same.
 * @param request ids must be known to `rulebook`: the caller checks them
 */
export function auditApp(facts: AppFacts, rulebook: Rulebook, request: Omit<AuditRequest, 'words'>): Audit {
  return auditIn(facts, rulebook, { ...request, words: AUDIT_WORDS });
}
