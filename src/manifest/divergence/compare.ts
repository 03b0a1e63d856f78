/**
 * Whether a file shows other readers something else than Android reads. It is read a second time as the published formats
 * have it, only where Android's own reading met an oddity that can part the two: an ordinary file is read once.
 */
import type { Anomaly } from '../../bytes/anomaly.js';
import { mergeRanges, NEWEST_API, type ApiRange } from '../../bytes/api-range.js';
import { PermauditError } from '../../bytes/errors.js';
import type { Limits } from '../../bytes/limits.js';
import { Reading } from '../../bytes/reading.js';
import { isDocument } from '../../axml/documented.js';
import type { Taking } from '../../chunks/documented-strings.js';
import type { ResourceResolver } from '../../resources/resolver.js';
import type { Manifest, ManifestReading } from '../../facts/facts.js';
import { isDeceptive, odditiesIn, odditiesOfArchive, odditiesOfObstacle, type Span } from './deceptive.js';
import { readDocumentedManifest, type ShownManifest } from './documented-manifest.js';
import { androidSide, documentedSide, nothing, only, type Side, type Statements } from './sides.js';
import type { Divergence, DivergentThing, FormatDivergence, ManifestObstacle } from '../../facts/divergence.js';

const MANIFEST_NAME = 'AndroidManifest.xml';
/** How many statements of a side are listed. */
const MOST_LISTED = 50;
const THINGS = ['package', 'permission', 'component'] as const;

/** A manifest as the published format of its container gives it. */
export interface DocumentedManifest {
  bytes: Uint8Array | ManifestObstacle;
  /** Found by other records of the archive than Android's. */
  elsewhere: boolean;
}

/** How one input is read by the published formats. */
export interface DocumentedInput {
  open: (taking: Taking, reading: Reading) => DocumentedManifest;
  resolver: (reading: Reading) => ResourceResolver;
  /** The certificates that Android goes by and those another reader finds, where there are two archives in one. */
  signers: (reading: Reading) => { android: string[]; documented: string[] } | null;
}

/** Android's own reading. */
export interface AndroidReadings {
  readings: readonly ManifestReading[];
  anomalies: readonly Anomaly[];
}

export interface Comparison {
  divergences: Divergence[];
  /** Set where the second reading could not be made. */
  anomaly: Anomaly | null;
}

/** A stretch of versions that accepts the file. */
interface Accepted {
  apiRange: ApiRange;
  manifest: Manifest;
}

/**
 * What the file shows others, as far as it differs from what the accepting versions read. A second reading that meets a
 * limit proves nothing: it is told as an anomaly.
 * @param deadline `performance.now()` value at which the reading ends
 */
export function compareReadings(
  input: DocumentedInput,
  { readings, anomalies }: AndroidReadings,
  limits: Readonly<Limits>,
  deadline: number,
): Comparison {
  const accepted = readings.flatMap(({ apiRange, manifest }) => (manifest === null ? [] : [{ apiRange, manifest }]));
  if (accepted.length === 0 || !anomalies.some(isDeceptive)) return { divergences: [], anomaly: null };
  const versions = compareVersions(accepted, anomalies);
  try {
    const comparer = new FormatComparer(input, accepted, anomalies, (api) => new Reading(api, limits, deadline));
    return { divergences: [...comparer.compare(), ...versions], anomaly: null };
  } catch (error) {
    if (!(error instanceof PermauditError) || error.kind === 'unreadable') throw error;
    return { divergences: versions, anomaly: notCompared(error) };
  }
}

function notCompared(error: PermauditError): Anomaly {
  return {
    code: 'ANOM_NOT_COMPARED',
    severity: 'medium',
    data: { problem: 'stopped', cause: error.told },
    offset: error.offset,
    path: error.path,
    android: [1, NEWEST_API],
    evidence: error.code,
  };
}

/** What Android and a documented reader take from a file on the same versions. */
interface Compared {
  what: DivergentThing;
  android: Statements;
  documented: Statements;
  apiRange: ApiRange;
  /** Why a documented reader shows no manifest; null: it shows one. */
  obstacle: ManifestObstacle | null;
  /** What brings a difference about, by the offsets of what differs. */
  how: (offsets: readonly number[]) => FormatDivergence['how'];
}

class FormatComparer {
  readonly #found = new Map<string, FormatDivergence>();

  constructor(
    private readonly input: DocumentedInput,
    private readonly accepted: readonly Accepted[],
    private readonly anomalies: readonly Anomaly[],
    private readonly readingOn: (api: number) => Reading,
  ) {}

  compare(): FormatDivergence[] {
    const newest = this.#newest();
    const first = this.input.open('first', this.readingOn(newest));
    const { bytes } = first;
    if (typeof bytes === 'string') this.#compareObstacle(bytes);
    else if (!isDocument(bytes, MANIFEST_NAME)) this.#compareObstacle('document');
    else {
      this.#compareTaking('first', first, bytes);
      const second = this.input.open('second', this.readingOn(newest));
      // A second archive counts only if it shows a manifest: what it lacks is no difference.
      const isShown = typeof second.bytes !== 'string' && isDocument(second.bytes, MANIFEST_NAME);
      this.#compareTaking('second', isShown ? second : first, bytes);
    }
    this.#compareSigners(this.input.signers(this.readingOn(newest)));
    return [...this.#found.values()];
  }

  #newest(): number {
    return this.accepted[0]?.apiRange[1] ?? NEWEST_API;
  }

