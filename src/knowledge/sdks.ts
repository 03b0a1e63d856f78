/** Whose code a class is, by the name of its package: the SDK catalogue as compiled, and the one place that loads it. */
import { readDataFile } from '../bytes/data-file.js';

/** What an SDK is for. `framework` is code that only carries out what others ask of it, such as androidx or OkHttp. */
export const SDK_KINDS = [
  'advertising',
  'analytics',
  'app-store',
  'crash',
  'cloud',
  'development',
  'framework',
  'game',
  'identity',
  'map',
  'media',
  'messaging',
  'other',
  'payment',
  'push',
  'risk',
  'security',
  'social',
  'ui',
] as const;

export type SdkKind = (typeof SDK_KINDS)[number];

/** Where an entry comes from; `review` is rules/catalog/sdks-review.yaml. */
export type SdkSource = 'libchecker' | 'libradar' | 'libscout' | 'review';

/** One SDK or library. */
export interface Sdk {
  /** Lower-case words with hyphens, e.g. `appsflyer`. */
  readonly id: string;
  /** As its maker writes it; Chinese where its maker writes Chinese. */
  readonly name: string;
  /** Who makes it; null when not known. */
  readonly team: string | null;
  readonly kind: SdkKind;
  /** Packages, themselves and all below them; no two SDKs share one. Sorted. */
  readonly prefixes: readonly string[];
  readonly url?: string;
  readonly sources: readonly SdkSource[];
}

export interface SdkCatalog {
  readonly provenance: { readonly generator: string; readonly licence: string; readonly sources: readonly string[] };
  /** By id, in code-unit order. */
  readonly sdks: readonly Sdk[];
}

interface SdkIndex {
  readonly catalog: SdkCatalog;
  readonly byPrefix: ReadonlyMap<string, Sdk>;
  /** Labels of the longest prefix: no more of a name need be looked at. */
  readonly maxLabels: number;
}

let loaded: SdkIndex | null = null;

/**
 * Read from `dist/data/sdks.json` on first use and kept: an audit without code never reads it.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
function index(): SdkIndex {
  if (loaded === null) {
    const catalog = readDataFile('sdks') as SdkCatalog;
    const byPrefix = new Map<string, Sdk>();
    let maxLabels = 0;
    for (const sdk of catalog.sdks) {
      for (const prefix of sdk.prefixes) {
        byPrefix.set(prefix, sdk);
        maxLabels = Math.max(maxLabels, prefix.split('.').length);
      }
    }
    loaded = { catalog, byPrefix, maxLabels };
  }
  return loaded;
}

/** The whole catalogue. */
export function sdkCatalog(): SdkCatalog {
  return index().catalog;
}

/**
 * The SDK that a class (`com.example.ads.Banner`, `$` before inner classes) belongs to: that of the longest known
 * package it lies in; null for none that is known. Looks at no more labels than the longest prefix has, so any string
 * may be asked.
 */
export function sdkOf(className: string): Sdk | null {
  const { byPrefix, maxLabels } = index();
  let found: Sdk | null = null;
  let dot = className.indexOf('.');
  for (let labels = 1; dot > 0 && labels <= maxLabels; labels++) {
    found = byPrefix.get(className.slice(0, dot)) ?? found;
    dot = className.indexOf('.', dot + 1);
  }
  return found;
}
