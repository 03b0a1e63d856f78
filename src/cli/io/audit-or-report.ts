/** An audit from a path: a stored JSON report is read back, anything else is audited. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Audit } from '../../audit/types.js';
import { PermauditError } from '../../bytes/errors.js';
import { escapePath, escapeText } from '../../report/view/escape.js';
import { STANDARD_INPUT, standardInput } from './app-input.js';
import { UsageError } from './failures.js';
import { readText } from './read-text.js';

/**
 * Reads a stored JSON report; `-` is standard input.
 * @throws UsageError when it is none
 */
export async function readReport(path: string): Promise<Audit> {
  return parse(await textOf(path), escapePath(path));
}

/** @param where the file, and the line of one that holds many, for messages */
async function parse(text: string, where: string): Promise<Audit> {
  const [{ parseReport }, { contradictionIn }] = await Promise.all([
    import('../../report/parse-report.js'),
    import('../../report/contradiction.js'),
  ]);
  const parsed = parseReport(text);
  if (parsed.ok) {
    const contradiction = contradictionIn(parsed.audit);
    if (contradiction === null) return parsed.audit;
    throw new UsageError(`${where}: ${contradiction} [REPORT_CONTRADICTS]`, 'render the report that permaudit wrote');
  }
  throw new UsageError(
    `${where}: ${escapeText(parsed.problem.message)} [${parsed.problem.code}]`,
    'wanted is a JSON report, as permaudit <input> -f json -o report.json writes it',
  );
}

async function textOf(path: string): Promise<string> {
  return path === STANDARD_INPUT ? standardText() : readText(path);
}

/**
 * The audits of a stored report, of NDJSON with one audit a line, or of the results file of a batch; `-` is standard
 * input.
 * @throws UsageError for a file or line that is none of them
 */
export async function readReports(path: string): Promise<Audit[]> {
  const text = await textOf(path);
  // A report is one JSON value over many lines; where the first line is a whole one, each line is.
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (valueOf(lines[0] ?? '') === undefined) return [await parse(text, escapePath(path))];
  const audits: Audit[] = [];
  for (const [index, line] of lines.entries()) {
    const where = lines.length === 1 ? escapePath(path) : `${escapePath(path)}:${index + 1}`;
    audits.push(await parse(auditText(line), where));
  }
  return audits;
}

/** The value of a JSON text; undefined, which no JSON text has, where it is none. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A line of a batch's results file holds its audit as a part. */
function auditText(line: string): string {
  const value = valueOf(line);
  const isRecord = typeof value === 'object' && value !== null && 'recordVersion' in value && 'audit' in value;
  return isRecord ? JSON.stringify(value.audit) : line;
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
