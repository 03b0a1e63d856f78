/** The rulebook that ships with permaudit. */
import { createRequire } from 'node:module';
import type { Rulebook } from './types.js';

let builtin: Rulebook | undefined;

/**
 * The built-in rulebook, as compiled at build time from `rules/`; read once. Throws Node's `MODULE_NOT_FOUND` when
 * permaudit was not built, which is a fault of the installation.
 */
export function builtinRulebook(): Rulebook {
  builtin ??= createRequire(import.meta.url)('../../dist/data/rulebook.json') as Rulebook;
  return builtin;
}
