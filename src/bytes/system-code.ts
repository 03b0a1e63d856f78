/** Errors of the system and of Node.js itself, told from bugs by their code. */

/** `ENOENT`, `ERR_BUFFER_TOO_LARGE`, `Z_DATA_ERROR` ...; null for an error without a code. */
export function systemCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * The code of an error that has one.
 * @throws whatever it was, where it has none: a bug
 */
export function systemCodeOrThrow(error: unknown): string {
  const code = systemCodeOf(error);
  if (code === null) throw error;
  return code;
}
