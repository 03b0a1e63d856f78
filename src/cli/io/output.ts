/** Where reports go: stdout, or a file that is either the old one or the whole new one. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { escapePath } from '../../report/view/escape.js';
import { isDevice } from './destinations.js';
import { OutputError } from './failures.js';

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Writes to stdout and waits until it is handed over. A reader that has gone away (`| head`) is no error.
 * @throws OutputError for anything else, e.g. a full disk
 */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(new OutputError(`cannot write the report to stdout (${reasonOf(error)})`));
    });
  });
}

/**
 * Writes a file by way of a temporary one beside it and a rename, so that nobody sees half a report. A device or a FIFO
 * takes the text itself: a rename would put a file in its place, even in that of `/dev/null`.
 * @throws OutputError when the folder is missing or not writable, or the disk is full
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there === undefined) replaceFile(path, content);
    // What a link leads to is replaced, not the link.
    else if (there.isFile()) replaceFile(realpathSync(path), content);
    else writeFileSync(path, content);
  } catch (error) {
    throw new OutputError(`cannot write ${escapePath(path)} (${reasonOf(error)})`);
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = openSync(temporary, 'wx', 0o666);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Says on stderr that a file was written; of a device there is nothing to say. */
export function tellWritten(path: string, quiet = false): void {
  if (!quiet && !isDevice(path)) process.stderr.write(`wrote ${escapePath(path)}\n`);
}

/** To the file if one is named, which is told unless `quiet`, else to stdout. */
export async function writeReport(text: string, path: string | undefined, quiet = false): Promise<void> {
  if (path === undefined) {
    await writeStdout(text);
    return;
  }
  writeFileAtomically(path, text);
  tellWritten(path, quiet);
}
