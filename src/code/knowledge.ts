/** What the reader of code must know: which APIs permissions guard, and whose a class is. */
import type { CapabilityId } from '../facts/facts.js';
import { apiMap, sdkOf } from '../knowledge/index.js';

export type ApiStrength = 'strong' | 'weak';
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

/** A method known by its types alone, where a shrinker took its name and that of its class. */
export interface GuardedPrototype extends GuardedMember {
  /** Class names with dots, or `*` for any class; `long` and the other primitive types by their words. */
  readonly takes: readonly string[];
  readonly gives: string;
}

/** What one permission guards. */
export interface PermissionApis {
  /** `files`: gives a path into shared storage, and shows use where its class does that with files. */
  readonly methods?: readonly (GuardedMember & { readonly files?: 'read' | 'write' })[];
  readonly fields?: readonly GuardedMember[];
  readonly uris?: readonly (GuardedApi & { readonly uri: string; readonly access: UriAccess })[];
  readonly uriFields?: readonly GuardedUri[];
  readonly uriMethods?: readonly GuardedUri[];
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

export interface ApiMap {
  readonly permissions: Readonly<Record<string, PermissionApis>>;
}

export interface SdkIdentity {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  readonly kind: string;
  readonly purpose?: string;
  /** Classes of which one at least must be there for the SDK to be. */
  readonly marks?: readonly string[];
}

/** The SDK that a class (`com.example.ads.Banner`) belongs to; null for none that is known. */
export type SdkLookup = (className: string) => SdkIdentity | null;

export interface CodeKnowledge {
  readonly apiMap: ApiMap;
  readonly sdkOf: SdkLookup;
}

/** The API map and the SDK catalogue of this package, read on first use. */
export function ownKnowledge(): CodeKnowledge {
  return { apiMap: apiMap(), sdkOf };
}
