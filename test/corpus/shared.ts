/** Where the shared corpus is; it is not part of the project. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with `corpus/`, `hostile/` and `data/`: PERMAUDIT_SHARED, else beside the project. */
export const SHARED =
  process.env['PERMAUDIT_SHARED'] ?? join(fileURLToPath(new URL('../../', import.meta.url)), '../shared');

/** Whether a part of the shared folder is there; says loudly that a suite is skipped where it is not. */
export function hasShared(part: string): boolean {
  const there = existsSync(join(SHARED, part));
  if (!there) process.stderr.write(`SKIPPED: ${join(SHARED, part)} is missing; the tests that need it do not run\n`);
  return there;
}
