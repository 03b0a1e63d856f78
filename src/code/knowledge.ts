/** What the reader of code must know: which APIs permissions guard, and whose a class is. */
import type { CapabilityId } from '../facts/facts.js';
import { apiMap, sdkOf } from '../knowledge/index.js';

export type ApiStrength = 'strong' | 'weak';
export type UriAccess = 'read' | 'write' | 'read-write';

interface GuardedApi {
  /** Default `strong`. */
  readonly strength?: ApiStrength;
  /** The first and the last API level on which use needs the permission; absent: no end. */
  readonly sinceApi?: number;
  readonly untilApi?: number;
}

/** A method or field by its class, as descriptor (`Landroid/telephony/SmsManager;`) or with dots, and its name. */
export interface GuardedMember extends GuardedApi {
  readonly class: string;
  readonly name: string;
}

/** What one permission guards. */
export interface PermissionApis {
  readonly methods?: readonly GuardedMember[];
  readonly fields?: readonly GuardedMember[];
  readonly uris?: readonly (GuardedApi & { readonly uri: string; readonly access: UriAccess })[];
  readonly uriFields?: readonly (GuardedMember & { readonly access: UriAccess })[];
  readonly intents?: readonly (GuardedApi & { readonly action: string })[];
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
