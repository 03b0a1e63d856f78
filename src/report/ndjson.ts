/** NDJSON: one audit a line, for logs, `jq` and batch runs. */
import type { Audit } from '../audit/types.js';
import { escapeJsonDocument } from './view/escape.js';
import { toReportDocument } from './json.js';

/**
 * The JSON report on one line, ended by a line feed. The line parses to what {@link renderJson} prints; no character
 * in it ends a line or acts on a terminal.
 */
export function renderNdjson(audit: Audit): string {
  return `${escapeJsonDocument(JSON.stringify(toReportDocument(audit)))}\n`;
}
