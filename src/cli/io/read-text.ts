import { readFileSync } from 'node:fs';
import { escapePath } from '../../report/view/escape.js';
import { UsageError } from './failures.js';

/**
 * The text of a file that the command line names.
 * @throws UsageError when it cannot be read
 */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UsageError(`${escapePath(path)} cannot be read (${code})`);
  }
}
