/** `uses-permission` elements: ParsingPackageUtils.parseUsesPermission (frameworks/base). */
import { attributeByName } from '../axml/by-id.js';
import type { XmlParser } from '../axml/parser.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { isIntType } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ANDROID_NAMESPACE, ATTR } from './attribute-ids.js';
import type { RequestedPermission, UsesPermissionTag } from '../facts/facts.js';
import { checkLength, STRING_LIMITS } from './string-limits.js';
import { StyledAttributes } from './styled-attributes.js';
import { noteMisplaced } from './uses-permission-tag.js';

/** PackageInfo.REQUESTED_PERMISSION_NEVER_FOR_LOCATION, REQUESTED_PERMISSION_ONLY_FOR_LOCATION_BUTTON. */
const NEVER_FOR_LOCATION = 0x00010000;
const ONLY_FOR_LOCATION_BUTTON = 0x00020000;
/** The one permission that ParsedUsesPermission.FLAG_ONLY_FOR_LOCATION_BUTTON applies to. */
const FINE_LOCATION = 'android.permission.ACCESS_FINE_LOCATION';
/** Android 12 refuses two active requests of one permission with different flags. */
const API_CONFLICTING_FLAGS = 31;
/** Android 15 reads minSdkVersion, and takes maxSdkVersion="0" as a limit. */
const API_MIN_SDK = 35;
/** Android 16 reads featureFlag (AconfigFlags.skipCurrentElement). */
const API_FEATURE_FLAG = 36;
/** Android 12 reads required-feature children, older ones skip them (ParsingPackageUtils.parseUsesPermission). */
const API_FEATURE_CHILDREN = 31;

/**
 * Reads one element and consumes its subtree; null where Android ignores it (no immediate string as name).
 * @throws PermauditError `MAN_BAD_ELEMENT` for an empty feature name in a child, `MAN_STRING_TOO_LONG`
 */
export function readUsesPermission(
  parser: XmlParser,
  element: UsesPermissionTag,
  resolver: ResourceResolver,
  reading: Reading,
): RequestedPermission | null {
  const { offset } = parser;
  const attributes = new StyledAttributes(parser, resolver);
  const name = attributes.nonResourceString(ATTR.name);
  checkLength(name, STRING_LIMITS.name, parser, { problem: 'requestName' }, reading);
  const flags = attributes.int(ATTR.usesPermissionFlags, 0);
  const permission: Draft<RequestedPermission> = {
    name: name ?? '',
    element,
    maxSdkVersion: intOnly(attributes, ATTR.maxSdkVersion),
    minSdkVersion: intOnly(attributes, ATTR.minSdkVersion, API_MIN_SDK),
    requiredFeatures: listOf(attributes.nonConfigurationString(ATTR.requiredFeature)),
    requiredNotFeatures: listOf(attributes.nonConfigurationString(ATTR.requiredNotFeature)),
    usesPermissionFlags: flags,
    neverForLocation: (flags & NEVER_FOR_LOCATION) !== 0,
    onlyForLocationButton: name === FINE_LOCATION && (flags & ONLY_FOR_LOCATION_BUTTON) !== 0,
    offset,
  };
  noteFeatureFlag(parser, permission.name, reading);
  readFeatureChildren(parser, permission, resolver, reading);
  return name === null ? null : permission;
}

/** `peekValue` and the integer types only: a string "18" is no limit. */
function intOnly(attributes: StyledAttributes, id: number, since?: number): number | null {
  const value = attributes.peek(id, since);
  return value !== null && isIntType(value.type) ? value.data | 0 : null;
}

function listOf(text: string | null): string[] {
  return text === null ? [] : [text];
}

/** Android 16 can switch elements off by an aconfig flag of the device, which no APK shows. */
function noteFeatureFlag(parser: XmlParser, name: string, reading: Reading): void {
  const flag = attributeByName(parser, ANDROID_NAMESPACE, 'featureFlag');
  if (flag === null) return;
  // Android 16 reads the value, and throws for one that cannot be read; older versions do not look at it.
  const isRead = !flag.hasRaw || flag.readableRaw !== null || reading.since(API_FEATURE_FLAG);
  const value = isRead ? flag.textValue : null;
  reading.note({
    code: 'ANOM_MAN_FEATURE_FLAG',
    severity: 'low',
    data: { problem: 'flag' },
    offset: parser.offset,
    path: parser.tree.data.path,
    evidence: `${name}: ${value ?? ''}`,
    android: [API_FEATURE_FLAG, NEWEST_API],
  });
}

const FEATURE_LISTS: ReadonlyMap<string, 'requiredFeatures' | 'requiredNotFeatures'> = new Map([
  ['required-feature', 'requiredFeatures'],
  ['required-not-feature', 'requiredNotFeatures'],
]);

