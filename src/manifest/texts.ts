/** The texts an app shows people, as far as its resource table holds them. */
import { NEWEST_API } from '../bytes/api-range.js';
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, DEFAULT_LIMITS, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import { openTable } from '../resources/table.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import { readAsset } from '../zip/asset.js';

const RESOURCES_NAME = 'resources.arsc';
const MOST_TEXTS = 20_000;
const SHORTEST = 3;
const LONGEST = 200;

/** File paths of resources stand in the same pool: no text for people has a slash and no space. */
function isPath(text: string): boolean {
  return text.includes('/') && !text.includes(' ');
}

/**
 * String values of an APK's resources.arsc, in the order of its pool, at most 20,000 of them, each of 3 to 200
 * characters. Empty where there is no table or it cannot be read: what is wrong with it is the manifest reading's to
 * tell. Attacker-controlled text.
 */
export function textsOf(file: ArchiveFile, given: Partial<Limits> = {}): string[] {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const reading = new Reading(NEWEST_API, limits, deadlineOf(limits));
  try {
    const archive = file.as(reading);
    const entry = archive.find(RESOURCES_NAME);
    if (entry === null) return [];
    const bytes = readAsset(archive, entry, limits.resourcesBytes, reading);
    const { strings } = openTable(bytes, RESOURCES_NAME, reading);
    const texts: string[] = [];
    for (let index = 0; index < Math.min(strings?.count ?? 0, MOST_TEXTS); index++) {
      const text = strings?.get(index) ?? '';
      if (text.length >= SHORTEST && text.length <= LONGEST && !isPath(text)) texts.push(text);
    }
    return texts;
  } catch (error) {
    if (error instanceof PermauditError) return [];
    throw error;
  }
}
