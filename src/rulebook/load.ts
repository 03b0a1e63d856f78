/** The rulebook that ships with permaudit. */
import { readDataFile } from '../platform/index.js';
import type { Rulebook } from './types.js';

let builtin: Rulebook | undefined;

/**
 * The built-in rulebook, as compiled at build time from `rules/`; read once. Throws Node's `ENOENT` when
 * permaudit was not built, which is a fault of the installation.
 */
export function builtinRulebook(): Rulebook {
  builtin ??= readDataFile('rulebook') as Rulebook;
  return builtin;
}
