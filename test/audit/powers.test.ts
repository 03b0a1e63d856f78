/** What opens nothing is no finding: services without their permission, permissions past their time. */
import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, fullName } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';

const on = (permissions: string[], capabilities: CapabilityId[], targetSdk = 36, minSdk = 24): Audit =>
  audit({ permissions, capabilities, targetSdk, minSdk }, { category: 'news', policies: ['cn-39'] });
const of = (dataType: string, result: Audit): Finding | undefined =>
  result.findings.find((finding) => finding.dataType === dataType);

/** Data type, service, permission of the type, and each permission that makes the service work. */
const TYPES: [dataType: string, service: CapabilityId, own: string, works: string[]][] = [
  [
    'microphone-background',
    'foreground-service-microphone',
    'FOREGROUND_SERVICE_MICROPHONE',
    [
      ...['RECORD_AUDIO', 'CAPTURE_AUDIO_HOTWORD', 'CAPTURE_AUDIO_OUTPUT', 'CAPTURE_MEDIA_OUTPUT'],
      ...['CAPTURE_TUNER_AUDIO_INPUT', 'CAPTURE_VOICE_COMMUNICATION_OUTPUT'],
    ],
  ],
  ['microphone-background', 'foreground-service-phone-call', 'FOREGROUND_SERVICE_PHONE_CALL', ['RECORD_AUDIO']],
  ['camera-background', 'foreground-service-camera', 'FOREGROUND_SERVICE_CAMERA', ['CAMERA', 'SYSTEM_CAMERA']],
  [
    'location-background',
    'foreground-service-location',
    'FOREGROUND_SERVICE_LOCATION',
    ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'],
  ],
  [
    'body-sensors',
    'foreground-service-health',
    'FOREGROUND_SERVICE_HEALTH',
    [
      ...['ACTIVITY_RECOGNITION', 'BODY_SENSORS', 'HIGH_SAMPLING_RATE_SENSORS'],
      ...['HEART_RATE', 'OXYGEN_SATURATION', 'SKIN_TEMPERATURE'].map(
        (name) => `android.permission.health.READ_${name}`,
      ),
      'com.google.android.gms.permission.ACTIVITY_RECOGNITION',
    ],
  ],
];

describe.each(TYPES)('%s by %s', (dataType, service, own, works) => {
  it('is nothing without the permission it works with, and told', () => {
    for (const permissions of [[], [own]]) {
      const result = on(permissions, [service]);
      expect(result.findings).toEqual([]);
      const [note] = result.notes.filter(({ code }) => code === 'INCAPABLE_SERVICE');
      expect(note?.data).toMatchObject({ capability: service });
      expect(note === undefined ? '' : ENGLISH.note(note)).toContain(works[0]);
      expect(result.capabilities.map(({ id }) => id)).toContain(service);
    }
  });

  it.each(works)('is found with %s', (work) => {
    const result = on([work, own], [service]);
    expect(of(dataType, result)).toMatchObject({ capabilities: [service] });
    expect(of(dataType, result)?.permissions).toContain(fullName(own));
    expect(result.notes.map(({ code }) => code)).not.toContain('INCAPABLE_SERVICE');
  });

  it('needs the permission of the type from target 34 on, on Android 14 and newer', () => {
    const range = (targetSdk: number, minSdk: number): unknown =>
      on([works[0] ?? ''], [service], targetSdk, minSdk)
        .findings.flatMap(({ evidence }) => evidence)
        .find(({ name }) => name === service)?.apiRanges[0];
    expect(range(34, 30)).toEqual([30, 33]);
    expect(range(34, 33)).toEqual([33, 33]);
    expect(range(34, 34)).toBeUndefined();
    expect(range(33, 34)).toEqual([34, 37]);
  });
});

it('a service that could work lacks the permission of its type alone, where all versions ask for it', () => {
  const missing = (permissions: string[]): unknown =>
    on(permissions, ['foreground-service-camera'], 34, 34).notes.find(({ code }) => code === 'INCAPABLE_SERVICE')?.data;
  const service = { capability: 'foreground-service-camera' };
  expect(missing(['CAMERA'])).toEqual({ ...service, permissions: ['FOREGROUND_SERVICE_CAMERA'] });
  expect(missing(['FOREGROUND_SERVICE_CAMERA'])).toEqual({ ...service, permissions: ['CAMERA'] });
  expect(missing(['CAMERA', 'FOREGROUND_SERVICE_CAMERA'])).toBeUndefined();
});

it('a service works only where its permission is requested', () => {
  const permissions = [{ name: 'RECORD_AUDIO', maxSdkVersion: 30 }];
  const shape = { permissions, capabilities: ['foreground-service-microphone' as const], targetSdk: 33, minSdk: 29 };
  const finding = of('microphone-background', audit(shape, { category: 'news', policies: [] }));
  expect(finding?.apiRange).toEqual([29, 30]);
});

