/** What can keep use out of sight of a reader of DEX code, named where it is seen. */
import type { Draft } from '../bytes/draft.js';
import { displayName } from '../zip/entry-name.js';
import type { AppFacts, HidingKind, HidingSign } from '../facts/facts.js';
import type { CodeSign } from './code-signs.js';
import type { CodeContainer } from './dex-sources.js';
import { cut } from './names.js';
import { packerOfApplication, PACKERS } from './packers.js';

/** Places kept of each sign. */
const MAX_PLACES = 5;

export class HidingSigns {
  readonly #signs = new Map<string, Draft<HidingSign>>();

  add(kind: HidingKind, what: HidingSign['what'], count: number, where: () => string): void {
    const key = `${kind} ${typeof what === 'string' ? what : what.code}`;
    let sign = this.#signs.get(key);
    if (sign === undefined) this.#signs.set(key, (sign = { kind, what, count: 0, where: [] }));
    sign.count += count;
    if (sign.where.length < MAX_PLACES) sign.where.push(where());
  }

  addCall({ kind, class: className, name }: CodeSign, count: number, where: () => string): void {
    this.add(kind, name === '<init>' ? className : `${className}.${name}`, count, where);
  }

  /** All, by kind and then by what was seen. */
  list(): HidingSign[] {
    return [...this.#signs.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, sign]) => sign);
  }
}

/** Native libraries and packers, told by the names of entries and of the application class. */
export function addArchiveSigns(signs: HidingSigns, containers: readonly CodeContainer[], facts: AppFacts): void {
  for (const { archive, root } of containers) {
    for (const key of archive.keys()) {
      if (!key.startsWith(root)) continue;
      const name = key.slice(root.length);
      const file = name.slice(name.lastIndexOf('/') + 1);
      const isLibrary = name.startsWith('lib/') && file.endsWith('.so');
      if (isLibrary) signs.add('native-code', 'lib/*.so', 1, () => cut(displayName(key)));
      for (const packer of packersOf(name, isLibrary ? file : null)) {
        signs.add('packer', packer, 1, () => cut(displayName(key)));
      }
    }
  }
  const application = facts.manifest?.application?.name ?? '';
  const packer = packerOfApplication(application);
  if (packer !== null) signs.add('packer', packer, 1, () => cut(application));
}

const BY_LIBRARY = new Map(PACKERS.flatMap(({ name, libraries }) => libraries.map((one) => [one, name] as const)));
const BY_FILE = new Map(PACKERS.flatMap(({ name, files }) => files.map((one) => [one, name] as const)));

function packersOf(name: string, library: string | null): string[] {
  const found = [BY_FILE.get(name), library === null ? undefined : BY_LIBRARY.get(library)];
  return [...new Set(found.filter((one) => one !== undefined))];
}
