/** What an app can do by declaring a component, a foreground service type or a query: no `uses-permission` tells of it. */
import type { ApiRange } from '../bytes/api-range.js';
import { hullOf, intersectRange, NEWEST_API } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import type {
  Capability,
  CapabilityEvidence,
  CapabilityId,
  Component,
  IntentFilter,
  Manifest,
  ManifestReading,
} from '../facts/facts.js';
import { activeRange } from './requested-permissions.js';
import type { CapabilityClause } from '../facts/clauses.js';
import { HANDLER_ROLES, roleComponents } from './roles.js';

const PERMISSION = 'android.permission.';
/** More named packages than this is an inventory, not a need (our proposal; the texts name no number). */
export const MANY_PACKAGES = 20;
const API_QUERIES = 30;

/** Services that the system binds to: the permission only the system holds, and the version that has it. */
const SYSTEM_SERVICES: readonly (readonly [permission: string, id: CapabilityId, since: number])[] = [
  ['BIND_ACCESSIBILITY_SERVICE', 'accessibility-service', 4],
  ['BIND_NOTIFICATION_LISTENER_SERVICE', 'notification-listener', 18],
  ['BIND_VPN_SERVICE', 'vpn-service', 14],
  ['BIND_INPUT_METHOD', 'input-method', 3],
  ['BIND_AUTOFILL_SERVICE', 'autofill-service', 26],
  ['BIND_AUTOFILL', 'autofill-service', 26],
  ['BIND_SCREENING_SERVICE', 'call-screening-service', 24],
  ['BIND_CALL_REDIRECTION_SERVICE', 'call-redirection-service', 29],
  ['BIND_INCALL_SERVICE', 'in-call-service', 23],
  ['BIND_VOICE_INTERACTION', 'voice-interaction-service', 21],
  ['BIND_CARRIER_MESSAGING_CLIENT_SERVICE', 'carrier-messaging-client', 29],
  ['BIND_COMPANION_DEVICE_SERVICE', 'companion-device-service', 31],
  ['BIND_QUICK_SETTINGS_TILE', 'quick-settings-tile', 24],
];

/** Broadcasts that tell an app what others say or do. */
const RECEIVER_ACTIONS: readonly (readonly [action: string, id: CapabilityId])[] = [
  ['android.provider.Telephony.SMS_RECEIVED', 'sms-receiver'],
  ['android.provider.Telephony.SMS_DELIVER', 'sms-receiver'],
  ['android.provider.Telephony.WAP_PUSH_RECEIVED', 'sms-receiver'],
  ['android.provider.Telephony.WAP_PUSH_DELIVER', 'sms-receiver'],
  ['android.intent.action.DATA_SMS_RECEIVED', 'sms-receiver'],
  ['android.intent.action.BOOT_COMPLETED', 'boot-receiver'],
  ['android.intent.action.LOCKED_BOOT_COMPLETED', 'boot-receiver'],
  ['android.intent.action.QUICKBOOT_POWERON', 'boot-receiver'],
  ['android.intent.action.NEW_OUTGOING_CALL', 'outgoing-call-receiver'],
  ['android.intent.action.PHONE_STATE', 'phone-state-receiver'],
];

/** ServiceInfo.FOREGROUND_SERVICE_TYPE_* bits. */
const FOREGROUND_TYPES: readonly (readonly [bit: number, id: CapabilityId])[] = [
  [1 << 0, 'foreground-service-data-sync'],
  [1 << 1, 'foreground-service-media-playback'],
  [1 << 2, 'foreground-service-phone-call'],
  [1 << 3, 'foreground-service-location'],
  [1 << 4, 'foreground-service-connected-device'],
  [1 << 5, 'foreground-service-media-projection'],
  [1 << 6, 'foreground-service-camera'],
  [1 << 7, 'foreground-service-microphone'],
  [1 << 8, 'foreground-service-health'],
  [1 << 9, 'foreground-service-remote-messaging'],
  [1 << 10, 'foreground-service-system-exempted'],
  [1 << 11, 'foreground-service-short-service'],
  [1 << 13, 'foreground-service-media-processing'],
  [1 << 30, 'foreground-service-special-use'],
];
const API_FOREGROUND_TYPES = 29;
const API_LOCATION_BUTTON = 37;

