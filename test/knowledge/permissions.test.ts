import { describe as suite, expect, it } from 'vitest';
import {
  allPermissionNames,
  describe,
  groupOf,
  isDangerous,
  isSensitive,
  isSpecialAccess,
  permissionInfo,
  protectionSpans,
  restrictionOf,
} from '../../src/knowledge/index.js';

const P = 'android.permission.';
const GROUP = 'android.permission-group.';

suite('the catalogue', () => {
  it.each<[name: string, added: number, level: string]>([
    ['RANGING', 36, 'dangerous'],
    ['QUERY_ADVANCED_PROTECTION_MODE', 36, 'normal'],
    ['READ_COLOR_ZONES', 36, 'normal'],
    ['APPLY_PICTURE_PROFILE', 36, 'normal'],
    ['EXECUTE_APP_FUNCTIONS', 36, 'internal|privileged'],
    ['WRITE_SYSTEM_PREFERENCES', 36, 'signature|privileged|appop'],
    ['ACCESS_LAUNCHER_DATA', 36, 'signature|privileged'],
    ['CAPTURE_KEYBOARD', 36, 'normal'],
    ['POST_PROMOTED_NOTIFICATIONS', 36, 'normal|appop'],
    ['DETECT_SCREEN_RECORDING', 35, 'normal'],
    ['MEDIA_ROUTING_CONTROL', 35, 'signature|appop'],
    ['ACCESS_HID', 37, 'internal|appop'],
    ['ACCESS_LOCAL_NETWORK', 37, 'dangerous'],
    ['LOCK_APPS', 37, 'internal|recents|role'],
    ['MANAGE_CONTACTS_PICKER_SESSION', 37, 'signature|privileged'],
    ['PROVIDE_PRIVATE_COMPUTE_SERVICES', 37, 'signature|privileged'],
    ['READ_ASSIST_STRUCTURE_SCREEN_CONTENT', 37, 'normal'],
    ['READ_MEDIA_DOCUMENTS', 37, 'signature|privileged'],
    ['REPOSITION_SELF_WINDOWS', 37, 'signature|role'],
    ['ACCESS_BIOMETRIC_SENSOR_STRENGTHS', 37, 'internal|role'],
    ['BIND_ALTERNATIVE_MESSAGE_TRANSPORT_SERVICE', 37, 'signature'],
    ['BIND_CONTENT_RESTRICTION_SERVICE', 37, 'signature'],
    ['BIND_DATA_MIGRATION_FOR_PRIVATECOMPUTE', 37, 'signature'],
    ['MANAGE_DEVICE_POLICY_CONTENT_RESTRICTION_APPS', 37, 'internal|role'],
    ['MANAGE_DEVICE_POLICY_KEYGUARD_STATUS', 37, 'internal|role'],
    ['MANAGE_DEVICE_POLICY_LOCKSCREEN_MESSAGE', 37, 'internal|role'],
    ['OVERRIDE_MEDIA_SESSION_OWNER', 37, 'signature|privileged'],
    ['REQUEST_COMPANION_PROFILE_MEDICAL', 37, 'normal'],
    ['SHOW_POWER_MENU', 37, 'internal|role'],
    ['SHOW_POWER_MENU_PRIVILEGED', 37, 'internal|privileged'],
    ['USE_PINNED_WINDOWING_LAYER', 37, 'normal'],
    ['USE_LOCATION_BUTTON', 37, 'normal'],
    ['USE_LOOPBACK_INTERFACE', 37, 'normal'],
  ])('has %s from API %i on, as %s', (name, added, level) => {
    const info = permissionInfo(P + name);
    expect(info?.added).toBe(added);
    expect(info?.protectionHistory).toEqual([[added, level]]);
  });

  it('knows the level of every name of the platform', () => {
    const platform = allPermissionNames().filter((name) => name.startsWith(P));
    expect(platform.length).toBeGreaterThan(1000);
    expect(platform.filter((name) => permissionInfo(name)?.protectionHistory.length === 0)).toEqual([]);
  });

  it.each([
    'SYMPTOM_COUGH',
    'SYMPTOM_SKIPPED_HEARTBEAT',
    'ALCOHOL_CONSUMPTION',
    'NICOTINE_INTAKE',
    'MENSTRUAL_CYCLE_PHASE',
  ])('has reading and writing of %s, dangerous and described', (data) => {
    for (const name of [`${P}health.READ_${data}`, `${P}health.WRITE_${data}`]) {
      expect(isDangerous(name, 36), name).toBe(true);
      expect(describe(name, 'zh'), name).toMatch(/\p{Script=Han}/u);
    }
  });
});

