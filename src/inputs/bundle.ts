/** Archives that hold APKs: bundletool's and SAI's .apks, .xapk, .apkm, and plain ZIPs of APKs. */
import { asText, utf8Of } from '../platform/index.js';
import { equalBytes } from '../bytes/byte-arrays.js';
import { pushAll } from '../bytes/lists.js';
import type { Anomaly } from '../bytes/anomaly.js';
import type { Reading } from '../bytes/reading.js';
import { readApkSetToc, type ApkSetToc, type TocApk, type TocVariant } from '../proto/apk-set.js';
import { ArchiveFile } from '../zip/archive-file.js';
import { ZipArchive } from '../zip/archive.js';
import { displayName } from '../zip/entry-name.js';
import type { InputKind, ModuleDelivery } from '../facts/facts.js';
import { MAX_DEPTH, openEntry, readSmallEntry, type NestedBudget } from '../zip/nested.js';
import { inputNote, type ApkPart, type PartList } from './parts.js';
import { PermauditError } from '../bytes/errors.js';
import { openManifest } from '../manifest/readings.js';
import { readSplitComponents } from './split-components.js';
import { readSplitHeader } from './split-header.js';

const TOC = 'toc.pb';
const APK_NAME = /\.apk$/i;
const CONTAINER_NAME = /\.(?:apks|xapk|apkm|zip)$/i;
const OBB_NAME = /(?:^|\/)[^/]{1,250}\.obb$|^Android\/obb\//i;

const APPLE_NAME = /(?:^|\/)\._[^/]{0,300}$|(?:^|\/)__MACOSX\//;
/** RFC 1740. */
const APPLE_DOUBLE_MAGIC = Uint8Array.of(0x00, 0x05, 0x16, 0x07);
const MOST_APPLE_BYTES = 1024 * 1024;

/** Whether the top level of an archive is that of a set, whatever else it has: somebody installs what is in it. */
export function holdsApks(archive: ZipArchive): boolean {
  if (archive.has(TOC)) return true;
  for (const key of archive.keys()) if (APK_NAME.test(key) && !key.includes('/')) return true;
  return false;
}

/** What kind of container an archive without a manifest of its own is; null when it holds no APK. */
export function containerKind(archive: ZipArchive): InputKind | null {
  const keys = [...archive.keys()].filter((key) => !APPLE_NAME.test(key));
  if (!keys.some((key) => APK_NAME.test(key) || CONTAINER_NAME.test(key))) return null;
  if (archive.has(TOC)) return 'apks-bundletool';
  if (archive.has('meta.sai_v2.json') || archive.has('meta.sai_v1.json')) return 'apks-sai';
  if (archive.has('manifest.json')) return 'xapk';
  if (archive.has('info.json')) return 'apkm';
  return 'zip-of-apks';
}

/** An archive that holds APKs or another such archive, and what it is read with. */
interface Container {
  archive: ZipArchive;
  /** Of its entries, those that are not what macOS adds. */
  keys: readonly string[];
  notes: readonly Anomaly[];
  budget: NestedBudget;
  reading: Reading;
  /** 1: the input itself. */
  depth: number;
}

/**
 * The APKs of a container that belong on one device.
 * @throws PermauditError `LIMIT_*`, `ZIP_*`, `PROTO_CORRUPT`, `APK_NO_BASE` when it holds none
 */
export function openContainer(
  archive: ZipArchive,
  kind: InputKind,
  budget: NestedBudget,
  reading: Reading,
  depth = 1,
): PartList {
  const keys = [...archive.keys()].filter((key) => !isAppleDouble(archive, key, reading));
  const notes = skippedExpansions(archive, keys);
  const container: Container = { archive, keys, notes, budget, reading, depth };
  if (kind === 'xapk') pushAll(notes, xapkNotes(archive, keys, reading));
  const listed = kind === 'xapk' ? xapkListed(archive, reading) : new Set<string>();
  const apks = keys.filter((key) => APK_NAME.test(key) || listed.has(key));
  if (apks.length === 0) return openInner(container);
  const chosen = kind === 'apks-bundletool' ? chooseVariant(archive, apks, notes, reading) : apks.map(plainEntry);
  const parts = chosen.map(({ key, delivery }): ApkPart => ({
    name: displayName(key),
    file: new ArchiveFile(openEntry(archive, key, budget, reading)),
    delivery,
  }));
  const taken = new Set(chosen.map(({ key }) => key));
  const left = apks.filter((key) => !taken.has(key));
  const other = parts.length === 0 ? null : otherAmong(container, left, parts);
  if (other === null) return { kind, parts, notes };
  notes.push(
    inputNote('ANOM_INPUT_SKIPPED', { problem: 'otherApk', name: displayName(other) }, displayName(other), ''),
  );
  return { kind, parts, notes, incomplete: true };
}

