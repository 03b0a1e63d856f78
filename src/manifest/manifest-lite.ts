/**
 * The lite pass, which can veto an APK before the full pass runs: ApkLiteParseUtils.parseApkLite
 * (core/java/android/content/pm/parsing). Attributes are found by namespace and name strings, raw value first.
 */
import type { XmlAttribute } from '../axml/attribute.js';
import { attributeByName } from '../axml/by-id.js';
import { XmlParser } from '../axml/parser.js';
import type { XmlTree } from '../axml/tree.js';
import type { NameFault } from '../bytes/error-details.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE } from '../chunks/value.js';
import { ANDROID_NAMESPACE } from './attribute-ids.js';
import { readSwitchable, switchedOffAt } from './feature-flags.js';
import { invalidNameReason } from './package-name.js';

export interface LiteManifest {
  packageName: string;
  split: string | null;
  /** The split types that it cannot be installed without; null: it can be installed alone. */
  needsSplits: string[] | null;
  /** The highest minimum that this pass read, by name. */
  minSdk: number;
}

/**
 * Runs the lite pass.
 * @throws PermauditError `MAN_NO_MANIFEST_TAG`, `MAN_BAD_PACKAGE`, `MAN_MIN_SDK`, and what the XML parser raises
 */
export function readLite(tree: XmlTree, reading: Reading): LiteManifest {
  const parser = new XmlParser(tree, reading);
  openManifestTag(parser);
  const { packageName, split } = readNames(parser);
  checkSplitTypes(parser, reading);
  const needsSplits = readNeededSplits(parser);
  const minSdk = walkChildren(parser, reading);
  return { packageName, split, needsSplits, minSdk };
}

/**
 * Moves to the first start tag, which must be `manifest`.
 * @throws PermauditError `MAN_NO_MANIFEST_TAG`
 */
export function openManifestTag(parser: XmlParser): void {
  let event = parser.next();
  while (event !== 'start-tag' && event !== 'end-document') event = parser.next();
  if (event === 'start-tag' && parser.name === 'manifest') return;
  throw new PermauditError(
    'MAN_NO_MANIFEST_TAG',
    { problem: 'first' },
    {
      offset: parser.offset,
      path: parser.tree.data.path,
    },
  );
}

function readNames(parser: XmlParser): { packageName: string; split: string | null } {
  const place = { offset: parser.offset, path: parser.tree.data.path };
  const packageName = attributeByName(parser, null, 'package')?.textValue ?? null;
  if (packageName === null) {
    throw new PermauditError('MAN_BAD_PACKAGE', { problem: 'none' }, place);
  }
  // The parser lets "android" pass, the installer then refuses it: "Core android package being redefined".
  const reason: NameFault | null =
    packageName === 'android' ? { fault: 'platform' } : invalidNameReason(packageName, true);
  if (reason !== null)
    throw new PermauditError('MAN_BAD_PACKAGE', { problem: 'packageName', name: packageName, reason }, place);
  const attribute = attributeByName(parser, null, 'split');
  if (attribute !== null && isNullWithoutText(attribute)) {
    // XmlBlock.Parser.getAttributeValue throws for a value of type null without a text.
    throw new PermauditError('MAN_BAD_VALUE', { problem: 'null', element: 'manifest', attribute: 'split' }, place);
  }
  const split = attribute?.textValue ?? null;
  if (split === null || split === '') return { packageName, split: null };
  const splitReason = invalidNameReason(split, false);
  if (splitReason !== null) {
    throw new PermauditError('MAN_BAD_PACKAGE', { problem: 'splitName', name: split, reason: splitReason }, place);
  }
  return { packageName, split };
}

function isNullWithoutText(attribute: XmlAttribute): boolean {
  return !attribute.hasRaw && attribute.typed.type === VALUE_TYPE.NULL;
}

const MOST_SPLIT_TYPES = 20;
const FIRST_INTEGER = 0x10;
const LAST_INTEGER = 0x1f;

/**
 * parseApkLite: `isSplitRequired`, and the comma-separated `requiredSplitTypes` of Android 13 and newer. Only told, so
 * that what cannot be read here never refuses the file.
 */
function readNeededSplits(parser: XmlParser): string[] | null {
  const flag = attributeByName(parser, ANDROID_NAMESPACE, 'isSplitRequired')?.typed;
  const isRequired = flag !== undefined && flag.type >= FIRST_INTEGER && flag.type <= LAST_INTEGER && flag.data !== 0;
  const named = (attributeByName(parser, ANDROID_NAMESPACE, 'requiredSplitTypes')?.readableRaw ?? '')
    .split(',', MOST_SPLIT_TYPES)
    .map((type) => type.trim())
    .filter((type) => type !== '');
  return isRequired || named.length > 0 ? named : null;
}

