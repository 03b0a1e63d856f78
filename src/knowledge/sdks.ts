/** Whose code a class is, by the name of its package: the SDK catalogue as compiled, and the one place that loads it. */
import { DataLines } from '../bytes/data-lines.js';
import { LateParts } from '../bytes/late-parts.js';
import { readDataLines } from '../platform/index.js';

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

/** The packages of an SDK. */
type SdkKey = Pick<Sdk, 'prefixes' | 'packages' | 'except'>;

interface SdkIndex {
  readonly lines: DataLines;
  readonly sdks: LateParts<Sdk, SdkKey>;
  /** By prefix, the number of the SDK; by an exception, whose it is instead. */
  readonly byPrefix: ReadonlyMap<string, number | null>;
  readonly byPackage: ReadonlyMap<string, number>;
  /** Labels of the longest prefix: no more of a name need be looked at. */
  readonly maxLabels: number;
}

/** What the first line of `dist/data/sdks.jsonl` holds (`scripts/lib/compact-catalogs.mjs`): numbers of lines. */
interface Head {
  readonly provenance: number;
  /** Of the packages of all SDKs; the lines after it have one SDK each. */
  readonly sdks: number;
}

let loaded: SdkIndex | null = null;

/**
 * Read from `dist/data/sdks.jsonl` on first use and kept: an audit without code never reads it.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
function index(): SdkIndex {
  if (loaded === null) {
    const lines = new DataLines(readDataLines('sdks.jsonl'));
    const sdks = new LateParts<Sdk, SdkKey>(lines, (lines.head as Head).sdks);
    loaded = { lines, sdks, ...mapsOf(sdks.keys) };
  }
  return loaded;
}

function mapsOf(sdks: readonly SdkKey[]): Pick<SdkIndex, 'byPrefix' | 'byPackage' | 'maxLabels'> {
  const byPrefix = new Map<string, number | null>();
  const byPackage = new Map<string, number>();
  for (const [sdk, { prefixes, packages = [] }] of sdks.entries()) {
    for (const prefix of prefixes) byPrefix.set(prefix, sdk);
    for (const name of packages) byPackage.set(name, sdk);
  }
  const exceptions = sdks.flatMap(({ except = [] }, sdk) =>
    except.map((name) => [name, ownerAround(byPrefix, name, sdk)] as const),
  );
  for (const [name, owner] of exceptions) byPrefix.set(name, owner);
  const maxLabels = Math.max(0, ...[...byPrefix.keys()].map((name) => name.split('.').length));
  return { byPrefix, byPackage, maxLabels };
}

/** Whose a package is that is not `except`'s: that of the longest prefix of another SDK. */
function ownerAround(byPrefix: ReadonlyMap<string, number | null>, name: string, except: number): number | null {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const owner = byPrefix.get(name.slice(0, end)) ?? null;
    if (owner !== null && owner !== except) return owner;
  }
  return null;
}

/** The whole catalogue. */
export function sdkCatalog(): SdkCatalog {
  const { lines, sdks } = index();
  const { provenance } = lines.head as Head;
  return { provenance: lines.parse(provenance) as SdkCatalog['provenance'], sdks: sdks.all() };
}

/**
 * The SDK that a class (`com.example.ads.Banner`, `$` before inner classes) belongs to: that of its very package, else of
 * the longest known package it lies in; null for none that is known. Looks at no more labels than the longest prefix has,
 * so any string may be asked.
 */
export function sdkOf(className: string): Sdk | null {
  const { sdks, byPrefix, byPackage, maxLabels } = index();
  const whole = byPackage.get(className.slice(0, Math.max(0, className.lastIndexOf('.'))));
  if (whole !== undefined) return sdks.at(whole);
  let found: number | null = null;
  let dot = className.indexOf('.');
  for (let labels = 1; dot > 0 && labels <= maxLabels; labels++) {
    const owner = byPrefix.get(className.slice(0, dot));
    if (owner !== undefined) found = owner;
    dot = className.indexOf('.', dot + 1);
  }
  return found === null ? null : sdks.at(found);
}
