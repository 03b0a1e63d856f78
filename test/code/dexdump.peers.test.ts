/** Call sites beside `dexdump -d`, on APKs that real build tools made: the same callers, and as often. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classNameOf } from '../../src/code/names.js';
import { isOfferedCode } from '../../src/code/offering-code.js';
import { openInput } from '../../src/inputs/open-input.js';

const ROOT = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const APKS = [
  'io.appium.settings/apks/settings_apk-debug.apk',
  'android-apidemos/apks/ApiDemos-debug.apk',
  'appium-uiautomator2-server/apks/appium-uiautomator2-server-debug-androidTest.apk',
];
/** Each under a permission of its own, so that all sites of it are kept apart. Final or hardly ever inherited from. */
const APIS = [
  'android.media.AudioRecord.startRecording',
  'android.bluetooth.BluetoothAdapter.getBondedDevices',
  'android.bluetooth.BluetoothAdapter.enable',
  'android.net.wifi.WifiManager.setWifiEnabled',
  'android.location.LocationManager.requestLocationUpdates',
  'android.location.LocationManager.getLastKnownLocation',
  'android.telephony.SmsManager.sendTextMessage',
  'android.telephony.TelephonyManager.getDeviceId',
  'android.hardware.Camera.open',
  'android.os.PowerManager.newWakeLock',
  'android.app.WallpaperManager.setBitmap',
  'android.net.ConnectivityManager.getActiveNetworkInfo',
  'android.accounts.AccountManager.getAccountsByType',
  'android.os.Vibrator.vibrate',
];
/** Permissions that any app can get stand for the APIs, so that sites are listed although nothing requests them. */
const PERMISSIONS = [
  'ACCESS_COARSE_LOCATION',
  'ACCESS_FINE_LOCATION',
  'BLUETOOTH_CONNECT',
  'BLUETOOTH_SCAN',
  'CAMERA',
  'GET_ACCOUNTS',
  'READ_CALENDAR',
  'READ_CONTACTS',
  'READ_PHONE_STATE',
  'READ_SMS',
  'RECORD_AUDIO',
  'SEND_SMS',
  'VIBRATE',
  'WAKE_LOCK',
].map((name) => `android.permission.${name}`);

/**
 * Calls around which dexdump lists a handler for SecurityException: they show no use where nothing requests the permission,
 * so that they are not listed here.
 */
const CAUGHT: ReadonlySet<string> = new Set([
  'io.appium.settings.LocationTracker.startLocationUpdatesWithoutPlayServices -> android.location.LocationManager.requestLocationUpdates x2',
]);

const there = spawnSync('dexdump', []).error === undefined;
if (!there) process.stderr.write('SKIPPED: dexdump is not installed; code evidence is not compared with it\n');

/** `<caller> -> <api> x<count>` for each of the APIs, as dexdump disassembles it. */
function dexdumpSites(path: string): string[] {
  const { stdout, status } = spawnSync('dexdump', ['-d', path], { encoding: 'latin1', maxBuffer: 2 ** 30 });
  expect(status).toBe(0);
  const counts = new Map<string, number>();
  let caller = '';
  for (const line of stdout.split('\n')) {
    const start = /\|\[[0-9a-f]+\] (.+):\(/.exec(line);
    if (start !== null) caller = start[1] ?? '';
    const call = /: invoke-[a-z/-]+ \{[^}]*\}, (L[^;]+;)\.([^:]+):/.exec(line);
    if (call === null) continue;
    const api = `${classNameOf(call[1] ?? '')}.${call[2] ?? ''}`;
    if (APIS.includes(api)) counts.set(`${caller} -> ${api}`, (counts.get(`${caller} -> ${api}`) ?? 0) + 1);
  }
  return listOf(counts);
}

/** Without support libraries: their sites are hints, which alone list no permission that nothing requests. */
function listOf(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .filter(([key]) => !isOfferedCode(key))
    .map(([key, count]) => `${key} x${count}`)
    .sort();
}

function ourSites(path: string): string[] {
  const permissions = Object.fromEntries(
    APIS.map((api, index) => {
      const at = api.lastIndexOf('.');
      return [PERMISSIONS[index] ?? '', { methods: [{ class: api.slice(0, at), name: api.slice(at + 1) }] }];
    }),
  );
  const codeKnowledge = { apiMap: { permissions }, sdkOf: () => null };
  const code = openInput(path, { code: 'read', codeKnowledge, identity: 'none' }).code;
  expect(code?.state).toBe('complete');
  const evidence = code?.permissions ?? [];
  for (const { totalSites, sites } of evidence) expect(totalSites).toBe(sites.length);
  // Overloads of a caller have one name.
  const counts = new Map<string, number>();
  for (const site of evidence.flatMap(({ sites }) => sites)) {
    const key = `${site.callerClass}.${site.callerMethod ?? ''} -> ${site.api}`;
    counts.set(key, (counts.get(key) ?? 0) + site.count);
  }
  return listOf(counts);
}

describe.skipIf(!there)('the sites of guarded calls', () => {
  it.each(APKS)('%s', (name) => {
    const path = join(ROOT, name);
    const theirs = dexdumpSites(path);
    const ours = ourSites(path);
    expect(ours).toEqual(theirs.filter((site) => !CAUGHT.has(site)));
  });

  it('are there at all', () => {
    expect(APKS.flatMap((name) => ourSites(join(ROOT, name))).length).toBeGreaterThan(10);
  });
});
