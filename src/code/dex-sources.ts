/**
 * Which files of a package hold DEX code, and which of them Android loads (art/libdexfile/dex/art_dex_file_loader.cc,
 * OpenAllDexFilesFromZip: classes.dex, classes2.dex, ... up to the first that is missing).
 */
import { utf8Of } from '../platform/index.js';
import { equalBytes, viewOf } from '../bytes/byte-arrays.js';
import { pushAll } from '../bytes/lists.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { WindowSource } from '../bytes/window-source.js';
import type { Reading } from '../bytes/reading.js';
import { ZipArchive, type ZipRecord } from '../zip/archive.js';
import { displayName } from '../zip/entry-name.js';
import { entrySignature, extractEntry } from '../zip/extract.js';
import { NestedBudget, openEntry } from '../zip/nested.js';
import type { CodeGap } from '../facts/clauses.js';

/** An archive with code: an APK, or one module of an app bundle. */
export interface CodeContainer {
  /** `base`, or the split or module name. */
  module: string;
  archive: ZipArchive;
  /** What the names of its entries begin with: `''`, or `base/` in a bundle. */
  root: string;
  /** Where `classes.dex` lies: `''`, or `base/dex/` in a bundle. */
  dexFolder: string;
}

/** One file with DEX code that can be read. */
export interface DexSource {
  /** The entry, or `outer!inner`. Attacker-controlled text. */
  name: string;
  module: string;
  loaded: boolean;
  /** Bytes it says it has. */
  size: number;
  /** @throws PermauditError as ART would refuse it, or a limit */
  read: (reading: Reading) => Uint8Array;
}

export interface DexSources {
  /** In the order of loading. */
  loaded: DexSource[];
  hidden: DexSource[];
  /** Why there may be more hidden ones, one by one. */
  unread: CodeGap[];
}

/** The least size of a DEX file: its header. */
const MIN_DEX = 112;
/** Where in it the size of the whole file stands. */
const FILE_SIZE_AT = 32;
/** DEX files that are read; the largest apps have some hundred. */
export const MOST_DEX_FILES = 2000;
/** Entries whose first bytes are looked at. */
const MAX_PROBES = 20_000;
const CHECK_EVERY = 256;
const DEX_NAME = /^classes(?:[2-9]|[1-9]\d{1,8})?\.dex$/;
/** The first bytes of DEX, of compact DEX, and of an archive. */
const DEX = utf8Of('dex\n');
const COMPACT_DEX = utf8Of('cdex');
const ARCHIVE = utf8Of('PK\u0003\u0004');
const SIGNATURES = [DEX, COMPACT_DEX, ARCHIVE];
const CODE_SUFFIX = /\.(?:dex|jar|apk|aar|zip)$/i;

/** The DEX files of all containers. */
export function findDexFiles(containers: readonly CodeContainer[], reading: Reading): DexSources {
  const found: DexSources = { loaded: [], hidden: [], unread: [] };
  const budget = new NestedBudget();
  for (const container of containers) {
    const loaded = loadedKeys(container);
    pushAll(
      found.loaded,
      loaded.map((key) => sourceOf(container, key, true)),
    );
    pushAll(found.hidden, dexBefore(container));
    new Probe(container, new Set(loaded), found, budget, reading).run();
  }
  return atMost(found);
}

/** The first of them, what Android loads before what is hidden. */
function atMost(found: DexSources): DexSources {
  const { loaded, hidden, unread } = found;
  if (loaded.length + hidden.length <= MOST_DEX_FILES) return found;
  return {
    loaded: loaded.slice(0, MOST_DEX_FILES),
    hidden: hidden.slice(0, Math.max(0, MOST_DEX_FILES - loaded.length)),
    unread: [...unread, { dexFiles: MOST_DEX_FILES }],
  };
}

function loadedKeys({ archive, dexFolder }: CodeContainer): string[] {
  const keys: string[] = [];
  for (let number = 1; ; number++) {
    const key = `${dexFolder}classes${number === 1 ? '' : number}.dex`;
    if (!archive.has(key)) return keys;
    keys.push(key);
  }
}

function sourceOf(
  { module, archive }: Pick<CodeContainer, 'module' | 'archive'>,
  key: string,
  loaded: boolean,
  name = displayName(key),
): DexSource {
  const read = (reading: Reading): Uint8Array => {
    const entry = archive.find(key);
    if (entry === null) throw new PermauditError('IO_NOT_FOUND', { problem: 'entryGone' }, { path: name });
    return extractEntry(archive, entry, reading.limits.dexBytes, reading);
  };
  return { name, module, loaded, size: archive.record(key)?.uncompressedSize ?? 0, read };
}