/** Direct children only. Damage anywhere before the end of `<manifest>` is met here. Returns the highest minimum. */
function walkChildren(parser: XmlParser, reading: Reading): number {
  const outer = parser.depth;
  let usesSplit: string | null = null;
  let minSdk = 1;
  while (parser.nextStart(outer)) {
    // Of what stands deeper, names are not read.
    if (parser.depth > outer + 1) continue;
    const tag = parser.name;
    if (tag !== 'uses-sdk' && tag !== 'uses-split') continue;
    readSwitchable(switchedOffAt(parser, tag, reading), parser, reading, () => {
      if (tag === 'uses-sdk') minSdk = Math.max(minSdk, requireUsesSdk(parser, reading));
      else usesSplit ??= readUsesSplit(parser, reading);
    });
  }
  return minSdk;
}

/** Android 8 reads `<uses-split>`, the first one; it needs a name. */
const API_USES_SPLIT = 26;

function readUsesSplit(parser: XmlParser, reading: Reading): string | null {
  const attribute = attributeByName(parser, ANDROID_NAMESPACE, 'name');
  const name = attribute?.textValue ?? null;
  if (name === null && reading.since(API_USES_SPLIT)) {
    const place = { offset: parser.offset, path: parser.tree.data.path };
    throw new PermauditError(
      'MAN_BAD_ELEMENT',
      { problem: 'missing', element: 'uses-split', attribute: 'name' },
      place,
    );
  }
  return name;
}

/** String.split of Java: empty parts at the end are dropped, unless there is nothing to split. */
function javaSplit(text: string): string[] {
  const parts = text.split(',');
  if (parts.length === 1) return parts;
  while (parts[parts.length - 1] === '') parts.pop();
  return parts;
}

/** Android 13 checks the split types of a manifest. */
const API_SPLIT_TYPES = 33;

/** parseRequiredSplitTypes and separateAndValidateSplitTypes. */
function checkSplitTypes(parser: XmlParser, reading: Reading): void {
  for (const attribute of ['requiredSplitTypes', 'splitTypes']) {
    const text = attributeByName(parser, ANDROID_NAMESPACE, attribute)?.readableRaw ?? '';
    const types = text === '' ? [] : javaSplit(text.trim()).map((type) => type.trim());
    for (const name of types) {
      const reason = invalidNameReason(name, false);
      if (reason === null || !reading.since(API_SPLIT_TYPES)) continue;
      const place = { offset: parser.offset, path: parser.tree.data.path };
      throw new PermauditError('MAN_BAD_PACKAGE', { problem: 'splitType', name, reason }, place);
    }
  }
}

/** Android 12: the lite pass checks the versions; up to Android 11 it only reads minSdkVersion. */
const API_LITE_CHECKS = 31;

/** The minimum, where this version is new enough or does not ask; {@link requireLiteMinimum} tells of the others. */
function requireUsesSdk(parser: XmlParser, reading: Reading): number {
  const place = { offset: parser.offset, path: parser.tree.data.path };
  /** Android 12 takes it by XmlBlock.Parser.getAttributeValue, which throws for a value of type null without a text. */
  const refuseNull = (attribute: string): void => {
    if (!reading.since(API_LITE_CHECKS)) return;
    throw new PermauditError('MAN_BAD_VALUE', { problem: 'null', element: 'uses-sdk', attribute }, place);
  };
  const sdk = (name: string): { value: number | null; codename: string | null } => {
    const attribute = attributeByName(parser, ANDROID_NAMESPACE, name);
    if (attribute !== null && isNullWithoutText(attribute)) refuseNull(name);
    const text = attribute?.textValue ?? null;
    if (text === null || text === '') return { value: null, codename: null };
    return /^[+-]?[0-9]{1,10}$/.test(text) ? { value: Number(text), codename: null } : { value: null, codename: text };
  };
  const min = sdk('minSdkVersion');
  const target = sdk('targetSdkVersion');
  const codename = min.codename ?? target.codename;
  if (codename !== null && reading.since(API_LITE_CHECKS))
    throw new PermauditError('MAN_MIN_SDK', { problem: 'preview', codename }, place);
  const minSdk = min.value ?? 1;
  if (reading.api < minSdk && requireLiteMinimum(minSdk, reading)) requireMinSdk(minSdk, reading, place);
  return minSdk;
}

/**
 * Remembers that the minimum of the lite pass parts this version from others: since Android 12 it refuses those below.
 * @returns whether it refuses this version
 */
export function requireLiteMinimum(minSdk: number, reading: Reading): boolean {
  return minSdk > 1 && !reading.since(minSdk) && reading.since(API_LITE_CHECKS);
}

/**
 * computeMinSdkVersion: Android refuses an app made for a newer version than itself.
 * @throws PermauditError `MAN_MIN_SDK`
 */
export function requireMinSdk(minSdk: number, reading: Reading, place: { offset: number; path: string }): void {
  if (minSdk <= 1 || reading.meetsMinimum(minSdk)) return;
  throw new PermauditError('MAN_MIN_SDK', { problem: 'api', api: minSdk }, place);
}
