/** Whether several files, or what a folder holds, are one app. */
import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../bytes/limits.js';
import { MANIFEST_NAME } from '../manifest/readings.js';
import { apkCandidates, splitHeaderOf } from './apk-files.js';
import type { SplitHeader } from './split-header.js';
import { systemCodeOf } from '../bytes/system-code.js';

/** As many APKs as a split set may have: a phone's languages, densities and features stay far below it. */
export const MOST_SPLITS = 100;
/** Which split of which build of which app a file is. */
export type SplitName = Pick<SplitHeader, 'packageName' | 'versionCode' | 'split'>;

/** Reads that of a file; null where it cannot be read. Whoever looks through folders has another process do it. */
export type HeaderReader = (path: string) => SplitName | null | Promise<SplitName | null>;

const readHere: HeaderReader = (path) => splitHeaderOf(path, DEFAULT_LIMITS);

const PACKAGE_NAME = /\.(?:apk|aab|apks|xapk|apkm)$/i;

/**
 * Whether the files are the split APKs of one build of one app: the same package and version code, exactly one base, no
 * split twice. Stops at the first file that does not fit, so that a folder of many apps costs two manifests. False when
 * one of them cannot be read.
 */
export async function isSplitSet(paths: readonly string[], headerOf: HeaderReader = readHere): Promise<boolean> {
  if (paths.length < 2 || paths.length > MOST_SPLITS) return false;
  const splits = new Set<string | null>();
  let first: SplitName | null = null;
  for (const path of paths) {
    const header = await headerOf(path);
    if (header === null || splits.has(header.split)) return false;
    first ??= header;
    if (header.packageName !== first.packageName || header.versionCode !== first.versionCode) return false;
    splits.add(header.split);
  }
  return splits.has(null);
}

/**
 * Whether a folder is one app: a manifest and no package lies in it (decoded by apktool, or sources), its APKs are one
 * split set, or one APK is all it holds beside files of other kinds. Links are not followed.
 */
export async function isOneApp(folder: string, headerOf: HeaderReader = readHere): Promise<boolean> {
  const entries = entriesOf(folder);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const apks = await apksIn(folder, files, headerOf);
  // A manifest beside packages says nothing of them.
  if (files.includes(MANIFEST_NAME) && !files.some((name) => apks.includes(name) || isPackage(name))) return true;
  const hasOthers = entries.some((entry) => !entry.isFile() || (isPackage(entry.name) && apks[0] !== entry.name));
  if (apks.length === 1) return !hasOthers;
  return isSplitSet(
    apks.map((name) => join(folder, name)),
    headerOf,
  );
}

/** As `apksAmong`, with another reader. */
async function apksIn(folder: string, files: readonly string[], headerOf: HeaderReader): Promise<string[]> {
  const { named, perhaps } = apkCandidates(folder, files);
  const found: string[] = [];
  for (const name of perhaps) if ((await headerOf(join(folder, name))) !== null) found.push(name);
  return [...named, ...found].sort();
}

function isPackage(name: string): boolean {
  return PACKAGE_NAME.test(name) && !name.startsWith('._');
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // What cannot be listed is for its reader to tell, with the system's own code.
    if (systemCodeOf(error) !== null) return [];
    throw error;
  }
}
