/** Calls of libraries whose names a shrinker took: what their types and strings still show. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, type Code } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { ownKnowledge } from '../../src/code/knowledge.js';
import { isRenamed } from '../../src/code/renamed-classes.js';
import type { PermissionEvidence } from '../../src/facts/facts.js';
import { apkOf, codeOf, P } from './helpers.js';

const GMS = 'Lcom/google/android/gms/';
const LOCATION = 'Landroid/location/Location;';
const CLIENT = `${GMS}common/api/GoogleApiClient;`;
const REQUEST = `${GMS}location/LocationRequest;`;
const LOOPER = 'Landroid/os/Looper;';
const PENDING = 'Landroid/app/PendingIntent;';
const CONTEXT = 'Landroid/content/Context;';
const INFO = `${GMS}ads/identifier/AdvertisingIdClient$Info;`;
const START = 'com.google.android.gms.ads.identifier.service.START';
const AD_ID = 'com.google.android.gms.permission.AD_ID';

function evidenceOf(permission: string, code: Code, owner = 'Lcom/example/evidence/Main;'): PermissionEvidence | null {
  const data = writeDex({ classes: [{ name: owner, methods: [{ name: 'run', code }] }] }).bytes;
  const bytes = apkOf({ requests: [permission], targetSdk: 34, entries: [{ name: 'classes.dex', data }] });
  const { permissions } = codeOf(bytes, { codeKnowledge: ownKnowledge() });
  return permissions.find(({ permission: name }) => name === permission || name === P(permission)) ?? null;
}

function told(permission: string, code: Code, owner?: string): string {
  const found = evidenceOf(permission, code, owner);
  if (found === null) return 'nothing';
  return found.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : found.use;
}

const renamed = (takes: readonly string[], gives: string, owner = 'Lh1/b;'): Code => call(owner, 'a', takes, gives);

describe('a call of a renamed client of Play services', () => {
  it.each<[string, string, Code]>([
    ['ACCESS_FINE_LOCATION', 'the last location', renamed([CLIENT], LOCATION)],
    ['ACCESS_COARSE_LOCATION', 'the last location', renamed([CLIENT], LOCATION)],
    ['ACCESS_FINE_LOCATION', 'updates for a listener', renamed([CLIENT, REQUEST, 'Lh1/c;'], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'updates on a thread', renamed([CLIENT, REQUEST, 'Lh1/c;', LOOPER], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'updates of the newer client', renamed([REQUEST, 'Lh1/c;', LOOPER], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'updates by an intent', renamed([REQUEST, PENDING], 'Lh1/d;')],
    [
      'ACCESS_FINE_LOCATION',
      'updates in a package that kept its name',
      renamed([REQUEST, PENDING], 'Lh1/d;', `${GMS}location/a;`),
    ],
    ['ACCESS_BACKGROUND_LOCATION', 'geofences', renamed([`${GMS}location/GeofencingRequest;`, PENDING], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'geofences', renamed([`${GMS}location/GeofencingRequest;`, PENDING], 'Lh1/d;')],
    ['ACTIVITY_RECOGNITION', 'activities', renamed([CLIENT, 'J', PENDING], 'Lh1/d;')],
    ['ACTIVITY_RECOGNITION', 'transitions', renamed([`${GMS}location/ActivityTransitionRequest;`, PENDING], 'Lh1/d;')],
  ])('%s: %s', (permission, _, code) => {
    expect(told(permission, code)).toBe('used');
  });

  it.each<[string, string, Code]>([
    ['ACCESS_FINE_LOCATION', 'a client that is made', renamed([CONTEXT], CLIENT)],
    ['ACCESS_FINE_LOCATION', 'a request for the settings', renamed([REQUEST], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'a location from elsewhere', renamed([CONTEXT], LOCATION)],
    ['ACCESS_FINE_LOCATION', 'types in another order', renamed([LOOPER, 'Lh1/c;', REQUEST], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'one type more', renamed([REQUEST, 'Lh1/c;', LOOPER, 'I'], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', 'a number in place of a class', renamed([REQUEST, 'I', LOOPER], 'Lh1/d;')],
    ['ACCESS_FINE_LOCATION', "the library's own inner part, which gives nothing", renamed([REQUEST, PENDING], 'V')],
    ['ACCESS_FINE_LOCATION', 'a class with a name of its own', renamed([CLIENT], LOCATION, 'Lcom/example/Locations;')],
    [
      'ACCESS_FINE_LOCATION',
      'the inner part of a library that kept its names',
      renamed([REQUEST, 'Lh1/c;', LOOPER], 'Lh1/d;', `${GMS}internal/location/zz;`),
    ],
    ['ACCESS_COARSE_LOCATION', 'geofences', renamed([`${GMS}location/GeofencingRequest;`, PENDING], 'Lh1/d;')],
    ['ACTIVITY_RECOGNITION', 'the end of updates', renamed([CLIENT, PENDING], 'Lh1/d;')],
  ])('%s: not %s', (permission, _, code) => {
    expect(told(permission, code)).toBe('no-evidence');
  });

  it('is quoted as it stands in the code', () => {
    const [site] = evidenceOf('ACCESS_FINE_LOCATION', renamed([CLIENT], LOCATION))?.sites ?? [];
    expect(site).toMatchObject({ kind: 'method', api: `h1.b.a(${CLIENT})${LOCATION}`, callerMethod: 'run' });
  });
});

describe('the advertising identifier', () => {
  const bind = call(CONTEXT, 'bindService');
  const tracker = (takes: readonly string[], gives = 'Z'): Code =>
    all(loadString(START), call('Lh1/t;', 'a', takes, gives));
  const BIND = [CONTEXT, 'Landroid/content/Intent;', 'Landroid/content/ServiceConnection;', 'I'];

  it.each<[string, Code, string]>([
    ['by a renamed client that keeps the type of its answer', renamed([CONTEXT], INFO), 'used'],
    ['by a client that binds to the service', all(loadString(START), bind), 'used'],
    ["by Play services' way to bind", tracker(BIND), 'used'],
    ["by Play services' newer way to bind", tracker([CONTEXT, 'Ljava/lang/String;', ...BIND.slice(1)]), 'used'],
    ['by the name of the service alone', loadString(START), 'hint'],
    ['by a name and other types', tracker([CONTEXT, 'Landroid/content/Intent;', 'I']), 'hint'],
    ['by a name and another answer', tracker(BIND, 'V'), 'hint'],
    ['by a service alone', bind, 'no-evidence'],
  ])('is taken %s: %s', (_, code, expected) => {
    const data = writeDex({
      classes: [{ name: 'Lcom/example/evidence/Main;', methods: [{ name: 'run', code }] }],
    }).bytes;
    const entries = [{ name: 'classes.dex', data }];
    const { permissions } = codeOf(apkOf({ requests: [], asks: [AD_ID], targetSdk: 34, entries }), {
      codeKnowledge: ownKnowledge(),
    });
    const found = permissions.find(({ permission }) => permission === AD_ID);
    expect(found?.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : found?.use).toBe(expected);
  });
});

describe('what a web page is given', () => {
  const grant = call('Landroid/webkit/PermissionRequest;', 'grant');
  const VIDEO = 'android.webkit.resource.VIDEO_CAPTURE';
  const AUDIO = 'android.webkit.resource.AUDIO_CAPTURE';

  it.each<[string, string, Code, string]>([
    ['CAMERA', 'whatever it asks for', grant, 'hint'],
    ['RECORD_AUDIO', 'whatever it asks for', grant, 'hint'],
    ['CAMERA', 'the camera', all(grant, loadString(VIDEO)), 'used'],
    ['RECORD_AUDIO', 'the microphone', all(grant, loadString(AUDIO)), 'used'],
    ['RECORD_AUDIO', 'the camera', all(grant, loadString(VIDEO)), 'hint'],
    ['CAMERA', 'nothing', loadString(VIDEO), 'hint'],
  ])('%s: %s: %s', (permission, _, code, expected) => {
    expect(told(permission, code)).toBe(expected);
  });
});

describe('names that a shrinker makes', () => {
  it.each([
    ['La;', true],
    ['Lh1/b;', true],
    ['La/b/c;', true],
    ['La/b$c;', true],
    ['Lcom/example/abc;', true],
    ['Lcom/example/abcd;', false],
    ['Lcom/example/Main$a;', true],
    ['Lcom/google/android/gms/location/zza;', false],
    ['Lcom/google/android/gms/internal/ab;', false],
    ['Lcom/google/android/gms/location/LocationServices;', false],
    ['', false],
    ['L;', false],
    ['La/;', false],
  ])('%s: %s', (descriptor, expected) => {
    expect(isRenamed(descriptor)).toBe(expected);
  });
});

describe('members that are looked up by name', () => {
  const forName = call('Ljava/lang/Class;', 'forName');
  const find = call('Ljava/lang/Class;', 'getMethod');
  const invoke = call('Ljava/lang/reflect/Method;', 'invoke');
  const MANAGER = 'android.telephony.TelephonyManager';
  const names = (...texts: readonly string[]): Code => all(...texts.map(loadString));
  const old = { targetSdk: 22 };

  const toldOf = (permission: string, methods: Readonly<Record<string, Code>>): string => {
    const specs = Object.entries(methods).map(([name, code]) => ({ name, code }));
    const data = writeDex({ classes: [{ name: 'Lcom/example/evidence/Main;', methods: specs }] }).bytes;
    const bytes = apkOf({ requests: [permission], ...old, entries: [{ name: 'classes.dex', data }] });
    const { permissions } = codeOf(bytes, { codeKnowledge: ownKnowledge() });
    const found = permissions.find(({ permission: name }) => name === P(permission));
    return found?.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : (found?.use ?? 'nothing');
  };

  it('finds classes of libraries too', () => {
    const client = 'com.google.android.gms.location.FusedLocationProviderClient';
    const code = all(names(client, 'getLastLocation'), forName, find, invoke);
    expect(toldOf('ACCESS_FINE_LOCATION', { a: code })).toBe('used');
  });

  it.each<[string, string, Record<string, Code>, string]>([
    [
      'class, member and call',
      'READ_PHONE_STATE',
      { a: all(names(MANAGER, 'getImei'), forName, find, invoke) },
      'used',
    ],
    ['the call in another method', 'READ_PHONE_STATE', { a: all(names(MANAGER, 'getImei'), find), b: invoke }, 'used'],
    ['no call', 'READ_PHONE_STATE', { a: all(names(MANAGER, 'getImei'), forName, find) }, 'hint'],
    ['the member of an object at hand', 'READ_PHONE_STATE', { a: all(names('getImei'), find, invoke) }, 'hint'],
    ['nothing looked up', 'READ_PHONE_STATE', { a: all(names(MANAGER, 'getImei'), forName, invoke) }, 'no-evidence'],
    ['handed to what looks up', 'READ_PHONE_STATE', { a: names(MANAGER, 'getImei'), b: all(find, invoke) }, 'hint'],
    ['the member alone handed on', 'READ_PHONE_STATE', { a: names('getImei'), b: all(find, invoke) }, 'no-evidence'],
    [
      'names in two methods',
      'CAMERA',
      { a: names('android.hardware.Camera'), b: all(names('open'), find, invoke) },
      'no-evidence',
    ],
    ['a member of another class', 'READ_PHONE_STATE', { a: all(names('a.B', 'getImei'), find, invoke) }, 'hint'],
    ['a member that many have', 'CAMERA', { a: all(names('open'), find, invoke) }, 'no-evidence'],
    [
      'a member of the class named',
      'CAMERA',
      { a: all(names('android.hardware.Camera', 'open'), find, invoke) },
      'used',
    ],
    ['a class without a member', 'CAMERA', { a: all(names('android.hardware.Camera'), find, invoke) }, 'no-evidence'],
    [
      'a service behind another name',
      'CALL_PHONE',
      { a: all(names('getITelephony', 'endCall'), find, invoke) },
      'used',
    ],
    [
      'two classes and a member of one',
      'CAMERA',
      { a: all(names(MANAGER, 'android.hardware.Camera', 'open'), find, invoke) },
      'used',
    ],
  ])('%s', (_, permission, methods, expected) => {
    expect(toldOf(permission, methods)).toBe(expected);
  });
});
