import { describe, expect, it } from 'vitest';
import type { CodeKnowledge } from '../../src/code/knowledge.js';
import { permissionInfo } from '../../src/knowledge/index.js';
import { apkOf, codeOf, dexEntry, factsWithCode, KNOWLEDGE, MAP, of, P, verdicts } from './helpers.js';

const ALL = [
  'SEND_SMS',
  'BROADCAST_STICKY',
  'SET_WALLPAPER',
  'RECORD_AUDIO',
  'CALL_PHONE',
  'READ_PHONE_STATE',
  'READ_CONTACTS',
  'WRITE_CONTACTS',
  'READ_CALL_LOG',
  'WRITE_CALL_LOG',
  'READ_CALENDAR',
  'READ_SMS',
  'ACCESS_COARSE_LOCATION',
  'VIBRATE',
  'ACCESS_NETWORK_STATE',
  'CHANGE_WIFI_STATE',
];
const DEX = [dexEntry('classes.dex', 'evidence-1'), dexEntry('classes2.dex', 'evidence-2')];
const app = apkOf({ requests: ALL, entries: DEX });
const code = codeOf(app);

describe('what the code of an app shows', () => {
  it('is complete, and says of each permission whether it is used', () => {
    expect(code.state).toBe('complete');
    expect(code.reason).toBeNull();
    expect(verdicts(code)).toEqual([
      'ACCESS_COARSE_LOCATION used',
      'ACCESS_NETWORK_STATE used',
      'BROADCAST_STICKY used',
      'CALL_PHONE used',
      'CAMERA used-undeclared',
      'CHANGE_WIFI_STATE used',
      'READ_CALENDAR no-evidence',
      'READ_CALL_LOG no-evidence',
      'READ_CONTACTS used',
      'READ_PHONE_STATE used',
      'READ_SMS used',
      'RECORD_AUDIO used',
      'SEND_SMS used',
      'SET_WALLPAPER no-evidence',
      'VIBRATE no-evidence',
      'WRITE_CALL_LOG used',
      'WRITE_CONTACTS no-evidence',
    ]);
  });

  it('names the direct call, its caller and how often it stands there', () => {
    expect(of(code, 'SEND_SMS')).toEqual({
      permission: P('SEND_SMS'),
      use: 'used',
      strength: 'strong',
      totalSites: 1,
      sites: [
        {
          kind: 'method',
          api: 'android.telephony.SmsManager.sendTextMessage',
          access: null,
          callerClass: 'com.example.evidence.MainActivity',
          callerMethod: 'send',
          dex: 'classes.dex',
          count: 2,
          loaded: true,
          strength: 'strong',
          owner: { kind: 'app', sdk: null, name: null },
        },
      ],
      owners: [
        {
          kind: 'app',
          sdk: null,
          name: null,
          kindOfSdk: null,
          package: 'com.example.evidence',
          sites: 1,
          strongSites: 1,
        },
      ],
    });
  });

  it('follows superclasses into the platform, across DEX files', () => {
    const callers = of(code, 'BROADCAST_STICKY').sites.map(
      ({ dex, callerClass, callerMethod }) => `${dex ?? ''} ${callerClass}.${callerMethod ?? ''}`,
    );
    expect(callers).toEqual([
      'classes.dex com.example.evidence.MainActivity.sticky',
      'classes2.dex com.example.evidence.ui.SettingsActivity.leave',
    ]);
    expect(of(code, 'RECORD_AUDIO').sites[0]?.api).toBe('android.media.AudioRecord.startRecording');
  });

  it("does not take a method that the app's own class defines for the platform's", () => {
    expect(of(code, 'SET_WALLPAPER')).toMatchObject({ use: 'no-evidence', strength: null, totalSites: 0 });
  });

  it('sees a call by reflection where class and member are named, and says that reflection is there', () => {
    expect(of(code, 'READ_PHONE_STATE').sites).toMatchObject([
      { kind: 'string', api: 'android.telephony.TelephonyManager.getDeviceId', callerMethod: 'reflect' },
    ]);
    expect(code.hiding.map(({ kind, what, count, where }) => [kind, what, count, ...where])).toEqual([
      ['dynamic-loading', 'dalvik.system.DexClassLoader', 1, 'com.example.evidence.Hidden.load'],
      ['native-code', 'java.lang.System.loadLibrary', 1, 'com.example.evidence.Hidden.load'],
      ['reflection', 'java.lang.Class.forName', 1, 'com.example.evidence.Hidden.reflect'],
      ['reflection', 'java.lang.reflect.Method.invoke', 1, 'com.example.evidence.Hidden.reflect'],
      ['webview-bridge', 'android.webkit.WebView.addJavascriptInterface', 1, 'com.example.evidence.Hidden.bridge'],
    ]);
  });

  it('tells reading a content URI from writing it', () => {
    const sites = (name: string): unknown[] =>
      of(code, name).sites.map(({ kind, api, access, strength }) => [kind, api, access, strength]);
    const contacts = 'android.provider.ContactsContract$Contacts.CONTENT_URI';
    expect(sites('READ_CONTACTS')).toEqual([['field', contacts, 'read', 'strong']]);
    expect(sites('WRITE_CONTACTS')).toEqual([]);
    expect(sites('WRITE_CALL_LOG')).toEqual([['uri', 'content://call_log/calls?limit=1', 'write', 'strong']]);
    expect(sites('READ_CALL_LOG')).toEqual([]);
    expect(of(code, 'READ_SMS').sites[0]).toMatchObject({
      api: 'content://sms/inbox',
      access: 'read',
      callerMethod: null,
    });
  });

  it('holds a URI that is only picked from for a hint', () => {
    expect(of(code, 'READ_CALENDAR')).toMatchObject({ use: 'no-evidence', strength: 'weak', totalSites: 1 });
    expect(of(code, 'READ_CALENDAR').sites[0]).toMatchObject({ access: 'unknown', callerMethod: 'pick' });
  });

  it("holds a support library's wrapper for a hint", () => {
    expect(of(code, 'VIBRATE')).toMatchObject({ use: 'no-evidence', strength: 'weak', totalSites: 1 });
  });

  it('tells use without a request, and only where no other permission does', () => {
    expect(of(code, 'CAMERA')).toMatchObject({ use: 'used-undeclared', strength: 'strong' });
    // Either location permission is enough for the call: the one requested is the one used.
    expect(verdicts(code)).not.toContain('ACCESS_FINE_LOCATION used-undeclared');
    const without = codeOf(apkOf({ requests: [], entries: DEX }));
    expect(verdicts(without)).toContain('ACCESS_FINE_LOCATION used-undeclared');
    expect(verdicts(without)).toContain('ACCESS_COARSE_LOCATION used-undeclared');
  });

  /** What came after an app's target guards nothing of such an app; what is older than the catalogue was always there. */
  it.each([
    ['POST_NOTIFICATIONS', 33, 32, false],
    ['POST_NOTIFICATIONS', 33, 33, true],
    ['POST_NOTIFICATIONS', 33, 34, true],
    ['BLUETOOTH_CONNECT', 31, 30, false],
    ['BLUETOOTH_CONNECT', 31, 31, true],
    ['READ_SMS', 4, 0, true],
    ['READ_SMS', 4, 3, true],
    ['READ_SMS', 4, 4, true],
    ['READ_SMS', 4, 5, true],
  ])('tells use of %s, which API %i added, for the target %i: %s', (name, added, targetSdk, expected) => {
    expect(permissionInfo(P(name))?.added).toBe(added);
    const sms = MAP.permissions[P('SEND_SMS')] ?? {};
    const codeKnowledge = { ...KNOWLEDGE, apiMap: { permissions: { [P(name)]: sms } } };
    const evidence = codeOf(apkOf({ requests: [], entries: DEX, targetSdk }), { codeKnowledge });
    // Very low targets imply permissions of their own.
    const undeclared = verdicts(evidence).filter((line) => line.endsWith(' used-undeclared'));
    expect(undeclared).toEqual(expected ? [`${name} used-undeclared`] : []);
    // Once it is requested, the target no longer matters.
    const requesting = codeOf(apkOf({ requests: [name], entries: DEX, targetSdk }), { codeKnowledge });
    expect(verdicts(requesting)).toContain(`${name} used`);
  });

  it('does not tell use without a request where nobody knows whose code it is', () => {
    const none = codeOf(apkOf({ requests: [], entries: DEX }));
    // La/b; may be any library's, which would look whether it holds the permission.
    expect(verdicts(none)).not.toContain('ACCESS_NETWORK_STATE used-undeclared');
    expect(verdicts(none)).toContain('SEND_SMS used-undeclared');
  });

  it('says whose code it is', () => {
    expect(of(code, 'ACCESS_COARSE_LOCATION').owners).toEqual([
      {
        kind: 'sdk',
        sdk: 'adnet',
        name: 'AdNet',
        kindOfSdk: 'ads',
        package: 'com.adnet.sdk.core',
        sites: 1,
        strongSites: 1,
      },
    ]);
    expect(of(code, 'ACCESS_NETWORK_STATE').owners.map(({ kind }) => kind)).toEqual(['unattributed']);
    expect(code.sdks).toEqual([
      {
        id: 'adnet',
        name: 'AdNet',
        team: 'AdNet Ltd.',
        kind: 'ads',
        classes: 1,
        permissions: [P('ACCESS_COARSE_LOCATION')],
      },
    ]);
  });

  it('is the same each time, and plain data', () => {
    expect(codeOf(app)).toEqual(code);
    expect(JSON.parse(JSON.stringify(code))).toEqual(code);
  });

  it('says nothing of a permission that the map knows nothing of', () => {
    const unknown = codeOf(apkOf({ requests: ['INTERNET'], entries: DEX }));
    expect(of(unknown, 'INTERNET').use).toBe('not-scanned');
  });
});

