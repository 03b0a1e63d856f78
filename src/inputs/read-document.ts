/** Facts of a manifest that stands alone or was compiled from another form, with its places told in the source's terms. */
import { openXml } from '../axml/tree.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { Anomaly } from '../bytes/anomaly.js';
import type { Limits } from '../bytes/limits.js';
import type { Reading } from '../bytes/reading.js';
import type { ResourceResolver } from '../resources/resolver.js';
import type { AppFacts, Manifest, ReadingError } from '../facts/facts.js';
import { readManifest } from '../manifest/manifest.js';
import { factsOf } from './open-apk.js';
import type { DocumentedInput } from '../manifest/divergence/compare.js';
import { MANIFEST_NAME, readVersions, withDivergences } from '../manifest/readings.js';
import type { CompiledDocument, SourcePosition } from './document.js';

/** What the readers of every kind of input need to know. */
export interface ReadSettings {
  limits: Readonly<Limits>;
  apiRange?: ApiRange;
}

/** A manifest as binary XML, and how to look its resources up on one Android version. */
export interface ManifestSource {
  document: CompiledDocument;
  resolverFor: (reading: Reading) => ResourceResolver;
  /** Oddities of the source that its compiled form no longer shows. */
  notes: readonly Anomaly[];
  /** The name of the source in messages: an archive entry or file name. Attacker-controlled text. */
  path: string;
}

/**
 * The facts of a manifest over the asked versions, as if it were the manifest of an installed APK.
 * @param size bytes of the whole input, for the result
 */
export function readDocument(
  source: ManifestSource,
  file: string,
  input: { sha256: string | null; size: number },
  settings: ReadSettings,
): AppFacts {
  const { document, resolverFor } = source;
  const deadline = performance.now() + settings.limits.timeMs;
  const android = readVersions(
    (reading) => readManifest(openXml(document.bytes, MANIFEST_NAME, reading), resolverFor(reading), reading),
    settings.apiRange === undefined
      ? { limits: settings.limits }
      : { limits: settings.limits, apiRange: settings.apiRange },
  );
  const documented: DocumentedInput = {
    resolver: resolverFor,
    open: () => ({ bytes: document.bytes, elsewhere: false }),
    signers: () => null,
  };
  const facts = factsOf(
    file,
    input.sha256,
    input.size,
    withDivergences(android, documented, settings.limits, deadline),
  );
  facts.anomalies = [...source.notes, ...facts.anomalies];
  if (document.places.length > 0) placeFacts(facts, document, source.path);
  return facts;
}

/** A thing that has a place: all places of facts have these fields. */
interface Placed {
  offset: number | null;
  line?: number;
  column?: number;
}

/** Turns the offsets of the compiled form into places of the source. */
function placeFacts(facts: AppFacts, document: CompiledDocument, path: string): void {
  const moved = new Set<Placed>();
  const move = (thing: Placed): SourcePosition | null => {
    if (thing.offset === null || moved.has(thing)) return null;
    moved.add(thing);
    const { endLine, endColumn, ...start } = positionAt(document, thing.offset);
    Object.assign(thing, start);
    return endLine === undefined ? null : { ...start, endLine, endColumn: endColumn ?? 1 };
  };
  /** What a finding can point at also says where it ends. */
  const moveWhole = (thing: Placed): void => {
    Object.assign(thing, move(thing) ?? {});
  };
  const errors = new Set<ReadingError>();
  for (const { manifest, error } of facts.readings) {
    if (manifest !== null) placesOf(manifest).forEach((thing) => move(thing));
    if (error !== null) errors.add(error);
  }
  if (facts.error !== null) errors.add(facts.error);
  for (const permission of facts.permissions) moveWhole(permission);
  for (const { evidence } of facts.capabilities) evidence.forEach(moveWhole);
  for (const thing of [...facts.anomalies, ...errors]) {
    if (thing.path !== MANIFEST_NAME || thing.line !== undefined) continue;
    move(thing);
    thing.path = path;
  }
}

function placesOf(manifest: Manifest): Placed[] {
  const { requested, defined, components, queries } = manifest;
  return [...requested, ...defined, ...components, queries];
}

/** The place of the element that holds an offset of the compiled form: the last one that starts at or before it. */
function positionAt({ places }: CompiledDocument, offset: number): SourcePosition {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (places[low - 1] ?? places[0])?.position ?? { offset: 0 };
}
