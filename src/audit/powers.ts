/**
 * What of an app's permissions and capabilities opens anything: a declaration without effect is no power, and is told in
 * a note instead of a finding.
 */
import { hullOf, intersectRange, mergeRanges, NEWEST_API, type ApiRange } from '../bytes/api-range.js';
import type { AppFacts, Capability, CapabilityId, EffectivePermission } from '../facts/facts.js';
import type { RulebookIndex } from '../rulebook/index-rulebook.js';
import type { DataType } from '../rulebook/types.js';

/** From this target on Android asks for the permission of the type itself, on the API level of the same number. */
const API_TYPE_PERMISSION = 34;

interface TypeNeeds {
  /** The permission of the type. */
  own: string;
  /** Without any of these, or of `system`, the service cannot do what its type says. */
  anyOf: readonly string[];
  /** What only the system's own apps hold. */
  system: readonly string[];
}

const named = (...names: string[]): string[] => names.map((name) => `android.permission.${name}`);

const SOUND = {
  anyOf: named('RECORD_AUDIO'),
  system: named(
    'CAPTURE_AUDIO_HOTWORD',
    'CAPTURE_AUDIO_OUTPUT',
    'CAPTURE_MEDIA_OUTPUT',
    'CAPTURE_TUNER_AUDIO_INPUT',
    'CAPTURE_VOICE_COMMUNICATION_OUTPUT',
  ),
};
const HEALTH = {
  anyOf: [
    ...named('ACTIVITY_RECOGNITION', 'BODY_SENSORS', 'HIGH_SAMPLING_RATE_SENSORS'),
    ...named('health.READ_HEART_RATE', 'health.READ_OXYGEN_SATURATION', 'health.READ_SKIN_TEMPERATURE'),
    'com.google.android.gms.permission.ACTIVITY_RECOGNITION',
  ],
  system: [],
};

/**
 * The types whose work needs a permission that the user grants (ForegroundServiceTypePolicy, FGS_TYPE_POLICY_*). A service
 * for calls may run without the microphone (MANAGE_OWN_CALLS is enough), but then it records nothing.
 */
const TYPE_NEEDS: ReadonlyMap<string, TypeNeeds> = new Map<CapabilityId, TypeNeeds>([
  ['foreground-service-microphone', { own: 'FOREGROUND_SERVICE_MICROPHONE', ...SOUND }],
  ['foreground-service-phone-call', { own: 'FOREGROUND_SERVICE_PHONE_CALL', ...SOUND }],
  [
    'foreground-service-camera',
    { own: 'FOREGROUND_SERVICE_CAMERA', anyOf: named('CAMERA'), system: named('SYSTEM_CAMERA') },
  ],
  [
    'foreground-service-location',
    {
      own: 'FOREGROUND_SERVICE_LOCATION',
      anyOf: named('ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'),
      system: [],
    },
  ],
  ['foreground-service-health', { own: 'FOREGROUND_SERVICE_HEALTH', ...HEALTH }],
]);

const NEEDS_OF_PERMISSION: ReadonlyMap<string, TypeNeeds> = new Map(
  [...TYPE_NEEDS.values()].map((needs) => [`android.permission.${needs.own}`, needs]),
);

/** A foreground service that cannot do what its type says. */
export interface Incapable {
  id: CapabilityId;
  /** Full names: it has none of these. */
  missing: string[];
}

/** A permission that opens nothing by itself. */
export interface Alone {
  /** Full name. */
  permission: string;
  /** Full names: it has none of these. */
  missing: readonly string[];
}

export interface Powers {
  /** The permissions that open something, by name, each on the levels where it does. */
  effective: ReadonlyMap<string, EffectivePermission>;
  /** The capabilities that the app has the permissions for, each on the levels where it has them. */
  capabilities: readonly Capability[];
  incapable: readonly Incapable[];
  /** Permissions that open nothing without another, and what they lack. */
  alone: readonly Alone[];
}