describe('whose the code is', () => {
  const kindOf = (packageName: string, application?: string): string | undefined => {
    const spec = { requests: ['SEND_SMS'], entries: DEX, packageName };
    const bytes = apkOf(application === undefined ? spec : { ...spec, application });
    return of(codeOf(bytes), 'SEND_SMS').sites[0]?.owner.kind;
  };

  it.each([
    ['com.example.evidence', undefined, 'app'],
    ['com.example.evidence.free', undefined, 'app'],
    ['com.example.other', undefined, 'unattributed'],
    ['com.example.other', 'com.example.evidence.App', 'app'],
    ['org.other.name', undefined, 'unattributed'],
  ])('%s with the application class %s', (packageName, application, expected) => {
    expect(kindOf(packageName, application)).toBe(expected);
  });
});

describe('what the manifest shows by itself', () => {
  const receives = ['android.intent.action.BOOT_COMPLETED', 'android.provider.Telephony.SMS_RECEIVED'];
  const bytes = apkOf({ requests: ['RECEIVE_BOOT_COMPLETED', 'RECEIVE_SMS'], receives, entries: DEX });

  it('counts as use', () => {
    const manifest = codeOf(bytes);
    expect(of(manifest, 'RECEIVE_BOOT_COMPLETED').sites).toMatchObject([
      { kind: 'manifest', api: 'boot-receiver', callerClass: 'com.example.evidence.Receiver', dex: null },
    ]);
    expect(of(manifest, 'RECEIVE_SMS')).toMatchObject({ use: 'used' });
    expect(of(manifest, 'RECEIVE_SMS').sites[0]).toMatchObject({ kind: 'manifest', owner: { kind: 'app' } });
  });

  it('counts where there is no code at all, and nothing else is said', () => {
    const none = codeOf(apkOf({ requests: ['RECEIVE_SMS', 'CAMERA'], receives }));
    expect(none.state).toBe('none');
    expect(verdicts(none)).toEqual([
      'CAMERA not-scanned',
      'RECEIVE_BOOT_COMPLETED used-undeclared',
      'RECEIVE_SMS used',
    ]);
  });
});

