/** Folders: what apktool decoded, a project's sources, or the split APKs of one app. */
import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { FileByteSource } from '../bytes/byte-source.js';
import { lazily } from '../bytes/lazy.js';
import { PermauditError } from '../bytes/errors.js';
import type { Limits } from '../bytes/limits.js';
import { MANIFEST_NAME } from '../manifest/readings.js';
import { apksAmong } from './apk-files.js';
import type { TextManifestContext } from './text-manifest.js';
import type { ValuesFile } from './text-resources.js';
import { decodeText } from './xml-text.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';

/** Only decoded folders need it. */
const yaml = lazily(() => createRequire(import.meta.url)('yaml') as typeof Yaml);

const APKTOOL_FILE = 'apktool.yml';
const VALUES_FOLDER = /^values(?:-[A-Za-z0-9+_-]{1,100})?$/;
/** Where the texts, switches and numbers that a manifest names are kept. */
const VALUES_FILE = /^(?:strings|bools|integers|arrays|values)\.xml$/;
const MAX_VALUES_FILES = 2000;
const MAX_APKS = 100;

export type FolderContent =
  | { kind: 'apktool-folder' | 'source-folder'; manifest: string; context: TextManifestContext }
  | { kind: 'apk-set'; apks: string[]; besideManifest: boolean };

/** Whether a path names a folder; false for everything else, what does not exist included. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * What a folder is, by what it holds. Links are not followed.
 * @throws PermauditError `IO_NO_APK` when it holds nothing that can be audited, `IO_READ`, `LIMIT_*`
 */
export function readFolder(path: string, limits: Readonly<Limits>): FolderContent {
  const files = list(path).filter((entry) => entry.isFile());
  const names = files.map(({ name }) => name);
  const apks = apksAmong(path, names, limits);
  const besideManifest = names.includes(MANIFEST_NAME);
  // What can be installed comes first: a manifest beside it hides nothing.
  if (besideManifest && apks.length === 0) {
    const decoded = files.some(({ name }) => name === APKTOOL_FILE);
    const values = valuesFiles(path, limits);
    return {
      kind: decoded ? 'apktool-folder' : 'source-folder',
      manifest: join(path, MANIFEST_NAME),
      context: decoded ? { ...readApktool(join(path, APKTOOL_FILE), limits), decoded, values } : { values },
    };
  }
  if (apks.length > MAX_APKS) throw new PermauditError('LIMIT_INPUT', { problem: 'folderApks', count: apks.length });
  if (apks.length > 0) return { kind: 'apk-set', apks: apks.map((name) => join(path, name)), besideManifest };
  throw new PermauditError('IO_NO_APK', { problem: 'folder' }, {});
}

function list(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw new PermauditError('IO_READ', { problem: 'folderUnreadable', system: systemCodeOrThrow(error) });
  }
}

/** The whole of a file of a folder. @throws PermauditError `IO_*`, `LIMIT_ENTRY` */
export function readWholeFile(path: string, maxBytes: number): Uint8Array {
  const source = new FileByteSource(path);
  try {
    if (source.size > maxBytes) {
      throw new PermauditError(
        'LIMIT_ENTRY',
        { problem: 'fileSize', size: source.size, limit: maxBytes },
        {
          path,
        },
      );
    }
    const bytes = source.read(0, source.size);
    if (source.hasChanged()) throw new PermauditError('IO_READ', { problem: 'changed' }, { path });
    return bytes;
  } finally {
    source.close();
  }
}

/** The files are read one by one as they are asked for, within one budget. */
function* valuesFiles(path: string, limits: Readonly<Limits>): Generator<ValuesFile> {
  let room = limits.resourcesBytes;
  for (const { folder, name } of valuesNames(path)) {
    const bytes = readWholeFile(join(path, 'res', folder, name), room);
    room -= bytes.byteLength;
    yield { folder, path: `res/${folder}/${name}`, text: decodeText(bytes) };
  }
}

function* valuesNames(path: string): Generator<{ folder: string; name: string }> {
  const res = join(path, 'res');
  if (!isFolder(res)) return;
  let count = 0;
  for (const { name: folder } of list(res).filter((entry) => entry.isDirectory() && VALUES_FOLDER.test(entry.name))) {
    for (const entry of list(join(res, folder))) {
      if (!entry.isFile() || !VALUES_FILE.test(entry.name) || ++count > MAX_VALUES_FILES) continue;
      yield { folder, name: entry.name };
    }
  }
}

/**
 * The files that decide what a decoded folder or a source folder is read as, relative to it: when none of them changes,
 * neither do its facts.
 * @throws PermauditError `IO_READ`
 */
export function filesOfFolder(path: string): string[] {
  const own = list(path).filter((entry) => entry.isFile() && [MANIFEST_NAME, APKTOOL_FILE].includes(entry.name));
  const values = [...valuesNames(path)].map(({ folder, name }) => join('res', folder, name));
  return [...own.map(({ name }) => name), ...values].sort();
}

/**
 * What a folder is and the state of the files that decide it: equal only while none of them comes, goes or is written to.
 * Of APKs the names alone; they are open while they are read.
 * @throws PermauditError as {@link readFolder} does
 */
export function stateOfFolder(path: string, limits: Readonly<Limits>): string {
  const content = readFolder(path, limits);
  if (content.kind === 'apk-set') return JSON.stringify([content.kind, content.besideManifest, ...content.apks]);
  return JSON.stringify([content.kind, ...filesOfFolder(path).map((name) => [name, stateOfFile(join(path, name))])]);
}

function stateOfFile(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  // The time of the last change of an inode cannot be set back.
  return stat === undefined ? '' : [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
}

/** What apktool takes out of the manifest and keeps in apktool.yml: SDK versions, the app's version, its package. */
function readApktool(path: string, limits: Readonly<Limits>): TextManifestContext {
  const text = decodeText(readWholeFile(path, limits.manifestBytes));
  const document = yaml().parseDocument(text, { schema: 'failsafe', logLevel: 'error', uniqueKeys: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new PermauditError(
      'XML_SYNTAX',
      { problem: 'apktoolYaml', fault: problem.code },
      {
        offset: problem.pos[0],
        path: APKTOOL_FILE,
      },
    );
  }
  const at = (section: string, key: string): string | undefined => {
    const value = document.getIn([section, key]);
    return typeof value === 'string' ? value : undefined;
  };
  const packageName = at('packageInfo', 'renameManifestPackage');
  return {
    ...numberOf('minSdk', at('sdkInfo', 'minSdkVersion')),
    ...numberOf('targetSdk', at('sdkInfo', 'targetSdkVersion')),
    ...numberOf('versionCode', at('versionInfo', 'versionCode')),
    ...(at('versionInfo', 'versionName') === undefined ? {} : { versionName: at('versionInfo', 'versionName') ?? '' }),
    ...(packageName === undefined || packageName === 'null' ? {} : { packageName }),
  };
}

function numberOf<K extends 'minSdk' | 'targetSdk' | 'versionCode'>(
  key: K,
  text: string | undefined,
): Partial<Record<K, number>> {
  if (text === undefined || !/^[0-9]{1,10}$/.test(text)) return {};
  return { [key]: Number(text) } as Partial<Record<K, number>>;
}
