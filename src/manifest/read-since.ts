/**
 * The Android version whose package parser began to read an attribute, where older ones know it not: what cannot be read
 * in it refuses the file only from there on (ParsingPackageUtils and its helpers, PackageParser up to Android 10).
 */
import type { XmlParser } from '../axml/parser.js';
import { PermauditError } from '../bytes/errors.js';
import { ATTR } from './attribute-ids.js';
import { CHECKED } from './refusals/attribute-ids.js';

/** By resource id; attributes that are not listed were read by Android 5 already. */
export const READ_SINCE: ReadonlyMap<number, number> = new Map([
  [ATTR.usesCleartextTraffic, 23],
  [CHECKED.lockTaskMode, 23],
  [ATTR.requiredFeature, 26],
  [ATTR.requiredNotFeature, 26],
  [CHECKED.version, 26],
  [CHECKED.certDigest, 26],
  [CHECKED.rotationAnimation, 26],
  [CHECKED.colorMode, 26],
  [CHECKED.appCategory, 26],
  [CHECKED.maxAspectRatio, 26],
  [CHECKED.targetSandboxVersion, 26],
  [CHECKED.recreateOnConfigChanges, 27],
  [CHECKED.classLoader, 27],
  [ATTR.versionCodeMajor, 28],
  [CHECKED.compileSdkVersion, 28],
  [CHECKED.cantSaveState, 28],
  [CHECKED.appComponentFactory, 28],
  [ATTR.foregroundServiceType, 29],
  [CHECKED.minAspectRatio, 29],
  [CHECKED.requiredSystemPropertyName, 29],
  [CHECKED.requiredSystemPropertyValue, 29],
  [CHECKED.sdkVersion, 30],
  [CHECKED.minExtensionVersion, 30],
  [CHECKED.autoRevokePermissions, 30],
  [CHECKED.gwpAsanMode, 30],
  [ATTR.usesPermissionFlags, 31],
  [CHECKED.versionMajor, 33],
  [CHECKED.requiredDisplayCategory, 34],
]);

/** The same of elements, by tag: to older versions they are unknown tags, which XmlUtils.skipCurrentTag skips. */
export const ELEMENT_SINCE: ReadonlyMap<string, number> = new Map([
  ['static-library', 26],
  ['uses-static-library', 26],
  ['attribution', 30],
  ['processes', 30],
  ['queries', 30],
  ['property', 31],
  ['sdk-library', 33],
  ['uses-sdk-library', 33],
]);

/**
 * Reads the current element, which versions before `api` skip as an unknown tag: to them it does not matter that
 * something in it cannot be read.
 * @throws PermauditError what `read` throws, `AXML_BAD_STRING` on the versions that read the element only
 */
export function readSince(api: number, parser: XmlParser, read: () => void): void {
  const outer = parser.depth;
  try {
    read();
  } catch (error) {
    const isUnreadable = error instanceof PermauditError && error.code === 'AXML_BAD_STRING';
    if (!isUnreadable || api === 1 || parser.reading.since(api)) throw error;
    parser.skipRest(outer);
  }
}