describe('facts', () => {
  it('note each DEX file that Android does not load', () => {
    const entries = [...DEX, dexEntry('assets/plugin.bin', 'evidence-hidden')];
    const { anomalies } = factsWithCode(apkOf({ requests: [], entries }));
    expect(anomalies.filter(({ code: one }) => one === 'ANOM_DEX_HIDDEN')).toMatchObject([
      { path: 'assets/plugin.bin', severity: 'low' },
    ]);
  });
});

describe('an API that needs the permission on some versions only', () => {
  const knowing = (more: object): CodeKnowledge => ({
    sdkOf: () => null,
    apiMap: {
      permissions: {
        [P('SEND_SMS')]: { methods: [{ class: 'Landroid/telephony/SmsManager;', name: 'sendTextMessage', ...more }] },
      },
    },
  });
  // The app's minSdkVersion is 21.
  it.each([
    [{ untilApi: 20 }, 'no-evidence'],
    [{ untilApi: 21 }, 'used'],
    [{ sinceApi: 38 }, 'no-evidence'],
    [{ sinceApi: 37 }, 'used'],
    [{ strength: 'weak' }, 'no-evidence'],
  ])('%o', (more, use) => {
    const bytes = apkOf({ requests: ['SEND_SMS'], entries: DEX });
    const evidence = of(codeOf(bytes, { codeKnowledge: knowing(more) }), 'SEND_SMS');
    expect(evidence.use).toBe(use);
    if (use === 'used') expect(evidence.sites[0]?.api).toBe('android.telephony.SmsManager.sendTextMessage');
  });
});