suite('protectionSpans', () => {
  it('gives one span for a permission whose level never changed', () => {
    expect(protectionSpans(`${P}READ_SMS`, [21, 37])).toEqual([{ apiRange: [21, 37], level: 'dangerous' }]);
  });

  it('leaves out the API levels that do not have the permission yet', () => {
    expect(protectionSpans(`${P}BLUETOOTH_SCAN`, [21, 37])).toEqual([{ apiRange: [31, 37], level: 'dangerous' }]);
    expect(protectionSpans(`${P}BLUETOOTH_SCAN`, [21, 30])).toEqual([]);
  });

  it('splits the range where the level changed', () => {
    expect(protectionSpans(`${P}REQUEST_INSTALL_PACKAGES`, [24, 37])).toEqual([
      { apiRange: [24, 25], level: 'normal' },
      { apiRange: [26, 37], level: 'signature|appop' },
    ]);
    expect(protectionSpans(`${P}GET_ACCOUNTS`, [21, 24])).toEqual([
      { apiRange: [21, 22], level: 'normal' },
      { apiRange: [23, 24], level: 'dangerous' },
    ]);
  });

  it('ends with the release that dropped the permission', () => {
    expect(protectionSpans(`${P}READ_OWNER_DATA`, [4, 37])).toEqual([{ apiRange: [4, 8], level: 'dangerous' }]);
  });

  it("writes old levels under today's names", () => {
    expect(protectionSpans(`${P}ACCESS_CACHE_FILESYSTEM`, [8, 37])).toEqual([
      { apiRange: [8, 37], level: 'signature|privileged' },
    ]);
    expect(protectionSpans(`${P}CAMERA`, [26, 28])).toEqual([{ apiRange: [26, 28], level: 'dangerous|instant' }]);
  });

  it('has no span for names and levels it does not know', () => {
    expect(protectionSpans('com.example.FOO', [21, 37])).toEqual([]);
    expect(protectionSpans('__proto__', [21, 37])).toEqual([]);
    expect(protectionSpans('freemme.permission.msa', [37, 37])).toEqual([]);
  });
});

suite('groupOf', () => {
  it.each([
    ['READ_SMS', 22, 'MESSAGES'],
    ['READ_SMS', 23, 'SMS'],
    ['READ_SMS', 37, 'SMS'],
    ['READ_CALL_LOG', 27, 'PHONE'],
    ['READ_CALL_LOG', 28, 'CALL_LOG'],
    ['READ_CALL_LOG', 37, 'CALL_LOG'],
    ['ACCESS_MEDIA_LOCATION', 32, 'STORAGE'],
    ['ACCESS_MEDIA_LOCATION', 33, 'READ_MEDIA_VISUAL'],
    ['READ_MEDIA_AUDIO', 33, 'READ_MEDIA_AURAL'],
    ['BODY_SENSORS', 30, 'SENSORS'],
    ['BLUETOOTH_SCAN', 31, 'NEARBY_DEVICES'],
    ['ACCESS_LOCAL_NETWORK', 37, 'NEARBY_DEVICES'],
    ['EYE_TRACKING_FINE', 36, 'XR_TRACKING_SENSITIVE'],
    ['health.READ_HEART_RATE', 36, 'HEALTH'],
  ])('%s is in its group on API %i', (name, api, group) => {
    expect(groupOf(P + name, api)).toBe(GROUP + group);
  });

  it('is null before the permission exists and for permissions that are never asked for', () => {
    expect(groupOf(`${P}BLUETOOTH_SCAN`, 30)).toBeNull();
    expect(groupOf(`${P}ACCESS_LOCAL_NETWORK`, 36)).toBeNull();
    expect(groupOf(`${P}INTERNET`, 30)).toBeNull();
    expect(groupOf('com.example.FOO', 30)).toBeNull();
  });

  it('knows a group for every dangerous Android permission on the newest API level', () => {
    const missing = allPermissionNames().filter(
      (name) => isDangerous(name, 37) && permissionInfo(name)?.vendor === undefined && groupOf(name, 37) === null,
    );
    expect(missing).toEqual([]);
  });
});