/** What an app of a category holds, of what it declares. `category` is null for none. */
export function powersOf(facts: AppFacts, index: RulebookIndex, category: string | null): Powers {
  const held = new Map(
    facts.permissions
      .filter((permission) => permission.apiRanges.length > 0 && !isOnlyTold(permission))
      .map((each) => [each.name, each]),
  );
  const target = facts.manifest?.targetSdk ?? facts.manifest?.minSdk ?? 0;
  const effective = [...held.values()].flatMap((permission) => {
    const apiRanges = openRanges(permission, held, index, category);
    if (apiRanges.length === 0) return [];
    const narrowed = { ...permission, apiRanges, apiRange: hullOf(apiRanges) };
    return [[permission.name, narrowed] as const];
  });
  const able = facts.capabilities.map((capability) => ({ capability, ...ableRange(capability, held, target) }));
  const alone = [...held.keys()].flatMap((permission) => {
    const missing = index.dataTypeOfPermission(permission)?.opensBeside?.[permission] ?? [];
    return missing.length > 0 && rangesOfAny(missing, held).length === 0 ? [{ permission, missing }] : [];
  });
  return {
    alone,
    effective: new Map(effective),
    capabilities: able.flatMap(({ capability, apiRange }) => (apiRange === null ? [] : [{ ...capability, apiRange }])),
    incapable: able.flatMap(({ capability: { id }, apiRange, missing }) =>
      apiRange === null ? [{ id, missing }] : [],
    ),
  };
}

/**
 * What a device may add by a flag that no file shows is told, and not judged: ACCESS_LOCAL_NETWORK would count against
 * every app with INTERNET and a target below 37, which reached the same devices before there was such a permission.
 */
function isOnlyTold({ origin, impliedBy }: EffectivePermission): boolean {
  return (
    origin === 'implied' &&
    impliedBy.every(({ reason }) => typeof reason !== 'string' && reason.code === 'SPLIT_BEHIND_FLAG')
  );
}

type Held = ReadonlyMap<string, EffectivePermission>;

/** Where a permission opens what its data type says. */
function openRanges(
  permission: EffectivePermission,
  held: Held,
  index: RulebookIndex,
  category: string | null,
): readonly ApiRange[] {
  const { name, apiRanges } = permission;
  const dataType = index.dataTypeOfPermission(name);
  if (dataType !== undefined && !meansSomethingIn(dataType, category)) return [];
  const needs = NEEDS_OF_PERMISSION.get(name);
  const able = needs === undefined ? apiRanges : overlap(apiRanges, workableOn(needs, held));
  const last = dataType?.opensUntil?.[name];
  const open = last === undefined ? able : overlap(able, [[1, last]]);
  const beside = dataType?.opensBeside?.[name];
  return beside === undefined ? open : overlap(open, rangesOfAny(beside, held));
}

/** Whether access to it is of concern in a category at all: a wallpaper is, where the borrower can be shamed by it. */
function meansSomethingIn({ onlyIn }: DataType, category: string | null): boolean {
  return onlyIn === undefined || (category !== null && onlyIn.includes(category));
}

/** Where the app has the permissions that a capability needs: the hull, or null and what is missing. */
function ableRange(
  { id, apiRange }: Capability,
  held: Held,
  target: number,
): { apiRange: ApiRange | null; missing: string[] } {
  const needs = TYPE_NEEDS.get(id);
  if (needs === undefined) return { apiRange, missing: [] };
  const able = overlap([apiRange], workableOn(needs, held));
  if (able.length === 0) return { apiRange: null, missing: [...needs.anyOf] };
  const own = `android.permission.${needs.own}`;
  const startable: ApiRange[] =
    target < API_TYPE_PERMISSION ? [[1, NEWEST_API]] : [[1, API_TYPE_PERMISSION - 1], ...rangesOfAny([own], held)];
  return { apiRange: hullOf(overlap(able, startable)), missing: [own] };
}

/** Where the app holds a permission that the work of the type needs. */
function workableOn({ anyOf, system }: TypeNeeds, held: Held): ApiRange[] {
  return rangesOfAny([...anyOf, ...system], held);
}

function rangesOfAny(names: readonly string[], held: Held): ApiRange[] {
  return mergeRanges(names.flatMap((name) => held.get(name)?.apiRanges ?? []));
}

function overlap(some: readonly ApiRange[], others: readonly ApiRange[]): ApiRange[] {
  return mergeRanges(
    some.flatMap((one) => others.map((other) => intersectRange(one, other)).filter((range) => range !== null)),
  );
}
