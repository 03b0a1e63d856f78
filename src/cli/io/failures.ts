/** Failures of the command itself, and how every failure is told on stderr. */
import { escapeText } from '../../report/view/escape.js';

/** The command line is wrong: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /**
   * @param hint what to do, e.g. `did you mean lending?`; empty: nothing
   * @param more further problems, each told on a line of its own
   */
  constructor(
    message: string,
    readonly hint?: string,
    readonly more: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The report could not be written: exit 3. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

const LONGEST_MESSAGE = 1000;

/** One line of stderr, or two with a hint; never more, whatever the texts hold. */
export function failureLines(first: string, hint: string | null | undefined): string {
  const safe = (text: string): string => escapeText(text, { maxColumns: LONGEST_MESSAGE });
  const second = hint === null || hint === undefined || hint === '' ? '' : `  ${safe(hint)}\n`;
  return `permaudit: ${safe(first)}\n${second}`;
}

export function describeUsageError(error: UsageError): string {
  const more = error.more.map((message) => failureLines(message, null));
  return failureLines(error.message, error.hint ?? 'see: permaudit --help') + more.join('');
}

export function describeOutputError(error: OutputError): string {
  return failureLines(error.message, null);
}

/** A bug: asks for a report; the stack only on request, for it names paths of this machine. */
export function describeBug(error: unknown, showStack: boolean): string {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const hint = 'This is a bug in permaudit. Please report it, with the file if you can; PERMAUDIT_DEBUG=1 shows where.';
  const stack = showStack && error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  return failureLines(`internal error: ${told}`, hint) + stack.map((line) => `${escapeText(line)}\n`).join('');
}
