/**
 * Android App Bundles: each module's protobuf manifest, read from the base and told of the others
 * (developer.android.com, app bundle format; bundletool's AndroidManifest and ManifestDeliveryElement).
 */
import { openXml } from '../axml/tree.js';
import { NEWEST_API } from '../bytes/api-range.js';
import { deadlineOf } from '../bytes/limits.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { DEFAULT_DEVICE } from '../bytes/device.js';
import { Reading } from '../bytes/reading.js';
import { ProtoResources } from '../proto/resources.js';
import { ResourceResolver } from '../resources/resolver.js';
import type { ZipArchive } from '../zip/archive.js';
import { readAsset } from '../zip/asset.js';
import type { AppFacts, AppModule, ModuleDelivery } from '../facts/facts.js';
import { compileDocument, type SourceEvent } from './document.js';
import { compileProtoManifest, protoValues, readProtoManifest } from './proto-manifest.js';
import { readDocument, type ManifestSource, type ReadSettings } from './read-document.js';
import { withSplitComponents, readSplitComponents, type SplitComponents } from './split-components.js';
import { readSplitHeader, type SplitHeader } from './split-header.js';
import { NO_VALUES, TableValues, type ValueTable } from '../resources/value-table.js';

const BASE = 'base';
const DISTRIBUTION = 'http://schemas.android.com/apk/distribution';
const MODULE_MANIFEST = /^([^/]{1,100})\/manifest\/AndroidManifest\.xml$/;
const MAX_MODULES = 100;

/** Whether an archive is an app bundle. */
export function isAppBundle(archive: ZipArchive): boolean {
  return archive.has('BundleConfig.pb') || archive.has(manifestOf(BASE));
}

function manifestOf(module: string): string {
  return `${module}/manifest/AndroidManifest.xml`;
}

/**
 * The facts of a bundle's base module, as in the APKs built from it, and what its other modules try to add.
 * @throws PermauditError `APK_NO_BASE`, `APK_SPLITS_DISAGREE`, `PROTO_CORRUPT`, `ZIP_*`, `LIMIT_*`
 */
export function readAppBundle(
  archive: ZipArchive,
  file: string,
  input: { sha256: string | null; size: number },
  settings: ReadSettings,
): { facts: AppFacts; manifest: ManifestSource } {
  const reading = new Reading(settings.apiRange?.[1] ?? NEWEST_API, settings.limits, deadlineOf(settings.limits));
  const bytes = readEntry(archive, manifestOf(BASE), settings.limits.manifestBytes, reading);
  if (bytes === null) {
    throw new PermauditError('APK_NO_BASE', { problem: 'bundle' }, { path: manifestOf(BASE) });
  }
  const values = readValues(archive, reading);
  const manifest: ManifestSource = {
    document: compileProtoManifest(bytes, manifestOf(BASE), reading),
    resolverFor: (current) => new ResourceResolver(new TableValues(values, current)),
    notes: reading.anomalies,
    path: manifestOf(BASE),
  };
  const base = readDocument(manifest, file, input, settings);
  const modules = readModules(archive, settings, reading);
  const facts = { ...base, modules: modules.map(({ module }) => module) };
  // An asset pack has no code, and so no component that could run.
  const adding = modules.filter(({ module: { kind } }) => kind === 'feature');
  const added = new Map(adding.map(({ module, components }) => [module.name, components]));
  return { facts: withSplitComponents(facts, added), manifest };
}

function readEntry(archive: ZipArchive, key: string, limit: number, reading: Reading): Uint8Array | null {
  const entry = archive.find(key);
  return entry === null ? null : readAsset(archive, entry, limit, reading);
}

/** A bundle without resources is fine: nothing then resolves. */
function readValues(archive: ZipArchive, reading: Reading): ValueTable {
  const path = `${BASE}/resources.pb`;
  const bytes = readEntry(archive, path, reading.limits.resourcesBytes, reading);
  return bytes === null ? NO_VALUES : protoValues(ProtoResources.open(bytes, path, reading));
}

interface ReadModule {
  module: AppModule;
  components: SplitComponents;
}

/** The base comes first. */
function readModules(archive: ZipArchive, settings: ReadSettings, reading: Reading): ReadModule[] {
  const names = [...archive.keys()].flatMap((key) => MODULE_MANIFEST.exec(key)?.[1] ?? []);
  if (names.length > MAX_MODULES) {
    throw new PermauditError('LIMIT_INPUT', { problem: 'modules', count: names.length, limit: MAX_MODULES });
  }
  const modules = names.map((name) => readModule(archive, name, settings, reading));
  const base = modules.find(({ module: { name } }) => name === BASE);
  if (base === undefined) throw new PermauditError('APK_NO_BASE', { problem: 'bundle' });
  const requested = new Set(base.module.permissionsIgnored);
  const others = modules
    .filter((one) => one !== base)
    .map(({ module, components }) => {
      checkModule(base.module, module);
      const permissionsOnlyHere = module.permissionsIgnored.filter((name) => !requested.has(name));
      return { module: { ...module, permissionsOnlyHere }, components };
    });
  return [{ ...base, module: { ...base.module, permissionsIgnored: [] } }, ...others];
}

