/** What is known of Android's permissions: lookups over the generated catalogue. */
export type { CompatRow, DescriptionLang, History, PermissionInfo, PermissionKind, SplitRow } from './catalog.js';
export { nearestPermission } from './look-alike.js';
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
export { compatRows, splitRows } from './split-permissions.js';
export { definedBy, vendorOf } from './vendors.js';
