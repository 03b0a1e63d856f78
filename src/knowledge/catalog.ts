/** The permission catalogue as compiled: its shape, and the one place that loads it. */
import { DataLines } from '../bytes/data-lines.js';
import { LateList } from '../bytes/late-list.js';
import { lazily } from '../bytes/lazy.js';
import { readDataLines } from '../platform/index.js';

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

/** What the first line of `dist/data/catalog.jsonl` holds; scripts/lib/catalog-lines.mjs writes it. */
interface Head {
  readonly newestApi: number;
  /** Sorted by prefix; each ends in a dot. */
  readonly vendorPrefixes: readonly (readonly [prefix: string, vendor: string])[];
  /** A name under one of these that the catalogue lacks counts as dangerous: the platform defines only such there. */
  readonly sensitivePrefixes: readonly string[];
  readonly splitRows: readonly SplitRow[];
  readonly compatRows: readonly CompatRow[];
  /** The line of what {@link Catalog.lookAlikes} gives. */
  readonly lookAlikes: number;
  /** The line of the first permission. */
  readonly permissions: number;
  readonly permissionCount: number;
}

export interface Catalog extends Omit<Head, 'lookAlikes' | 'permissions' | 'permissionCount'> {
  readonly permissions: KnownPermissions;
  /** The sensitive permissions by what their names look like (`look-alike.ts`). */
  readonly lookAlikes: () => ReadonlyMap<string, string>;
}

/** What stands before the name on the line of a permission; its letters are as they are. */
const BEFORE_NAME = '{"name":"';
/** So many names are searched for one by one; who asks for more is quicker with all of them. */
const SEARCHES = 200;

/** The permissions of the catalogue, on a line each in the order of their names. Only those are parsed that are asked for. */
class KnownPermissions {
  readonly #infos: LateList<PermissionInfo>;
  /** Of the names that were found so far, or of all. */
  #indexes = new Map<string, number>();
  #hasAll = false;
  #searches = 0;

  constructor(
    private readonly lines: DataLines,
    private readonly first: number,
    private readonly count: number,
  ) {
    this.#infos = new LateList(count, (index) => lines.parse(first + index) as PermissionInfo);
  }

  /** What is known of the permission with exactly this name. */
  get(name: string): PermissionInfo | undefined {
    const index = this.#indexes.get(name) ?? this.#search(name);
    return index === undefined ? undefined : this.#infos.at(index);
  }

  /** All names, in code-unit order. */
  names(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.nameAt(index));
  }

  /** All that is known, in the order of the names. */
  all(): PermissionInfo[] {
    return this.#infos.all();
  }

  /** Names that are not known are an app's own: they are not kept. */
  #search(name: string): number | undefined {
    if (this.#hasAll) return undefined;
    this.#searches += 1;
    if (this.#searches > SEARCHES) {
      // Whole before it counts: the end of an app's time may come at any place.
      this.#indexes = new Map(this.names().map((known, index) => [known, index]));
      this.#hasAll = true;
      return this.#indexes.get(name);
    }
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.nameAt(middle) < name) low = middle + 1;
      else high = middle;
    }
    if (low === this.count || this.nameAt(low) !== name) return undefined;
    this.#indexes.set(name, low);
    return low;
  }

  /** The name at a place in the order of names. */
  nameAt(index: number): string {
    const text = this.lines.textOf(this.first + index);
    return text.slice(BEFORE_NAME.length, text.indexOf('"', BEFORE_NAME.length));
  }
}

let loaded: Catalog | null = null;

/**
 * The catalogue, read from `dist/data/catalog.jsonl` on first use and kept.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
export function catalog(): Catalog {
  return (loaded ??= catalogOf(new DataLines(readDataLines('catalog.jsonl'))));
}

/** The catalogue of a file. */
export function catalogOf(lines: DataLines): Catalog {
  const { lookAlikes, permissions, permissionCount, ...head } = lines.head as Head;
  const known = new KnownPermissions(lines, permissions, permissionCount);
  const alike = (): [string, number][] => lines.list(lookAlikes) as [string, number][];
  return {
    ...head,
    permissions: known,
    lookAlikes: lazily(() => new Map(alike().map(([skeleton, place]) => [skeleton, known.nameAt(place)]))),
  };
}
