/** An audit from a path: a stored JSON report is read back, anything else is audited. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Audit } from '../audit/types.js';
import { PermauditError } from '../bytes/errors.js';
import { escapePath, escapeText } from '../report/escape.js';
import { STANDARD_INPUT, standardInput } from './app-input.js';
import { UsageError } from './failures.js';
import { readText } from './read-text.js';

/**
 * Reads a stored JSON report; `-` is standard input.
 * @throws UsageError when it is none
 */
export async function readReport(path: string): Promise<Audit> {
  const { parseReport } = await import('../report/parse-report.js');
  const parsed = await parseReport(path === STANDARD_INPUT ? await standardText() : readText(path));
  if (parsed.ok) return parsed.audit;
  throw new UsageError(`${escapePath(path)}: ${escapeText(parsed.problem.message)} [${parsed.problem.code}]`);
}

/** Whether a file seems to be a JSON report: its first character that is not white space opens an object. */
export async function looksLikeReport(path: string): Promise<boolean> {
  try {
    const head = path === STANDARD_INPUT ? await standardHead() : headOf(path);
    return head.toString('latin1').trimStart().startsWith('{');
  } catch (error) {
    // What cannot be opened or read is the audit's to report, with its own code.
    if (error instanceof PermauditError || (error as NodeJS.ErrnoException).code !== undefined) return false;
    throw error;
  }
}

const HEAD = 64;

function headOf(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(handle, head, 0, HEAD, 0));
  } finally {
    closeSync(handle);
  }
}

async function standardHead(): Promise<Buffer> {
  const source = await standardInput();
  return Buffer.from(source.read(0, Math.min(HEAD, source.size)));
}

async function standardText(): Promise<string> {
  const source = await standardInput();
  return Buffer.from(source.read(0, source.size)).toString('utf8');
}