/** What gives a capability, and where it stands: a component, or an element of another kind. */
type Declared = Pick<Component, 'name' | 'module' | 'devices'> & { offset: number | null };

/** Collects capabilities in a fixed order, with their evidence. */
class Collector {
  readonly #found = new Map<CapabilityId, Draft<Capability>>();

  constructor(private readonly range: ApiRange) {}

  add(id: CapabilityId, { name, offset, module, devices }: Declared, by: string | CapabilityClause, since = 1): void {
    const apiRange = intersectRange(this.range, [since, NEWEST_API]);
    if (apiRange === null) return;
    const known = this.#found.get(id);
    // Offsets are told of the base's manifest alone.
    const place = module === undefined ? { offset } : { offset: null, module };
    const detail: CapabilityClause = typeof by === 'string' ? { code: 'NAMED', data: { name: by } } : by;
    const evidence = { component: name, detail, ...(devices === undefined ? {} : { devices }), ...place };
    if (known === undefined) this.#found.set(id, { id, apiRange, evidence: [evidence] });
    else addEvidence(known.evidence, evidence);
  }

  list(): Capability[] {
    return [...this.#found.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }
}

/** What all devices read says more than what some read of the same component. */
function addEvidence(list: CapabilityEvidence[], added: CapabilityEvidence): void {
  const keyOf = ({ component, detail, module }: CapabilityEvidence): string =>
    JSON.stringify([component, detail, module]);
  if (added.devices === undefined) {
    const same = list.findIndex((known) => known.devices !== undefined && keyOf(known) === keyOf(added));
    if (same >= 0) list.splice(same, 1);
  }
  list.push(added);
}

/**
 * The capabilities that any reading of a manifest shows within a range, by id in alphabetical order: a capability that
 * only some versions read is there on those, its range the hull of theirs.
 */
export function capabilitiesOfReadings(readings: readonly ManifestReading[], range: ApiRange): Capability[] {
  const byId = new Map<CapabilityId, Capability>();
  for (const { apiRange, manifest } of readings) {
    const span = manifest === null ? null : intersectRange(apiRange, range);
    if (manifest === null || span === null) continue;
    for (const capability of capabilitiesOf(manifest, span)) {
      const known = byId.get(capability.id);
      byId.set(capability.id, known === undefined ? capability : joined(known, capability));
    }
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function joined(newer: Capability, older: Capability): Capability {
  const seen = new Set(newer.evidence.map((evidence) => JSON.stringify(evidence)));
  return {
    ...newer,
    apiRange: hullOf([newer.apiRange, older.apiRange]) ?? newer.apiRange,
    evidence: [...newer.evidence, ...older.evidence.filter((evidence) => !seen.has(JSON.stringify(evidence)))],
  };
}

/** The capabilities a manifest shows over a range of API levels, by id in alphabetical order. */
export function capabilitiesOf(manifest: Manifest, range: ApiRange): Capability[] {
  const found = new Collector(range);
  for (const component of manifest.components) {
    if (component.kind === 'service') addService(component, found);
    else if (component.kind === 'receiver') addReceiver(component, found);
  }
  addHandlers(manifest, found);
  addQueries(manifest, found);
  addMonitoringTool(manifest, found);
  addLocationButton(manifest, found);
  return found.list();
}

/** The values that Google Play takes for `isMonitoringTool` (help answer 12955211). */
const MONITORING: readonly (string | null)[] = ['child_monitoring', 'enterprise_management', 'other'];

/** The flag for Google's review, which its page shows below `<manifest>` and apps have in `<application>`. */
function addMonitoringTool({ applicationMetaData, manifestMetaData = [] }: Manifest, found: Collector): void {
  const places = { '<application>': applicationMetaData, '<manifest>': manifestMetaData };
  for (const [name, metaData] of Object.entries(places)) {
    for (const { value } of metaData.filter((one) => one.name === 'isMonitoringTool' && MONITORING.includes(one.value)))
      found.add('monitoring-tool', { name, offset: null }, `isMonitoringTool=${value ?? ''}`);
  }
}

/**
 * Precise location through the location button alone, as Android 17 has it: every request of ACCESS_FINE_LOCATION that is
 * active there carries the flag (revokePermissionIfOnlyForLocationButton), and the app asks for the button.
 */
function addLocationButton({ requested }: Manifest, found: Collector): void {
  const active = requested.filter(
    (request) => activeRange(request, API_LOCATION_BUTTON, API_LOCATION_BUTTON).length > 0,
  );
  const precise = active.filter(({ name }) => name === `${PERMISSION}ACCESS_FINE_LOCATION`);
  const [first] = precise;
  if (first === undefined || !precise.every((request) => request.onlyForLocationButton)) return;
  if (!active.some(({ name }) => name === `${PERMISSION}USE_LOCATION_BUTTON`)) return;
  const request = { name: `<${first.element}>`, offset: first.offset };
  found.add('location-button-only', request, 'onlyForLocationButton', API_LOCATION_BUTTON);
}

function addService(service: Component, found: Collector): void {
  const { permission } = service;
  for (const [bind, id, since] of SYSTEM_SERVICES) {
    if (permission === PERMISSION + bind) found.add(id, service, bind, since);
  }
  for (const [bit, id] of FOREGROUND_TYPES) {
    if ((service.foregroundServiceType & bit) !== 0) {
      found.add(id, service, 'foregroundServiceType', API_FOREGROUND_TYPES);
    }
  }
  for (const meta of service.metaData) {
    if (meta.name === 'isAccessibilityTool' && meta.value === 'true')
      found.add('accessibility-tool', service, meta.name);
  }
}

function addReceiver(receiver: Component, found: Collector): void {
  const { permission, intentFilters, metaData } = receiver;
  const actions = new Set(intentFilters.flatMap((filter) => filter.actions));
  for (const [action, id] of RECEIVER_ACTIONS) if (actions.has(action)) found.add(id, receiver, action);
  const isAdmin =
    permission === `${PERMISSION}BIND_DEVICE_ADMIN` ||
    metaData.some((meta) => meta.name === 'android.app.device_admin');
  if (isAdmin) found.add('device-admin', receiver, 'BIND_DEVICE_ADMIN', 8);
}

/** What shows that the app qualifies for a role, and the version from which Android has such a default. */
const HANDLERS: Readonly<Record<keyof typeof HANDLER_ROLES, { by: string | CapabilityClause; since: number }>> = {
  'default-sms-handler': { by: 'SMS_DELIVER, WAP_PUSH_DELIVER, SENDTO, RESPOND_VIA_MESSAGE', since: 19 },
  'default-dialer-handler': { by: { code: 'DIAL_TWICE', data: {} }, since: 23 },
  'default-assistant-handler': { by: 'ASSIST', since: 16 },
  'home-screen': { by: 'CATEGORY_HOME', since: 1 },
};

function addHandlers(manifest: Manifest, found: Collector): void {
  for (const id of Object.keys(HANDLERS) as (keyof typeof HANDLERS)[]) {
    const { by, since } = HANDLERS[id];
    for (const component of roleComponents(manifest, HANDLER_ROLES[id])) found.add(id, component, by, since);
  }
}

function addQueries({ queries }: Manifest, found: Collector): void {
  const { packages, intents, offset } = queries;
  for (const name of packages) found.add('queries-packages', { name, offset }, '<package>', API_QUERIES);
  if (new Set(packages).size > MANY_PACKAGES) {
    const by: CapabilityClause = { code: 'PACKAGES', data: { count: new Set(packages).size } };
    found.add('queries-many-packages', { name: '<queries>', offset }, by, API_QUERIES);
  }
  for (const intent of intents) {
    const detail = [...intent.actions, ...intent.categories].join(' ');
    found.add('queries-intents', { name: '<intent>', offset }, detail, API_QUERIES);
    if (isLauncherWildcard(intent)) {
      found.add('queries-launcher-wildcard', { name: '<intent>', offset }, detail, API_QUERIES);
    }
  }
}

/** MAIN without data matches (nearly) every app with a screen: the list of installed apps. */
function isLauncherWildcard({ actions, categories, data }: IntentFilter): boolean {
  if (data.some(({ scheme, host, mimeType }) => scheme !== null || host !== null || mimeType !== null)) return false;
  const isMain = actions.includes('android.intent.action.MAIN') || actions.includes('*');
  const narrow = categories.some(
    (category) => !['android.intent.category.LAUNCHER', 'android.intent.category.DEFAULT'].includes(category),
  );
  return isMain && !narrow;
}
