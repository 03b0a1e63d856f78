import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { systemCodeOf } from '../../bytes/system-code.js';
import { escapePath } from '../../report/view/escape.js';
import { UsageError } from './failures.js';

/** Text longer than this is none that V8 could hold. */
const LONGEST_TEXT = 0x1fff_ffe8;
const PIECE = 1024 * 1024;

/**
 * The bytes of a file that the command line names.
 * @param most how many there may be
 * @param kind `file`: a regular file alone, since a FIFO may never answer and a device never end
 * @throws UsageError when it cannot be read, is of another kind, or is larger
 */
export function readBytes(path: string, most: number, kind: 'file' | 'any'): Buffer {
  const shown = escapePath(path);
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new UsageError(`${shown} is a folder, not a file`, '');
    if (kind === 'file' && !stat.isFile()) throw new UsageError(`${shown} is no regular file`, '');
    const bytes = readAtMost(path, most);
    if (bytes === null) throw new UsageError(`${shown} is larger than ${most} bytes`, '');
    return bytes;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === null) throw error;
    throw new UsageError(`${shown} cannot be read (${code})`, code === 'ENOENT' ? 'there is no such file' : '');
  }
}

/** All bytes; null where there are more than `most`. */
function readAtMost(path: string, most: number): Buffer | null {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size > most) return null;
    const pieces: Buffer[] = [];
    let total = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, most + 1 - total));
      const read = readSync(handle, piece, 0, piece.length, null);
      if (read === 0) return Buffer.concat(pieces, total);
      pieces.push(piece.subarray(0, read));
      total += read;
      if (total > most) return null;
    }
  } finally {
    closeSync(handle);
  }
}

/**
 * The text of a file that the command line names.
 * @throws UsageError when it cannot be read
 */
export function readText(path: string): string {
  return readBytes(path, LONGEST_TEXT, 'any').toString('utf8');
}
