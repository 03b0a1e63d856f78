/**
 * Which permissions an app has or asks for on each API level: its own requests
 * (ParsingPackageUtils.parseUsesPermission), then those Android adds (convertCompatPermissions, convertSplitPermissions).
 */
import { pushAll } from '../bytes/lists.js';
import { hullOf, intersectRange, mergeRanges, type ApiRange } from '../bytes/api-range.js';
import { needed, type DeviceSetting } from '../bytes/device.js';
import {
  compatRows,
  definedBy,
  groupOf,
  permissionInfo,
  protectionSpans,
  restrictionOf,
  splitRows,
  type SplitRow,
} from '../knowledge/index.js';
import type { EffectivePermission, ImpliedBy, Manifest, ManifestReading, RequestedPermission } from '../facts/facts.js';
import { protectionLevelText } from './protection-level.js';
import { limitsOf, requestsInForce, termsOf, type InForce } from './requests-in-force.js';
import type { InertClause } from '../facts/clauses.js';

interface Building {
  first: RequestedPermission | null;
  inForce: InForce[];
  ranges: ApiRange[];
  impliedRanges: ApiRange[];
  impliedBy: Map<string, ImpliedBy>;
}

/**
 * The permissions over a range of API levels, requests in manifest order, then implied ones in the order Android adds them.
 * Requests that never take effect are kept, marked as inert.
 */
export function effectivePermissions(readings: readonly ManifestReading[], range: ApiRange): EffectivePermission[] {
  const all = permissionsOf(readings, range);
  const varies = readings.some(({ manifest }) => manifest !== null && readsOnDevices(manifest));
  if (!varies) return all;
  const plain = permissionsOf(
    readings.map((reading) => ({ ...reading, manifest: reading.manifest && withoutDevices(reading.manifest) })),
    range,
  );
  return withDevices(all, new Map(plain.map((permission) => [permission.name, permission])), readings);
}

function permissionsOf(readings: readonly ManifestReading[], range: ApiRange): EffectivePermission[] {
  const building = new Map<string, Building>();
  for (const { apiRange, manifest } of readings) {
    if (manifest === null) continue;
    const span = intersectRange(apiRange, range);
    if (span !== null) addReading(manifest, span, building);
  }
  const own = readings.flatMap(({ manifest }) => manifest?.defined ?? []);
  const defined = new Map(own.map(({ name, protectionLevel }) => [name, protectionLevel]));
  return [...building].map(([name, entry]) => finish(name, entry, range, defined));
}

function readsOnDevices({ requested, elsewhere }: Manifest): boolean {
  return elsewhere !== undefined || requested.some(({ devices }) => devices !== undefined);
}

/** As devices of which nothing is said read it. */
function withoutDevices(manifest: Manifest): Manifest {
  return {
    ...manifest,
    ...manifest.elsewhere,
    requested: manifest.requested.filter(({ devices }) => devices === undefined),
  };
}

/** The permissions with the devices that add to them: by a request of their own, or by that of another permission. */
function withDevices(
  all: readonly EffectivePermission[],
  plain: ReadonlyMap<string, EffectivePermission>,
  readings: readonly ManifestReading[],
): EffectivePermission[] {
  const requests = readings.flatMap(({ manifest }) => manifest?.requested ?? []);
  const settingsOf = (names: readonly string[]): DeviceSetting[] =>
    needed(requests.filter(({ name }) => names.includes(name)).flatMap(({ devices = [] }) => devices));
  const everywhere = needed(requests.flatMap(({ devices = [] }) => devices));
  return all.map((permission) => {
    const { name, apiRanges, impliedBy } = permission;
    if (JSON.stringify(plain.get(name)?.apiRanges ?? []) === JSON.stringify(apiRanges)) return permission;
    const own = settingsOf([name, ...impliedBy.map((by) => by.permission)]);
    const devices = own.length > 0 ? own : everywhere;
    return devices.length === 0 ? permission : { ...permission, devices };
  });
}

function entryOf(building: Map<string, Building>, name: string): Building {
  let entry = building.get(name);
  if (entry === undefined) {
    entry = { first: null, inForce: [], ranges: [], impliedRanges: [], impliedBy: new Map() };
    building.set(name, entry);
  }
  return entry;
}

function addReading(manifest: Manifest, span: ApiRange, building: Map<string, Building>): void {
  const active = new Map<string, ApiRange[]>();
  for (const [name, requests] of byName(manifest.requested)) {
    const entry = entryOf(building, name);
    entry.first ??= requests[0] ?? null;
    const inForce = requestsInForce(requests, span);
    pushAll(entry.inForce, inForce);
    const ranges = inForce.map(({ apiRange }) => apiRange);
    pushAll(entry.ranges, ranges);
    addRanges(active, name, ranges);
  }
  addImplied(manifest.targetSdk ?? 0, span, active, building);
}

function byName(requests: readonly RequestedPermission[]): Map<string, RequestedPermission[]> {
  const groups = new Map<string, RequestedPermission[]>();
  for (const request of requests) {
    const group = groups.get(request.name);
    if (group === undefined) groups.set(request.name, [request]);
    else group.push(request);
  }
  return groups;
}

function addRanges(active: Map<string, ApiRange[]>, name: string, ranges: readonly ApiRange[]): void {
  const known = active.get(name);
  if (known === undefined) active.set(name, [...ranges]);
  else pushAll(known, ranges);
}