suite('danger and restriction', () => {
  it('knows the restricted permissions', () => {
    const hard = allPermissionNames().filter((name) => restrictionOf(name) === 'hard');
    expect(hard.map((name) => name.slice(P.length)).sort()).toEqual([
      'ACCESS_BACKGROUND_LOCATION',
      'BODY_SENSORS_BACKGROUND',
      'PROCESS_OUTGOING_CALLS',
      'READ_CALL_LOG',
      'READ_CELL_BROADCASTS',
      'READ_SMS',
      'RECEIVE_MMS',
      'RECEIVE_SMS',
      'RECEIVE_WAP_PUSH',
      'SEND_SMS',
      'WRITE_CALL_LOG',
    ]);
    expect(restrictionOf(`${P}READ_EXTERNAL_STORAGE`)).toBe('soft');
    expect(restrictionOf(`${P}CAMERA`)).toBeNull();
  });

  it('tells special access from dangerous', () => {
    expect(isSpecialAccess(`${P}SYSTEM_ALERT_WINDOW`)).toBe(true);
    expect(isDangerous(`${P}SYSTEM_ALERT_WINDOW`, 37)).toBe(false);
    expect(permissionInfo(`${P}SYSTEM_ALERT_WINDOW`)?.kind).toBe('special');
    expect(isSpecialAccess(`${P}READ_SMS`)).toBe(false);
    expect(isDangerous(`${P}READ_SMS`, 37)).toBe(true);
  });

  it('does not call sensitive what only old installation screens called dangerous', () => {
    expect(isDangerous(`${P}INTERNET`, 22)).toBe(true);
    expect(isDangerous(`${P}INTERNET`, 23)).toBe(false);
    expect(isSensitive(`${P}INTERNET`)).toBe(false);
    expect(isSensitive(`${P}READ_SMS`)).toBe(true);
    expect(isSensitive(`${P}MANAGE_EXTERNAL_STORAGE`)).toBe(true);
    expect(isSensitive('com.android.permission.GET_INSTALLED_APPS')).toBe(true);
    expect(isSensitive(`${P}health.READ_HEALTH_DATA_IN_BACKGROUND`)).toBe(true);
    expect(isSensitive('com.example.FOO')).toBe(false);
  });
});

suite('describe', () => {
  it('has a line in both languages for every sensitive permission', () => {
    const sensitive = allPermissionNames().filter(isSensitive);
    expect(sensitive.length).toBeGreaterThan(150);
    for (const name of sensitive) {
      const en = describe(name, 'en');
      expect(en, name).toMatch(/^[A-Z][^{}]{10,138}\.$/);
      expect(describe(name, 'zh'), name).toMatch(/\p{Script=Han}[^{}]*。$/u);
    }
  });

  it('speaks plainly', () => {
    expect(describe(`${P}READ_SMS`, 'en')).toContain('every text message');
    expect(describe(`${P}READ_SMS`, 'zh')).toContain('短信');
    expect(describe('com.google.android.gms.permission.AD_ID', 'en')).toContain('advertising');
    expect(describe('com.example.FOO', 'en')).toBeNull();
  });

  it('has the permissions that are normal but matter for privacy', () => {
    const names = ['QUERY_ALL_PACKAGES', 'USE_EXACT_ALARM', 'RECEIVE_BOOT_COMPLETED', 'ACCESS_WIFI_STATE', 'NFC'];
    const services = allPermissionNames().filter((name) => name.startsWith(`${P}FOREGROUND_SERVICE`));
    expect(services.length).toBeGreaterThan(12);
    for (const name of [...names.map((short) => P + short), ...services]) {
      expect(describe(name, 'en'), name).not.toBeNull();
      expect(describe(name, 'zh'), name).not.toBeNull();
    }
  });
});
