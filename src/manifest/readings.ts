/**
 * Reading one APK as every Android version of a range would. An ordinary APK is read once: versions are told apart only
 * where a reader met something that they treat differently (see {@link Reading}).
 */
import { toReadingError } from '../facts/reading-error.js';
import { openXml } from '../axml/tree.js';
import type { XmlTree } from '../axml/tree.js';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import type { Device } from '../bytes/device.js';
import type { Anomaly, AnomalyCode } from '../bytes/anomaly.js';
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import { ArscValues } from '../resources/arsc-values.js';
import { ResourceResolver } from '../resources/resolver.js';
import { openTable } from '../resources/table.js';
import { NO_VALUES, TableValues } from '../resources/value-table.js';
import { noteArchive } from '../zip/archive-oddities.js';
import type { ArchiveFile } from '../zip/archive-file.js';
import { METHOD_DEFLATED, type ZipArchive, type ZipEntry } from '../zip/archive.js';
import { readAsset } from '../zip/asset.js';
import type { Divergence } from '../facts/divergence.js';
import type { ManifestReading } from '../facts/facts.js';
import { compareReadings, type DocumentedInput } from './divergence/compare.js';
import { documentedApk } from './divergence/documented-apk.js';
import { joinDevices } from './devices.js';
import { overDevices, type DeviceReadings } from './over-devices.js';
import { readManifest, type ManifestResult } from './manifest.js';

export const MANIFEST_NAME = 'AndroidManifest.xml';
export const RESOURCES_NAME = 'resources.arsc';
const BUNDLE_CONFIG_NAME = 'BundleConfig.pb';
/**
 * Android 9 refuses an APK whose table it cannot load (ApkAssets::Load). Before, AssetManager::addAssetPath did not ask
 * what came of it (appendPathToResTable): the app has no resources then.
 */
const API_APK_ASSETS = 28;
/** Android 11: apps with target 30 and more need a v2 signature and an uncompressed, aligned resources.arsc. */
const API_R = 30;

export interface ReadOptions {
  /** The versions asked for; default: from the app's minSdkVersion to the newest known. */
  apiRange?: ApiRange;
  limits: Readonly<Limits>;
}

export interface ReadingsResult {
  /** The API levels audited: those asked for on which the app installs at all. */
  apiRange: ApiRange;
  /** Newest first. */
  readings: ManifestReading[];
  anomalies: Anomaly[];
  /** What other readers would be shown instead. */
  divergences: Divergence[];
  /** A limit stopped one of the readings: the result could miss something. */
  limit: PermauditError | null;
}

/** Reads a manifest as one Android version does; throws a {@link PermauditError} where that version refuses it. */
export type ReadOnce = (reading: Reading) => ManifestResult;

/** The parts of an open APK that its manifest is read from. */
export interface OpenedManifest {
  tree: XmlTree;
  resolver: ResourceResolver;
  archive: ZipArchive;
}

/**
 * Opens the archive, its manifest and its resource table as one Android version does.
 * @throws PermauditError `ZIP_*`, `APK_*`, `AXML_*`, `ARSC_*`, `LIMIT_*`, `IO_READ`
 */
export function openManifest(file: ArchiveFile, reading: Reading): OpenedManifest {
  const archive = file.as(reading);
  noteArchive(archive, reading);
  const entry = archive.find(MANIFEST_NAME);
  if (entry === null) throw noManifest(archive);
  const bytes = readAsset(archive, entry, reading.limits.manifestBytes, reading);
  const table = readTable(archive, reading);
  const values = table === null ? new TableValues(NO_VALUES, reading) : new ArscValues(table, reading);
  return { archive, resolver: new ResourceResolver(values), tree: openXml(bytes, MANIFEST_NAME, reading) };
}

function readTable(archive: ZipArchive, reading: Reading): ReturnType<typeof openTable> | null {
  const entry = findResources(archive, reading);
  if (entry === null) return null;
  try {
    return openTable(readAsset(archive, entry, reading.limits.resourcesBytes, reading), RESOURCES_NAME, reading);
  } catch (error) {
    if (error instanceof PermauditError && error.kind === 'refused' && !reading.since(API_APK_ASSETS)) return null;
    throw error;
  }
}

/** An entry whose local header does not fit counts as absent here (ApkAssets::LoadImpl), unlike the manifest. */
function findResources(archive: ZipArchive, reading: Reading): ZipEntry | null {
  try {
    return archive.find(RESOURCES_NAME);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    reading.note({
      code: 'ANOM_ZIP_LFH_DIFFERS',
      severity: 'low',
      data: { problem: 'resources', cause: error.told },
      offset: error.offset,
      path: RESOURCES_NAME,
      evidence: error.code,
    });
    return null;
  }
}

