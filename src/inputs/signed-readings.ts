/** What the signatures of an APK make each Android version do with it, whatever its manifest says. */
import type { ApiRange } from '../bytes/api-range.js';
import { PermauditError } from '../bytes/errors.js';
import { deadlineOf, type Limits } from '../bytes/limits.js';
import { Reading } from '../bytes/reading.js';
import type { AppFacts, ManifestReading, Signer } from '../facts/facts.js';
import { toReadingError } from '../facts/reading-error.js';
import type { ReadingsResult } from '../manifest/readings.js';
import { ApkSignatures, type SignerOptions } from '../signing/apk-signatures.js';
import { describeSigner } from '../signing/signer.js';
import type { ArchiveFile } from '../zip/archive-file.js';

/** The signatures of one APK. Versions may find different directories in it, and so different signatures. */
export class FileSignatures {
  readonly #known = new Map<string, ApkSignatures>();

  constructor(
    private readonly file: ArchiveFile,
    private readonly options: SignerOptions,
    private readonly limits: Readonly<Limits>,
  ) {}

  /**
   * As a version finds them.
   * @throws PermauditError `IO_READ`, and what makes the version refuse the archive
   */
  as(api: number): ApkSignatures {
    const reading = new Reading(api, this.limits, deadlineOf(this.limits));
    const archive = this.file.as(reading);
    const { offset, endRecordOffset } = archive.directory;
    const key = `${offset} ${endRecordOffset} ${archive.entryCount}`;
    const known = this.#known.get(key) ?? new ApkSignatures(archive, this.options, reading);
    this.#known.set(key, known);
    return known;
  }

  /**
   * The signer as the newest version finds it that reads the app; null when it cannot open the archive at all.
   * @param readings what the versions make of the rest of the file
   * @throws PermauditError `IO_READ`
   */
  signer(readings: Pick<ReadingsResult, 'readings' | 'apiRange'>): Signer | null {
    const oldest = readings.readings.findLast(({ manifest }) => manifest !== null)?.apiRange[0];
    try {
      return describeSigner(this.as(newestAccepting(readings)), this.options, oldest);
    } catch (error) {
      // The archive's own fault is told by the facts; there is no signer to speak of.
      if (error instanceof PermauditError && error.code !== 'IO_READ') return null;
      throw error;
    }
  }
}

/** The newest version that accepts the app, else the newest audited. */
export function newestAccepting({ readings, apiRange }: Pick<AppFacts, 'readings' | 'apiRange'>): number {
  return readings.find(({ outcome }) => outcome === 'accepted')?.apiRange[1] ?? apiRange[1];
}

/**
 * The readings with those versions refusing that refuse the signature. An APK without any is a build that nobody signed
 * yet: no device installs it, but it is read as it would be once it is signed.
 * @param path names the file in errors; empty for the input itself
 */
export function refuseSignatures(result: ReadingsResult, signatures: FileSignatures, path = ''): ReadingsResult {
  let limit = result.limit;
  const readings = result.readings.flatMap((reading) => {
    const { manifest } = reading;
    if (manifest === null) return [reading];
    const own = signatures.as(reading.apiRange[1]);
    if (own.isUnsigned) return [reading];
    const refusals = new Map<string, PermauditError | null>();
    return stretchesOf(reading, (api) => {
      const { error } = own.on(api, manifest.targetSdk ?? 0);
      if (error !== null && error.kind !== 'refused') {
        limit ??= error;
        return null;
      }
      const told = JSON.stringify(error?.told ?? null);
      if (!refusals.has(told)) refusals.set(told, path === '' ? error : (error?.at({ path }) ?? null));
      return refusals.get(told) ?? null;
    });
  });
  return { ...result, readings: joined(readings), limit };
}

/** Neighbouring versions that refuse the file for the same reason are one stretch. */
function joined(readings: readonly ManifestReading[]): ManifestReading[] {
  const kept: ManifestReading[] = [];
  for (const reading of readings) {
    const last = kept.at(-1);
    const isSame = last?.error != null && JSON.stringify(last.error) === JSON.stringify(reading.error);
    if (isSame) kept[kept.length - 1] = { ...last, apiRange: [reading.apiRange[0], last.apiRange[1]] };
    else kept.push(reading);
  }
  return kept;
}

/** One reading cut where the answer changes, newest first. */
function stretchesOf(reading: ManifestReading, refusalOn: (api: number) => PermauditError | null): ManifestReading[] {
  const stretches: { apiRange: ApiRange; error: PermauditError | null }[] = [];
  const [low, high] = reading.apiRange;
  for (let api = high; api >= low; api--) {
    const error = refusalOn(api);
    const last = stretches.at(-1);
    if (last !== undefined && last.error === error) last.apiRange = [api, last.apiRange[1]];
    else stretches.push({ apiRange: [api, api], error });
  }
  return stretches.map(({ apiRange, error }) =>
    error === null
      ? { ...reading, apiRange }
      : { apiRange, outcome: 'refused', manifest: null, error: toReadingError(error) },
  );
}
