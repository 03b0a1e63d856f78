/** Parts of files, and what every server must say of them. */
import { PermauditError, type ErrorData } from '../bytes/errors.js';

/** What a server says of a file when it is opened. */
export interface Opened {
  size: number;
  /** Time of the last change in nanoseconds since 1970, as decimal digits; null where it is not told. */
  modified: string | null;
  /** Its first bytes: as many as were asked for, or all there are. */
  head: Uint8Array;
}

/** A file of a server, each part of which is of the version that was opened. */
export interface RangeReader {
  /** Opens the file with its first bytes. @throws PermauditError */
  open: (length: number, signal: AbortSignal) => Promise<Opened>;
  /** The `length` bytes at `offset`, which are in the file. @throws PermauditError */
  range: (offset: number, length: number, signal: AbortSignal) => Promise<Uint8Array>;
}

/** An error of the way to a file. */
export function remoteError(data: ErrorData<'IO_REMOTE'>): PermauditError {
  return new PermauditError('IO_REMOTE', data);
}

export function changed(): PermauditError {
  return new PermauditError('IO_READ', { problem: 'changed' });
}

/** What tells one version of a file from another. */
export interface Version {
  etag: string | null;
  lastModified: string | null;
}

/**
 * Whether two answers are of one version. What one of them does not say, the other must not say either.
 */
export function isSameVersion(one: Version, other: Version): boolean {
  return one.etag === other.etag && one.lastModified === other.lastModified;
}

/** Bytes `first` to `last` of `size`: RFC 9110, 14.4. Null for what is none, and for a size that is not told. */
export function parseContentRange(text: string): { first: number; last: number; size: number } | 'no-size' | null {
  const [, first = '', last = '', size = ''] = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/i.exec(text.trim()) ?? [];
  if (size === '') return null;
  if (size === '*') return 'no-size';
  const range = { first: Number(first), last: Number(last), size: Number(size) };
  const isSane = Number.isSafeInteger(range.size) && range.first <= range.last && range.last < range.size;
  return isSane ? range : null;
}

/** Nanoseconds since 1970 of a date as servers write it; null for what is none. */
export function nanosecondsOf(date: Date | null): string | null {
  const milliseconds = date?.getTime() ?? Number.NaN;
  return Number.isNaN(milliseconds) || milliseconds < 0 ? null : `${milliseconds}000000`.replace(/^0+(?=\d)/, '');
}

/**
 * All bytes of a body that has to have exactly so many.
 * @throws PermauditError for more and for less; what the stream throws
 */
export async function collect(body: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const chunk of body) {
    if (at + chunk.length > length) throw remoteError({ problem: 'otherBytes' });
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at < length) throw remoteError({ problem: 'otherBytes' });
  return bytes;
}

/**
 * The size of a file, of which the first bytes were asked for.
 * @param contentRange as the server says it
 * @throws PermauditError
 */
export function sizeOfHead(contentRange: string, length: number): number {
  const range = parseContentRange(contentRange);
  if (range === 'no-size') throw remoteError({ problem: 'noLength' });
  if (range === null || range.first !== 0 || range.last !== Math.min(length, range.size) - 1) {
    throw remoteError({ problem: 'otherBytes' });
  }
  return range.size;
}

/** @throws PermauditError unless the answer holds the range that was asked for, of a file of this size */
export function checkRange(contentRange: string, size: number, offset: number, length: number): void {
  const range = parseContentRange(contentRange);
  if (range === null || range === 'no-size') throw remoteError({ problem: 'otherBytes' });
  if (range.size !== size) throw changed();
  if (range.first !== offset || range.last !== offset + length - 1) throw remoteError({ problem: 'otherBytes' });
}
