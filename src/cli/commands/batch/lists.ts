/** The files a batch reads beside the APKs: lists of paths and the category map. */
import { readFileSync } from 'node:fs';
import { CategoryMapError, parseCategoryMap, type CategoryRule } from '../../../batch/category-map.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { STANDARD_INPUT, tellOfTerminal } from '../../io/app-input.js';
import { UsageError } from '../../io/failures.js';
import { findCategory } from '../../options/lookup.js';
import { systemCodeOrThrow } from '../../../bytes/system-code.js';

function readText(option: string, path: string): Buffer {
  if (path === STANDARD_INPUT) tellOfTerminal();
  try {
    return readFileSync(path === STANDARD_INPUT ? 0 : path);
  } catch (error) {
    throw new UsageError(`${option}: ${path} cannot be read (${systemCodeOrThrow(error)})`);
  }
}

/** The bytes of a list of paths, from a file or stdin. */
export function readList(path: string): Buffer {
  return readText('--from', path);
}

/**
 * The rules of `--category-map`, categories as their ids.
 * @throws UsageError for a row that cannot be used, or an unknown category
 */
export function readCategoryMap(path: string | undefined, rulebook: Rulebook): CategoryRule[] {
  if (path === undefined) return [];
  try {
    return parseCategoryMap(
      readText('--category-map', path).toString('utf8'),
      (category, line) => findCategory(rulebook, category, `${path}:${line}`).id,
    );
  } catch (error) {
    if (!(error instanceof CategoryMapError)) throw error;
    throw new UsageError(`${path}:${error.line}: ${error.message}`);
  }
}
