/** Whose code a class is, by the name of its package: the SDK catalogue as compiled, and the one place that loads it. */
import { readDataFile } from '../platform/index.js';

/** What sort of thing an SDK is. `framework` is code that only carries out what others ask of it, such as androidx. */
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

/** What an SDK is for, each with the kind that it is of: the whole list. */
export const SDK_PURPOSES = {
  advertising: 'advertising',
  analytics: 'analytics',
  'app-store': 'app-store',
  attribution: 'analytics',
  cloud: 'cloud',
  consent: 'other',
  'crash-reports': 'crash',
  'credit-scoring': 'risk',
  development: 'development',
  'device-id': 'identity',
  engagement: 'analytics',
  experiments: 'analytics',
  feedback: 'other',
  framework: 'framework',
  game: 'game',
  'identity-check': 'identity',
  'location-data': 'analytics',
  maps: 'map',
  media: 'media',
  messaging: 'messaging',
  other: 'other',
  payment: 'payment',
  performance: 'crash',
  push: 'push',
  risk: 'risk',
  security: 'security',
  'session-recording': 'analytics',
  'sign-in': 'identity',
  social: 'social',
  ui: 'ui',
} as const satisfies Readonly<Record<string, SdkKind>>;

export type SdkPurpose = keyof typeof SDK_PURPOSES;

/** One SDK or library. */
export interface Sdk {
  /** Lower-case words with hyphens, e.g. `appsflyer`. */
  readonly id: string;
  /** As its maker writes it; Chinese where its maker writes Chinese. */
  readonly name: string;
  /** Who makes it; null when not known. */
  readonly team: string | null;
  /** What sort of thing it is: that of its purpose in {@link SDK_PURPOSES}. */
  readonly kind: SdkKind;
  readonly purpose: SdkPurpose;
  /** Packages, themselves and all below them; no two SDKs share one. Sorted; empty where `packages` are not. */
  readonly prefixes: readonly string[];
  /** Packages of which only the classes themselves are its own, and none below. Sorted. */
  readonly packages?: readonly string[];
  /** Packages below a prefix, themselves and all below them, that are not its own. Sorted. */
  readonly except?: readonly string[];
  /**
   * Classes of which one at least must be there for the SDK to be: where other SDKs bring a part of its packages along.
   * Names that no shrinker changes, as those of a manifest's components. Sorted.
   */
  readonly marks?: readonly string[];
}

export interface SdkCatalog {
  readonly provenance: { readonly generator: string; readonly licence: string; readonly sources: readonly string[] };
  /** By id, in code-unit order. */
  readonly sdks: readonly Sdk[];
}

interface SdkIndex {
  readonly catalog: SdkCatalog;
  /** By prefix; by an exception, whose it is instead. */
  readonly byPrefix: ReadonlyMap<string, Sdk | null>;
  readonly byPackage: ReadonlyMap<string, Sdk>;
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
    const catalog = readDataFile('sdks.json') as SdkCatalog;
    loaded = { catalog, ...mapsOf(catalog.sdks) };
  }
  return loaded;
}

function mapsOf(sdks: readonly Sdk[]): Omit<SdkIndex, 'catalog'> {
  const byPrefix = new Map<string, Sdk | null>();
  const byPackage = new Map<string, Sdk>();
  for (const sdk of sdks) {
    for (const prefix of sdk.prefixes) byPrefix.set(prefix, sdk);
    for (const name of sdk.packages ?? []) byPackage.set(name, sdk);
  }
  const exceptions = sdks.flatMap((sdk) =>
    (sdk.except ?? []).map((name) => [name, ownerAround(byPrefix, name, sdk)] as const),
  );
  for (const [name, owner] of exceptions) byPrefix.set(name, owner);
  const maxLabels = Math.max(0, ...[...byPrefix.keys()].map((name) => name.split('.').length));
  return { byPrefix, byPackage, maxLabels };
}

/** Whose a package is that is not `except`'s: that of the longest prefix of another SDK. */
function ownerAround(byPrefix: ReadonlyMap<string, Sdk | null>, name: string, except: Sdk): Sdk | null {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const owner = byPrefix.get(name.slice(0, end)) ?? null;
    if (owner !== null && owner !== except) return owner;
  }
  return null;
}

/** The whole catalogue. */
export function sdkCatalog(): SdkCatalog {
  return index().catalog;
}

/**
 * The SDK that a class (`com.example.ads.Banner`, `$` before inner classes) belongs to: that of its very package, else of
 * the longest known package it lies in; null for none that is known. Looks at no more labels than the longest prefix has,
 * so any string may be asked.
 */
export function sdkOf(className: string): Sdk | null {
  const { byPrefix, byPackage, maxLabels } = index();
  const whole = byPackage.get(className.slice(0, Math.max(0, className.lastIndexOf('.'))));
  if (whole !== undefined) return whole;
  let found: Sdk | null = null;
  let dot = className.indexOf('.');
  for (let labels = 1; dot > 0 && labels <= maxLabels; labels++) {
    const owner = byPrefix.get(className.slice(0, dot));
    if (owner !== undefined) found = owner;
    dot = className.indexOf('.', dot + 1);
  }
  return found;
}