function noManifest(archive: ZipArchive): PermauditError {
  if (archive.has(BUNDLE_CONFIG_NAME)) {
    return new PermauditError('APK_IS_BUNDLE', { problem: 'bundle' }, {});
  }
  const inner = [...archive.keys()].find((key) => key.endsWith('.apk'));
  return new PermauditError('APK_NO_MANIFEST', { problem: inner === undefined ? 'none' : 'holdsApks' });
}

/** Reads the whole manifest as one version does, with the checks that need archive and manifest together. */
function readOnce(file: ArchiveFile, reading: Reading): ManifestResult {
  const { tree, resolver, archive } = openManifest(file, reading);
  const result = readManifest(tree, resolver, reading);
  if ((result.manifest.targetSdk ?? 0) >= API_R) checkForTargetR(archive, reading);
  return result;
}

/** What Android 11 and newer demand of apps with target 30 and more. */
function checkForTargetR(archive: ZipArchive, reading: Reading): void {
  const { directory } = archive;
  if (directory.zip64Locator && reading.since(API_R)) {
    throw new PermauditError(
      'ZIP_ZIP64',
      { problem: 'noV2' },
      {
        offset: directory.endRecordOffset - 20,
      },
    );
  }
  const resources = findResources(archive, new Reading(reading.api));
  if (resources === null) return;
  // AssetManager.containsAllocatedTable: every method but deflate is mapped as it stands, and used so when it is aligned.
  const isMapped = resources.method !== METHOD_DEFLATED && resources.dataOffset % 4 === 0;
  if (isMapped || !reading.since(API_R)) return;
  throw new PermauditError(
    'ARSC_COMPRESSED',
    { problem: 'stored' },
    {
      offset: resources.dataOffset,
      path: RESOURCES_NAME,
    },
  );
}

/** Reads `file` as every version of the range does, and tells where other readers would be shown something else. */
export function readAllVersions(file: ArchiveFile, options: ReadOptions): ReadingsResult {
  const deadline = deadlineOf(options.limits);
  const result = readVersions((reading) => readOnce(file, reading), options);
  const input = documentedApk(file, (reading) => openManifest(file, reading).resolver);
  return withDivergences(result, input, options.limits, deadline);
}

/** The same result with what `input`, the file by the published formats, shows otherwise. */
export function withDivergences(
  result: ReadingsResult,
  input: DocumentedInput,
  limits: Readonly<Limits>,
  deadline: number,
): ReadingsResult {
  const { divergences, anomaly } = compareReadings(input, result, limits, deadline);
  return { ...result, divergences, anomalies: anomaly === null ? result.anomalies : [...result.anomalies, anomaly] };
}

/** Asks `readOnce` for each stretch of versions that may read the manifest differently. */
export function readVersions(readOnce: ReadOnce, options: ReadOptions): ReadingsResult {
  const [askedFrom, askedTo] = options.apiRange ?? [1, NEWEST_API];
  const deadline = deadlineOf(options.limits);
  // Versions and devices multiply what the file holds: together they visit no more than one may.
  const limits = { ...options.limits, nodes: { visited: 0 } };
  const collected = new AnomalyCollector();
  const readings: ManifestReading[] = [];
  let limit: PermauditError | null = null;
  let from = askedFrom;
  for (let api = askedTo; api >= from;) {
    const answer = readDevices(readOnce, (device, forgives) => new Reading(api, limits, deadline, device, forgives));
    const { result, error, readings: made } = answer;
    limit ??= answer.limit;
    const low = Math.max(from, ...made.map(({ validFor }) => validFor[0]));
    // Older versions that read the same refuse the app for its minimum. Others, or other devices, may read another minimum.
    if (result !== null && made.length === 1 && made.every(({ readsAlikeFrom }) => readsAlikeFrom <= from)) from = low;
    for (const reading of made) {
      collected.add(reading.anomalies, [low, api]);
      collected.addMore(reading.moreAnomalies);
    }
    readings.push({
      apiRange: [low, api],
      outcome: result === null ? 'refused' : 'accepted',
      manifest: result?.manifest ?? null,
      error: error === null ? null : toReadingError(error),
    });
    api = low - 1;
    // A limit is not Android's answer: asking again for older versions would only meet it again.
    if (limit !== null) break;
  }
  const kept = joinRefusals(dropTooOld(readings));
  return {
    apiRange: rangeOf(kept, askedFrom, askedTo),
    readings: kept,
    anomalies: collected.list(kept),
    divergences: [],
    limit,
  };
}

type Answer = { result: ManifestResult; error: null } | { result: null; error: PermauditError };

type DevicesAnswer = Answer & Pick<DeviceReadings<unknown>, 'limit' | 'readings'>;