/** bundletool refuses modules of different packages; versions are the base's where a module states none. */
function checkModule(base: AppModule, module: AppModule): void {
  const sameVersion = module.versionCode === base.versionCode || module.versionCode === 0;
  if (module.package === base.package && sameVersion) return;
  const { name } = module;
  const problem: ErrorData<'APK_SPLITS_DISAGREE'> =
    module.package === base.package
      ? { problem: 'moduleVersion', module: name, version: module.versionCode, base: base.versionCode }
      : { problem: 'modulePackage', module: name, package: module.package, base: base.package };
  throw new PermauditError('APK_SPLITS_DISAGREE', problem, { path: module.file });
}

function readModule(archive: ZipArchive, name: string, settings: ReadSettings, reading: Reading): ReadModule {
  const path = manifestOf(name);
  const bytes = readEntry(archive, path, settings.limits.manifestBytes, reading) ?? new Uint8Array();
  const events = readProtoManifest(bytes, path, reading);
  const { header, components } = headOf(events, path, reading);
  const delivery = name === BASE ? { ...BASE_DELIVERY } : deliveryOf(events);
  const module: AppModule = {
    name,
    kind: name === BASE ? 'base' : delivery.assetPack ? 'asset-pack' : 'feature',
    file: path,
    package: header.packageName,
    versionCode: header.versionCode,
    permissionsIgnored: header.permissions,
    permissionsOnlyHere: [],
    delivery: delivery.when,
    fusedIntoBase: delivery.fused,
  };
  return { module, components };
}

function headOf(
  events: SourceEvent[],
  path: string,
  reading: Reading,
): { header: SplitHeader; components: SplitComponents } {
  // A reading of its own: the oddities of a module's manifest are not those of the app's.
  const own = new Reading(reading.api, reading.limits, Number.POSITIVE_INFINITY, DEFAULT_DEVICE, true);
  const tree = openXml(compileDocument(events, path).bytes, path, own);
  const opened = { tree, resolver: new ResourceResolver(new TableValues(NO_VALUES, own)) };
  const header = readSplitHeader(opened, own);
  return { header, components: readSplitComponents(opened, header.packageName, own) };
}

interface Delivery {
  when: ModuleDelivery | null;
  /** bundletool puts the module into the base APK. */
  fused: boolean;
  assetPack: boolean;
}

const BASE_DELIVERY: Delivery = { when: 'install-time', fused: false, assetPack: false };

/**
 * `dist:module` of a manifest: `<dist:delivery>` where it is there, else the older `dist:onDemand`. Install-time modules
 * without conditions become part of the base APK unless they are marked as removable (bundletool 1.0 and newer).
 */
function deliveryOf(events: readonly SourceEvent[]): Delivery {
  const seen = new Set<string>();
  let assetPack = false;
  let onDemandAttribute = false;
  let removable = false;
  for (const event of events) {
    if (event.kind !== 'start' || event.namespace !== DISTRIBUTION) continue;
    seen.add(event.name);
    const value = (name: string): string => textOf(event, name);
    if (event.name === 'module') {
      assetPack = value('type') === 'asset-pack';
      onDemandAttribute = value('onDemand') === 'true';
    }
    if (event.name === 'removable') removable = value('value') === 'true';
    if (event.name === 'permanent') removable = value('value') === 'false';
  }
  const when = whenOf(seen, onDemandAttribute);
  return { when, fused: when === 'install-time' && !removable && !assetPack, assetPack };
}

function whenOf(seen: ReadonlySet<string>, onDemandAttribute: boolean): ModuleDelivery {
  if (seen.has('conditions')) return 'conditional';
  if (seen.has('install-time')) return 'install-time';
  if (seen.has('fast-follow')) return 'fast-follow';
  return seen.has('on-demand') || onDemandAttribute ? 'on-demand' : 'install-time';
}

function textOf(event: Extract<SourceEvent, { kind: 'start' }>, name: string): string {
  const value = event.attributes.find((attribute) => attribute.name === name)?.value;
  if (value === undefined) return '';
  if ('text' in value) return value.text;
  return value.data !== 0 ? 'true' : 'false';
}
