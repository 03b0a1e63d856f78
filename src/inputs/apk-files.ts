/** Which files of a folder are APKs. */
import { join } from 'node:path';
import { asText } from '../platform/index.js';
import { NEWEST_API } from '../bytes/api-range.js';
import { FileByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import { ArchiveFile } from '../zip/archive-file.js';
import { openManifest } from '../manifest/readings.js';
import { readSplitHeader, type SplitHeader } from './split-header.js';

const APK_NAME = /\.apk$/i;
/** Forms of an app that hold APKs and are none. */
const CONTAINER_NAME = /\.(?:aab|apks|xapk|apkm)$/i;
const MAGIC = 'PK\u0003\u0004';
/** A folder with more files under other names is no set of APKs: they are not looked at one by one. */
const MOST_LOOKED_AT = 200;

/**
 * The APKs among the files of a folder, sorted: those that are called so, damaged or not, and those that are APKs by
 * their content, whatever they are called. Files that cannot be read are left out.
 */
export function apksAmong(folder: string, names: readonly string[], limits: Readonly<Limits>): string[] {
  const { named, perhaps } = apkCandidates(folder, names);
  return [...named, ...perhaps.filter((name) => splitHeaderOf(join(folder, name), limits) !== null)].sort();
}

/** The files that are called as APKs are, and those that begin as archives and may be APKs by what they hold. */
export function apkCandidates(folder: string, names: readonly string[]): { named: string[]; perhaps: string[] } {
  // macOS keeps attributes of a file in `._` files beside it: no APK, unless they are one.
  const plain = names.filter((name) => !name.startsWith('._') || startsAsArchive(join(folder, name)));
  const others = plain.filter((name) => !APK_NAME.test(name) && !CONTAINER_NAME.test(name));
  const perhaps = others.length > MOST_LOOKED_AT ? [] : others.filter((name) => startsAsArchive(join(folder, name)));
  return { named: plain.filter((name) => APK_NAME.test(name)), perhaps };
}

function startsAsArchive(path: string): boolean {
  return (
    withSource(path, (source) => {
      const head = source.read(0, Math.min(MAGIC.length, source.size));
      return asText(head).toString('latin1') === MAGIC;
    }) ?? false
  );
}

/** Which split of which app an APK is; null where that cannot be read. */
export function splitHeaderOf(path: string, limits: Readonly<Limits>): SplitHeader | null {
  return withSource(path, (source) => {
    const reading = new Reading(NEWEST_API, limits, deadlineOf(limits));
    return readSplitHeader(openManifest(new ArchiveFile(source), reading), reading);
  });
}

function withSource<T>(path: string, use: (source: FileByteSource) => T): T | null {
  let source: FileByteSource | null = null;
  try {
    source = new FileByteSource(path);
    return use(source);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return null;
  } finally {
    source?.close();
  }
}