/**
 * What one version makes of a file: it accepts it where any device does, and reads what any device reads. Where a device
 * refuses what a feature flag can switch off, those that have it off are asked.
 */
function readDevices(
  readOnce: ReadOnce,
  readingOn: (device: Device, forgivesFlagged: boolean) => Reading,
): DevicesAnswer {
  const answer = askDevices(readOnce, (device) => readingOn(device, false));
  const canBeOff = answer.error?.kind === 'refused' && answer.readings.some(({ metFlagged }) => metFlagged);
  if (!canBeOff) return answer;
  const forgiving = askDevices(readOnce, (device) => readingOn(device, true));
  const readings = [...answer.readings, ...forgiving.readings];
  return forgiving.result === null && forgiving.limit === null ? { ...answer, readings } : { ...forgiving, readings };
}

function askDevices(readOnce: ReadOnce, readingOn: (device: Device) => Reading): DevicesAnswer {
  const { accepted, refusal, limit, readings } = overDevices(readingOn, readOnce, RESOURCES_NAME);
  const stopped = limit?.told.data.problem === 'devices' ? null : limit;
  const [first, ...others] = accepted.map(({ device, result }) => ({ device, manifest: result.manifest }));
  const error = stopped ?? (first === undefined ? refusal : null);
  if (error !== null) return { result: null, error, limit, readings };
  if (first === undefined) throw new Error('a version neither accepts nor refuses');
  return { result: { manifest: joinDevices([first, ...others]) }, error: null, limit, readings };
}

/**
 * Versions older than the app's minimum refuse it for that alone: they are outside its range, unless nothing else is
 * left. A newer version that reads another minimum than an older one is inside.
 */
function dropTooOld(readings: ManifestReading[]): ManifestReading[] {
  const oldest = readings.findLastIndex((reading) => reading.error?.code !== 'MAN_MIN_SDK');
  return oldest < 0 ? readings : readings.slice(0, oldest + 1);
}

/** Neighbouring versions that refuse the file for the same reason are one stretch. */
function joinRefusals(readings: readonly ManifestReading[]): ManifestReading[] {
  const joined: ManifestReading[] = [];
  for (const reading of readings) {
    const last = joined[joined.length - 1];
    if (last?.error != null && last.error.code === reading.error?.code) {
      joined[joined.length - 1] = { ...last, apiRange: [reading.apiRange[0], last.apiRange[1]] };
    } else {
      joined.push(reading);
    }
  }
  return joined;
}

function rangeOf(readings: ManifestReading[], from: number, to: number): ApiRange {
  const newest = readings[0];
  const oldest = readings[readings.length - 1];
  return newest === undefined || oldest === undefined ? [from, to] : [oldest.apiRange[0], newest.apiRange[1]];
}

/** Joins the anomalies of several readings: one line each, over all the versions that meet it. */
class AnomalyCollector {
  readonly #byKey = new Map<string, Anomaly>();
  readonly #more = new Map<AnomalyCode, number>();

  add(anomalies: readonly Anomaly[], span: ApiRange): void {
    for (const anomaly of anomalies) {
      const key = JSON.stringify([anomaly.code, anomaly.path, anomaly.offset, anomaly.evidence]);
      const low = Math.max(anomaly.android[0], span[0]);
      const high = Math.min(anomaly.android[1], span[1]);
      if (low > high) continue;
      const known = this.#byKey.get(key);
      const android: ApiRange =
        known === undefined ? [low, high] : [Math.min(low, known.android[0]), Math.max(high, known.android[1])];
      this.#byKey.set(key, { ...anomaly, android });
    }
  }

  /** Counts oddities that were not kept one by one; of several readings the largest count stands. */
  addMore(more: ReadonlyMap<AnomalyCode, number>): void {
    for (const [code, count] of more) this.#more.set(code, Math.max(count, this.#more.get(code) ?? 0));
  }

  /** In the order met, clipped to the readings that are kept. */
  list(readings: ManifestReading[]): Anomaly[] {
    const oldest = readings[readings.length - 1]?.apiRange[0] ?? 1;
    const counted = [...this.#more].map(([code, count]) => this.#summary(code, count));
    return [...this.#byKey.values(), ...counted.filter((anomaly) => anomaly !== null)]
      .filter((anomaly) => anomaly.android[1] >= oldest)
      .map((anomaly) => ({ ...anomaly, android: [Math.max(anomaly.android[0], oldest), anomaly.android[1]] }));
  }

  #summary(code: AnomalyCode, count: number): Anomaly | null {
    const like = [...this.#byKey.values()].findLast((anomaly) => anomaly.code === code);
    if (like === undefined) return null;
    return { ...like, data: { problem: 'more', count }, offset: null, evidence: { code: 'MORE', data: { count } } };
  }
}
