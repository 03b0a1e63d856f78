import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CAPABILITY_IDS } from '../../src/facts/facts.js';
import { apiMapProblems } from '../../scripts/lib/api-map-problems.mjs';
import { apiMap, isSensitive, permissionInfo } from '../../src/knowledge/index.js';

const P = 'android.permission.';
const known = {
  isPermission: (name: string) => permissionInfo(name) !== null,
  isCapability: (id: string) => (CAPABILITY_IDS as readonly string[]).includes(id),
};

/** `Landroid/media/AudioRecord;` and `<init>` as `AudioRecord.<init>`, with what matters of the entry. */
function shown(permission: string, kind: 'methods' | 'uriFields'): string[] {
  return (apisOf(P + permission)?.[kind] ?? []).map(
    (entry) => `${entry.class.slice(entry.class.lastIndexOf('/') + 1, -1)}.${entry.name} ${entry.strength}`,
  );
}

interface Entry {
  readonly class: string;
  readonly name: string;
  readonly strength: string;
  readonly access?: string;
  readonly uri?: string;
  readonly sinceApi?: number;
}

/** A list as the catalogue of the repository has it: member by member, each with its class and strength. */
function entriesOf(list: object = []): Entry[] {
  const byClass: [string | null, readonly (string | object)[]][] = Array.isArray(list)
    ? [[null, list as readonly object[]]]
    : Object.entries(list as Record<string, readonly (string | object)[]>);
  return byClass.flatMap(([className, entries]) =>
    entries.map((entry) => ({
      ...(className === null ? {} : { class: className }),
      strength: 'strong',
      ...(typeof entry === 'string' ? { name: entry } : entry),
    })),
  ) as Entry[];
}

/** What the compiled map says of a permission, list by list. */
function apisOf(permission: string): Record<(typeof LISTS)[number], Entry[]> | null {
  const { permissions } = apiMap();
  const apis = Object.hasOwn(permissions, permission) ? permissions[permission] : undefined;
  if (apis === undefined) return null;
  return {
    ...{ methods: entriesOf(apis.methods), prototypes: entriesOf(apis.prototypes), fields: entriesOf(apis.fields) },
    ...{ uris: entriesOf(apis.uris), uriFields: entriesOf(apis.uriFields), uriMethods: entriesOf(apis.uriMethods) },
    ...{ paths: entriesOf(apis.paths), texts: entriesOf(apis.texts), intents: entriesOf(apis.intents) },
  };
}

const capabilitiesOf = (permission: string): readonly string[] => apiMap().permissions[permission]?.capabilities ?? [];

/** The lists of a permission as the catalogue of the repository has them: each entry with who says so. */
const LISTS = [
  'methods',
  'prototypes',
  'fields',
  'uris',
  'uriFields',
  'uriMethods',
  'paths',
  'texts',
  'intents',
] as const;
type Sourced = Readonly<
  Record<(typeof LISTS)[number], readonly { readonly sources: readonly string[] }[] | undefined>
> & {
  readonly strings: readonly string[];
  readonly capabilities: readonly string[];
};

const written = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../rules/catalog/api-map.json', import.meta.url)), 'utf8'),
) as { readonly provenance: unknown; readonly permissions: Readonly<Record<string, Sourced>> };