/** Data type, permission, the last API level on which it opens something. */
const PAST: [dataType: string, permission: string, last: number][] = [
  ['browsing-history', 'com.android.browser.permission.READ_HISTORY_BOOKMARKS', 22],
  ['browsing-history', 'com.android.browser.permission.WRITE_HISTORY_BOOKMARKS', 22],
  ['app-inventory', 'GET_TASKS', 20],
  ['system-log', 'READ_LOGS', 15],
];

describe.each(PAST)('%s by %s', (dataType, permission, last) => {
  it(`is found on devices up to API ${last}, and there only`, () => {
    expect(of(dataType, on([permission], [], 36, last))).toMatchObject({ severity: 'high', apiRange: [last, last] });
    expect(of(dataType, on([permission], [], 36, 9))?.apiRange).toEqual([9, last]);
    const newer = on([permission], [], 36, last + 1);
    expect([newer.findings, newer.score]).toEqual([[], 100]);
    expect(newer.permissions.map(({ verdict }) => verdict)).toEqual([null]);
  });
});

describe('wallpaper and lock screen', () => {
  it.each(['SET_WALLPAPER', 'DISABLE_KEYGUARD'])('%s is of concern in a loan app', (permission) => {
    const shape = { permissions: [permission], targetSdk: 36 };
    expect(of('screen-appearance', audit(shape))).toMatchObject({ ruleId: 'LEND-SCREEN-APPEARANCE', severity: 'low' });
    for (const category of ['launcher_theme', 'news', null]) expect(audit(shape, { category }).score).toBe(100);
  });
});

describe('the advertising identifier', () => {
  const AD_ID = 'com.google.android.gms.permission.AD_ID';

  it.each(['im', 'parental_mdm', 'game', 'news', null])(
    'is never necessary by itself, and costs nothing in %s',
    (category) => {
      const asked = { category, policies: ['cn-39'] };
      const shape = { permissions: [AD_ID], targetSdk: 36 };
      const result = audit(shape, asked);
      expect(of('advertising-id', result)).toMatchObject({ verdict: 'conditional', severity: 'info', points: 0 });
      expect([result.score, result.verdict]).toEqual([100, 'pass']);
      const declared = audit(shape, { ...asked, features: ['advertising'] });
      expect(declared.justified.map(({ dataType }) => dataType)).toEqual(['advertising-id']);
    },
  );
});

describe('managing media without being asked', () => {
  const READS = [
    'READ_EXTERNAL_STORAGE',
    'READ_MEDIA_IMAGES',
    'READ_MEDIA_VIDEO',
    'READ_MEDIA_AUDIO',
    'MANAGE_EXTERNAL_STORAGE',
  ];

  it('opens nothing by itself, and the report says so', () => {
    const result = on(['MANAGE_MEDIA'], []);
    expect([result.score, result.findings]).toEqual([100, []]);
    expect(result.notes.map(ENGLISH.note).join()).toContain('MANAGE_MEDIA opens nothing by itself');
  });

  it('is no word of a declaration that has no effect itself', () => {
    const result = audit({ permissions: [{ name: 'MANAGE_MEDIA', maxSdkVersion: 23 }], targetSdk: 36, minSdk: 24 });
    expect(result.notes.map(({ code }) => code)).not.toContain('OPENS_NOTHING_ALONE');
  });

  it.each(READS)('opens files beside %s', (read) => {
    const finding = of('storage-modify', on(['MANAGE_MEDIA', read], []));
    expect(finding?.permissions).toContain(fullName('MANAGE_MEDIA'));
  });

  it.each(['READ_MEDIA_VISUAL_USER_SELECTED', 'ACCESS_MEDIA_LOCATION', 'READ_CONTACTS'])(
    'opens nothing beside %s alone',
    (name) => {
      const result = on(['MANAGE_MEDIA', name], []);
      expect(of('storage-modify', result)?.permissions ?? []).not.toContain(fullName('MANAGE_MEDIA'));
      expect(result.notes.map(({ code }) => code)).toContain('OPENS_NOTHING_ALONE');
    },
  );

  it('opens files beside writing by the reading that this implies, and by nothing else of it', () => {
    const type = builtinRulebook().dataTypes.find(({ id }) => id === 'storage-modify');
    expect(type?.opensBeside?.[fullName('MANAGE_MEDIA')]?.toSorted()).toEqual(READS.map(fullName).toSorted());
    const finding = of('storage-modify', on(['MANAGE_MEDIA', 'WRITE_EXTERNAL_STORAGE'], []));
    expect(finding?.permissions).toContain(fullName('MANAGE_MEDIA'));
  });
});
