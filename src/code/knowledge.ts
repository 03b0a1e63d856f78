/** What the reader of code must know: which APIs permissions guard, and whose a class is. */
import { apiMap, sdkOf, type ApiMap as KnownApis } from '../knowledge/index.js';

export type {
  ApiStrength,
  GuardedMember,
  GuardedPrototype,
  MembersOf,
  PermissionApis,
  TextUse,
  UriAccess,
} from '../knowledge/api-map.js';

/** What of the API map a reader of code needs. */
export type ApiMap = Pick<KnownApis, 'permissions'>;

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