/** The first of the APKs left out that can be installed and is not what the base among the parts is; null when all agree. */
function otherAmong(
  { archive, budget, reading }: Container,
  left: readonly string[],
  parts: readonly ApkPart[],
): string | null {
  if (left.length === 0) return null;
  const bases = new Set(parts.map(({ file }) => contentOf(file, reading)).filter((content) => content !== null));
  for (const key of left) {
    const content = contentOf(new ArchiveFile(openEntry(archive, key, budget, reading)), reading);
    if (content !== null && !bases.has(content)) return key;
  }
  return null;
}

/** What a base asks for and can do, to compare; null for a split, which adds no permission. */
function contentOf(file: ArchiveFile, reading: Reading): string | null {
  try {
    const opened = openManifest(file, reading);
    const { packageName, split, permissions } = readSplitHeader(opened, reading);
    if (split !== null) return null;
    const components = readSplitComponents(opened, packageName, reading);
    return JSON.stringify([packageName, [...permissions].sort(), components], (name, value: unknown) =>
      name === 'offset' ? undefined : value,
    );
  } catch (error) {
    // What cannot be read is nothing that the audit could speak for.
    if (error instanceof PermauditError) return error.code;
    throw error;
  }
}

/** What macOS adds to an archive; its content says so, for a name could hide an APK. */
function isAppleDouble(archive: ZipArchive, key: string, reading: Reading): boolean {
  if (!APPLE_NAME.test(key) || (archive.record(key)?.uncompressedSize ?? 0) > MOST_APPLE_BYTES) return false;
  if (key.endsWith('/')) return true;
  const head = readSmallEntry(archive, key, reading)?.subarray(0, 4) ?? new Uint8Array();
  return equalBytes(head, APPLE_DOUBLE_MAGIC);
}

interface ChosenEntry {
  key: string;
  delivery: ModuleDelivery | null;
}

function plainEntry(key: string): ChosenEntry {
  return { key, delivery: null };
}

/** A container in a container: read when it is the only one. */
function openInner({ archive, keys, notes, budget, reading, depth }: Container): PartList {
  const [inner, ...others] = keys.filter((key) => CONTAINER_NAME.test(key));
  if (inner === undefined) throw new PermauditError('APK_NO_BASE', { problem: 'archive' });
  const path = displayName(inner);
  if (depth >= MAX_DEPTH) {
    throw new PermauditError(
      'LIMIT_INPUT',
      { problem: 'nesting', limit: MAX_DEPTH },
      {
        path,
      },
    );
  }
  if (others.length > 0) {
    throw new PermauditError('APK_SPLITS_DISAGREE', { problem: 'archives', count: others.length + 1 }, {});
  }
  const nested = ZipArchive.open(openEntry(archive, inner, budget, reading), reading);
  const kind = containerKind(nested);
  if (kind === null) throw new PermauditError('APK_NO_BASE', { problem: 'archive' }, { path });
  const list = openContainer(nested, kind, budget, reading, depth + 1);
  return {
    kind,
    parts: list.parts.map((part) => ({ ...part, name: `${path}!${part.name}` })),
    notes: [...notes, ...list.notes],
    ...(list.incomplete === true ? { incomplete: true } : {}),
  };
}

function skippedExpansions(archive: ZipArchive, keys: readonly string[]): Anomaly[] {
  return keys
    .filter((key) => OBB_NAME.test(key) && !key.endsWith('/'))
    .slice(0, 20)
    .map((key) => {
      const size = archive.record(key)?.uncompressedSize ?? 0;
      return inputNote('ANOM_INPUT_SKIPPED', { problem: 'expansion', bytes: size }, displayName(key), {
        code: 'BYTES',
        data: { bytes: size },
      });
    });
}