/**
 * A DEX file that an APK begins with: up to Android 8.0 it runs in place of the APK's own (CVE-2017-13156, Janus). Newer
 * versions refuse such an APK.
 */
function dexBefore({ module, archive, root }: CodeContainer): DexSource[] {
  const { source } = archive;
  if (root !== '' || source.size < MIN_DEX) return [];
  const header = source.read(0, MIN_DEX);
  if (!equalBytes(header.subarray(0, DEX.length), DEX)) return [];
  const name = '(before the archive)';
  const size = Math.min(viewOf(header).getUint32(FILE_SIZE_AT, true), source.size);
  const read = ({ limits }: Reading): Uint8Array => {
    if (size > limits.dexBytes) {
      const tooLarge: ErrorData<'LIMIT_ENTRY'> = { problem: 'dexStated', size, limit: limits.dexBytes };
      throw new PermauditError('LIMIT_ENTRY', tooLarge, { path: name });
    }
    return source.read(0, size);
  };
  return [{ name, module, loaded: false, size, read }];
}

/** Looks at the first bytes of the other entries: a name says nothing of what the app does with a file. */
class Probe {
  readonly #source: WindowSource;
  #left = MAX_PROBES;

  constructor(
    private readonly container: CodeContainer,
    private readonly known: ReadonlySet<string>,
    private readonly found: DexSources,
    private readonly budget: NestedBudget,
    private readonly reading: Reading,
  ) {
    this.#source = new WindowSource(container.archive.source);
  }

  run(): void {
    const { archive, root } = this.container;
    let seen = 0;
    for (const key of archive.keys()) {
      if (seen++ % CHECK_EVERY === 0) this.reading.checkTime(displayName(key));
      if (!key.startsWith(root) || this.known.has(key) || !worthALook(key.slice(root.length))) continue;
      const record = archive.record(key);
      if (record === null || record.uncompressedSize < MIN_DEX) continue;
      if (this.#left-- <= 0) {
        this.found.unread.push({ probes: MAX_PROBES });
        return;
      }
      this.#look(record);
    }
  }

  #look(record: ZipRecord): void {
    this.reading.checkTime(displayName(record.key));
    const { archive } = this.container;
    const kind = this.#kindOf(record);
    if (kind === 'dex') this.found.hidden.push(sourceOf(this.container, record.key, false));
    if (kind !== 'archive' || !CODE_SUFFIX.test(record.key)) return;
    const name = displayName(record.key);
    try {
      const inner = ZipArchive.open(openEntry(archive, record.key, this.budget, this.reading), this.reading);
      for (const key of inner.keys()) {
        if (!DEX_NAME.test(key)) continue;
        const { module } = this.container;
        const inside = `${name}!${displayName(key)}`;
        this.found.hidden.push(sourceOf({ module, archive: inner }, key, false, inside));
      }
    } catch (error) {
      // What no Android opens as an archive is not code.
      if (!(error instanceof PermauditError) || error.code === 'LIMIT_TIME') throw error;
      if (error.kind !== 'refused') this.found.unread.push({ in: name, error: error.told });
    }
  }

  #kindOf(record: ZipRecord): 'dex' | 'archive' | null {
    const { archive } = this.container;
    try {
      const signature = entrySignature(archive, record, SIGNATURES, this.#source);
      if (signature === null) return null;
      // Throws where the local header is not what Android accepts.
      archive.find(record.key);
      return signature === ARCHIVE ? 'archive' : 'dex';
    } catch (error) {
      if (!(error instanceof PermauditError) || error.code === 'LIMIT_TIME') throw error;
      // An entry whose local header is damaged cannot be read by the app either.
      if (error.kind !== 'refused') this.found.unread.push({ in: displayName(record.key), error: error.told });
      return null;
    }
  }
}

/** Resources are many, and what is loaded as code is not read as a resource, `res/raw` excepted. */
function worthALook(name: string): boolean {
  if (name.endsWith('/')) return false;
  if (name.startsWith('res/') && !name.startsWith('res/raw/')) return CODE_SUFFIX.test(name);
  return name !== 'AndroidManifest.xml' && name !== 'resources.arsc';
}
