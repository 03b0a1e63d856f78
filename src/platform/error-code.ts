/** `ENOENT`, `ERR_BUFFER_TOO_LARGE`, `Z_DATA_ERROR` ...; null for an error without a code. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
