/** From what the user named to the files to audit. */
import { pushAll } from '../bytes/lists.js';
import { lstatSync, readdirSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isSplitSet, MOST_SPLITS, type HeaderReader } from '../inputs/one-app.js';
import { compilePattern, fixedPart, isPattern } from './glob.js';
import { bytesUnlessText, joinBytes, textOfPath, typedPath } from './path-bytes.js';
import { isInShard, type Shard } from './shard.js';
import { sniff } from './sniff.js';
import { stampOf } from './stamp.js';
import type { DiscoveryMessage } from '../words/batch.js';
import type { DiscoveryNote, DiscoveryNoteKind, Target } from './types.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';

export interface Discovery {
  /** In the order they were named; within a folder by name. Each file once. */
  targets: Target[];
  notes: DiscoveryNote[];
  /** Apps of other shards. */
  elsewhere: number;
}

export interface DiscoverOptions {
  /** Only the apps of this part; absent: all. */
  shard?: Shard;
  signal?: AbortSignal;
  /** Reads which split of which app a file is; default: in this process, by the limits of the readers. */
  headerOf?: HeaderReader;
  /** Told now and then how many files are found so far. */
  onFound?: (count: number) => void;
}

/** Entries looked at before other work of the process gets its turn. */
const TURN = 128;
const APK_NAME = /\.(?:apk|aab|apks|xapk|apkm)$/i;
const SPLIT_NAME = /\.apk$/i;
const MANIFEST = 'AndroidManifest.xml';
const APKTOOL = 'apktool.yml';

/**
 * Finds the files to audit. A file that is named itself is always taken. In folders and behind patterns, files are
 * taken by content; links are followed, each folder is scanned once. A folder that apktool decoded is one app, and so are
 * the APKs of a folder when they are the splits of one app. What cannot be read is a note, never an exception.
 * @param inputs paths or patterns (text), or paths from a list (bytes)
 */
export async function discover(
  inputs: readonly (string | Buffer)[],
  options: DiscoverOptions = {},
): Promise<Discovery> {
  const scan = new Scan(options);
  for (const input of inputs) {
    if (options.signal?.aborted === true) break;
    if (typeof input === 'string') await scan.named(typedPath(input), input);
    else await scan.named(input, null);
  }
  return { targets: scan.targets, notes: scan.notes, elsewhere: scan.elsewhere };
}

interface Pending {
  path: Buffer;
  depth: number;
}

class Scan {
  readonly targets: Target[] = [];
  readonly notes: DiscoveryNote[] = [];
  elsewhere = 0;
  /** What stands before the names of apps: the folder that was named, with its slash. */
  #root: Buffer = Buffer.alloc(0);
  readonly #folders = new Set<string>();
  readonly #files = new Set<string>();
  #looked = 0;

  constructor(private readonly options: DiscoverOptions) {}

  /** Something named by the user: a file, a folder, or (when there is no such file) a pattern. */
  async named(path: Buffer, typed: string | null): Promise<void> {
    this.#root = Buffer.alloc(0);
    const stat = statOf(path);
    if (stat instanceof Error) {
      if (typed !== null && stat.code === 'ENOENT' && isPattern(typed)) await this.#pattern(typed);
      else this.#take(path, null);
    } else if (stat.isDirectory()) {
      // Named by itself, a folder of sources is an app too; in a walk, a project would give its parts as apps.
      if (this.#hasFile(path, MANIFEST) && !this.#holdsPackage(path)) this.#takeFolder(path);
      else await this.#walk(path, null, Number.POSITIVE_INFINITY);
    } else {
      this.#take(path, stat);
    }
  }

  async #pattern(typed: string): Promise<void> {
    const pattern = typedPath(typed).toString('utf8');
    const base = fixedPart(pattern);
    const levels = pattern
      .slice(base.length)
      .split('/')
      .filter((part) => part !== '').length;
    const depth = pattern.includes('**') ? Number.POSITIVE_INFINITY : levels;
    const before = this.targets.length;
    const noted = this.notes.length;
    await this.#walk(typedPath(base === '' ? '.' : base), compilePattern(pattern), depth);
    if (this.targets.length > before || this.notes.length > noted) return;
    this.#note('no-match', typedPath(typed), { code: 'NO_MATCH', data: {} });
  }