function readFeatureChildren(
  parser: XmlParser,
  permission: Draft<RequestedPermission>,
  resolver: ResourceResolver,
  reading: Reading,
): void {
  const outer = parser.depth;
  while (parser.nextStart(outer)) {
    const child = parser.nameSince(API_FEATURE_CHILDREN);
    noteMisplaced(parser, permission.element, reading);
    const list = child === null ? undefined : FEATURE_LISTS.get(child);
    // parseRequiredFeature does not consume what stands in the element: it comes next.
    if (list !== undefined && reading.since(API_FEATURE_CHILDREN)) permission[list].push(featureOf(parser, resolver));
    else parser.skipCurrentTag();
  }
}

/** @throws PermauditError `MAN_BAD_ELEMENT` */
function featureOf(parser: XmlParser, resolver: ResourceResolver): string {
  const feature = new StyledAttributes(parser, resolver).string(ATTR.name);
  if (feature !== null && feature !== '') return feature;
  const place = { offset: parser.offset, path: parser.tree.data.path };
  throw new PermauditError('MAN_BAD_ELEMENT', { problem: 'noFeature', element: parser.name ?? '' }, place);
}

/** What is remembered of the requests of one name; which is in force is looked up only when it matters. */
interface SameName {
  all: RequestedPermission[];
  /** Flags differ. */
  mixed: boolean;
  /** The first that every device of this version takes. */
  inForce: RequestedPermission | null;
}

/** Android 15 and newer refuse more than 20,000 (Element.java); older ones take any number, and no real app has as many. */
const MOST_REQUESTS = 25_000;

/**
 * The requests of one manifest, in order, as the package parser collects them: all are kept (each can be the first that
 * is active on some version), two that are active at once must agree on their flags.
 */
export class RequestedPermissions {
  readonly list: RequestedPermission[] = [];
  readonly #byName = new Map<string, SameName>();

  constructor(
    private readonly reading: Reading,
    private readonly path: string,
  ) {}

  /** @throws PermauditError `MAN_CONFLICTING_FLAGS`, `LIMIT_NODES` */
  add(permission: RequestedPermission): void {
    if (this.list.length >= MOST_REQUESTS) {
      const place = { offset: permission.offset, path: this.path };
      throw new PermauditError('LIMIT_NODES', { problem: 'requests', limit: MOST_REQUESTS }, place);
    }
    this.list.push(permission);
    const same = this.#byName.get(permission.name);
    if (same === undefined) {
      this.#byName.set(permission.name, { all: [permission], mixed: false, inForce: null });
      return;
    }
    const [first] = same.all;
    if (first?.usesPermissionFlags === permission.usesPermissionFlags) this.#noteDuplicate(permission);
    else if (!same.mixed) {
      same.mixed = true;
      for (const earlier of same.all) this.#checkConflict(same, earlier);
    }
    same.all.push(permission);
    if (same.mixed) this.#checkConflict(same, permission);
  }

  /**
   * Android keeps the first request of a name that is active, and compares the flags of the later ones with its. One that
   * only devices with or without a feature take refuses the file on those alone: the others install it.
   */
  #checkConflict(same: SameName, second: RequestedPermission): void {
    if (second.requiredFeatures.length + second.requiredNotFeatures.length > 0) return;
    if (!this.reading.since(API_CONFLICTING_FLAGS) || !isActive(second, this.reading)) return;
    same.inForce ??= second;
    if (same.inForce.usesPermissionFlags === second.usesPermissionFlags) return;
    throw new PermauditError(
      'MAN_CONFLICTING_FLAGS',
      { problem: 'twice', permission: second.name },
      { offset: second.offset, path: this.path },
    );
  }

  #noteDuplicate(permission: RequestedPermission): void {
    this.reading.note({
      code: 'ANOM_MAN_DUPLICATE',
      severity: 'info',
      data: { problem: 'request' },
      offset: permission.offset,
      path: this.path,
      evidence: permission.name,
    });
  }
}

/** Whether a request is active on the reading's Android version. */
function isActive(permission: RequestedPermission, reading: Reading): boolean {
  const { maxSdkVersion, minSdkVersion } = permission;
  if (maxSdkVersion !== null && reading.since(maxSdkVersion + 1)) {
    if (maxSdkVersion !== 0 || reading.since(API_MIN_SDK)) return false;
  }
  return minSdkVersion === null || !reading.since(API_MIN_SDK) || reading.since(minSdkVersion);
}

/**
 * The API levels, within a range of versions that read the manifest alike, on which a request is active.
 * Follows parseUsesPermission: up to Android 14 maxSdkVersion="0" is no limit and minSdkVersion is not read.
 */
export function activeRange(
  permission: Pick<RequestedPermission, 'maxSdkVersion' | 'minSdkVersion'>,
  from: number,
  to: number,
): [number, number][] {
  const spans: [number, number][] = [];
  const { maxSdkVersion: max, minSdkVersion: min } = permission;
  const oldTo = Math.min(to, API_MIN_SDK - 1, max === null || max === 0 ? Number.POSITIVE_INFINITY : max);
  if (from <= oldTo) spans.push([from, oldTo]);
  const newFrom = Math.max(from, API_MIN_SDK, min ?? 0);
  const newTo = Math.min(to, max ?? Number.POSITIVE_INFINITY);
  if (newFrom <= newTo) spans.push([newFrom, newTo]);
  return spans;
}
