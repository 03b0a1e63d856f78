/**
 * The full pass over AndroidManifest.xml: ParsingPackageUtils.parseBaseApk and parseBaseApkTags (Android 11 and newer),
 * PackageParser.parseBaseApkCommon (Android 10 and older) in frameworks/base.
 */
import { XmlParser, type ParserMark } from '../axml/parser.js';
import type { XmlTree } from '../axml/tree.js';
import { NEWEST_API } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import { codedError, PermauditError, type ErrorCode, type ErrorData } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { readApplication, readMetaData } from './application.js';
import { ATTR } from './attribute-ids.js';
import type { Manifest, Queries, UsesPermissionTag } from '../facts/facts.js';
import { openManifestTag, readLite, requireLiteMinimum, requireMinSdk, type LiteManifest } from './manifest-lite.js';
import { readSwitchable, switchedOffAt } from './feature-flags.js';
import { noteElement, noteRest, noteSecondUsesSdk } from './manifest-oddities.js';
import { isUsesPermission, noteMisplaced } from './uses-permission-tag.js';
import { ELEMENT_SINCE, readSince } from './read-since.js';
import { readPermissionDefinition } from './permission-definition.js';
import { readQueries } from './queries.js';
import { readUsesPermission, RequestedPermissions } from './requested-permissions.js';
import { checkLength, STRING_LIMITS } from './string-limits.js';
import { Checks } from './refusals/checks.js';
import type { Below } from './refusals/manifest.js';
import { StyledAttributes } from './styled-attributes.js';

/** Android 11: the loop over the manifest's children no longer looks at depth. */
const API_DEPTH_BLIND = 30;
/** Android 11: apps with target 30 and more need an application. */
const API_MISSING_APP = 30;
/** Android 15: counts per element are limited (core/java/android/content/res/Element.java). */
const API_ELEMENT_LIMITS = 35;
/** Android 15: parsePermission leaves before it consumes its subtree where maxSdkVersion is below the device's version. */
const API_PERMISSION_MAX_SDK = 35;

const LOWEST_TARGET = 24;

/** What a `uses-sdk` states. */
interface Versions {
  readonly minSdk: number | null;
  readonly targetSdk: number | null;
}

const NO_VERSIONS: Versions = { minSdk: null, targetSdk: null };

/** Tags whose handlers do not consume their subtree, so that Android 11+ reads their children as top-level. */
const NOT_CONSUMED: ReadonlySet<string> = new Set([
  'uses-configuration',
  'uses-feature',
  'supports-screens',
  'protected-broadcast',
  'original-package',
  'adopt-permissions',
  'restrict-update',
  'overlay',
]);

/** How many of an element Android 15 and newer read before they refuse the file. */
const ELEMENT_LIMITS: ReadonlyMap<string, number> = new Map([
  ['uses-permission', 20_000],
  ['permission', 2_000],
  ['application', 100],
  ['uses-sdk', 100],
  ['permission-tree', 100],
  ['permission-group', 100],
  ['uses-feature', 400],
]);

/** What both passes make of a manifest. */
export interface ManifestResult {
  manifest: Manifest;
}

/** Whether a manifest is as an APK holds it, or a source that a build still completes and types. */
export type ManifestForm = 'compiled' | 'source';

/**
 * Reads a manifest as one Android version does: lite pass, then full pass.
 * @throws PermauditError `MAN_*`, `AXML_*`, `APK_IS_SPLIT`, `LIMIT_*`
 */
export function readManifest(
  tree: XmlTree,
  resolver: ResourceResolver,
  reading: Reading,
  form: ManifestForm = 'compiled',
): ManifestResult {
  const lite = readLite(tree, reading);
  if (lite.split !== null) {
    throw new PermauditError(
      'APK_IS_SPLIT',
      { problem: 'split', split: lite.split, package: lite.packageName },
      {
        offset: 0,
        path: tree.data.path,
      },
    );
  }
  let fullMin = 1;
  try {
    const manifest = new FullPass(tree, resolver, reading, lite, form).run();
    fullMin = manifest.minSdk ?? 1;
    return { manifest };
  } finally {
    // What is below the full pass's minimum is refused anyhow.
    if (lite.minSdk > fullMin) requireLiteMinimum(lite.minSdk, reading);
  }
}

