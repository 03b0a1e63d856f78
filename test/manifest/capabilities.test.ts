import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import { MANY_PACKAGES } from '../../src/manifest/capabilities.js';
import type { ElementSpec, XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { apkOfRoot, application, element, hex, int, manifest, text, usesSdk } from '../../fixtures/hostile/base.js';
import { read } from '../inputs/hostile-outcomes.js';

const ANDROID = 'android.permission.';
const action = (name: string): ElementSpec => element('action', [text('name', name)]);
const category = (name: string): ElementSpec => element('category', [text('name', `android.intent.category.${name}`)]);
const scheme = (value: string): ElementSpec => element('data', [text('scheme', value)]);
const filter = (...parts: XmlItem[]): ElementSpec => element('intent-filter', [], parts);
const component = (kind: string, permission: string | null, ...children: XmlItem[]): ElementSpec =>
  element(
    kind,
    [text('name', '.C'), ...(permission === null ? [] : [text('permission', ANDROID + permission)])],
    children,
  );

function capabilities(inApplication: readonly XmlItem[], beside: readonly XmlItem[] = [], target = 34): CapabilityId[] {
  const root = manifest([usesSdk(21, target), ...beside, application(inApplication)]);
  return read(apkOfRoot(root), [21, 37]).capabilities.map(({ id }) => id);
}

describe('capabilities of services', () => {
  it.each([
    ['BIND_ACCESSIBILITY_SERVICE', 'accessibility-service'],
    ['BIND_NOTIFICATION_LISTENER_SERVICE', 'notification-listener'],
    ['BIND_VPN_SERVICE', 'vpn-service'],
    ['BIND_INPUT_METHOD', 'input-method'],
    ['BIND_AUTOFILL_SERVICE', 'autofill-service'],
    ['BIND_SCREENING_SERVICE', 'call-screening-service'],
    ['BIND_CALL_REDIRECTION_SERVICE', 'call-redirection-service'],
    ['BIND_INCALL_SERVICE', 'in-call-service'],
    ['BIND_CARRIER_MESSAGING_CLIENT_SERVICE', 'carrier-messaging-client'],
    ['BIND_COMPANION_DEVICE_SERVICE', 'companion-device-service'],
    ['BIND_QUICK_SETTINGS_TILE', 'quick-settings-tile'],
  ])('%s', (permission, id) => {
    expect(capabilities([component('service', permission)])).toEqual([id]);
    expect(capabilities([component('activity', permission)])).toEqual([]);
  });

  it('reads every bit of foregroundServiceType', () => {
    const service = element('service', [text('name', '.S'), hex('foregroundServiceType', 0x88)]);
    expect(capabilities([service])).toEqual(['foreground-service-location', 'foreground-service-microphone']);
  });
});

describe('capabilities of receivers', () => {
  it.each([
    ['android.provider.Telephony.SMS_RECEIVED', 'sms-receiver'],
    ['android.intent.action.BOOT_COMPLETED', 'boot-receiver'],
    ['android.intent.action.NEW_OUTGOING_CALL', 'outgoing-call-receiver'],
    ['android.intent.action.PHONE_STATE', 'phone-state-receiver'],
  ])('%s', (name, id) => {
    expect(capabilities([component('receiver', null, filter(action(name)))])).toEqual([id]);
  });

  it('knows a device admin by its permission or by its meta-data', () => {
    expect(capabilities([component('receiver', 'BIND_DEVICE_ADMIN')])).toEqual(['device-admin']);
    const meta = element('meta-data', [text('name', 'android.app.device_admin'), text('value', 'x')]);
    expect(capabilities([component('receiver', null, meta)])).toEqual(['device-admin']);
  });
});

describe('default handlers', () => {
  const mms = element('data', [text('mimeType', 'application/vnd.wap.mms-message')]);
  const sms = [
    component('receiver', 'BROADCAST_SMS', filter(action('android.provider.Telephony.SMS_DELIVER'))),
    component('receiver', 'BROADCAST_WAP_PUSH', filter(action('android.provider.Telephony.WAP_PUSH_DELIVER'), mms)),
    component('activity', null, filter(action('android.intent.action.SENDTO'), category('DEFAULT'), scheme('smsto'))),
    component(
      'service',
      'SEND_RESPOND_VIA_MESSAGE',
      filter(action('android.intent.action.RESPOND_VIA_MESSAGE'), scheme('smsto')),
    ),
  ];

  it('takes all four components to be offered as SMS app', () => {
    expect(capabilities(sms)).toEqual(['default-sms-handler', 'sms-receiver']);
    for (let missing = 0; missing < sms.length; missing++) {
      expect(capabilities(sms.filter((_, index) => index !== missing))).not.toContain('default-sms-handler');
    }
  });

  it.each([32, 33])('takes DIAL with and without tel:, and from target 33 a screen for calls, target %i', (target) => {
    const dial = 'android.intent.action.DIAL';
    const plain = component('activity', null, filter(action(dial), category('DEFAULT')));
    const tel = component('activity', null, filter(action(dial), category('DEFAULT'), scheme('tel')));
    const screen = element('meta-data', [text('name', 'android.telecom.IN_CALL_SERVICE_UI'), text('value', 'true')]);
    const calls = component('service', 'BIND_INCALL_SERVICE', screen, filter(action('android.telecom.InCallService')));
    const of = (...parts: ElementSpec[]): boolean => capabilities(parts, [], target).includes('default-dialer-handler');
    expect(of(plain, tel, calls)).toBe(true);
    expect(of(plain, tel)).toBe(target < 33);
    expect([of(plain, calls), of(tel, calls)]).toEqual([false, false]);
  });

  it('knows home screens and assistants', () => {
    const home = filter(action('android.intent.action.MAIN'), category('HOME'), category('DEFAULT'));
    expect(capabilities([component('activity', null, home)])).toEqual(['home-screen']);
    const assist = filter(action('android.intent.action.ASSIST'), category('DEFAULT'));
    expect(capabilities([component('activity', null, assist)])).toEqual(['default-assistant-handler']);
  });
});

describe('the flag of monitoring apps', () => {
  const flag = (name: string, value: string): ElementSpec =>
    element('meta-data', [text('name', name), text('value', value)]);

  it.each<[string, string, boolean]>([
    ['isMonitoringTool', 'child_monitoring', true],
    ['isMonitoringTool', 'enterprise_management', true],
    ['isMonitoringTool', 'other', true],
    ['isMonitoringTool', 'true', false],
    ['isMonitoringTool', '', false],
    ['isMonitoringTool', 'Child_monitoring', false],
    ['IsMonitoringTool', 'other', false],
  ])('%s=%s counts: %s', (name, value, counts) => {
    const expected = counts ? ['monitoring-tool'] : [];
    expect(capabilities([flag(name, value)])).toEqual(expected);
    expect(capabilities([], [flag(name, value)])).toEqual(expected);
  });

  it('counts in the application and below the manifest, and nowhere else', () => {
    expect(capabilities([component('activity', null, flag('isMonitoringTool', 'other'))])).toEqual([]);
    expect(capabilities([], [element('queries', [], [flag('isMonitoringTool', 'other')])])).toEqual([]);
    const root = manifest([usesSdk(), flag('isMonitoringTool', 'other'), application()]);
    const { manifest: read24, capabilities: found } = read(apkOfRoot(root), [24, 37]);
    expect(read24?.applicationMetaData).toEqual([]);
    expect(found[0]?.evidence).toMatchObject([
      { component: '<manifest>', detail: { data: { name: 'isMonitoringTool=other' } } },
    ]);
  });
});

describe('queries', () => {
  const packages = (count: number): ElementSpec[] =>
    Array.from({ length: count }, (_, index) => element('package', [text('name', `com.p${index}`)]));
  const queries = (...children: XmlItem[]): CapabilityId[] => capabilities([], [element('queries', [], children)]);
  const intent = (...parts: XmlItem[]): ElementSpec => element('intent', [], parts);

  it('counts named packages', () => {
    expect(queries(...packages(MANY_PACKAGES))).toEqual(['queries-packages']);
    expect(queries(...packages(MANY_PACKAGES + 1))).toEqual(['queries-many-packages', 'queries-packages']);
    expect(queries(...packages(30).map(() => packages(1)[0]!))).toEqual(['queries-packages']);
  });

  it('tells a wildcard for every app with a screen from a narrow intent', () => {
    const main = action('android.intent.action.MAIN');
    expect(queries(intent(main))).toEqual(['queries-intents', 'queries-launcher-wildcard']);
    expect(queries(intent(main, category('LAUNCHER')))).toContain('queries-launcher-wildcard');
    expect(queries(intent(main, category('HOME')))).toEqual(['queries-intents']);
    expect(queries(intent(main, scheme('https')))).toEqual(['queries-intents']);
    expect(queries(intent(action('android.intent.action.VIEW'), scheme('https')))).toEqual(['queries-intents']);
  });

  it('matters since Android 11', () => {
    const root = manifest([usesSdk(), element('queries', [], packages(1)), application()]);
    expect(read(apkOfRoot(root), [21, 37]).capabilities[0]?.apiRange).toEqual([30, 37]);
    expect(read(apkOfRoot(root), [21, 29]).capabilities).toEqual([]);
  });

  it('adds up several elements and keeps providers', () => {
    const provider = element('provider', [text('authorities', 'com.a;com.b')]);
    const root = manifest([
      usesSdk(),
      element('queries', [], packages(1)),
      element('queries', [], [provider, element('package', [text('name', 'com.x')])]),
      application(),
    ]);
    const found = read(apkOfRoot(root)).manifest?.queries;
    expect([found?.packages, found?.providers]).toEqual([['com.p0', 'com.x'], ['com.a;com.b']]);
  });
});

describe('precise location through the location button alone', () => {
  const BUTTON = 0x20000;
  interface Asked {
    name?: string;
    flags?: number;
    min?: number;
    max?: number;
  }
  const asks = ({ name = 'ACCESS_FINE_LOCATION', flags, min, max }: Asked): ElementSpec =>
    element('uses-permission', [
      text('name', ANDROID + name),
      ...(max === undefined ? [] : [int('maxSdkVersion', max)]),
      ...(min === undefined ? [] : [int('minSdkVersion', min)]),
      ...(flags === undefined ? [] : [hex('usesPermissionFlags', flags)]),
    ]);
  const USE = asks({ name: 'USE_LOCATION_BUTTON' });

  it.each<[what: string, requests: ElementSpec[], has: boolean]>([
    ['the flag and the button', [asks({ flags: BUTTON }), USE], true],
    ['the flag among others', [asks({ flags: BUTTON | 0x10000 }), USE], true],
    ['no flag', [asks({}), USE], false],
    ['another flag', [asks({ flags: 0x10000 }), USE], false],
    ['the bits beside it', [asks({ flags: 0x40000 | 0x8000 }), USE], false],
    ['the flag without the button', [asks({ flags: BUTTON })], false],
    ['the button without precise location', [USE], false],
    ['the flag on approximate location', [asks({ name: 'ACCESS_COARSE_LOCATION', flags: BUTTON }), USE], false],
    ['the flag from Android 17 on', [asks({ max: 36 }), asks({ flags: BUTTON, min: 37 }), USE], true],
    ['the flag up to Android 16', [asks({ flags: BUTTON, max: 36 }), asks({ min: 37 }), USE], false],
    ['a request that ends with Android 16', [asks({ flags: BUTTON, max: 36 }), USE], false],
    ['a request that ends with Android 17', [asks({ flags: BUTTON, max: 37 }), USE], true],
    [
      'a button that ends with Android 16',
      [asks({ flags: BUTTON }), asks({ name: 'USE_LOCATION_BUTTON', max: 36 })],
      false,
    ],
  ])('%s', (_, requests, has) => {
    const root = manifest([usesSdk(), ...requests, application([])]);
    expect(read(apkOfRoot(root), [37, 37]).capabilities.map(({ id }) => id)).toEqual(
      has ? ['location-button-only'] : [],
    );
  });

  it('is had on Android 17 and not before', () => {
    const root = manifest([usesSdk(), asks({ flags: BUTTON }), USE, application([])]);
    expect(read(apkOfRoot(root), [21, 37]).capabilities).toMatchObject([
      { id: 'location-button-only', apiRange: [37, 37], evidence: [{ component: '<uses-permission>' }] },
    ]);
    expect(read(apkOfRoot(root), [21, 36]).capabilities).toEqual([]);
  });
});
