/** What code uses which permission: the API map as compiled, and the one place that loads it. */
import { readDataFile } from '../platform/index.js';
import type { CapabilityId } from '../facts/facts.js';

/** `weak`: the API alone does not prove use, e.g. it needs the permission only for some arguments. */
export type ApiStrength = 'strong' | 'weak';
/** What a content provider guards with the permission. */
export type UriAccess = 'read' | 'write' | 'read-write';

/** What code does with what a string names: binds to the service, or lets a web page have the device. */
export type TextUse = 'bind-service' | 'grant-page';

interface GuardedApi {
  /** Default `strong`. */
  readonly strength?: ApiStrength;
  /** The first and the last API level on which use needs the permission; absent: no end. */
  readonly sinceApi?: number;
  readonly untilApi?: number;
  /** Works without the permission, and then gives less, or tells that it is lacking: no use without a request. */
  readonly worksWithout?: boolean;
}

/** A method or field by its class, as descriptor (`Landroid/telephony/SmsManager;`) or with dots, and its name. */
export interface GuardedMember extends GuardedApi {
  readonly class: string;
  readonly name: string;
}

/** A member that gives a content URI. */
interface GuardedUri extends GuardedMember {
  readonly access: UriAccess;
  /** Shows use only where the same method does what the permission guards. */
  readonly sameMethod?: boolean;
}

/** Members: a list, or by class, where a bare name is one with nothing to say of it. */
export type MembersOf<Member extends GuardedMember> =
  readonly Member[] | Readonly<Record<string, readonly (string | Omit<Member, 'class'>)[]>>;

/** A method known by its types alone, where a shrinker took its name and that of its class. */
export interface GuardedPrototype extends GuardedMember {
  /** Class names with dots, or `*` for any class; `long` and the other primitive types by their words. */
  readonly takes: readonly string[];
  readonly gives: string;
}

/** What one permission guards. */
export interface PermissionApis {
  /** `files`: gives a path into shared storage, and shows use where its class does that with files. */
  readonly methods?: MembersOf<GuardedMember & { readonly files?: 'read' | 'write' }>;
  readonly fields?: MembersOf<GuardedMember>;
  readonly uris?: readonly (GuardedApi & { readonly uri: string; readonly access: UriAccess })[];
  readonly uriFields?: MembersOf<GuardedUri>;
  readonly uriMethods?: MembersOf<GuardedUri>;
  /** `sent`: an action that the app sends; a component that listens to it needs nothing. */
  readonly intents?: readonly (GuardedApi & { readonly action: string; readonly sent?: boolean })[];
  /** Paths of shared storage: a string that is one or lies below it. */
  readonly paths?: readonly (GuardedApi & { readonly path: string; readonly files: 'read' | 'write' })[];
  readonly prototypes?: readonly GuardedPrototype[];
  /** Strings that show use where their class does this, and are a hint elsewhere. */
  readonly texts?: readonly (GuardedApi & { readonly text: string; readonly beside: TextUse })[];
  /** Strings that stand in code that uses the permission: always a hint only. */
  readonly strings?: readonly string[];
  /** What a manifest declares that needs the permission. */
  readonly capabilities?: readonly CapabilityId[];
}

interface ApiMapProvenance {
  readonly generator: string;
  readonly licence: string;
  readonly sources: readonly string[];
  readonly review: string;
}

/** rules/catalog/api-map.json without where its entries come from, as `scripts/lib/compact-catalogs.mjs` writes it. */
export interface ApiMap {
  readonly provenance: ApiMapProvenance;
  /** By full permission name, in code-unit order. */
  readonly permissions: Readonly<Record<string, PermissionApis>>;
}

let loaded: ApiMap | null = null;

/**
 * The API map, read from `dist/data/api-map.json` on first use and kept: an audit without code never reads it.
 * A missing file means a broken installation and throws Node's own ENOENT.
 */
export function apiMap(): ApiMap {
  loaded ??= readDataFile('api-map.json') as ApiMap;
  return loaded;
}
