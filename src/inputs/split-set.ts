/**
 * Several APKs of one app, as Android installs them together: they must agree (PackageInstallerSession.assertApkConsistentLocked,
 * ApkLiteParseUtils), and only the base's permissions count (ParsingPackageUtils.parseSplitApk).
 */
import type { Anomaly } from '../bytes/anomaly.js';
import { NEWEST_API } from '../bytes/api-range.js';
import { DEFAULT_DEVICE, type Device } from '../bytes/device.js';
import { deadlineOf } from '../bytes/limits.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { Reading } from '../bytes/reading.js';
import type { AppModule } from '../facts/facts.js';
import { joinParts } from '../manifest/devices.js';
import { overDevices } from '../manifest/over-devices.js';
import { MANIFEST_NAME, openManifest, RESOURCES_NAME } from '../manifest/readings.js';
import type { ApkPart } from './parts.js';
import type { ReadSettings } from './read-document.js';
import { readSplitComponents, type SplitComponents } from './split-components.js';
import { readSplitHeader, type SplitHeader } from './split-header.js';

/** A part with what its manifest says of it. */
export interface ReadPart {
  part: ApkPart;
  header: SplitHeader;
  /** Of a split; null for a base. */
  components: SplitComponents | null;
}

/**
 * Reads the heads of all parts; the base comes first.
 * @throws PermauditError what makes Android refuse one part, `APK_NO_BASE`, `APK_SPLITS_DISAGREE`, `LIMIT_*`
 */
export function readParts(parts: readonly ApkPart[], settings: ReadSettings): [ReadPart, ...ReadPart[]] {
  const deadline = deadlineOf(settings.limits);
  const read = parts.map((part) => readPart(part, settings, deadline));
  const [base, ...otherBases] = read.filter(({ header }) => header.split === null);
  if (base === undefined) {
    throw new PermauditError('APK_NO_BASE', { problem: 'set' }, {});
  }
  const [second] = otherBases;
  if (second !== undefined) {
    throw disagree({ problem: 'bases', count: otherBases.length + 1, first: base.part.name, second: second.part.name });
  }
  const splits = read.filter((one) => one !== base);
  checkConsistent(base, splits);
  return [base, ...splits];
}

function readPart(part: ApkPart, settings: ReadSettings, deadline: number): ReadPart {
  const api = settings.apiRange?.[1] ?? NEWEST_API;
  // A part is read once for all versions: what only those refuse on which a feature flag is on does not count.
  const readingOn = (device: Device): Reading => new Reading(api, settings.limits, deadline, device, true);
  const reading = readingOn(DEFAULT_DEVICE);
  try {
    const opened = openManifest(part.file, reading);
    const header = readSplitHeader(opened, reading);
    if (header.split === null) return { part, header, components: null };
    const { accepted, refusal, limit } = overDevices(
      (device) => (device === DEFAULT_DEVICE ? reading : readingOn(device)),
      (own) => readSplitComponents(own === reading ? opened : openManifest(part.file, own), header.packageName, own),
      RESOURCES_NAME,
    );
    const error = limit ?? (accepted.length === 0 ? refusal : null);
    if (error !== null) throw error;
    return { part, header, components: joinParts(accepted) };
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    const inner = error.path === '' ? '' : `!${error.path}`;
    throw error.at({ offset: error.offset, path: `${part.name}${inner}` });
  }
}

function disagree(problem: ErrorData<'APK_SPLITS_DISAGREE'>): PermauditError {
  return new PermauditError('APK_SPLITS_DISAGREE', problem);
}

function checkConsistent(base: ReadPart, splits: readonly ReadPart[]): void {
  const names = new Set<string>();
  for (const { part, header } of splits) {
    if (header.packageName !== base.header.packageName) {
      throw disagree({
        problem: 'package',
        name: part.name,
        package: header.packageName,
        base: base.header.packageName,
      });
    }
    if (header.versionCode !== base.header.versionCode) {
      throw disagree({
        problem: 'version',
        name: part.name,
        version: header.versionCode,
        base: base.header.versionCode,
      });
    }
    const name = header.split ?? '';
    if (names.has(name)) throw disagree({ problem: 'twice', split: name });
    names.add(name);
  }
}

/**
 * Checks that all parts have the same signers.
 * @param certificates the SHA-256 digests of each part's certificates, in the order of the parts
 * @throws PermauditError `APK_SPLITS_DISAGREE`
 */
export function checkSigners(parts: readonly ReadPart[], certificates: readonly (readonly string[])[]): void {
  const [base = ''] = certificates.map((digests) => [...digests].sort().join());
  parts.forEach(({ part }, index) => {
    const own = [...(certificates[index] ?? [])].sort().join();
    if (own === base) return;
    throw disagree({ problem: own === '' ? 'unsigned' : 'otherKey', name: part.name });
  });
}

/** The parts as modules of the report. */
export function modulesOf([base, ...splits]: readonly [ReadPart, ...ReadPart[]]): AppModule[] {
  const requested = new Set(base.header.permissions);
  return [
    { ...describe(base), name: 'base', kind: 'base', permissionsIgnored: [], permissionsOnlyHere: [] },
    ...splits.map((split) => ({
      ...describe(split),
      permissionsOnlyHere: split.header.permissions.filter((name) => !requested.has(name)),
    })),
  ];
}

function describe({ part, header }: ReadPart): AppModule {
  const isConfig = header.configForSplit !== null || /^(?:.{1,100}\.)?config\./.test(header.split ?? '');
  return {
    name: header.split ?? 'base',
    kind: header.isFeatureSplit ? 'feature' : isConfig ? 'config' : 'split',
    file: part.name,
    package: header.packageName,
    versionCode: header.versionCode,
    permissionsIgnored: header.permissions,
    permissionsOnlyHere: [],
    delivery: part.delivery,
    fusedIntoBase: false,
  };
}

/** What the splits add to the app, by the names {@link modulesOf} gives them. */
export function componentsOf([, ...splits]: readonly [ReadPart, ...ReadPart[]]): Map<string, SplitComponents> {
  return new Map(
    splits.flatMap(({ header, components }) => (components === null ? [] : [[header.split ?? '', components]])),
  );
}

/** Tells of each permission that only a module other than the base requests. */
export function splitPermissionNotes(modules: readonly AppModule[]): Anomaly[] {
  return modules.flatMap(({ name, kind, file, permissionsOnlyHere }) =>
    permissionsOnlyHere.map((permission): Anomaly => ({
      code: 'ANOM_SPLIT_PERMISSION',
      severity: 'low',
      data: { problem: kind === 'feature' ? 'feature' : 'split', name },
      offset: null,
      path: file === '' ? MANIFEST_NAME : file,
      android: [1, NEWEST_API],
      evidence: permission,
    })),
  );
}
