/**
 * The results file: one line of JSON per audited file, written while the batch runs.
 *
 * Each line is handed to the system in one write at the end of the file, so that a process that is killed loses no
 * finished line and leaves at most its last one cut. `fsync` follows at most {@link SYNC_EVERY_MS} later and at the end:
 * only a machine that loses power can lose finished lines, those of the last second.
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from '../report/parse-report.js';
import { Locked, ResultsLock } from './results-lock.js';
import type { BatchRecord } from './types.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';

/** How long written lines may wait for the disk, in milliseconds. */
export const SYNC_EVERY_MS = 1000;
const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;
/** Far more than a report may have, see `LIMIT_REPORT`. */
const LONGEST_LINE = 128 * 1024 * 1024;

/** The results file cannot be used as asked. */
export class ResultsFileError extends Error {
  override readonly name = 'ResultsFileError';

  /** @param kind `usage`: it is not the file it should be; `output`: it cannot be written or read */
  constructor(
    readonly kind: 'usage' | 'output',
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** A results file open for adding lines. */
export class ResultsFile {
  readonly #fd: number;
  /** Bytes of whole lines. */
  #length: number;
  #synced = performance.now();

  private constructor(
    fd: number,
    length: number,
    private readonly lock: ResultsLock,
  ) {
    this.#fd = fd;
    this.#length = length;
  }

  /**
   * A new file.
   * @throws ResultsFileError when there is one already, or it cannot be made
   */
  static create(path: string): ResultsFile {
    const lock = lockOf(path);
    try {
      return new ResultsFile(openSync(path, 'ax', 0o666), 0, lock);
    } catch (error) {
      lock.release();
      const code = systemCodeOrThrow(error);
      if (code !== 'EEXIST') throw new ResultsFileError('output', `the results file cannot be made (${code})`, '');
      throw new ResultsFileError('usage', 'the results file exists', 'continue it with --resume, or name another');
    }
  }

  /**
   * Opens a file to continue it: hands every whole record to `onRecord`, then cuts a last line that is not whole.
   * A file that does not exist is made.
   * @throws ResultsFileError when a whole line is not a record, or the file cannot be read or written
   */
  static resume(path: string, onRecord: (record: BatchRecord) => void): ResultsFile {
    // Before it is read: what another run is writing would be taken for a line that is cut.
    const lock = lockOf(path);
    let fd: number;
    try {
      fd = openSync(path, 'a+', 0o666);
    } catch (error) {
      lock.release();
      const reason = systemCodeOrThrow(error);
      throw new ResultsFileError('output', `the results file cannot be opened (${reason})`, 'name another');
    }
    try {
      const length = eachLine(fd, (line, number) => {
        onRecord(parseRecord(line, number));
      });
      ftruncateSync(fd, length);
      return new ResultsFile(fd, length, lock);
    } catch (error) {
      closeSync(fd);
      lock.release();
      throw error;
    }
  }

  /**
   * Adds one line, whole or not at all.
   * @param line without its line feed
   * @throws ResultsFileError e.g. when the disk is full; the lines before stay whole
   */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`, 'utf8');
    try {
      // A short write means that the disk is full: the next one says so.
      for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done);
      this.#length += bytes.length;
      if (performance.now() - this.#synced > SYNC_EVERY_MS) this.#sync();
    } catch (error) {
      const code = systemCodeOrThrow(error);
      ftruncateSync(this.#fd, this.#length);
      throw new ResultsFileError(
        'output',
        `the results file cannot be written (${code})`,
        'what is finished is kept: continue with --resume',
      );
    }
  }

  #sync(): void {
    fsyncSync(this.#fd);
    this.#synced = performance.now();
  }

  /**
   * Hands everything to the disk and closes the file.
   * @throws ResultsFileError when the disk does not take it
   */
  close(): void {
    try {
      this.#sync();
    } catch (error) {
      const code = systemCodeOrThrow(error);
      // EINVAL: a pipe or a device, which has no disk behind it.
      if (code !== 'EINVAL') throw new ResultsFileError('output', `the results file cannot be synced (${code})`, '');
    } finally {
      closeSync(this.#fd);
      this.lock.release();
    }
  }
}

/** @throws ResultsFileError when another run has it */
function lockOf(path: string): ResultsLock {
  try {
    return ResultsLock.take(path);
  } catch (error) {
    if (!(error instanceof Locked)) {
      const code = systemCodeOrThrow(error);
      throw new ResultsFileError('output', `the results file cannot be made or locked (${code})`, 'name another');
    }
    const hint = `wait for it, or name another file; if there is no such run, remove ${basename(error.path)}`;
    throw new ResultsFileError('usage', error.message, hint);
  }
}

/**
 * Hands every whole record of a results file to `onRecord`, in the order written; a cut last line is left out.
 * Holds one record at a time.
 * @throws ResultsFileError when a whole line is not a record, or the file cannot be read
 */
export function readRecords(path: string, onRecord: (record: BatchRecord) => void): void {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw new ResultsFileError(
      'output',
      `the results file cannot be opened (${systemCodeOrThrow(error)})`,
      'check the path',
    );
  }
  try {
    eachLine(fd, (line, number) => {
      onRecord(parseRecord(line, number));
    });
  } finally {
    closeSync(fd);
  }
}

/** Calls `onLine` for each line that ends; returns the bytes of all those. */
function eachLine(fd: number, onLine: (line: string, number: number) => void): number {
  if (!fstatSync(fd).isFile()) throw new ResultsFileError('usage', 'the results file is not a regular file', '');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  /** Bytes of the line that has not ended yet. */
  let held = 0;
  for (let at = 0, got = readSync(fd, chunk, 0, CHUNK, 0); got > 0; got = readSync(fd, chunk, 0, CHUNK, at)) {
    at += got;
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0 && end < got; end = chunk.indexOf(LINE_FEED, from)) {
      parts.push(chunk.subarray(from, end));
      held += end - from;
      if (held > LONGEST_LINE) throw notAResult(number + 1, 'it is too long');
      held = 0;
      const line = Buffer.concat(parts);
      parts.length = 0;
      from = end + 1;
      length += line.length + 1;
      onLine(line.toString('utf8'), ++number);
    }
    // Copied, since the chunk is filled again.
    if (from < got) parts.push(Buffer.from(chunk.subarray(from, got)));
    held += got - from;
    if (held > LONGEST_LINE) throw notAResult(number + 1, 'it is too long');
  }
  return length;
}

function parseRecord(line: string, number: number): BatchRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notAResult(number, 'this is not JSON [REPORT_NOT_JSON]');
  }
  if (!isFrame(value)) throw notAResult(number, 'it lacks what a result has [REPORT_NOT_A_REPORT]');
  const parsed = parseDocument(value.audit);
  if (!parsed.ok) throw notAResult(number, `${parsed.problem.message} [${parsed.problem.code}]`);
  return { ...value, digest: value.digest ?? parsed.audit.subject.sha256, audit: parsed.audit };
}

/** @param why with the code of what is wrong */
function notAResult(number: number, why: string): ResultsFileError {
  const message = `line ${number} of the results file is not a result of permaudit: ${why}`;
  return new ResultsFileError('usage', message, 'remove that line, or name another file');
}

/** A record but for its audit. Those of earlier versions have no digest. */
type Frame = Omit<BatchRecord, 'audit' | 'digest'> & { audit: unknown; digest?: string | null };

function isFrame(value: unknown): value is Frame {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof BatchRecord, unknown>>;
  const { recordVersion, run, file, fileBytes, size, modified, digest = null, audit } = record;
  const areTexts = [recordVersion, run, file].every((part) => typeof part === 'string');
  const areTextsOrNull = [fileBytes, modified, digest].every((part) => part === null || typeof part === 'string');
  return areTexts && areTextsOrNull && (size === null || typeof size === 'number') && audit !== undefined;
}
