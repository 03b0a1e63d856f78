/** Facts of a manifest that stands alone or was compiled from another form, with its places told in the source's terms. */
import { openXml } from '../axml/tree.js';
import type { ApiRange } from '../bytes/api-range.js';
import type { Anomaly } from '../bytes/anomaly.js';
import { deadlineOf, type Limits } from '../bytes/limits.js';
import type { Place, Span, Spot } from '../bytes/place.js';
import type { Reading } from '../bytes/reading.js';
import type { ResourceResolver } from '../resources/resolver.js';
import type { AppFacts, Manifest } from '../facts/facts.js';
import { readManifest, type ManifestForm } from '../manifest/manifest.js';
import { factsOf } from './open-apk.js';
import type { DocumentedInput } from '../manifest/divergence/compare.js';
import { MANIFEST_NAME, readVersions, withDivergences } from '../manifest/readings.js';
import type { CompiledDocument } from './document.js';

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
  /** Default `compiled`: as an APK would hold it. */
  form?: ManifestForm;
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
  const deadline = deadlineOf(settings.limits);
  const android = readVersions(
    (reading) =>
      readManifest(
        openXml(document.bytes, MANIFEST_NAME, reading),
        resolverFor(reading),
        reading,
        source.form ?? 'compiled',
      ),
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
  const noted = { ...facts, anomalies: [...source.notes, ...facts.anomalies] };
  return document.places.length === 0 ? noted : placed(noted, document, source.path);
}

/** The same facts with the offsets of the compiled form as places of the source. */
function placed(facts: AppFacts, document: CompiledDocument, path: string): AppFacts {
  const element = <T extends Spot>(thing: T): T => {
    const { offset, line, column } = positionOf(thing, document) ?? thing;
    return line === undefined || column === undefined ? { ...thing, offset } : { ...thing, offset, line, column };
  };
  /** What a finding can point at also says where it ends. */
  const whole = <T extends Span>(thing: T): T => ({ ...thing, ...positionOf(thing, document) });
  const inSource = <T extends Place>(thing: T): T =>
    thing.path !== MANIFEST_NAME || thing.line !== undefined ? thing : { ...element(thing), path };
  const manifestOf = once((manifest: Manifest): Manifest => {
    const { requested, defined, components, queries } = manifest;
    return {
      ...manifest,
      requested: requested.map(element),
      defined: defined.map(element),
      components: components.map(element),
      queries: element(queries),
    };
  });
  const { readings, manifest, permissions, capabilities, anomalies, error } = facts;
  return {
    ...facts,
    readings: readings.map((reading) => ({
      ...reading,
      manifest: reading.manifest && manifestOf(reading.manifest),
      error: reading.error && inSource(reading.error),
    })),
    manifest: manifest && manifestOf(manifest),
    permissions: permissions.map(whole),
    capabilities: capabilities.map((capability) => ({ ...capability, evidence: capability.evidence.map(whole) })),
    anomalies: anomalies.map(inSource),
    error: error && inSource(error),
  };
}

/** The manifest of the facts is one of those read: it stays so. */
function once<T extends object>(make: (value: T) => T): (value: T) => T {
  const made = new Map<T, T>();
  return (value) => {
    const known = made.get(value) ?? make(value);
    made.set(value, known);
    return known;
  };
}

function positionOf({ offset }: Spot, document: CompiledDocument): Span | null {
  return offset === null ? null : positionAt(document, offset);
}

/** The place of the element that holds an offset of the compiled form: the last one that starts at or before it. */
function positionAt({ places }: CompiledDocument, offset: number): Span {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (places[low - 1] ?? places[0])?.position ?? { offset: 0 };
}
