import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import { MANY_PACKAGES } from '../../src/manifest/capabilities.js';
import type { ElementSpec, XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { apkOfRoot, application, element, hex, manifest, text, usesSdk } from '../../fixtures/hostile/base.js';
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

function capabilities(inApplication: readonly XmlItem[], beside: readonly XmlItem[] = []): CapabilityId[] {
  const root = manifest([usesSdk(), ...beside, application(inApplication)]);
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
    const meta = element('meta-data', [text('name', 'android.app.device_admin')]);
    expect(capabilities([component('receiver', null, meta)])).toEqual(['device-admin']);
  });
});

describe('default handlers', () => {
  const sms = [
    component('receiver', 'BROADCAST_SMS', filter(action('android.provider.Telephony.SMS_DELIVER'))),
    component('receiver', 'BROADCAST_WAP_PUSH', filter(action('android.provider.Telephony.WAP_PUSH_DELIVER'))),
    component('activity', null, filter(action('android.intent.action.SENDTO'), scheme('smsto'))),
    component('service', 'SEND_RESPOND_VIA_MESSAGE', filter(action('android.intent.action.RESPOND_VIA_MESSAGE'))),
  ];

  it('takes all four components to be offered as SMS app', () => {
    expect(capabilities(sms)).toEqual(['default-sms-handler', 'sms-receiver']);
    for (let missing = 0; missing < sms.length; missing++) {
      expect(capabilities(sms.filter((_, index) => index !== missing))).not.toContain('default-sms-handler');
    }
  });

  it('takes DIAL with and without tel: to be offered as phone app', () => {
    const plain = component('activity', null, filter(action('android.intent.action.DIAL')));
    const tel = component('activity', null, filter(action('android.intent.action.DIAL'), scheme('tel')));
    expect(capabilities([plain, tel])).toEqual(['default-dialer-handler']);
    expect([capabilities([plain]), capabilities([tel])]).toEqual([[], []]);
  });

  it('knows home screens and assistants', () => {
    const home = filter(action('android.intent.action.MAIN'), category('HOME'));
    expect(capabilities([component('activity', null, home)])).toEqual(['home-screen']);
    expect(capabilities([component('activity', null, filter(action('android.intent.action.ASSIST')))])).toEqual([
      'default-assistant-handler',
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
