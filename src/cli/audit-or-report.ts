/** An audit from a path: a stored JSON report is read back, anything else is audited. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Audit } from '../audit/types.js';
import { escapePath, escapeText } from '../report/escape.js';
import { UsageError } from './failures.js';
import { readText } from './read-text.js';

/** Reads a stored JSON report.
 * @throws UsageError when it is none */
export async function readReport(path: string): Promise<Audit> {
  const { parseReport } = await import('../report/parse-report.js');
  const parsed = await parseReport(readText(path));
  if (parsed.ok) return parsed.audit;
  throw new UsageError(`${escapePath(path)}: ${escapeText(parsed.problem.message)} [${parsed.problem.code}]`);
}

/** Whether a file seems to be a JSON report: its first character that is not white space opens an object. */
export function looksLikeReport(path: string): boolean {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    // What cannot be opened is the audit's to report, with its own code.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
  try {
    const head = Buffer.alloc(64);
    const length = readSync(handle, head, 0, head.length, 0);
    return head.toString('latin1', 0, length).trimStart().startsWith('{');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  } finally {
    closeSync(handle);
  }
}
