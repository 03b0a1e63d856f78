/** Small apps around the DEX fixtures, and a map that knows what the fixtures use. */
import { readFileSync } from 'node:fs';
import type { Code } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { buildXml } from '../../fixtures/hostile/axml-writer.js';
import { element, int, MANIFEST, plain, text, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { buildZip, type ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';
import { openInput, type OpenInputOptions } from '../../src/inputs/open-input.js';
import type { AppFacts, CodeEvidence, PermissionEvidence } from '../../src/facts/facts.js';
import type { ApiMap, CodeKnowledge } from '../../src/code/knowledge.js';

export const P = (name: string): string => `android.permission.${name}`;

export function dexFixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/dex/${name}.dex`, import.meta.url));
}

/** Small, and known to the fixtures: the real map changes. */
export const MAP: ApiMap = {
  permissions: {
    [P('SEND_SMS')]: { methods: [{ class: 'android.telephony.SmsManager', name: 'sendTextMessage' }] },
    [P('BROADCAST_STICKY')]: { methods: [{ class: 'android.content.Context', name: 'sendStickyBroadcast' }] },
    [P('SET_WALLPAPER')]: { methods: [{ class: 'android.content.Context', name: 'setWallpaper' }] },
    [P('RECORD_AUDIO')]: { methods: [{ class: 'android.media.AudioRecord', name: 'startRecording' }] },
    [P('CAMERA')]: { methods: [{ class: 'android.hardware.Camera', name: 'open' }] },
    [P('CALL_PHONE')]: { intents: [{ action: 'android.intent.action.CALL' }] },
    [P('READ_PHONE_STATE')]: { methods: [{ class: 'android.telephony.TelephonyManager', name: 'getDeviceId' }] },
    [P('READ_CONTACTS')]: {
      uriFields: [{ class: 'android.provider.ContactsContract$Contacts', name: 'CONTENT_URI', access: 'read' }],
    },
    [P('WRITE_CONTACTS')]: {
      uriFields: [{ class: 'android.provider.ContactsContract$Contacts', name: 'CONTENT_URI', access: 'write' }],
    },
    [P('READ_CALL_LOG')]: { uris: [{ uri: 'content://call_log/calls', access: 'read' }] },
    [P('WRITE_CALL_LOG')]: { uris: [{ uri: 'content://call_log/calls', access: 'write' }] },
    [P('READ_CALENDAR')]: {
      uriFields: [{ class: 'android.provider.CalendarContract$Events', name: 'CONTENT_URI', access: 'read' }],
    },
    [P('READ_SMS')]: { uris: [{ uri: 'content://sms', access: 'read' }] },
    [P('ACCESS_FINE_LOCATION')]: {
      methods: [{ class: 'android.location.LocationManager', name: 'getLastKnownLocation' }],
    },
    [P('ACCESS_COARSE_LOCATION')]: {
      methods: [{ class: 'android.location.LocationManager', name: 'getLastKnownLocation' }],
    },
    [P('VIBRATE')]: { methods: [{ class: 'android.os.Vibrator', name: 'vibrate' }] },
    [P('ACCESS_NETWORK_STATE')]: {
      methods: [{ class: 'android.net.ConnectivityManager', name: 'getActiveNetworkInfo' }],
    },
    [P('CHANGE_WIFI_STATE')]: { methods: [{ class: 'android.net.wifi.WifiManager', name: 'startScan' }] },
    [P('GET_ACCOUNTS')]: { methods: [{ class: 'android.accounts.AccountManager', name: 'getAccounts' }] },
    [P('BLUETOOTH_ADMIN')]: { methods: [{ class: 'android.bluetooth.BluetoothAdapter', name: 'enable' }] },
    [P('RECEIVE_BOOT_COMPLETED')]: { capabilities: ['boot-receiver'] },
    [P('RECEIVE_SMS')]: { intents: [{ action: 'android.provider.Telephony.SMS_RECEIVED' }] },
  },
};

export const KNOWLEDGE: CodeKnowledge = {
  apiMap: MAP,
  sdkOf: (name) =>
    name.startsWith('com.adnet.sdk.') ? { id: 'adnet', name: 'AdNet', team: 'AdNet Ltd.', kind: 'ads' } : null,
};

export interface AppSpec {
  requests: readonly string[];
  /** Requests by their full names. */
  asks?: readonly string[];
  entries?: readonly ZipEntrySpec[];
  packageName?: string;
  application?: string;
  /** An activity that the launcher starts. */
  launcher?: string;
  split?: string;
  targetSdk?: number;
  /** Actions that a receiver listens to. */
  receives?: readonly string[];
  /** Bytes before the archive. */
  prefix?: Uint8Array;
}

/** A sound APK. */
export function apkOf(spec: AppSpec): Uint8Array {
  const { requests, entries = [], packageName, application, split, targetSdk, receives = [], prefix, launcher } = spec;
  const asked = [...requests.map(P), ...(spec.asks ?? [])];
  const filters = receives.map((action) => element('intent-filter', [], [element('action', [text('name', action)])]));
  const receiver = element('receiver', [text('name', 'com.example.evidence.Receiver')], filters);
  const starts = ['action.MAIN', 'category.LAUNCHER'].map((name) =>
    element(name.slice(0, name.indexOf('.')), [text('name', `android.intent.${name}`)]),
  );
  const activity = element('activity', [text('name', launcher ?? '')], [element('intent-filter', [], starts)]);
  const children = [...(receives.length === 0 ? [] : [receiver]), ...(launcher === undefined ? [] : [activity])];
  const attributes = application === undefined ? [] : [text('name', application)];
  const root = element(
    'manifest',
    [
      int('versionCode', 1),
      plain('package', packageName ?? 'com.example.evidence'),
      ...(split === undefined ? [] : [plain('split', split)]),
    ],
    [usesSdk(21, targetSdk), ...asked.map((name) => uses(name)), element('application', attributes, children)],
  );
  const all = [{ name: MANIFEST, data: buildXml({ root }), deflate: true }, ...entries];
  return buildZip({ entries: all, ...(prefix === undefined ? {} : { prefix }) });
}

export function dexEntry(name: string, fixture: string, more: Partial<ZipEntrySpec> = {}): ZipEntrySpec {
  return { name, data: dexFixture(fixture), deflate: true, ...more };
}

export function factsWithCode(bytes: Uint8Array, options: OpenInputOptions = {}): AppFacts & { code: CodeEvidence } {
  const facts = openInput(bytes, { code: 'read', codeKnowledge: KNOWLEDGE, identity: 'none', ...options });
  if (facts.code === undefined) throw new Error(`no code: ${facts.error?.code ?? ''}`);
  return { ...facts, code: facts.code };
}

export function codeOf(bytes: Uint8Array, options: OpenInputOptions = {}): CodeEvidence {
  return factsWithCode(bytes, options).code;
}

/** A DEX file of the app with one class that has these methods, as `classes.dex`. */
export function dexOf(className: string, methods: Readonly<Record<string, Code>>): ZipEntrySpec {
  const specs = Object.entries(methods).map(([name, code]) => ({ name, code }));
  return { name: 'classes.dex', data: writeDex({ classes: [{ name: className, methods: specs }] }).bytes };
}

/** The evidence of one permission. */
export function of(code: CodeEvidence, name: string): PermissionEvidence {
  const found = code.permissions.find(({ permission }) => permission === P(name));
  if (found === undefined) throw new Error(`nothing about ${name}`);
  return found;
}

/** `CAMERA used-undeclared` and so on. */
export function verdicts(code: CodeEvidence): string[] {
  return code.permissions.map(({ permission, use }) => `${permission.replace('android.permission.', '')} ${use}`);
}
