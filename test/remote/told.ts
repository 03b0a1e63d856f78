/** What a refusal says, for comparing. */
import { PermauditError } from '../../src/bytes/errors.js';

/** Code and data of the error of a promise. */
export async function toldBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PermauditError) return error.told;
    throw error;
  }
  return null;
}

export const remote = (problem: string, more: object = {}): unknown => ({
  code: 'IO_REMOTE',
  data: { problem, ...more },
});
export const CHANGED = { code: 'IO_READ', data: { problem: 'changed' } };
