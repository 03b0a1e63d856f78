/**
 * Deflate data through pako, which is zlib line by line: what zlib refuses, and how much input it takes, decides how Android
 * reads an archive. The calls are those that Node makes (lib/zlib.js, processChunkSync), so that an error comes when it does.
 */
import { Z_BUF_ERROR, Z_OK, Z_SYNC_FLUSH, zlibInflate, zlibInflateInit2, ZStream } from 'pako';
import type { Inflated } from '../platform.js';

/** As `Z_MIN_CHUNK` of node:zlib. */
const LEAST_CHUNK = 64;
const RAW = -15;

export function inflateRaw(input: Uint8Array, most: number): Inflated {
  const stream = new ZStream();
  zlibInflateInit2(stream, RAW);
  const chunk = Math.max(LEAST_CHUNK, most);
  stream.input = input;
  stream.avail_in = input.length;
  const first = inflateInto(stream, chunk);
  if (first === null) return 'damaged';
  if (first.length > most) return 'larger';
  // A full buffer may be all of it: whether there is more, the next one shows. Data that has ended gives none.
  if (first.length === chunk) {
    const more = inflateInto(stream, chunk);
    if (more === null) return 'damaged';
    if (more.length > 0) return 'larger';
  }
  return { bytes: first, consumed: stream.next_in };
}

/** What one call gives, at most `size` bytes; null where the data is damaged. */
function inflateInto(stream: ZStream, size: number): Uint8Array | null {
  stream.output = new Uint8Array(size);
  stream.next_out = 0;
  stream.avail_out = size;
  const status = zlibInflate(stream, Z_SYNC_FLUSH);
  // Z_BUF_ERROR: there was nothing left to do. Raw data names no dictionary.
  if (status < Z_OK && status !== Z_BUF_ERROR) return null;
  return stream.output.subarray(0, stream.next_out);
}
