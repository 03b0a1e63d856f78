/** APKs whose entries are mutated one by one: the archive stays sound, so that what is in it is read. */
import { readdirSync, readFileSync } from 'node:fs';
import { MemoryByteSource } from '../../dist/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';
import { Reading } from '../../dist/bytes/reading.js';
import { ZipArchive } from '../../dist/zip/archive.js';
import { readAsset } from '../../dist/zip/asset.js';
import { mutateConfigurations } from './fuzz-configurations.mjs';
import { mutateElements } from './fuzz-elements.mjs';
import { mutate } from './fuzz-mutate.mjs';

const ROOT = new URL('../../', import.meta.url);
const { buildZip } = await import(new URL('.cache/fixtures/fixtures/hostile/zip-writer.js', ROOT).href);
const MANIFEST = 'AndroidManifest.xml';
/** Mutations of what an entry is made of. */
const OWN = { [MANIFEST]: mutateElements, 'resources.arsc': mutateConfigurations };
/** Entries this large take the time of many inputs. */
const MAX_ENTRY = 1 << 20;

/** The entries of the committed APKs: name, content, and whether it is deflated. */
export function seeds() {
  const folder = new URL('fixtures/apk/', ROOT);
  const names = readdirSync(folder).filter((name) => name.endsWith('.apk'));
  return names.sort().map((name) => entriesOf(readFileSync(new URL(name, folder))));
}

/**
 * The entries of an archive as the newest version reads them.
 * @throws PermauditError where it does not
 */
export function entriesOf(bytes) {
  const reading = new Reading(37);
  const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
  return [...archive.keys()].flatMap((key) => {
    const entry = archive.find(key);
    if (entry === null || entry.uncompressedSize > MAX_ENTRY) return [];
    const data = Buffer.from(readAsset(archive, entry, DEFAULT_LIMITS.dexBytes, reading));
    return [{ name: key, data, deflate: entry.method !== 0 }];
  });
}

/** An archive of these entries with one of them changed, the manifest most often. */
export function mutateEntry(entries, random) {
  const manifest = entries.findIndex(({ name }) => name === MANIFEST);
  const chosen = manifest >= 0 && random.below(2) === 0 ? manifest : random.below(entries.length);
  const change = random.pick([mutate, OWN[entries[chosen].name] ?? mutate]);
  const changed = entries.map((entry, at) =>
    at === chosen ? { ...entry, data: change(Buffer.from(entry.data), random) } : entry,
  );
  return Buffer.from(buildZip({ entries: changed }));
}