/** What manifest.json of an .xapk says beside what it holds. */
function xapkNotes(archive: ZipArchive, keys: readonly string[], reading: Reading): Anomaly[] {
  const bytes = readSmallEntry(archive, 'manifest.json', reading);
  const stated = bytes === null ? null : parseJson(bytes);
  if (stated === null) {
    return [inputNote('ANOM_INPUT_DISAGREES', { problem: 'notJson' }, 'manifest.json', '')];
  }
  const held = new Set(keys);
  return [...filesOf(stated['split_apks']), ...filesOf(stated['expansions'])]
    .filter((file) => !held.has(keyOf(file)))
    .slice(0, 20)
    .map((file) => inputNote('ANOM_INPUT_DISAGREES', { problem: 'missingFile' }, 'manifest.json', file));
}

/** The key of an entry: the bytes of its name as Latin-1. */
function keyOf(name: string): string {
  return asText(utf8Of(name)).toString('latin1');
}

/** The APKs that manifest.json of an .xapk names, whatever they are called. */
function xapkListed(archive: ZipArchive, reading: Reading): Set<string> {
  const bytes = readSmallEntry(archive, 'manifest.json', reading);
  const files = bytes === null ? [] : filesOf(parseJson(bytes)?.['split_apks']);
  return new Set(files.map((file) => keyOf(file)));
}

/** The package manifest.json of an .xapk names, or null. Attacker-controlled text. */
export function xapkPackage(archive: ZipArchive, reading: Reading): string | null {
  const bytes = readSmallEntry(archive, 'manifest.json', reading);
  const name = bytes === null ? undefined : parseJson(bytes)?.['package_name'];
  return typeof name === 'string' ? name : null;
}

function parseJson(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function filesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((item) => {
    const file = typeof item === 'object' && item !== null ? (item as Record<string, unknown>)['file'] : null;
    return typeof file === 'string' ? [file] : [];
  });
}

const DELIVERIES: Readonly<Record<number, ModuleDelivery>> = { 1: 'install-time', 2: 'on-demand', 3: 'fast-follow' };

/**
 * The APKs of the variant newest devices get: APKs of several variants are never installed together. Of standalone APKs
 * one is all of the app.
 */
function chooseVariant(archive: ZipArchive, apks: string[], notes: Anomaly[], reading: Reading): ChosenEntry[] {
  const bytes = readSmallEntry(archive, TOC, reading);
  const toc = bytes === null ? { packageName: '', variants: [] } : readApkSetToc(bytes, TOC);
  const variant = bestVariant(toc);
  if (variant === null) {
    throw new PermauditError('PROTO_CORRUPT', { problem: 'tocEmpty' }, { offset: 0, path: TOC });
  }
  const splits = variant.apks.filter(({ kind }) => kind === 'split');
  const listed = splits.length > 0 ? splits : variant.apks.slice(0, 1);
  const chosen = listed.flatMap((apk): ChosenEntry[] => {
    const key = keyOf(apk.path);
    return archive.has(key) ? [{ key, delivery: DELIVERIES[apk.delivery] ?? null }] : [];
  });
  noteMissing(listed, archive, notes);
  const rest = apks.length - chosen.length;
  if (rest > 0) {
    notes.push(
      inputNote('ANOM_INPUT_SKIPPED', { problem: 'otherDevices', count: rest }, '', {
        code: 'VARIANT',
        data: { number: variant.number, of: toc.variants.length },
      }),
    );
  }
  return chosen;
}

function bestVariant({ variants }: ApkSetToc): TocVariant | null {
  const hasSplits = ({ apks }: TocVariant): boolean => apks.some(({ kind }) => kind === 'split');
  const ranked = variants
    .filter(({ apks }) => apks.length > 0)
    .sort((a, b) => Number(hasSplits(b)) - Number(hasSplits(a)) || b.number - a.number);
  return ranked[0] ?? null;
}

function noteMissing(listed: readonly TocApk[], archive: ZipArchive, notes: Anomaly[]): void {
  for (const { path } of listed) {
    if (archive.has(keyOf(path))) continue;
    notes.push(inputNote('ANOM_INPUT_DISAGREES', { problem: 'missingApk' }, TOC, path));
  }
}
