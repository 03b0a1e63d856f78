/** Text, digests and deflate data, through Node's buffers, node:crypto and node:zlib. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import * as zlib from 'node:zlib';
import { crc32ByTable } from './crc-table.js';
import { codeOf } from './error-code.js';
import type { Digest, DigestName, Inflated, TextView } from './platform.js';

export { isUtf8 };

export function asText(bytes: Uint8Array): TextView {
  return bufferOf(bytes);
}

/** The same bytes, not a copy. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function uninitialised(length: number): Uint8Array {
  return Buffer.allocUnsafe(length);
}

export function utf8Of(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

export function utf8Length(text: string): number {
  return Buffer.byteLength(text);
}

export function utf16Of(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le');
}

export function hexOf(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('hex');
}

export function base64Of(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('base64');
}

export function lastIndexOf(bytes: Uint8Array, wanted: Uint8Array, from = bytes.length): number {
  // To Node, a negative place counts from the end.
  return from < 0 ? -1 : bufferOf(bytes).lastIndexOf(wanted, from);
}

export function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  return bufferOf(bytes).indexOf(wanted);
}

export function crc32(bytes: Uint8Array): number {
  // node:zlib has it from 20.15 on; it is much faster.
  return typeof zlib.crc32 === 'function' ? zlib.crc32(bytes) : crc32ByTable(bytes);
}

export function createDigest(name: DigestName): Digest {
  return createHash(name);
}

export function inflateRaw(input: Uint8Array, most: number): Inflated {
  try {
    // With `info` the result says how much input was used, which decides whether trailing bytes are tolerated.
    // All in one piece: zlib's own small ones would be copied together, which takes longer than to inflate them.
    const result = zlib.inflateRawSync(input, {
      maxOutputLength: most,
      chunkSize: Math.max(zlib.constants.Z_MIN_CHUNK, most),
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return { bytes: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'larger';
    if (code.startsWith('Z_')) return 'damaged';
    throw error;
  }
}
