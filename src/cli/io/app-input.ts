/** What a path of the command line stands for: a file or folder, or standard input (`-`), which is read once. */
import { fstatSync } from 'node:fs';
import type { AppInput } from '../../inputs/open-input.js';
import { FileByteSource, MemoryByteSource, type ByteSource } from '../../bytes/byte-source.js';
import { PermauditError, type ErrorData } from '../../bytes/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../../bytes/limits.js';

/** The path that means standard input. */
export const STANDARD_INPUT = '-';
const STDIN_FD = 0;

let standard: Promise<ByteSource> | null = null;

/**
 * The input that paths name.
 * @throws PermauditError `IO_READ`, `LIMIT_INPUT` for standard input that cannot be read
 */
export async function appInputOf(path: string | readonly string[], limits: Partial<Limits> = {}): Promise<AppInput> {
  return path === STANDARD_INPUT ? standardInput(limits) : path;
}

/**
 * Standard input, the same each time it is asked for.
 * @throws PermauditError `IO_READ`, `LIMIT_INPUT`
 */
export function standardInput(limits: Partial<Limits> = {}): Promise<ByteSource> {
  return (standard ??= readStandardInput(limits.inputBytes ?? DEFAULT_LIMITS.inputBytes));
}

/** A file that was redirected is read by ranges like any other; a pipe is kept in memory. */
async function readStandardInput(most: number): Promise<ByteSource> {
  try {
    const stat = fstatSync(STDIN_FD);
    if (stat.isFile()) return new FileByteSource(STDIN_FD);
    // Node takes a folder for a stream that has ended.
    if (stat.isDirectory()) throw unreadable({ problem: 'stdinFolder' });
    return new MemoryByteSource(await readPipe(most));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error instanceof PermauditError) throw error;
    throw unreadable({ problem: 'stdin', system: String(error.code) });
  }
}

function unreadable(problem: ErrorData<'IO_READ'>): PermauditError {
  return new PermauditError('IO_READ', problem);
}

/** Says that a terminal is waited for, which nobody could tell otherwise. */
export function tellOfTerminal(): void {
  if (process.stdin.isTTY) {
    process.stderr.write('permaudit: reading standard input, which is a terminal: end with Ctrl-D, or name a file\n');
  }
}

/** Not `readFileSync(0)`: a pipe whose writer is slow, and that another process made non-blocking, answers EAGAIN. */
async function readPipe(most: number): Promise<Uint8Array> {
  tellOfTerminal();
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most) {
      throw new PermauditError('LIMIT_INPUT', { problem: 'stdin', limit: most }, {});
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