  #compareObstacle(obstacle: ManifestObstacle): void {
    const how = odditiesOfObstacle(this.anomalies, obstacle);
    for (const { apiRange, manifest } of this.accepted) {
      const android = androidSide(manifest, apiRange);
      for (const what of THINGS) {
        const sides = { android: android[what], documented: nothing()[what] };
        this.#add({ what, ...sides, apiRange, obstacle, how: () => how });
      }
    }
  }

  /** @param own the manifest's bytes in Android's archive */
  #compareTaking(taking: Taking, { bytes, elsewhere }: DocumentedManifest, own: Uint8Array): void {
    if (typeof bytes === 'string') return;
    const shownOn = shownBy(this.input, bytes, taking, this.readingOn);
    for (const { apiRange, manifest } of this.accepted) {
      const android = androidSide(manifest, apiRange);
      const documented: Side = documentedSide(shownOn(apiRange[1]), manifest.packageName, apiRange);
      for (const what of THINGS) {
        const how = (offsets: readonly number[]): FormatDivergence['how'] =>
          elsewhere
            ? odditiesOfArchive(this.anomalies)
            : odditiesIn(this.anomalies, MANIFEST_NAME, what === 'package' ? [rootOf(own)] : spansOf(own, offsets));
        this.#add({ what, android: android[what], documented: documented[what], apiRange, obstacle: null, how });
      }
    }
  }

  #compareSigners(signers: ReturnType<DocumentedInput['signers']>): void {
    // Without a signature that it can read, an archive shows no other signer.
    if (signers === null || signers.documented.length === 0) return;
    const side = (digests: readonly string[]): Statements => new Map(digests.map((digest) => [digest, 0]));
    for (const { apiRange } of this.accepted) {
      const how = (): FormatDivergence['how'] => odditiesOfArchive(this.anomalies);
      const sides = { android: side(signers.android), documented: side(signers.documented) };
      this.#add({ what: 'signer', ...sides, apiRange, obstacle: null, how });
    }
  }

  #add({ what, android, documented, apiRange, obstacle, how }: Compared): void {
    const [missed, invented] = [only(android, documented), only(documented, android)];
    if (missed.length === 0 && invented.length === 0) return;
    const key = JSON.stringify([what, missed, invented]);
    const known = this.#found.get(key);
    if (known !== undefined) {
      this.#found.set(key, { ...known, apiRanges: mergeRanges([...known.apiRanges, apiRange]) });
      return;
    }
    const offsets = [...missed.map((name) => android.get(name)), ...invented.map((name) => documented.get(name))];
    this.#found.set(key, {
      kind: 'formats',
      what,
      android: missed.slice(0, MOST_LISTED),
      documented: invented.slice(0, MOST_LISTED),
      obstacle,
      apiRanges: [apiRange],
      omitted: omitted(missed, invented),
      how: how(offsets.flatMap((offset) => offset ?? [])),
    });
  }
}

/** What a taking shows on one version: read again for others only where values of the resource table were asked for. */
function shownBy(
  input: DocumentedInput,
  bytes: Uint8Array,
  taking: Taking,
  readingOn: (api: number) => Reading,
): (api: number) => ShownManifest {
  let kept: ShownManifest | null = null;
  return (api) => {
    if (kept !== null) return kept;
    const reading = readingOn(api);
    const asked: ResourceResolver[] = [];
    const shown = readDocumentedManifest(bytes, MANIFEST_NAME, {
      taking,
      reading,
      resolver: () => {
        const [resolver = input.resolver(reading)] = asked;
        asked[0] = resolver;
        return resolver;
      },
    });
    if (asked.length === 0) kept = shown;
    return shown;
  };
}

function omitted(...lists: readonly string[][]): number {
  return lists.reduce((sum, list) => sum + Math.max(0, list.length - MOST_LISTED), 0);
}

/** The nodes that start at the offsets, as their own headers state their sizes. */
function spansOf(bytes: Uint8Array, offsets: readonly number[]): Span[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return offsets
    .filter((offset) => offset + 8 <= bytes.byteLength)
    .map((offset) => ({ offset, size: view.getUint32(offset + 4, true) }));
}

/** The document up to the end of its first element, where the package is named. */
function rootOf(bytes: Uint8Array): Span {
  return { offset: 0, size: bytes.byteLength };
}

/** Where older versions read other requests, components or another package than the newest that accepts the file. */
function compareVersions([newest, ...older]: readonly Accepted[], anomalies: readonly Anomaly[]): Divergence[] {
  if (newest === undefined) return [];
  const found: Divergence[] = [];
  const whole: ApiRange = [older[older.length - 1]?.apiRange[0] ?? newest.apiRange[0], newest.apiRange[1]];
  const android = androidSide(newest.manifest, whole);
  for (const { apiRange, manifest } of older) {
    const other = androidSide(manifest, whole);
    for (const what of THINGS) {
      const [missed, invented] = [only(android[what], other[what]), only(other[what], android[what])];
      if (missed.length === 0 && invented.length === 0) continue;
      found.push({
        kind: 'versions',
        what,
        android: missed.slice(0, MOST_LISTED),
        apiRanges: [newest.apiRange],
        older: invented.slice(0, MOST_LISTED),
        olderRanges: [apiRange],
        omitted: omitted(missed, invented),
        how: odditiesIn(anomalies, '', []),
      });
    }
  }
  return found;
}