describe('the API map', () => {
  it('is the one of the repository but for where its entries come from, and without any problem', () => {
    expect(apiMap().provenance).toEqual(written.provenance);
    expect(Object.keys(apiMap().permissions)).toEqual(Object.keys(written.permissions));
    for (const [permission, apis] of Object.entries(written.permissions)) {
      const lists = LISTS.map((list) => [list, (apis[list] ?? []).map(({ sources: _sources, ...entry }) => entry)]);
      expect(apisOf(permission), permission).toEqual(Object.fromEntries(lists));
      const { strings = [], capabilities = [] } = apiMap().permissions[permission] ?? {};
      expect({ strings, capabilities }).toEqual({ strings: apis.strings, capabilities: apis.capabilities });
    }
    expect(apiMapProblems(written, known)).toEqual([]);
  });

  it('names its sources, and each of them is used', () => {
    const entries = Object.values(written.permissions).flatMap((apis) => LISTS.flatMap((list) => apis[list] ?? []));
    const used = new Set(entries.flatMap(({ sources }) => sources));
    expect([...used].sort()).toEqual(['axplorer-sdk', 'curated', 'metalava', 'providers', 'review']);
    const described = apiMap().provenance.sources.map((line) => line.split(':')[0]);
    for (const source of used) expect(described).toContain(source);
  });

  it.each([
    ['RECORD_AUDIO', 'AudioRecord.<init> strong'],
    ['RECORD_AUDIO', 'MediaRecorder.setAudioSource strong'],
    ['RECORD_AUDIO', 'SpeechRecognizer.startListening strong'],
    ['RECORD_AUDIO', 'SpeechRecognizer.createSpeechRecognizer weak'],
    ['CAMERA', 'CameraManager.openCamera strong'],
    ['CAMERA', 'Camera.open strong'],
    ['CAMERA', 'ProcessCameraProvider.bindToLifecycle strong'],
    ['SEND_SMS', 'SmsManager.sendTextMessage strong'],
    ['ACCESS_FINE_LOCATION', 'FusedLocationProviderClient.requestLocationUpdates strong'],
    ['ACCESS_FINE_LOCATION', 'LocationManager.getLastKnownLocation strong'],
    ['ACCESS_BACKGROUND_LOCATION', 'LocationManager.requestLocationUpdates weak'],
    ['ACCESS_BACKGROUND_LOCATION', 'GeofencingClient.addGeofences strong'],
    ['QUERY_ALL_PACKAGES', 'PackageManager.getInstalledPackages strong'],
    ['QUERY_ALL_PACKAGES', 'PackageManager.queryIntentActivities weak'],
    ['PACKAGE_USAGE_STATS', 'UsageStatsManager.queryUsageStats strong'],
    ['SYSTEM_ALERT_WINDOW', 'Settings.canDrawOverlays strong'],
    ['SYSTEM_ALERT_WINDOW', 'WindowManager.addView weak'],
    ['WRITE_EXTERNAL_STORAGE', 'Environment.getExternalStorageDirectory weak'],
    ['health.READ_HEART_RATE', 'HealthConnectClient.readRecords weak'],
  ])('knows for %s: %s', (permission, expected) => {
    expect(shown(permission, 'methods')).toContain(expected);
  });

  it.each([
    ['BLUETOOTH', 'BluetoothAdapter.getDefaultAdapter'],
    ['BLUETOOTH', 'BluetoothManager.getAdapter'],
    ['REQUEST_COMPANION_PROFILE_WATCH', 'CompanionDeviceManager.associate'],
    ['CAMERA', 'CameraManager.setTorchMode'],
    ['CALL_PHONE', 'TelecomManager.endCall'],
    ['ACCESS_COARSE_LOCATION', 'LocationManager.addNmeaListener'],
    ['ACCESS_FINE_LOCATION', 'LocationManager.removeUpdates'],
  ])('does not take for a use of %s: %s', (permission, api) => {
    expect(shown(permission, 'methods').filter((line) => line.startsWith(`${api} `))).toEqual([]);
  });

  it('tells reading from writing by the permission, for one and the same URI', () => {
    const access = (permission: string) =>
      apisOf(P + permission)?.uriFields.find(
        ({ class: type, name }) => type === 'Landroid/provider/CallLog$Calls;' && name === 'CONTENT_URI',
      )?.access;
    expect([access('READ_CALL_LOG'), access('WRITE_CALL_LOG')]).toEqual(['read', 'write']);
    expect(apisOf(`${P}READ_SMS`)?.uris.map(({ uri }) => uri)).toContain('content://sms');
  });

  it('knows on which versions a getter needed the permission', () => {
    const deviceId = apisOf(`${P}READ_PHONE_STATE`)?.methods.find(({ name }) => name === 'getDeviceId');
    expect(deviceId).toMatchObject({ class: 'Landroid/telephony/TelephonyManager;', untilApi: 28 });
    expect(deviceId?.sinceApi).toBeUndefined();
  });

  it('counts what the manifest declares as evidence', () => {
    expect(capabilitiesOf(`${P}RECEIVE_SMS`)).toContain('sms-receiver');
    expect(capabilitiesOf(`${P}FOREGROUND_SERVICE_MICROPHONE`)).toEqual(['foreground-service-microphone']);
  });

  it('lists no constant that the compiler copies, and no callback that Android calls', () => {
    for (const permission of Object.keys(apiMap().permissions)) {
      const apis = apisOf(permission);
      if (apis === null) throw new Error(permission);
      for (const { name } of apis.methods) expect(name).not.toMatch(/^on[A-Z]/);
      for (const { name } of apis.fields) expect(name).not.toMatch(/^(?:ACTION|LISTEN|TYPE)_/);
      for (const { name } of apis.uriFields) expect(name).toMatch(/URI/);
    }
  });

  it('has nothing that only system apps can hold, beyond what was reviewed', () => {
    for (const name of Object.keys(apiMap().permissions)) {
      const info = permissionInfo(name);
      if (info === null || isSensitive(name) || info.vendor !== undefined) continue;
      if (info.kind === 'normal' || info.kind === 'dangerous') continue;
      const apis = written.permissions[name];
      const sources = LISTS.flatMap((list) => apis?.[list] ?? []).map((entry) => entry.sources);
      expect([name, sources.every((list) => list.includes('review') || list.includes('curated'))]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('is read on first use, and so is the SDK catalogue', () => {
    const library = new URL('../../dist/knowledge/index.js', import.meta.url).href;
    const script = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { readFileSync } = fs;
      const names = [];
      fs.readFileSync = (path, ...rest) => {
        names.push(String(path).split('/').at(-1));
        return readFileSync(path, ...rest);
      };
      syncBuiltinESMExports();
      const { apiMap, sdkOf, permissionInfo } = await import('${library}');
      const read = () => names.filter((name) => /[.]jsonl?$/.test(name));
      permissionInfo('');
      const before = read();
      apiMap();
      const between = read();
      sdkOf('com.example.Main');
      console.log(JSON.stringify([before, between, read()]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const files = ['catalog.jsonl', 'api-map.json', 'sdks.jsonl'];
    expect(JSON.parse(output)).toEqual([files.slice(0, 1), files.slice(0, 2), files]);
  });

  it('says nothing of permissions that it does not know, nor of names that objects have', () => {
    expect(apisOf(`${P}NOT_A_PERMISSION`)).toBeNull();
    expect(apisOf('constructor')).toBeNull();
    expect(apisOf('__proto__')).toBeNull();
  });
});

describe('apiMapProblems', () => {
  const entry = { sources: ['review'], strength: 'strong' } as const;
  const apis = {
    ...{ methods: [{ class: 'La/B;', name: 'c', ...entry }], fields: [], uriFields: [], uriMethods: [], paths: [] },
    ...{ uris: [], intents: [], strings: [], capabilities: [], source: 'ref:a/B' },
  };
  const prototype = { class: 'La/B;', name: 'c', takes: ['com.google.a.B', '*', 'long'], gives: '*', ...entry };
  const mapOf = (change: object): object => ({
    provenance: { generator: 'g', licence: 'l', sources: ['s'], review: 'r' },
    permissions: { [`${P}CAMERA`]: { ...apis, ...change } },
  });

  it('finds nothing wrong with a good map', () => {
    expect(apiMapProblems(mapOf({}), known)).toEqual([]);
    const texts = [{ text: 'a', beside: 'bind-service', ...entry }];
    expect(apiMapProblems(mapOf({ prototypes: [prototype], texts }), known)).toEqual([]);
  });

  it.each([
    ['a class with dots', { methods: [{ class: 'a.B', name: 'c', ...entry }] }, 'not a class descriptor'],
    ['no member', { methods: [{ class: 'La/B;', name: '', ...entry }] }, 'not a member name'],
    ['a URI with a slash', { uris: [{ uri: 'content://sms/', access: 'read', ...entry }] }, 'not a content URI'],
    ['an access', { uris: [{ uri: 'content://sms', access: 'rw', ...entry }] }, 'unknown access rw'],
    ['a strength', { methods: [{ class: 'La/B;', name: 'c', ...entry, strength: 'sure' }] }, 'unknown strength'],
    ['a source', { methods: [{ class: 'La/B;', name: 'c', ...entry, sources: ['quark'] }] }, 'bad sources'],
    ['a path', { paths: [{ path: 'sdcard', files: 'read', ...entry }] }, 'not a path'],
    ['a use of files', { paths: [{ path: '/sdcard', files: 'rw', ...entry }] }, 'unknown use of files rw'],
    ['a type', { prototypes: [{ ...prototype, takes: ['LocationRequest'] }] }, 'not a type: LocationRequest'],
    ['types of every app', { prototypes: [{ ...prototype, takes: ['java.util.List'] }] }, 'no type of the library'],
    ['what a text stands beside', { texts: [{ text: 'a', beside: 'rain', ...entry }] }, 'unknown company rain'],
    ['an action', { intents: [{ action: 'CALL', ...entry }] }, 'not an intent action'],
    ['a capability', { capabilities: ['fly'] }, 'unknown capability fly'],
    ['where the review is from', { source: '' }, 'does not say where its review is from'],
    ['nothing at all', { methods: [] }, 'says nothing'],
    ['twice the same', { methods: [apis.methods[0], apis.methods[0]] }, 'twice the same'],
    [
      'an end before its beginning',
      { methods: [{ class: 'La/B;', name: 'c', ...entry, sinceApi: 30, untilApi: 29 }] },
      'ends before it begins',
    ],
  ])('finds %s', (_, change, problem) => {
    expect(apiMapProblems(mapOf(change), known).join('\n')).toContain(problem);
  });

  it('finds a permission that nobody knows', () => {
    const map = { ...mapOf({}), permissions: { 'com.example.MADE_UP': apis } };
    expect(apiMapProblems(map, known)).toEqual(['com.example.MADE_UP: unknown permission']);
  });
});
