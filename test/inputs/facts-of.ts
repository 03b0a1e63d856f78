/** Facts without what differs between two forms of one manifest: places, sizes and digests. */
import type { AppFacts } from '../../src/facts/facts.js';

const PLACES = new Set([
  'offset',
  'line',
  'column',
  'endLine',
  'endColumn',
  'file',
  'sha256',
  'size',
  'input',
  'modules',
  'identity',
  'path',
  'evidence',
]);

/** A deep copy without the keys that say where something stands. */
export function withoutPlaces(facts: AppFacts): unknown {
  return JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => (PLACES.has(key) && key !== '' ? undefined : value)),
  ) as unknown;
}

export const FILES = 'fixtures/inputs/files';
