/** The permission catalogue as compiled: its shape, and the one place that loads it. */
import { readDataFile } from '../platform/index.js';

/** The languages of descriptions. */
export type DescriptionLang = 'en' | 'zh';

/** What the permission is on the newest Android that has it; `special`: a switch in the settings decides. */
export type PermissionKind = 'dangerous' | 'special' | 'normal' | 'signature' | 'internal' | 'unknown';

/** What changed at which API level: each step holds until the next one. */
export type History = readonly (readonly [api: number, value: string])[];

/** What is known of one permission. */
export interface PermissionInfo {
  readonly name: string;
  /** The first API level that has it (4 also stands for older ones; 1 for vendors' permissions). */
  readonly added: number;
  /** The first API level that no longer has it. */
  readonly gone?: number;
  readonly kind: PermissionKind;
  /** Protection levels under today's names, e.g. `signature|appop`. Empty when unknown. */
  readonly protectionHistory: History;
  /** An app op behind a switch in the settings decides, on some API level. */
  readonly special?: true;
  /** The installer must allow-list it: `hard` without it never granted, `soft` granted with less effect. */
  readonly restricted?: 'hard' | 'soft';
  /** The permission group the user sees; only of permissions asked for while the app runs. */
  readonly groups?: History;
  /** In the public SDK, for system apps only, in no SDK, or not known. */
  readonly visibility: 'public' | 'system' | 'hidden' | 'unknown';
  readonly deprecated?: true;
  /** Still defined but without any effect. */
  readonly removed?: true;
  /** Who defines it, when Android does not. */
  readonly vendor?: string;
  /** Where the entry comes from, when it is not the framework's manifest. */
  readonly source?: string;
  /** What an app can do with it, in our own plain words. */
  readonly description?: Readonly<Record<DescriptionLang, string>>;
}

/** One rule by which Android adds permissions to those an app requests. */
export interface SplitRow {
  /** The permission whose request triggers the row. */
  readonly permission: string;
  /** What the app is then taken to request too. */
  readonly new: readonly string[];
  /** The row holds for targetSdkVersion below this; null: always. */
  readonly targetSdkBelow: number | null;
  /** The first API level that has the row. */
  readonly sinceApi: number;
  /** The row works only on builds with this flag on. */
  readonly featureFlag?: string;
  /** The row is not Android's own: only devices with this vendor's software have it. */
  readonly vendor?: string;
}

/** What Android adds for very old targets, whatever the app requests. */
export interface CompatRow {
  readonly new: readonly string[];
  readonly targetSdkBelow: number;
  readonly sinceApi: number;
}

interface CompiledCatalog {
  readonly newestApi: number;
  /** Sorted by prefix; each ends in a dot. */
  readonly vendorPrefixes: readonly (readonly [prefix: string, vendor: string])[];
  /** A name under one of these that the catalogue lacks counts as dangerous: the platform defines only such there. */
  readonly sensitivePrefixes: readonly string[];
  readonly splitRows: readonly SplitRow[];
  readonly compatRows: readonly CompatRow[];
  readonly permissions: readonly PermissionInfo[];
}

export interface Catalog extends CompiledCatalog {
  readonly byName: ReadonlyMap<string, PermissionInfo>;
}

let loaded: Catalog | null = null;

/**
 * The catalogue, read from `dist/data/catalog.json` on first use and kept.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
export function catalog(): Catalog {
  if (loaded === null) {
    const compiled = readDataFile('catalog') as CompiledCatalog;
    loaded = { ...compiled, byName: new Map(compiled.permissions.map((info) => [info.name, info])) };
  }
  return loaded;
}