class FullPass {
  readonly #parser: XmlParser;
  readonly #manifest: Draft<Manifest>;
  readonly #queries: Draft<Queries> = { packages: [], intents: [], providers: [], offset: null };
  readonly #requested: RequestedPermissions;
  readonly #counts = new Map<string, number>();
  /** What Android refuses beyond what cannot be read; null for a source. */
  #checks: Checks | null;
  #hasInstrumentation = false;
  /** Of the application read last: where it is off, the next one is the app's. */
  #applicationCanBeOff = false;
  /** Whether an application was read that devices accept. */
  #hasApplication = false;
  /** By tag: what only devices refuse that have it switched on. */
  readonly #passedOver = new Map<string, PermauditError>();
  /** The versions that devices read in the last `uses-sdk` that none can switch off, and in those after it. */
  #versions: Versions[] = [NO_VERSIONS];

  constructor(
    private readonly tree: XmlTree,
    private readonly resolver: ResourceResolver,
    private readonly reading: Reading,
    lite: LiteManifest,
    form: ManifestForm,
  ) {
    this.#parser = new XmlParser(tree, reading);
    const { packageName } = lite;
    this.#checks = form === 'source' ? null : new Checks({ parser: this.#parser, resolver, reading, packageName });
    this.#requested = new RequestedPermissions(reading, tree.data.path);
    this.#manifest = emptyManifest(lite.packageName);
    if (lite.needsSplits !== null) this.#manifest.needsSplits = lite.needsSplits;
  }

  run(): Manifest {
    const parser = this.#parser;
    openManifestTag(parser);
    this.#readManifestAttributes(this.#attributes());
    const outer = parser.depth;
    for (const tag of parser.startTags()) {
      const rescanned = parser.depth > outer + 1;
      if (rescanned && !this.#isRescanned()) {
        parser.skipCurrentTag();
        continue;
      }
      const off = switchedOffAt(parser, tag, this.reading);
      if (off === null) this.#readChild(tag, rescanned, false);
      else this.#readBothWays(off, tag, rescanned);
    }
    noteRest(parser, this.reading);
    this.#manifest.requested = this.#requested.list;
    this.#manifest.queries = this.#queries;
    this.#requireApplication();
    this.#settleVersions();
    this.#checks?.end();
    return this.#manifest;
  }

