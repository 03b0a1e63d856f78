/** What is known of Android's permissions, of the APIs they guard and of SDKs: lookups over generated catalogues. */
export type { ApiMap } from './api-map.js';
export { apiMap } from './api-map.js';
export type { History, PermissionInfo, SplitRow } from './catalog.js';
export { editDistance } from './edit-distance.js';
export { nearestPermission } from './look-alike.js';
export { nearName } from './near-name.js';
export {
  allPermissionNames,
  describe,
  groupOf,
  isDangerous,
  isSensitive,
  isSpecialAccess,
  permissionInfo,
  protectionSpans,
  restrictionOf,
} from './permissions.js';
export type { Sdk, SdkCatalog } from './sdks.js';
export { sdkCatalog, sdkOf } from './sdks.js';
export { compatRows, splitRows } from './split-permissions.js';
export { definedBy, vendorOf } from './vendors.js';
