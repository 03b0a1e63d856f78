/** From a path to facts: the one place where an input is opened. */
import { createDigest } from '../platform/index.js';
import { NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import { FileByteSource, type ByteSource } from '../bytes/byte-source.js';
import type { Anomaly } from '../bytes/anomaly.js';
import { cutTexts } from '../bytes/cut-text.js';
import { PermauditError } from '../bytes/errors.js';
import { DEFAULT_LIMITS, startClock, type Limits } from '../bytes/limits.js';
import { nearestPermission } from '../knowledge/index.js';
import { capabilitiesOfReadings } from '../manifest/capabilities.js';
import type { CodeKnowledge } from '../code/knowledge.js';
import { codeOfApks, hiddenDexNotes } from '../code/index.js';
import type { CodeLevel } from '../code/read-parts.js';
import { effectivePermissions } from '../manifest/effective-permissions.js';
import type { AppFacts, CodeEvidence, EffectivePermission, ManifestReading } from '../facts/facts.js';
import { ArchiveFile } from '../zip/archive-file.js';
import { toReadingError } from '../facts/reading-error.js';
import { FileSignatures, refuseSignatures } from './signed-readings.js';
import { MANIFEST_NAME, readAllVersions, type ReadingsResult } from '../manifest/readings.js';

const HASH_CHUNK = 256 * 1024;

export interface OpenOptions {
  /** The versions asked for; default: from the app's minSdkVersion to the newest known. */
  apiRange?: ApiRange;
  limits?: Partial<Limits>;
  /** Default `none`. */
  code?: CodeLevel;
  /** What to look for in the code, in place of the API map and the SDKs of this package. */
  codeKnowledge?: CodeKnowledge;
}

/**
 * Reads the facts of the APK at `path`. What cannot be read is a value in `error`, never an exception:
 * any exception is a bug.
 */
export function openApk(path: string, options: OpenOptions = {}): AppFacts {
  let source: FileByteSource;
  try {
    source = new FileByteSource(path);
  } catch (error) {
    if (error instanceof PermauditError) return unreadable(path, error, options.apiRange);
    throw error;
  }
  try {
    return readApk(source, path, options);
  } finally {
    source.close();
  }
}

/** Reads the facts of an APK from any {@link ByteSource}; `file` only names it in the result. */
export function readApk(source: ByteSource, file: string, options: OpenOptions = {}): AppFacts {
  const limits = startClock({ ...DEFAULT_LIMITS, ...options.limits });
  const request = options.apiRange === undefined ? { limits } : { limits, apiRange: options.apiRange };
  try {
    const archive = new ArchiveFile(source);
    const signatures = new FileSignatures(archive, { verify: false }, limits);
    const result = refuseSignatures(readAllVersions(archive, request), signatures);
    const sha256 = source.size > limits.inputBytes ? null : hashOf(source);
    const facts = factsOf(file, sha256, source.size, result);
    if (options.code !== 'read') return cutTexts(facts);
    const settings = { limits, ...(options.codeKnowledge === undefined ? {} : { knowledge: options.codeKnowledge }) };
    return cutTexts(withCode(facts, codeOfApks([{ module: 'base', file: archive }], facts, settings)));
  } catch (error) {
    if (error instanceof PermauditError) return { ...unreadable(file, error, options.apiRange), size: source.size };
    throw error;
  }
}

/** The same facts with the code's evidence, and a note on each DEX file that Android does not load by itself. */
export function withCode(facts: AppFacts, code: CodeEvidence): AppFacts {
  return { ...facts, code, anomalies: [...facts.anomalies, ...hiddenDexNotes(code)] };
}

/** SHA-256 of a whole source, in lower-case hexadecimal, read in pieces. */
export function hashOf(source: ByteSource): string {
  const hash = createDigest('sha256');
  const buffer = source.readInto === undefined ? null : new Uint8Array(Math.min(HASH_CHUNK, source.size));
  for (let at = 0; at < source.size; at += HASH_CHUNK) {
    const length = Math.min(HASH_CHUNK, source.size - at);
    if (buffer === null) {
      hash.update(source.read(at, length));
      continue;
    }
    const piece = buffer.subarray(0, length);
    source.readInto?.(at, piece);
    hash.update(piece);
  }
  return hash.digest('hex');
}

/** The facts that a manifest's readings amount to. */
export function factsOf(file: string, sha256: string | null, size: number, result: ReadingsResult): AppFacts {
  const { readings, apiRange, limit } = result;
  const accepted = readings.find((reading) => reading.outcome === 'accepted');
  const manifest = accepted?.manifest ?? null;
  const permissions = effectivePermissions(readings, apiRange);
  return {
    file,
    sha256,
    size,
    apiRange,
    readings,
    manifest,
    permissions,
    capabilities: capabilitiesOfReadings(readings, apiRange),
    anomalies: [...result.anomalies, ...lowTarget(readings, apiRange), ...lookalikePermissions(permissions)],
    ...(result.divergences.length === 0 ? {} : { divergences: result.divergences }),
    error: limit !== null ? toReadingError(limit) : refusal(readings),
    complete: limit === null && manifest !== null,
  };
}

/** The refusal of the newest version that refuses, if any does. */
function refusal(readings: readonly ManifestReading[]): AppFacts['error'] {
  return readings.find((reading) => reading.error !== null)?.error ?? null;
}

/** Targets below these are not installed on newer versions, unless a developer overrides it (InstallPackageHelper). */
const LOW_TARGETS: readonly (readonly [api: number, lowest: number])[] = [
  [35, 24],
  [34, 23],
];

/** The target is too old for the newest versions: they refuse to install it, yet run it when it was there before. */
function lowTarget(readings: readonly ManifestReading[], range: ApiRange): Anomaly[] {
  const manifest = readings.find(({ manifest: read }) => read !== null)?.manifest;
  const targetSdk = manifest?.targetSdk ?? 0;
  const refusing = LOW_TARGETS.filter(([api, lowest]) => targetSdk < lowest && api <= range[1]);
  const since = Math.min(...refusing.map(([api]) => api));
  if (manifest === undefined || refusing.length === 0) return [];
  return [
    {
      code: 'ANOM_MAN_LOW_TARGET',
      severity: 'info',
      data: { problem: 'tooOld', targetSdk },
      offset: null,
      path: MANIFEST_NAME,
      android: [Math.max(since, range[0]), range[1]],
      evidence: `targetSdkVersion=${targetSdk}`,
    },
  ];
}

/** Names that read like a permission of the platform but are not: Android gives nothing for them, people are misled. */
function lookalikePermissions(permissions: readonly EffectivePermission[]): Anomaly[] {
  const found: Anomaly[] = [];
  for (const { name, definedBy, offset, apiRange } of permissions) {
    if (definedBy !== 'unknown') continue;
    const real = nearestPermission(name);
    if (real === null) continue;
    found.push({
      code: 'ANOM_MAN_LOOKALIKE_PERMISSION',
      severity: 'low',
      data: { problem: 'readsLike', real },
      offset,
      path: MANIFEST_NAME,
      android: apiRange ?? [1, NEWEST_API],
      evidence: name,
    });
  }
  return found;
}

/** Facts of an input that could not be read at all: nothing but the error. */
export function unreadable(file: string, error: PermauditError, apiRange: ApiRange | undefined): AppFacts {
  return {
    file,
    sha256: null,
    size: null,
    apiRange: apiRange ?? [1, NEWEST_API],
    readings: [],
    manifest: null,
    permissions: [],
    capabilities: [],
    anomalies: [],
    error: toReadingError(error),
    complete: false,
  };
}
