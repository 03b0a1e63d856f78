/** The rulebook that ships with permaudit. */
import { DataLines } from '../bytes/data-lines.js';
import { readDataLines } from '../platform/index.js';
import { lateRulebook } from './late-rulebook.js';
import type { Rulebook } from './types.js';

let builtin: Rulebook | undefined;

/**
 * The built-in rulebook, as compiled at build time from `rules/`; read once, and parsed where it is read. Throws Node's
 * `ENOENT` when permaudit was not built, which is a fault of the installation.
 */
export function builtinRulebook(): Rulebook {
  builtin ??= lateRulebook(new DataLines(readDataLines('rulebook.jsonl')));
  return builtin;
}