function addImplied(
  targetSdk: number,
  span: ApiRange,
  active: Map<string, ApiRange[]>,
  building: Map<string, Building>,
): void {
  for (const row of compatRows()) {
    const since = intersectRange(span, [row.sinceApi, span[1]]);
    if (targetSdk >= row.targetSdkBelow || since === null) continue;
    for (const name of row.new) {
      imply(
        name,
        [since],
        {
          permission: '',
          targetSdkBelow: row.targetSdkBelow,
          reason: { code: 'COMPAT', data: { targetSdkBelow: row.targetSdkBelow } },
        },
        active,
        building,
      );
    }
  }
  for (const row of splitRows()) {
    if (row.targetSdkBelow !== null && targetSdk >= row.targetSdkBelow) continue;
    const ranges = (active.get(row.permission) ?? [])
      .map((range) => intersectRange(range, [row.sinceApi, span[1]]))
      .filter((range) => range !== null);
    if (ranges.length === 0) continue;
    for (const name of row.new) imply(name, ranges, impliedBy(row), active, building);
  }
}

function imply(
  name: string,
  ranges: readonly ApiRange[],
  reason: ImpliedBy,
  active: Map<string, ApiRange[]>,
  building: Map<string, Building>,
): void {
  const entry = entryOf(building, name);
  pushAll(entry.impliedRanges, ranges);
  entry.impliedBy.set(`${reason.permission} ${reason.targetSdkBelow}`, reason);
  addRanges(active, name, ranges);
}

function impliedBy(row: SplitRow): ImpliedBy {
  const { permission, targetSdkBelow, vendor, featureFlag: flag } = row;
  const short = permission.replace(/^android\.permission\./, '');
  if (flag !== undefined) {
    const data = { permission: short, targetSdkBelow, flag };
    return { permission, targetSdkBelow, reason: { code: 'SPLIT_BEHIND_FLAG', data } };
  }
  const data = { permission: short, targetSdkBelow, vendor: vendor ?? null };
  return { permission, targetSdkBelow, reason: { code: 'SPLIT', data } };
}

function finish(
  name: string,
  entry: Building,
  range: ApiRange,
  defined: ReadonlyMap<string, number>,
): EffectivePermission {
  const requested = existing(name, mergeRanges(entry.ranges), range);
  const implied = existing(name, mergeRanges(entry.impliedRanges), range);
  const apiRanges = mergeRanges([...requested, ...implied]);
  const inForce = entry.inForce.filter((span) =>
    requested.some((range) => intersectRange(span.apiRange, range) !== null),
  );
  const first = firstOf(inForce) ?? entry.first;
  const limits = limitsOf(inForce.length === 0 && first !== null ? [{ apiRange: range, requests: [first] }] : inForce);
  const terms = termsOf(inForce, requested);
  const newest = apiRanges[apiRanges.length - 1]?.[1] ?? range[1];
  const platform = definedBy(name);
  // An app cannot define what the platform has: Android keeps its own.
  const ownLevel = platform === 'unknown' ? defined.get(name) : undefined;
  return {
    name,
    origin: first === null ? 'implied' : 'requested',
    impliedBy: [...entry.impliedBy.values()],
    element: first?.element ?? null,
    ...limits,
    ...(terms === null ? {} : { terms }),
    apiRange: hullOf(apiRanges),
    apiRanges,
    inert: apiRanges.length > 0 ? null : inertReason(name, entry, range),
    definedBy: ownLevel === undefined ? platform : 'app',
    protection:
      ownLevel === undefined
        ? protectionSpans(name, range)
        : [{ apiRange: range, level: protectionLevelText(ownLevel) }],
    group: groupOf(name, newest),
    restricted: restrictionOf(name),
    offset: first?.offset ?? null,
  };
}

/** Of the requests in force on any version, the one that stands first in the manifest. */
function firstOf(inForce: readonly InForce[]): RequestedPermission | null {
  const requests = inForce.flatMap((span) => span.requests);
  return requests.reduce<RequestedPermission | null>((a, b) => (a === null || b.offset < a.offset ? b : a), null);
}

/** The part of some ranges on which the platform has the permission at all; others' permissions are taken to exist. */
function existing(name: string, ranges: ApiRange[], range: ApiRange): ApiRange[] {
  const info = permissionInfo(name);
  if (info === null || info.vendor !== undefined) return ranges;
  // The catalogue starts at API 4: what it has there is older.
  const from = info.added <= 4 ? 1 : info.added;
  const life: ApiRange = [from, (info.gone ?? range[1] + 1) - 1];
  return ranges.map((span) => intersectRange(span, life)).filter((span) => span !== null);
}

function inertReason(name: string, entry: Building, range: ApiRange): InertClause {
  const { maxSdkVersion = null, minSdkVersion = null } = entry.first ?? {};
  if (entry.ranges.length > 0) return { code: 'NEVER_EXISTED', data: {} };
  if (maxSdkVersion !== null && maxSdkVersion < range[0]) {
    return { code: 'MAX_SDK_TOO_LOW', data: { maxSdkVersion, oldest: range[0] } };
  }
  if (minSdkVersion !== null) return { code: 'NO_VERSION_LEFT', data: { minSdkVersion } };
  return { code: name === '' ? 'EMPTY_NAME' : 'NEVER_ACTIVE', data: {} };
}