  /** An element that is on on some devices; the loop goes on where it is off. */
  #readBothWays(off: ParserMark, tag: string | null, rescanned: boolean): void {
    const checks = this.#checks;
    const refusal = readSwitchable(off, this.#parser, this.reading, (isForgiven) => {
      if (isForgiven) this.#checks = null;
      this.#readChild(tag, rescanned, true);
    });
    this.#checks = checks;
    this.#parser.reset(off);
    if (tag === 'application') this.#applicationCanBeOff = true;
    if (refusal !== null && tag !== null) this.#passedOver.set(tag, refusal);
  }

  /** A child of an element whose handler did not consume it: top-level on Android 11+, skipped before. */
  #isRescanned(): boolean {
    return this.reading.since(API_DEPTH_BLIND);
  }

  #attributes(): StyledAttributes {
    return new StyledAttributes(this.#parser, this.resolver);
  }

  #fail<Code extends ErrorCode>(code: Code, data: ErrorData<Code>): never {
    throw codedError(code, data, { offset: this.#parser.offset, path: this.tree.data.path });
  }

  #readManifestAttributes(attributes: StyledAttributes): void {
    const manifest = this.#manifest;
    noteElement(this.#parser, 'manifest', this.resolver, this.reading);
    this.#checks?.manifest(attributes);
    const low = attributes.int(ATTR.versionCode, 0) >>> 0;
    manifest.versionCode = (attributes.int(ATTR.versionCodeMajor, 0) >>> 0) * 0x1_0000_0000 + low;
    manifest.versionName = attributes.nonConfigurationString(ATTR.versionName);
    manifest.sharedUserId = attributes.nonConfigurationString(ATTR.sharedUserId);
    checkLength(
      manifest.versionName,
      STRING_LIMITS.name,
      this.#parser,
      { problem: 'attribute', attribute: 'versionName' },
      this.reading,
    );
    checkLength(
      manifest.sharedUserId,
      STRING_LIMITS.package,
      this.#parser,
      { problem: 'attribute', attribute: 'sharedUserId' },
      this.reading,
    );
  }

  /** One start tag that the loop over the manifest's children meets. */
  #readChild(name: string | null, rescanned: boolean, canBeOff: boolean): void {
    const parser = this.#parser;
    if (name === null) this.#fail('MAN_BAD_ELEMENT', { problem: 'noTag' });
    // Those that are off are not counted.
    if (!canBeOff || !this.reading.forgivesFlagged) this.#count(name);
    readSince(ELEMENT_SINCE.get(name) ?? 1, parser, () => {
      this.#readElement(name, rescanned, canBeOff);
    });
  }

  #readElement(name: string, rescanned: boolean, canBeOff: boolean): void {
    const parser = this.#parser;
    const below = this.#checks?.element(name) ?? null;
    if (NOT_CONSUMED.has(name)) {
      if (name === 'uses-feature') this.#readUsesFeature();
      return;
    }
    if (isUsesPermission(name)) this.#readUsesPermission(name, rescanned);
    else if (name === 'application') this.#readApplication();
    else if (name === 'uses-sdk') this.#readUsesSdk(canBeOff);
    else if (name === 'permission') this.#readPermission();
    else if (name === 'queries') readQueries(parser, this.resolver, this.#queries, this.reading, this.#checks);
    else {
      if (name === 'instrumentation') this.#hasInstrumentation = true;
      if (name === 'meta-data') (this.#manifest.manifestMetaData ??= []).push(readMetaData(parser, this.resolver));
      noteElement(parser, name, this.resolver, this.reading);
      this.#skipNoting(name, below);
    }
  }

  /** Skips a subtree, telling of permission requests in it: Android ignores them. */
  #skipNoting(name: string, below: Below | null = null): void {
    const outer = this.#parser.depth;
    while (this.#parser.nextStart(outer)) {
      noteMisplaced(this.#parser, name, this.reading);
      below?.visit(this.#parser.depth - outer);
    }
    below?.end?.();
  }

  #count(name: string): void {
    const key = isUsesPermission(name) ? 'uses-permission' : name;
    const limit = ELEMENT_LIMITS.get(key);
    if (limit === undefined) return;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count === limit + 1 && this.reading.since(API_ELEMENT_LIMITS)) {
      this.#fail('MAN_TOO_MANY', { problem: 'elements', limit, element: key });
    }
  }

  #readUsesPermission(tag: UsesPermissionTag, rescanned: boolean): void {
    const { offset } = this.#parser;
    noteElement(this.#parser, tag, this.resolver, this.reading);
    const permission = readUsesPermission(this.#parser, tag, this.resolver, this.reading);
    if (permission === null) return;
    this.#requested.add(permission);
    if (!rescanned) return;
    this.reading.note({
      code: 'ANOM_MAN_RESCANNED',
      severity: 'high',
      data: { problem: 'inside', tag },
      offset,
      path: this.tree.data.path,
      evidence: permission.name,
      android: [API_DEPTH_BLIND, NEWEST_API],
    });
  }

  #readApplication(): void {
    const parser = this.#parser;
    if (this.#manifest.application === null || this.#applicationCanBeOff) {
      this.#applicationCanBeOff = false;
      noteElement(parser, 'application', this.resolver, this.reading);
      readApplication(
        { parser, resolver: this.resolver, reading: this.reading, checks: this.#checks, part: 'base' },
        this.#manifest,
      );
      this.#hasApplication = true;
      return;
    }
    this.reading.note({
      code: 'ANOM_MAN_SECOND_APPLICATION',
      severity: 'medium',
      data: { problem: 'second' },
      offset: parser.offset,
      path: this.tree.data.path,
      evidence: '<application>',
    });
    // Not consumed on Android 11+: its children come next in the loop.
  }

  /** parseUsesSdk: the last one wins; a string is a codename, anything else a number. */
  #readUsesSdk(canBeOff: boolean): void {
    const parser = this.#parser;
    const place = { offset: parser.offset, path: this.tree.data.path };
    noteElement(parser, 'uses-sdk', this.resolver, this.reading);
    if (this.#counts.get('uses-sdk') === 2) noteSecondUsesSdk(parser, this.reading);
    const attributes = this.#attributes();
    const min = attributes.peek(ATTR.minSdkVersion);
    const target = attributes.peek(ATTR.targetSdkVersion);
    const codename =
      (min?.type === VALUE_TYPE.STRING ? min.string : null) ??
      (target?.type === VALUE_TYPE.STRING ? target.string : null);
    if (codename !== null) this.#fail('MAN_MIN_SDK', { problem: 'preview', codename });
    const minSdk = min === null ? null : min.data | 0;
    requireMinSdk(minSdk ?? 1, this.reading, place);
    const versions = { minSdk, targetSdk: target === null ? minSdk : target.data | 0 };
    this.#versions = canBeOff ? [...this.#versions, versions] : [versions];
    this.#manifest.minSdk = versions.minSdk;
    this.#manifest.targetSdk = versions.targetSdk;
    this.#passedOver.delete('uses-sdk');
    this.#skipNoting('uses-sdk', this.#checks?.usesSdk(this.#manifest.targetSdk ?? 0) ?? null);
  }

  #readUsesFeature(): void {
    const attributes = this.#attributes();
    const name = attributes.nonResourceString(ATTR.name);
    if (name !== null) this.#manifest.usesFeatures.push({ name, required: attributes.boolean(ATTR.required, true) });
  }

  #readPermission(): void {
    noteElement(this.#parser, 'permission', this.resolver, this.reading);
    // ParsedPermissionUtils.parsePermission: `return input.success(null)`; the loop comes to the children next.
    const maxSdk = this.#attributes().int(ATTR.maxSdkVersion, -1);
    const isPast = maxSdk !== -1 && this.reading.since(Math.max(API_PERMISSION_MAX_SDK, maxSdk + 1));
    const defined = readPermissionDefinition(this.#parser, this.resolver, this.#manifest.packageName);
    checkLength(defined.name, STRING_LIMITS.name, this.#parser, { problem: 'permissionName' }, this.reading);
    checkLength(
      defined.group,
      STRING_LIMITS.permissionGroup,
      this.#parser,
      { problem: 'attribute', attribute: 'permissionGroup' },
      this.reading,
    );
    if (isPast) return;
    this.#manifest.defined.push(defined);
    this.#skipNoting('permission', this.#checks?.permission(defined) ?? null);
  }

  /**
   * A manifest without application and instrumentation: refused since Android 11 for targets of 30 and more
   * (DeferredError.MISSING_APP_TAG). Older versions only remember an error (PackageParser.parseBaseApkCommon).
   */
  #requireApplication(): void {
    if (this.#hasApplication || this.#hasInstrumentation) return;
    const refusal = this.#passedOver.get('application');
    const isTold = (this.#manifest.targetSdk ?? 0) >= API_MISSING_APP;
    if (!isTold || !this.reading.since(API_MISSING_APP)) return;
    if (refusal !== undefined) throw refusal;
    this.#fail('MAN_NO_APPLICATION', { problem: 'none' });
  }

  /**
   * Of versions that a feature flag decides, the lowest target that a device would install: it brings the most
   * permissions. Android 15 refuses targets below 24 (PackageManagerService, MIN_INSTALLABLE_TARGET_SDK).
   */
  #settleVersions(): void {
    const installable = this.#versions.filter(({ targetSdk }) => (targetSdk ?? 0) >= LOWEST_TARGET);
    const refusal = this.#passedOver.get('uses-sdk');
    if (installable.length === 0 && refusal !== undefined) throw refusal;
    const { minSdk, targetSdk } = this.#manifest;
    const lowest = [...installable].sort((a, b) => (a.targetSdk ?? 0) - (b.targetSdk ?? 0))[0];
    if (lowest === undefined || lowest.targetSdk === targetSdk) return;
    this.#manifest.targetSdk = lowest.targetSdk;
    this.#manifest.elsewhere = { minSdk, targetSdk };
  }
}

/** A manifest that says nothing yet. */
export function emptyManifest(packageName: string): Draft<Manifest> {
  return {
    packageName,
    label: '',
    labels: {},
    versionCode: 0,
    versionName: null,
    minSdk: null,
    targetSdk: null,
    targetCodename: null,
    requested: [],
    defined: [],
    usesFeatures: [],
    application: null,
    applicationMetaData: [],
    components: [],
    queries: { packages: [], intents: [], providers: [], offset: null },
    sharedUserId: null,
  };
}