  async #walk(root: Buffer, wanted: ((file: string) => boolean) | null, deepest: number): Promise<void> {
    const pending: Pending[] = [{ path: root, depth: 0 }];
    this.#root = joinBytes(root, Buffer.alloc(0));
    // Loops are a matter of one walk; files that two walks meet are told apart by their own paths.
    this.#folders.clear();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const folder = next;
      const inside: Pending[] = [];
      const names = this.#namesIn(folder.path);
      if (this.#isDecoded(folder.path, names) && (wanted === null || wanted(textOfPath(folder.path)))) {
        this.#takeFolder(folder.path);
        continue;
      }
      const splits = await this.#splitsIn(folder.path, names, wanted);
      if (splits.size > 0) this.#takeSet(folder.path, [...splits]);
      for (const name of names) {
        const path = joinBytes(folder.path, name);
        if (splits.has(textOfPath(path))) continue;
        if (this.#visit(path, wanted) === 'folder' && folder.depth + 1 < deepest) {
          inside.push({ path, depth: folder.depth + 1 });
        }
        if (++this.#looked % TURN !== 0) continue;
        this.options.onFound?.(this.targets.length);
        await nextTurn();
        if (this.options.signal?.aborted === true) return;
      }
      // A stack: the last one pushed is walked first.
      pushAll(pending, inside.reverse());
    }
  }

  /** The names in a folder, in byte order; none when it was scanned before or cannot be read. */
  #namesIn(folder: Buffer): Buffer[] {
    try {
      const { dev, ino } = statSync(folder, { bigint: true });
      const identity = `${dev}:${ino}`;
      if (this.#folders.has(identity)) {
        if (lstatSync(folder).isSymbolicLink()) this.#note('link', folder, { code: 'FOLDER_SCANNED', data: {} });
        return [];
      }
      this.#folders.add(identity);
      return readdirSync(folder, 'buffer').sort((a, b) => Buffer.compare(a, b));
    } catch (error) {
      this.#note('unreadable', folder, { code: 'FOLDER_UNREADABLE', data: { system: systemCodeOrThrow(error) } });
      return [];
    }
  }

  #isDecoded(folder: Buffer, names: readonly Buffer[]): boolean {
    const held = new Set(names.map((name) => name.toString('latin1')));
    if (!held.has(MANIFEST) || !held.has(APKTOOL) || this.#holdsPackage(folder)) return false;
    return this.#hasFile(folder, MANIFEST) && this.#hasFile(folder, APKTOOL);
  }

  #hasFile(folder: Buffer, name: string): boolean {
    const stat = statOf(joinBytes(folder, Buffer.from(name)));
    return bytesUnlessText(folder) === null && !(stat instanceof Error) && stat.isFile();
  }

  /** A manifest does not hide the packages that lie beside it. */
  #holdsPackage(folder: Buffer): boolean {
    try {
      return readdirSync(folder, 'buffer').some((name) => {
        const path = joinBytes(folder, name);
        const stat = statOf(path);
        if (stat instanceof Error || !stat.isFile()) return false;
        return sniff(path) === 'apk' || (APK_NAME.test(name.toString('latin1')) && !isAppleDouble(name));
      });
    } catch (error) {
      // Whoever reads the folder tells.
      systemCodeOrThrow(error);
      return false;
    }
  }

  /** The APKs of a folder when they are the splits of one app, else none. */
  async #splitsIn(
    folder: Buffer,
    names: readonly Buffer[],
    wanted: ((file: string) => boolean) | null,
  ): Promise<Set<string>> {
    const apks = names
      .filter((name) => SPLIT_NAME.test(name.toString('latin1')) && !isAppleDouble(name))
      .map((name) => joinBytes(folder, name));
    const isText = apks.every((path) => bytesUnlessText(path) === null);
    const paths = apks.map(textOfPath).filter((path) => wanted === null || wanted(path));
    // Many files are many apps: none of them is looked at here.
    const areFiles = isText && paths.length <= MOST_SPLITS && paths.every(isRegular);
    return new Set(areFiles && (await isSplitSet(paths, this.options.headerOf)) ? paths : []);
  }

  #takeSet(folder: Buffer, parts: string[]): void {
    for (const part of parts) this.#files.add(realPathOf(Buffer.from(part)));
    if (this.#isElsewhere(folder)) return;
    this.#add({ path: folder, file: textOfPath(folder), parts });
  }

  #takeFolder(folder: Buffer): void {
    const identity = realPathOf(folder);
    if (this.#files.has(identity)) return;
    this.#files.add(identity);
    if (this.#isElsewhere(folder)) return;
    this.#add({ path: folder, file: textOfPath(folder), folder: true });
  }

  /** Whether an app is another shard's. Asked when its file is known, so that every shard takes a file under the same name. */
  #isElsewhere(path: Buffer): boolean {
    const { shard } = this.options;
    if (shard === undefined || isInShard(nameIn(this.#root, path), shard)) return false;
    this.elsewhere += 1;
    return true;
  }

  #add(target: Pick<Target, 'path' | 'file' | 'parts' | 'folder'>): void {
    try {
      const stamp = stampOf(target);
      this.targets.push({ ...target, size: stamp?.size ?? null, modified: stamp?.modified ?? null });
    } catch (error) {
      this.#note('unreadable', Buffer.from(target.path), {
        code: 'FOLDER_UNREADABLE',
        data: { system: systemCodeOrThrow(error) },
      });
    }
  }

  #visit(path: Buffer, wanted: ((file: string) => boolean) | null): 'folder' | 'done' {
    const stat = statOf(path);
    if (stat instanceof Error) {
      if (isLink(path)) this.#note('link', path, { code: 'LINK_BROKEN', data: { system: stat.code ?? '' } });
      else this.#note('unreadable', path, { code: 'NOT_INSPECTED', data: { system: stat.code ?? '' } });
      return 'done';
    }
    if (stat.isDirectory()) return 'folder';
    if (wanted !== null && !wanted(textOfPath(path))) return 'done';
    if (!stat.isFile()) this.#note('not-a-file', path, { code: 'NO_REGULAR_FILE', data: {} });
    else if (this.#isCandidate(path)) this.#take(path, stat);
    return 'done';
  }

  /** By content. Only what begins as an archive and is damaged, or is another archive, needs the name to be taken. */
  #isCandidate(path: Buffer): boolean {
    try {
      const kind = sniff(path);
      if (kind === 'apk') return true;
      const isNamedApk =
        APK_NAME.test(path.toString('latin1')) && !/(?:^|\/)\._[^/]{0,300}$/.test(path.toString('latin1'));
      if (kind === 'other' && isNamedApk) {
        this.#note('not-an-archive', path, { code: 'NO_ARCHIVE', data: {} });
      }
      return kind !== 'other' && isNamedApk;
    } catch (error) {
      this.#note('unreadable', path, { code: 'FILE_UNREADABLE', data: { system: systemCodeOrThrow(error) } });
      return false;
    }
  }

  #take(path: Buffer, stat: BigIntStats | null): void {
    const identity = realPathOf(path);
    if (this.#files.has(identity)) return;
    this.#files.add(identity);
    if (this.#isElsewhere(path)) return;
    this.targets.push({
      path,
      file: textOfPath(path),
      size: stat === null ? null : Number(stat.size),
      modified: stat === null ? null : stat.mtimeNs.toString(),
    });
  }

  #note(kind: DiscoveryNoteKind, path: Buffer, message: DiscoveryMessage): void {
    this.notes.push({ kind, file: textOfPath(path), ...message });
  }
}

/** The path of an app within the folder that was named; the path itself of one that was named by itself. */
function nameIn(root: Buffer, path: Buffer): Buffer {
  const isBelow = root.length < path.length && path.subarray(0, root.length).equals(root);
  return isBelow ? path.subarray(root.length) : path;
}

/** What a path leads to, or the system's error. */
function statOf(path: Buffer): BigIntStats | NodeJS.ErrnoException {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    systemCodeOrThrow(error);
    return error as NodeJS.ErrnoException;
  }
}

/** What macOS keeps beside a file: no package, unless its content is one. */
function isAppleDouble(name: Buffer): boolean {
  return name.toString('latin1').startsWith('._');
}

function isRegular(path: string): boolean {
  const stat = statOf(Buffer.from(path));
  return !(stat instanceof Error) && stat.isFile();
}

function isLink(path: Buffer): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch (error) {
    systemCodeOrThrow(error);
    return false;
  }
}

/** One spelling for each file; the path itself when it cannot be resolved. Latin-1 keeps every byte. */
function realPathOf(path: Buffer): string {
  try {
    return realpathSync.native(path, 'buffer').toString('latin1');
  } catch (error) {
    systemCodeOrThrow(error);
    return path.toString('latin1');
  }
}
