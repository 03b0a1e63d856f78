/** The head of a split's manifest: what ApkLiteParseUtils.parseApkLite reads of it, and the permissions it tries to add. */
import { attributeByName } from '../axml/by-id.js';
import { XmlParser } from '../axml/parser.js';
import type { Reading } from '../bytes/reading.js';
import { ATTR, ANDROID_NAMESPACE } from '../manifest/attribute-ids.js';
import { openManifestTag, readLite } from '../manifest/manifest-lite.js';
import type { OpenedManifest } from '../manifest/readings.js';
import { isUsesPermission } from '../manifest/uses-permission-tag.js';
import { StyledAttributes } from '../manifest/styled-attributes.js';

export interface SplitHeader {
  packageName: string;
  /** null: a base. */
  split: string | null;
  versionCode: number;
  isFeatureSplit: boolean;
  /** The split it is a configuration of; `''` is the base, null says it is no configuration split. */
  configForSplit: string | null;
  /** Every permission requested anywhere in the manifest. */
  permissions: string[];
}

/**
 * Reads the head of an APK's manifest.
 * @throws PermauditError `MAN_*`, `AXML_*`, `LIMIT_*`
 */
export function readSplitHeader({ tree, resolver }: Omit<OpenedManifest, 'archive'>, reading: Reading): SplitHeader {
  const lite = readLite(tree, reading);
  const parser = new XmlParser(tree, reading);
  openManifestTag(parser);
  const attributes = new StyledAttributes(parser, resolver);
  const low = attributes.int(ATTR.versionCode, 0) >>> 0;
  const header: SplitHeader = {
    packageName: lite.packageName,
    split: lite.split,
    versionCode: (attributes.int(ATTR.versionCodeMajor, 0) >>> 0) * 0x1_0000_0000 + low,
    isFeatureSplit: attributeByName(parser, ANDROID_NAMESPACE, 'isFeatureSplit')?.textValue === 'true',
    configForSplit: attributeByName(parser, null, 'configForSplit')?.textValue ?? null,
    permissions: [],
  };
  const names = new Set<string>();
  for (let event = parser.next(); event !== 'end-document'; event = parser.next()) {
    if (event !== 'start-tag' || !isUsesPermission(parser.readableName ?? '')) continue;
    // Android reads no request of a split: a name that it could not read refuses nothing.
    const name = new StyledAttributes(parser, resolver).raw(ATTR.name)?.readableString ?? null;
    if (name !== null) names.add(name);
  }
  header.permissions = [...names];
  return header;
}
