/** Inputs for the law of versions: whole apps and sets of them, one entry of which or whose bytes are mutated. */
import { readdirSync, readFileSync } from 'node:fs';
import { NEWEST_API } from '../../dist/bytes/api-range.js';
import { PermauditError } from '../../dist/bytes/errors.js';
import { openInput } from '../../dist/inputs/open-input.js';
import { entriesOf, mutateEntry } from './attack-entries.mjs';
import { mutate, randomSource } from './fuzz-mutate.mjs';
import { grantsOf, lostGrants } from './law-of-versions.mjs';

const ROOT = new URL('../../', import.meta.url);
const ALL = Array.from({ length: NEWEST_API }, (_, index) => index + 1);
/** Every how many inputs each level is read alone: where readings begin and end tells most of what all of them would. */
const WHOLE_EVERY = 16;
/** Levels of the others, beside those ends. */
const DRAWN = 3;

/** Of four inputs, three have their entries mutated, and one its bytes. */
const BYTES_EVERY = 4;

/** An archive with the entries that can be mutated: none where the newest version reads none. */
function seedOf(bytes) {
  try {
    return { bytes, entries: entriesOf(bytes) };
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return { bytes, entries: [] };
  }
}

/** Sets, bundles and signed APKs. */
function files() {
  const folder = new URL('fixtures/inputs/files/', ROOT);
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(new URL(name, folder)));
}

const read = (bytes, apiRange) => openInput(new Uint8Array(bytes), { apiRange, identity: 'none', code: 'none' });

/** Where the readings of an audit begin and end, and some levels between. */
function levelsOf({ readings }, random) {
  const ends = readings.flatMap(({ apiRange: [from, to] }) => [from - 1, from, to, to + 1]);
  const drawn = Array.from({ length: DRAWN }, () => 1 + random.below(NEWEST_API));
  return [...new Set([...ends, ...drawn])].filter((api) => api >= 1 && api <= NEWEST_API);
}

/** @returns a target of fuzz-targets.mjs for `apks`, and sets of them */
export const versionsTarget = (apks) => ({
  seeds: () => [...apks(), ...files()].map(seedOf),
  mutate({ bytes, entries }, random) {
    if (entries.length === 0 || random.below(BYTES_EVERY) === 0) return mutate(bytes, random);
    return mutateEntry(entries, random);
  },
  run(bytes) {
    // The same bytes ask for the same levels.
    const random = randomSource(bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 0));
    const whole = read(bytes, [1, NEWEST_API]);
    const levels = random.below(WHOLE_EVERY) === 0 ? ALL : levelsOf(whole, random);
    const once = (range) => (range[0] === 1 && range[1] === NEWEST_API ? whole : read(bytes, range));
    const lost = lostGrants(once, [1, NEWEST_API], levels);
    if (lost.length > 0) throw new Error(`an audit of all versions lacks ${lost.slice(0, 3).join(', ')}`);
    const code = whole.error === null ? '' : `${whole.error.code} `;
    return `${code}${JSON.stringify([[...grantsOf(whole)], whole.readings.map(({ apiRange }) => apiRange)])}`;
  },
});
