/** What an app may be given as. */
import type { ByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { DEFAULT_LIMITS, type Limits } from '../bytes/limits.js';
import type { AppInput } from '../inputs/opener.js';
import { OptionError } from './errors.js';

/**
 * An app: the path of a file or folder, the paths of its split APKs, its bytes, a `Blob` or `File`, or a source of bytes
 * that the caller opened and closes. Paths and sources are read by ranges. A blob is read whole into memory, since its
 * ranges can only be had asynchronously.
 */
export type AuditInput = string | readonly string[] | Uint8Array | Blob | ByteSource;

/** What an input is called in a report where nobody names it. */
export function nameOf(input: AuditInput): string {
  if (typeof input === 'string') return input;
  if (isPaths(input)) return input[0] ?? '-';
  return input instanceof Blob && 'name' in input && typeof input.name === 'string' ? input.name : '-';
}

/**
 * The input as readers take it.
 * @throws PermauditError `LIMIT_INPUT` for a blob that is too large, `IO_READ` for one that cannot be read
 * @throws OptionError for what is no input
 */
export async function sourceOf(input: AuditInput, limits: Partial<Limits> = {}): Promise<AppInput> {
  if (input instanceof Blob) return bytesOf(input, limits.inputBytes ?? DEFAULT_LIMITS.inputBytes);
  if (typeof input === 'string' || isPaths(input) || input instanceof Uint8Array || isSource(input)) return input;
  throw new OptionError('OPTION_INVALID', 'input', typeof input, 'a path, paths, bytes, a Blob or a ByteSource');
}

function isPaths(input: AuditInput): input is readonly string[] {
  return Array.isArray(input);
}

/** Callers without a compiler hand over anything. */
function isSource(input: unknown): input is ByteSource {
  return typeof input === 'object' && input !== null && 'size' in input && 'read' in input;
}

async function bytesOf(blob: Blob, limit: number): Promise<Uint8Array> {
  const { size } = blob;
  if (size > limit) throw new PermauditError('LIMIT_INPUT', { problem: 'fileSize', size, limit });
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    // A file that is gone or was written to since it was chosen.
    if (!(error instanceof DOMException)) throw error;
    throw new PermauditError('IO_READ', { problem: 'cannotRead', system: error.name });
  }
}
